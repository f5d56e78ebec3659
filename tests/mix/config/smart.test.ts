import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { materialsOf } from '../../../src/mix/config/batch-config.ts';
import { readSmart } from '../facts.ts';
import { codes, refused } from './requests.ts';

const media = { MediaArray: ['v1', 'v2'] };
const search = { MediaSearchInput: { LibSearchCondition: { SearchText: 'selling in a live stream' } } };
const film = { ...media, SceneInfo: { Scene: 'MovieHighlights' } };
const storyboard = (...ShotScripts: unknown[]) => ({
  ...media,
  SceneInfo: { Scene: 'General', ShotInfo: { ShotScripts } },
});

describe('the Smart_Mix payloads of batch.md 11', () => {
  it('11.5: a text of the whole video, ranges without a group', () => {
    const { config, warnings } = readSmart(
      {
        SceneInfo: { Scene: 'General' },
        ...media,
        SpeechTextArray: ['Hello world! Alice', 'My name is Jack'],
      },
      { Width: 1920, Height: 1080, Count: 2 },
      {
        MediaConfig: {
          MediaMetaDataArray: [
            {
              Media: 'v2',
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
    const { mode, scene, materials, speechTexts, shotScripts } = config.input;
    assert.deepEqual(
      [mode, scene, materials, speechTexts.length, shotScripts],
      ['global', 'general', ['v1', 'v2'], 2, []],
    );
    assert.equal(config.editing.media.ranges[0]?.ranges.length, 2);
    assert.equal(config.editing.process.clipDetection, true);
  });

  it('11.6: footage by search', () => {
    const { config, warnings } = readSmart({
      MediaSearchInput: {
        LibSearchCondition: {
          SearchLibs: ['ims-default-search-lib', 'test-20', 'test-20'],
          SearchText: 'selling in a live stream',
        },
      },
      SpeechTextArray: ['x'],
    });
    assert.deepEqual(warnings, []);
    assert.deepEqual(config.input.search, {
      libraries: ['ims-default-search-lib', 'test-20'],
      text: 'selling in a live stream',
    });
    assert.deepEqual(config.input.materials, []);
    assert.deepEqual(readSmart(search).config.input.search?.libraries, ['ims-default-search-lib']);
  });

  it('11.7: a storyboard, whatever its fields are called', () => {
    const { config, warnings } = readSmart(
      storyboard(
        { ScriptText: 'a girl opens the parcel', SpeechTextArray: ['It is here!'] },
        { Description: 'close-up of the product', Duration: '3', Name: 'close' },
        { SpeechText: 'Only said.', SceneDescription: 'a shop', DetailDescription: 'at night' },
      ),
    );
    assert.deepEqual(warnings, []);
    assert.equal(config.input.mode, 'storyboard');
    assert.deepEqual(config.input.shotScripts, [
      { name: 'Shot1', description: 'a girl opens the parcel', speechTexts: ['It is here!'], duration: null },
      { name: 'close', description: 'close-up of the product', speechTexts: [], duration: 3 },
      { name: 'Shot3', description: 'a shop at night', speechTexts: ['Only said.'], duration: null },
    ]);
  });

  it('11.8: a film', () => {
    const { config, warnings } = readSmart(
      {
        MediaArray: ['film'],
        SpeechTextArray: ['x'],
        SceneInfo: { Scene: 'Film', FaceInfo: { ImageInfoList: [{ Name: 'Alice', ImageURL: 'a.jpg' }] } },
      },
      {},
      { ProcessConfig: { EnableClipDetection: true, EnableTemporalOpt: 'true', AllowDuplicateMatch: true } },
    );
    assert.deepEqual(codes(warnings), ['PeopleNotRecognised']);
    assert.equal(config.input.scene, 'film');
    const { clipDetection, temporalOrder, duplicates } = config.editing.process;
    assert.deepEqual([clipDetection, temporalOrder, duplicates], [true, true, true]);
  });

  it('the common fields are those of Script', () => {
    const { config } = readSmart({
      ...media,
      Title: 'T',
      SubHeading: { Level: 2, Title: 'S' },
      Sticker: { MediaId: 's' },
      BackgroundMusic: 'm',
      BackgroundImageArray: ['i'],
    });
    const { titles, subheadings, stickers, music, backgroundImages } = config.input;
    assert.deepEqual(
      [titles, subheadings, stickers[0]?.media, music, backgroundImages],
      [['T'], [{ level: 2, texts: ['S'] }], 's', ['m'], ['i']],
    );
    assert.deepEqual(materialsOf(config), ['v1', 'v2', 's', 'm', 'i']);
  });
});

describe('options that a scene does not have (batch.md 2.4)', () => {
  it('are noted where the job works without them', () => {
    const noted = (input: object, process: object = {}, output: object = {}) =>
      codes(readSmart(input, output, { ProcessConfig: process }).warnings);
    assert.deepEqual(noted(media, { AlignmentMode: 'Cut' }), ['AlignmentModeIgnored']);
    assert.deepEqual(noted(film, { AlignmentMode: 'Cut' }), ['AlignmentModeIgnored']);
    assert.deepEqual(noted(media, { EnableClipDetection: false }), ['EnableClipDetectionIgnored']);
    assert.deepEqual(noted(media, { EnableTemporalOpt: true }), ['EnableTemporalOptIgnored']);
    assert.deepEqual(noted(film, { EnableClipDetection: false, EnableTemporalOpt: true }), []);
    assert.deepEqual(noted({ ...media, ...search }), ['MediaSearchIgnored']);
    assert.deepEqual(noted({ MediaArray: ['v1', 'v1'] }), ['DuplicateMaterial']);
    assert.deepEqual(noted({ ...media, SceneInfo: { Scene: 'Cooking' } }), ['SceneReplaced']);
    assert.deepEqual(noted({ ...storyboard({ ScriptText: 'x' }), SpeechText: 'y' }), ['ShotScriptsIgnored']);
    assert.deepEqual(noted(storyboard({ SpeechText: 'x', Duration: 3 })), ['DurationIgnored']);
    assert.deepEqual(noted(storyboard({ ScriptText: 'x' }), {}, { FixedDuration: 5 }), [
      'FixedDurationIgnored',
    ]);
    assert.deepEqual(noted(media, {}, { FixedDuration: 5 }), []);
  });

  it('a GroupName and a material that is not there are noted', () => {
    const ranges = (item: object) => ({
      MediaConfig: { MediaMetaDataArray: [{ TimeRangeList: [{ In: 0, Out: 2 }], ...item }] },
    });
    const noted = (input: object, item: object) => codes(readSmart(input, {}, ranges(item)).warnings);
    assert.deepEqual(noted(media, { Media: 'v1', GroupName: 'g' }), ['GroupNameIgnored']);
    assert.deepEqual(noted(media, { Media: 'v9' }), ['TimeRangesIgnored']);
    assert.deepEqual(noted(search, { Media: 'v9' }), []);
  });

  const refusals: [object, object, RegExp][] = [
    [
      { ...media, SpeechText: 'x' },
      { FixedDuration: 5 },
      /^InvalidParameter: OutputConfig\.FixedDuration and InputConfig\.SpeechTextArray exclude each other/,
    ],
    [
      { ...search, SceneInfo: { Scene: 'Movie' } },
      {},
      /^InvalidParameter: InputConfig\.MediaSearchInput and InputConfig\.SceneInfo\.Scene "Movie" exclude/,
    ],
    [
      { MediaSearchInput: { LibSearchCondition: { SearchLibs: ['a'] } } },
      {},
      /^MissingParameter: .*"InputConfig\.MediaSearchInput\.LibSearchCondition\.SearchText"/,
    ],
    [
      storyboard({ ScriptText: 'x' }, { ShotName: 'empty' }),
      {},
      /ShotScripts\[1\] must have ScriptText, SpeechTextArray or Duration, not \{"ShotName":"empty"/,
    ],
    [
      storyboard({ ScriptText: 'x', Duration: 'long' }),
      {},
      /InputConfig\.SceneInfo\.ShotInfo\.ShotScripts\[0\]\.Duration must be a number from 0\.2 to 3600, not "long"/,
    ],
    [
      storyboard(...Array.from({ length: 101 }, () => ({ ScriptText: 'x' }))),
      {},
      /InputConfig\.SceneInfo\.ShotInfo\.ShotScripts must hold at most 100 shots, not 101/,
    ],
    [
      storyboard({ SpeechTextArray: ['x'.repeat(1001)] }),
      {},
      /ShotScripts\[0\]\.SpeechTextArray\[0\] must have at most 1000 characters, not 1001/,
    ],
    [media, { MaxDuration: 5, FixedDuration: 5 }, /MaxDuration and OutputConfig\.FixedDuration exclude/],
    [
      { ...media, SpeechTextArray: Array.from({ length: 51 }, () => 'x') },
      {},
      /InputConfig\.SpeechTextArray must hold at most 50 texts, not 51/,
    ],
  ];
  for (const [input, output, message] of refusals) {
    it(`refuses ${JSON.stringify({ ...input, ...output }).slice(0, 90)}`, () =>
      assert.match(
        refused(() => readSmart(input, output)),
        message,
      ));
  }
});
