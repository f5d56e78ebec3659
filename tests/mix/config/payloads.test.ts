import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { materialsOf, parseBatchConfigs } from '../../../src/mix/config/batch-config.ts';
import { outputConfig, read } from '../facts.ts';
import { codes, groups, refused } from './requests.ts';

describe('the shapes of requests that are documented or seen in production (batch.md 11)', () => {
  it('11.1: global voice-over', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [
          { GroupName: 'MediaGroup1', MediaArray: ['v1', 'v2'] },
          { GroupName: 'MediaGroup2', MediaArray: ['v3', 'v4'] },
        ],
        TitleArray: ['Open today'],
        SpeechTextArray: ['One shop.', 'Another text.'],
      },
      { Count: 20, MaxDuration: 15, Video: { Crf: 27 } },
      { MediaConfig: { Volume: 0 }, SpeechConfig: { Volume: 1 }, BackgroundMusicConfig: { Volume: 0.3 } },
    );
    assert.deepEqual(warnings, []);
    assert.equal(config.jobType, 'Script');
    assert.equal(config.input.mode, 'global');
    assert.deepEqual([config.output.count, config.output.maxDuration, config.output.crf], [20, 15, 27]);
    assert.deepEqual(
      [config.editing.media.volume, config.editing.speech.volume, config.editing.musicVolume],
      [0, 1, 0.3],
    );
  });

  it('11.2: no voice, exact length', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [
          { GroupName: 'a', MediaArray: ['v1', 'v2'] },
          { GroupName: 'b', MediaArray: ['v3'] },
        ],
        BackgroundMusicArray: ['m1', 'm2'],
      },
      { Count: 5, FixedDuration: 12 },
      { MediaConfig: { Volume: 1 }, ProcessConfig: { SingleShotDuration: 3 } },
    );
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      [config.input.mode, config.output.fixedDuration, config.output.maxDuration],
      ['global', 12, null],
    );
    assert.deepEqual(materialsOf(config), ['v1', 'v2', 'v3', 'm1', 'm2']);
  });

  it('11.3: grouped voice-over with ranges', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [
          { GroupName: 'Group1', MediaArray: ['v1', 'v2'], Duration: 3, Volume: 1 },
          {
            GroupName: 'Group2',
            MediaArray: ['v3', 'v4'],
            SpeechTextArray: ['Hello!', 'Good morning!'],
            Volume: 1,
          },
        ],
      },
      { Width: 1920, Height: 1080, Count: 2 },
      {
        MediaConfig: {
          MediaMetaDataArray: [
            {
              Media: 'v2',
              GroupName: 'Group1',
              TimeRangeList: [
                { In: 0, Out: 3 },
                { In: '5', Out: '10' },
              ],
            },
          ],
        },
      },
    );
    assert.deepEqual(warnings, []);
    assert.equal(config.input.mode, 'grouped');
    assert.deepEqual(
      config.input.groups.map(({ duration, volume, speechTexts }) => [duration, volume, speechTexts.length]),
      [
        [3, 1, 0],
        [null, 1, 2],
      ],
    );
    assert.deepEqual(config.editing.media.ranges, [
      {
        media: 'v2',
        group: 'Group1',
        ranges: [
          { in: 0, out: 3 },
          { in: 5, out: 10 },
        ],
      },
    ]);
  });

  it('11.4: production styling', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [
          {
            GroupName: 'hook',
            MediaArray: ['v1', 'v2'],
            SpeechTextArray: ['one', 'two'],
            SplitMode: 'AverageSplit',
            Volume: 0.5,
          },
          {
            GroupName: 'end',
            MediaArray: ['v4'],
            SplitMode: 'NoSplit',
            Duration: 3,
            DurationAutoAdapt: true,
          },
        ],
        TitleArray: ['t'],
        SubHeadingArray: [
          { Level: 1, TitleArray: ['x', 'y'] },
          { Level: 2, TitleArray: ['z'] },
        ],
        StickerArray: [
          {
            MediaURL: 'https://b.oss-cn-shanghai.aliyuncs.com/logo.png',
            X: 0.75,
            Y: 0.05,
            Width: 0.2,
            Height: 0.1,
            Opacity: 0.8,
          },
        ],
        BackgroundMusicArray: ['m1'],
        BackgroundImageArray: ['bg'],
      },
      { Count: 2, Video: { Crf: 23 } },
      {
        MediaConfig: { Volume: 0.6 },
        TitleConfig: {
          Font: 'Alibaba PuHuiTi 2.0 95 ExtraBold',
          FontSize: 80,
          FontColor: '#FFE566',
          Alignment: 'TopCenter',
          Y: 0.08,
          AdaptMode: 'AutoWrap',
        },
        SubHeadingConfig: { 1: { Y: 0.2, FontSize: 36 }, 2: { Y: 0.3, FontSize: 36 } },
        SpeechConfig: {
          Volume: 1,
          SpeechRate: 0,
          Voice: 'zhiru,zhilun,zhibei_emo',
          SpeechLanguage: 'zh',
          AsrConfig: {
            Alignment: 'TopCenter',
            AdaptMode: 'AutoWrap',
            Y: 0.8,
            TextWidth: 0.88,
            FontSize: 48,
            Outline: 3,
            OutlineColour: '#000000',
            SizeRequestType: 'Nominal',
            Spacing: -1,
            AaiMotionIn: 0.45,
            AaiMotionInEffect: 'wave_in,fade_in',
          },
          SpecialWordsConfig: [
            {
              Type: 'Highlight',
              WordsList: ['free'],
              Style: { FontColor: '00D7FF', FontFace: { Bold: true } },
            },
            { Type: 'Forbidden', WordsList: ['best'], SoundReplaceMode: 'Beep' },
          ],
        },
        BackgroundMusicConfig: { Volume: 0.2 },
        BackgroundImageConfig: { SubType: 'Blur', Radius: 0.1 },
        ProcessConfig: {
          SingleShotDuration: 3,
          EnableClipSplit: true,
          ImageDuration: 3,
          AllowTransition: true,
          TransitionDuration: 0.5,
          TransitionList: ['directional', 'simplezoom', 'wiperight'],
          UseUniformTransition: true,
          AllowVfxEffect: true,
          VfxEffectProbability: 0.5,
          VfxFirstClipEffectList: ['open'],
          AllowFilter: true,
          FilterList: ['m1'],
        },
      },
    );
    assert.deepEqual(codes(warnings), ['BackgroundConfigIgnored', 'EffectNotDrawn']);
    const { speech, title, subheadings, process } = config.editing;
    assert.deepEqual(speech.voices, ['zhiru', 'zhilun', 'zhibei_emo']);
    assert.deepEqual(speech.highlights, [
      { words: ['free'], style: { FontColor: '#FFD700', FontFace: { Bold: true } } },
    ]);
    assert.deepEqual(speech.masked, [{ word: 'best', sound: 'Beep' }]);
    assert.deepEqual([title.FontColor, title.Y, subheadings.get(2)?.Y], ['#FFE566', 0.08, 0.3]);
    assert.deepEqual(process.transition, {
      duration: 0.5,
      pool: ['directional', 'simplezoom', 'wiperight'],
      uniform: true,
    });
    assert.deepEqual(config.input.groups[1], {
      name: 'end',
      materials: ['v4'],
      speechTexts: [],
      duration: 3,
      volume: null,
      split: false,
      adaptDuration: true,
    });
  });

  it('11.12: templates do not exist yet, in either form; an empty list is none', () => {
    const raw = {
      InputConfig: JSON.stringify({ MediaGroupArray: groups }),
      OutputConfig: JSON.stringify(outputConfig),
    };
    assert.match(
      refused(() => parseBatchConfigs({ ...raw, TemplateConfig: '["t1","t2"]' })),
      /^InvalidParameter: TemplateConfig names the template "t1"/,
    );
    assert.match(
      refused(() => parseBatchConfigs({ ...raw, TemplateConfig: '{"BatchEditingTemplateIdArray":["t3"]}' })),
      /"t3"/,
    );
    for (const none of ['', '[]', '{}', 'null'])
      assert.ok(parseBatchConfigs({ ...raw, TemplateConfig: none }));
  });
});
