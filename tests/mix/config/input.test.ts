import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { materialsOf, parseBatchConfigs } from '../../../src/mix/config/batch-config.ts';
import { outputConfig, read } from '../facts.ts';
import { codes, group, groups, refused } from './requests.ts';

describe('InputConfig and EditingConfig', () => {
  const many = (count: number, item: unknown = 'x') => Array.from({ length: count }, () => item);
  const distinct = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`);
  const refusals: [object, RegExp][] = [
    [{}, /^MissingParameter: .*"InputConfig\.MediaGroupArray, MediaArray or MediaSearchInput"/],
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
    assert.deepEqual(noted({ MediaSearchInput: { LibSearchCondition: { SearchText: 'x' } } }, {}), [
      'MediaSearchIgnored',
    ]);
    assert.deepEqual(noted({ SceneInfo: { Scene: 'General' } }, {}), ['SceneInfoIgnored']);
    assert.deepEqual(
      noted(
        {},
        {
          ProcessConfig: { EnableClipDetection: false, EnableTemporalOpt: true, AllowDuplicateMatch: true },
        },
      ),
      ['EnableClipDetectionIgnored', 'EnableTemporalOptIgnored', 'AllowDuplicateMatchIgnored'],
    );
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
