import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import { materialsOf, parseBatchConfigs, type RawConfigs } from '../../src/mix/config/batch-config.ts';
import { outputConfig, read } from './facts.ts';

const groups = [{ MediaArray: ['a'] }];
const group = (item: object) => ({ MediaGroupArray: [{ MediaArray: ['a'], ...item }] });
const codes = (warnings: { Code: string }[]) => warnings.map(({ Code }) => Code);

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return `${error.code}: ${error.message}`;
  }
  return assert.fail('nothing was refused');
}

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

  it('11.5 to 11.8: Smart_Mix is not made yet', () => {
    assert.match(
      refused(() => read({ MediaArray: ['v1'], SpeechTextArray: ['x'] })),
      /^UnsupportedJobType: .*Smart_Mix/,
    );
    assert.match(
      refused(() => read({ MediaSearchInput: { LibSearchCondition: {} } })),
      /^UnsupportedJobType/,
    );
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
    const { config } = parseBatchConfigs({
      InputConfig:
        '{"mediagrouparray":[{"MEDIAARRAY":["a"],"groupname":"g"}],"stickerArray":[{"MediaUrl":"s","x":"0.5"}]}',
      OutputConfig:
        '{"MediaUrl":"https://b.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4","count":3,"WIDTH":720,"height":1280}',
      EditingConfig: '{"speechconfig":{"asrconfig":{"fontcolor":"00FF00"}}}',
    });
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

describe('OutputConfig', () => {
  const output = (given: object) => read({ MediaGroupArray: groups }, given);

  it('fills in its defaults', () => {
    assert.deepEqual(output({}).config.output, {
      mediaUrl: outputConfig.MediaURL,
      count: 1,
      width: 1080,
      height: 1920,
      maxDuration: null,
      fixedDuration: null,
      codec: 'H.264',
      fps: 25,
      crf: 23,
      bitrate: null,
      preset: 'veryfast',
      previewOnly: false,
    });
  });

  it('reads the video settings', () => {
    const { config, warnings } = output({
      Video: { Crf: '18', Codec: 'h265', Bitrate: '3000', Fps: 23.976, Preset: 'Slow' },
    });
    assert.deepEqual(warnings, []);
    const { crf, codec, bitrate, fps, preset } = config.output;
    assert.deepEqual([crf, codec, bitrate, fps, preset], [18, 'H.265', 3000, 23.976, 'slow']);
    const odd = output({
      Bitrate: 4_000_000,
      Video: { Preset: 'placebo?', Profile: 'main' },
      Width: 721,
      Height: 1281,
    });
    assert.deepEqual(
      [
        odd.config.output.bitrate,
        odd.config.output.preset,
        odd.config.output.width,
        odd.config.output.height,
      ],
      [4000, 'veryfast', 720, 1280],
    );
    assert.deepEqual(codes(odd.warnings), [
      'SizeReplaced',
      'PresetReplaced',
      'ProfileIgnored',
      'BitrateRead',
    ]);
  });

  it('takes the place of the output in other forms', () => {
    const url = (given: object) => output({ MediaURL: undefined, ...given }).config.output.mediaUrl;
    assert.equal(
      url({ StorageLocation: 'outin-1.oss-cn-shanghai.aliyuncs.com', FileName: 'a_{index}.mp4' }),
      'http://outin-1.oss-cn-shanghai.aliyuncs.com/a_{index}.mp4',
    );
    assert.equal(url({ MediaURL: 'oss://b/%7Bindex%7D/a.mp4' }), 'oss://b/{index}/a.mp4');
    assert.equal(url({ GeneratePreviewOnly: true }), '');
  });

  const refusals: [object, RegExp][] = [
    [{ MediaURL: '' }, /^MissingParameter: The input parameter "OutputConfig\.MediaURL"/],
    [
      { MediaURL: 'oss://b/a.mp4' },
      /^InvalidParameter: OutputConfig\.MediaURL must contain \{index\}, not "oss:\/\/b\/a\.mp4"\.$/,
    ],
    [{ MediaURL: 'oss://b/{index}.webm' }, /OutputConfig\.MediaURL must name an \.mp4 file, not \.webm/],
    [{ Count: 0 }, /OutputConfig\.Count must be an integer from 1 to 100, not 0\.$/],
    [{ Count: 101 }, /OutputConfig\.Count must be an integer from 1 to 100, not 101\.$/],
    [{ Count: '2.5' }, /OutputConfig\.Count must be an integer/],
    [{ Count: 'many' }, /OutputConfig\.Count .* not "many"\.$/],
    [{ Width: 100 }, /OutputConfig\.Width must be an integer from 128 to 4096, not 100/],
    [{ Width: 4000, Height: 2200 }, /OutputConfig\.Width and Height: the shorter one must be at most 2160/],
    [{ Width: null }, /OutputConfig\.Width is missing/],
    [
      { MaxDuration: 5, FixedDuration: 5 },
      /OutputConfig\.MaxDuration and OutputConfig\.FixedDuration exclude each other/,
    ],
    [{ MaxDuration: -1 }, /OutputConfig\.MaxDuration must be a number from 0\.2 to 3600, not -1/],
    [{ Video: { Crf: 52 } }, /OutputConfig\.Video\.Crf must be an integer from 0 to 51, not 52/],
    [{ Video: { Codec: 'VP9' } }, /OutputConfig\.Video\.Codec must be one of H\.264, H\.265, not "VP9"/],
    [{ Video: 7 }, /OutputConfig\.Video must be an object, not 7/],
  ];
  for (const [given, message] of refusals) {
    it(`refuses ${JSON.stringify(given)}`, () =>
      assert.match(
        refused(() => output(given)),
        message,
      ));
  }
});

describe('InputConfig and EditingConfig', () => {
  const many = (count: number, item: unknown = 'x') => Array.from({ length: count }, () => item);
  const distinct = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);
  const refusals: [object, RegExp][] = [
    [{}, /^MissingParameter: .*"InputConfig\.MediaGroupArray"/],
    [
      { MediaGroupArray: [...groups, ...groups, { MediaArray: [] }] },
      /^InvalidParameter: InputConfig\.MediaGroupArray\[2\]\.MediaArray must hold 1 to 200 materials, not 0\.$/,
    ],
    [
      group({ MediaArray: distinct(201) }),
      /InputConfig\.MediaGroupArray\[0\]\.MediaArray must hold 1 to 200 materials, not 201/,
    ],
    [
      { MediaGroupArray: many(41, groups[0]) },
      /InputConfig\.MediaGroupArray must hold at most 40 groups, not 41/,
    ],
    [
      group({ GroupName: 'x'.repeat(51) }),
      /InputConfig\.MediaGroupArray\[0\]\.GroupName must have at most 50 characters, not 51/,
    ],
    [group({ Volume: 11 }), /\.Volume must be a number from 0 to 10, not 11/],
    [group({ SplitMode: 'Half' }), /\.SplitMode must be one of NoSplit, AverageSplit, not "Half"/],
    [group({ DurationAutoAdapt: 'maybe' }), /\.DurationAutoAdapt must be true or false, not "maybe"/],
    [group({ MediaArray: [{ Foo: 1 }] }), /\.MediaArray\[0\] must be text, not \{"Foo":1\}/],
    [
      { MediaGroupArray: groups, TitleArray: many(51) },
      /InputConfig\.TitleArray must hold at most 50 titles, not 51/,
    ],
    [
      { MediaGroupArray: groups, TitleArray: ['x'.repeat(51)] },
      /InputConfig\.TitleArray\[0\] must have at most 50 characters, not 51/,
    ],
    [
      { MediaGroupArray: groups, SpeechTextArray: ['x'.repeat(1001)] },
      /InputConfig\.SpeechTextArray\[0\] must have at most 1000 characters, not 1001/,
    ],
    [
      { MediaGroupArray: groups, SpeechTextArray: ['ok', '<speak>no end'] },
      /InputConfig\.SpeechTextArray\[1\] must be plain text or well-formed SSML/,
    ],
    [
      { MediaGroupArray: groups, StickerArray: many(51, { MediaId: 's' }) },
      /InputConfig\.StickerArray must hold at most 50 stickers, not 51/,
    ],
    [
      { MediaGroupArray: groups, StickerArray: [{ X: 1 }] },
      /InputConfig\.StickerArray\[0\] must have MediaId or MediaURL/,
    ],
    [
      { MediaGroupArray: groups, StickerArray: [{ MediaId: 's', Opacity: 2 }] },
      /InputConfig\.StickerArray\[0\]\.Opacity must be a number from 0 to 1, not 2/,
    ],
    [
      { MediaGroupArray: groups, SubHeadingArray: [{ Level: 6, TitleArray: ['x'] }] },
      /InputConfig\.SubHeadingArray\[0\]\.Level must be an integer from 1 to 5, not 6/,
    ],
    [
      { MediaGroupArray: groups, SubHeadingArray: [{ TitleArray: ['x'] }] },
      /InputConfig\.SubHeadingArray\[0\]\.Level must have a Level/,
    ],
  ];
  for (const [given, message] of refusals) {
    it(`refuses ${JSON.stringify(given).slice(0, 90)}`, () =>
      assert.match(
        refused(() => read(given)),
        message,
      ));
  }

  const editing: [object, RegExp][] = [
    [
      { MediaConfig: { Volume: 'loud' } },
      /EditingConfig\.MediaConfig\.Volume must be a number from 0 to 10, not "loud"/,
    ],
    [
      { MediaConfig: { MediaMetaDataArray: [{ Media: 'a', TimeRangeList: [{ In: 3, Out: 2 }] }] } },
      /EditingConfig\.MediaConfig\.MediaMetaDataArray\[0\]\.TimeRangeList\[0\] must have an Out after its In/,
    ],
    [
      { TitleConfig: { FontColor: 'no colour' } },
      /EditingConfig\.TitleConfig\.FontColor must be a colour such as #RRGGBB, not "no colour"/,
    ],
    [
      { SubHeadingConfig: { 3: { FontSize: -1 } } },
      /EditingConfig\.SubHeadingConfig\.3\.FontSize must be a number from 1 to 2000, not -1/,
    ],
    [
      { SpeechConfig: { SpeechRate: 501 } },
      /EditingConfig\.SpeechConfig\.SpeechRate must be a number from -500 to 500, not 501/,
    ],
    [
      { ProcessConfig: { AlignmentMode: 'Loop' } },
      /EditingConfig\.ProcessConfig\.AlignmentMode must be one of AutoSpeed, Cut, not "Loop"/,
    ],
    [
      { ProcessConfig: { TransitionList: [{ a: 1 }] } },
      /EditingConfig\.ProcessConfig\.TransitionList\[0\] must be text/,
    ],
    [
      { BackgroundImageConfig: { SubType: 'Gradient' } },
      /EditingConfig\.BackgroundImageConfig\.SubType must be one of Blur, Color, Image, None/,
    ],
  ];
  for (const [given, message] of editing) {
    it(`refuses ${JSON.stringify(given)}`, () =>
      assert.match(
        refused(() => read({ MediaGroupArray: groups }, {}, given)),
        message,
      ));
  }

  it('allow the largest sizes that are documented', () => {
    const { config } = read({
      MediaGroupArray: Array.from({ length: 40 }, (_, index) => ({
        GroupName: `${index}`.padEnd(50, '组'),
        MediaArray: distinct(200),
      })),
      SpeechTextArray: many(50, '一'.repeat(1000)),
      TitleArray: many(50, '题'.repeat(50)),
      StickerArray: many(50, { MediaId: 's' }),
      BackgroundMusicArray: distinct(50),
    });
    assert.deepEqual(
      [config.input.groups.length, config.input.speechTexts.length, config.input.titles.length],
      [40, 50, 50],
    );
    assert.equal(materialsOf(config).length, 201);
  });

  it('count the characters of SSML without its tags', () => {
    const text = `<speak>${'x'.repeat(990)}<break time="1s"/><sub alias="a long alias for it">abc</sub></speak>`;
    assert.deepEqual(read({ MediaGroupArray: groups, SpeechText: text }).config.input.speechTexts, [text]);
  });

  it('must be JSON', () => {
    const raw = {
      InputConfig: JSON.stringify({ MediaGroupArray: groups }),
      OutputConfig: JSON.stringify(outputConfig),
    };
    assert.match(
      refused(() => parseBatchConfigs({ ...raw, InputConfig: '{' })),
      /^InvalidParameter: InputConfig must be JSON: /,
    );
    assert.match(
      refused(() => parseBatchConfigs({ ...raw, EditingConfig: '[1]' })),
      /^InvalidParameter: EditingConfig must be an object, not \[1\]/,
    );
    assert.match(
      refused(() => parseBatchConfigs({ ...raw, OutputConfig: undefined })),
      /^MissingParameter: .*OutputConfig\.MediaURL/,
    );
    assert.ok(parseBatchConfigs({ ...raw, EditingConfig: '\uFEFF{}' }));
    assert.ok(parseBatchConfigs({ ...raw, EditingConfig: '' }));
  });

  it('exclude a fixed length next to a voice-over of the whole video', () => {
    assert.match(
      refused(() => read({ MediaGroupArray: groups, SpeechText: 'x' }, { FixedDuration: 5 })),
      /OutputConfig\.FixedDuration and InputConfig\.SpeechTextArray exclude each other/,
    );
  });

  it('note what has no effect', () => {
    const noted = (input: object, editingConfig: object) =>
      codes(read({ MediaGroupArray: groups, ...input }, {}, editingConfig).warnings);
    assert.deepEqual(noted({ MediaArray: ['z'] }, {}), ['MediaArrayIgnored']);
    assert.deepEqual(noted({ MediaGroupArray: [{ MediaArray: ['a', 'a'] }] }, {}), ['DuplicateMaterial']);
    assert.deepEqual(
      noted(
        {
          MediaGroupArray: [
            { GroupName: 'g', MediaArray: ['a'] },
            { GroupName: 'g', MediaArray: ['a'] },
          ],
        },
        {},
      ),
      ['DuplicateGroupName'],
    );
    assert.deepEqual(noted({}, { BackgroundMusicConfig: { Style: 'bgm-relaxing' } }), ['MusicStyleIgnored']);
    assert.deepEqual(noted({}, { SpeechConfig: { Style: 'Gentle' } }), ['SpeechStyleIgnored']);
    assert.deepEqual(noted({}, { SpeechConfig: { SpeechLanguage: '???' } }), ['LanguageReplaced']);
    assert.deepEqual(
      noted({}, { SpeechConfig: { SpecialWordsConfig: [{ Type: 'Blink', WordsList: ['x'] }] } }),
      ['SpecialWordsIgnored'],
    );
    assert.deepEqual(noted({}, { ProcessConfig: { TransitionList: ['fade'] } }), ['TransitionListIgnored']);
  });
});

describe('parseBatchConfigs', () => {
  it('answers any JSON with configs or an ApiError', () => {
    const key = fc.constantFrom(
      'MediaGroupArray',
      'MediaArray',
      'SpeechTextArray',
      'Duration',
      'TitleConfig',
      'FontColor',
      'SpeechConfig',
      'AsrConfig',
      'Voice',
      'ProcessConfig',
      'TransitionList',
      'Video',
      'Count',
      'MediaURL',
      'Width',
      'Height',
      '__proto__',
      'constructor',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, '', '0', 0, 1, -1, 1e308, true, 'x', '{index}', '#fff', [], {}),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    const text = fc.oneof(
      { weight: 6, arbitrary: tree.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.string() },
    );
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.record({
          InputConfig: text,
          EditingConfig: text,
          OutputConfig: text,
          TemplateConfig: fc.option(text, { nil: undefined }),
        }),
        (raw: RawConfigs) => {
          for (const configs of [
            raw,
            {
              ...raw,
              InputConfig: JSON.stringify({ MediaGroupArray: groups }),
              OutputConfig: JSON.stringify(outputConfig),
              TemplateConfig: undefined,
            },
          ]) {
            try {
              parseBatchConfigs(configs);
              accepted++;
            } catch (error) {
              assert.ok(error instanceof ApiError, String(error));
            }
          }
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(accepted > 50);
  });
});
