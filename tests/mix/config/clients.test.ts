import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { materialsOf, parseBatchConfigs } from '../../../src/mix/config/batch-config.ts';
import { read } from '../facts.ts';
import { codes, group, groups } from './requests.ts';

describe('what real clients do (clients.md 2)', () => {
  it('1, 2: lengths and alignment in grouped mode are passed over', () => {
    const { config, warnings } = read(
      { MediaGroupArray: [{ MediaArray: ['a'], Duration: 4, SpeechTextArray: ['x'] }] },
      { MaxDuration: 30 },
      { ProcessConfig: { AlignmentMode: 'Cut' } },
    );
    assert.equal(config.input.mode, 'grouped');
    assert.deepEqual(codes(warnings), ['DurationIgnored', 'AlignmentModeIgnored']);
    const fixed = read(group({ Duration: 4 }), { FixedDuration: 9 });
    assert.deepEqual(codes(fixed.warnings), ['FixedDurationIgnored']);
  });

  it('a single group with a Duration next to a text of the whole video is global', () => {
    const { config, warnings } = read(
      { MediaGroupArray: [{ MediaArray: ['a'], Duration: 4 }], SpeechText: 'x' },
      {},
      { ProcessConfig: { AlignmentMode: 'Cut' } },
    );
    assert.equal(config.input.mode, 'global');
    assert.equal(config.editing.process.alignment, 'Cut');
    assert.deepEqual(codes(warnings), ['GroupSettingsIgnored']);
  });

  it('3: zero, empty lists and empty texts mean "not set"', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [{ MediaArray: ['a'], Duration: 0, SpeechTextArray: [] }],
        TitleArray: [],
        SpeechTextArray: ['', null],
        Title: '',
        StickerArray: null,
        BackgroundMusicArray: [''],
      },
      { MaxDuration: 0, FixedDuration: '0', Video: { Bitrate: 0 } },
      {
        ProcessConfig: { SingleShotDuration: 0, ImageDuration: '', TransitionDuration: null },
        SpeechConfig: null,
        TitleConfig: { FontSize: 0 },
      },
    );
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      [config.input.mode, config.input.titles, config.input.stickers, config.input.music],
      ['global', [], [], []],
    );
    assert.deepEqual(
      [config.output.maxDuration, config.output.fixedDuration, config.output.bitrate],
      [null, null, null],
    );
    assert.deepEqual(
      [config.editing.process.shotDuration, config.editing.process.imageDuration, config.editing.title],
      [3, 3, {}],
    );
  });

  it('4: keys in any letter case', () => {
    const parsed = parseBatchConfigs({
      InputConfig:
        '{"mediagrouparray":[{"MEDIAARRAY":["a"],"groupname":"g"}],"stickerArray":[{"MediaUrl":"s","x":"0.5"}]}',
      OutputConfig:
        '{"MediaUrl":"https://b.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4","count":3,"WIDTH":720,"height":1280}',
      EditingConfig: '{"speechconfig":{"asrconfig":{"fontcolor":"00FF00"}}}',
    });
    assert.ok(parsed.config.jobType === 'Script');
    const { config } = parsed;
    assert.deepEqual(
      [config.input.groups[0]?.name, config.input.stickers[0]?.media, config.input.stickers[0]?.x],
      ['g', 's', 0.5],
    );
    assert.deepEqual([config.output.count, config.output.width, config.output.height], [3, 720, 1280]);
    assert.equal(config.editing.speech.captions.FontColor, '#00FF00');
  });

  it('4: the documented spelling wins over others', () => {
    const { config } = read({
      MediaGroupArray: groups,
      titlearray: ['low'],
      TitleArray: ['right'],
      Title: 'old',
    });
    assert.deepEqual(config.input.titles, ['right']);
    const old = read({ MediaGroupArray: groups, TitleArray: [], Title: 'old' });
    assert.deepEqual(old.config.input.titles, ['old']);
  });

  it('5: unknown keys are ignored', () => {
    const { warnings } = read(
      { MediaGroupArray: [{ MediaArray: ['a'], Colour: 1 }], __proto__x: 1 },
      { VideoCodec: 'x', Audio: {} },
      {
        ProcessConfig: { EnableSmartCrop: true, EnableRandomSpeed: 'yes' },
        CoverConfig: { Mode: 'Smart' },
        DedupConfig: [],
      },
    );
    assert.deepEqual(warnings, []);
  });

  it('6: nulls, booleans and numbers as text', () => {
    const { config, warnings } = read(
      {
        MediaGroupArray: [{ MediaArray: ['a'], DurationAutoAdapt: 'true', Volume: '0.5', Duration: '3' }],
        StickerArray: [{ MediaId: 's', Opacity: '0.4' }],
      },
      { Width: null, Height: null, Count: '2', GeneratePreviewOnly: 'True' },
      { ProcessConfig: { AllowTransition: 'true', UseUniformTransition: 'FALSE', EnableClipSplit: 0 } },
    );
    assert.deepEqual(codes(warnings), ['SizeReplaced']);
    assert.deepEqual(
      [
        config.input.groups[0]?.adaptDuration,
        config.input.groups[0]?.volume,
        config.input.groups[0]?.duration,
      ],
      [true, 0.5, 3],
    );
    assert.equal(config.input.stickers[0]?.opacity, 0.4);
    assert.deepEqual(
      [config.output.width, config.output.height, config.output.count, config.output.previewOnly],
      [1080, 1920, 2, true],
    );
    assert.deepEqual(
      [config.editing.process.transition?.uniform, config.editing.process.splitClips],
      [false, false],
    );
  });

  it('7: the same material in several groups, and materials as objects', () => {
    const { config, warnings } = read({
      MediaGroupArray: [
        { MediaArray: ['a', { MediaId: 'b' }, { mediaUrl: 'c' }, { MediaId: 'd', MediaURL: 'e' }] },
        { MediaArray: ['a'] },
      ],
    });
    assert.deepEqual(warnings, []);
    assert.deepEqual(
      config.input.groups.map((item) => item.materials),
      [['a', 'b', 'c', 'd'], ['a']],
    );
    assert.deepEqual(
      config.input.groups.map((item) => item.name),
      ['Group1', 'Group2'],
    );
    assert.deepEqual(materialsOf(config), ['a', 'b', 'c', 'd']);
  });

  it('8: a gain below zero is silence', () => {
    const { config, warnings } = read(
      { MediaGroupArray: groups },
      {},
      { SpeechConfig: { Gain: -10 }, BackgroundMusicConfig: { Volume: 0.5, Gain: 0.5 } },
    );
    assert.deepEqual([config.editing.speech.volume, config.editing.musicVolume], [0, 0.25]);
    assert.deepEqual(codes(warnings), ['GainRaised']);
  });

  it('old singular keys', () => {
    const { config } = read({
      MediaGroupArray: groups,
      Title: 'T',
      SpeechText: 'S',
      Sticker: { MediaId: 's' },
      BackgroundMusic: 'm',
      BackgroundImage: 'i',
    });
    const { titles, speechTexts, stickers, music, backgroundImages } = config.input;
    assert.deepEqual(
      [titles, speechTexts, stickers.map(({ media }) => media), music, backgroundImages],
      [['T'], ['S'], ['s'], ['m'], ['i']],
    );
  });

  it('ranges under MediaURL or MediaId, without a group', () => {
    const { config, warnings } = read(
      { MediaGroupArray: groups },
      {},
      {
        MediaConfig: {
          MediaMetaDataArray: [
            { MediaURL: 'a', TimeRangeList: [{ In: '1', Out: '2' }] },
            { MediaId: 'zz', TimeRangeList: [{ Out: 2 }] },
          ],
        },
      },
    );
    assert.deepEqual(
      config.editing.media.ranges.map(({ media, group: name }) => [media, name]),
      [
        ['a', null],
        ['zz', null],
      ],
    );
    assert.deepEqual(codes(warnings), ['TimeRangesIgnored']);
  });

  it('colours in every spelling', () => {
    const colour = (value: string) =>
      read({ MediaGroupArray: groups }, {}, { TitleConfig: { FontColor: value } }).config.editing.title
        .FontColor;
    for (const value of ['#FF8000', 'ff8000', '&H0080FF', '&H000080FF&', '0xFF8000'])
      assert.equal(colour(value), '#FF8000');
    const special = (value: string) =>
      read(
        { MediaGroupArray: groups },
        {},
        {
          SpeechConfig: {
            SpecialWordsConfig: [{ Type: 'highlight', WordsList: 'x', Style: { FontColor: value } }],
          },
        },
      ).config.editing.speech.highlights[0]?.style.FontColor;
    assert.deepEqual(
      [special('0080FF'), special('#0080FF'), special('&H0080FF')],
      ['#FF8000', '#0080FF', '#FF8000'],
    );
  });
});
