import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outputConfig, read } from '../facts.ts';
import { codes, groups, refused } from './requests.ts';

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
