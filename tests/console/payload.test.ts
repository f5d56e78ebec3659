import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../src/console/create/codec.ts';
import { firstForm } from '../../src/console/create/form.ts';
import {
  isFault,
  parsePayload,
  payloadText,
  readPayload,
  requestParameters,
  writePayload,
} from '../../src/console/create/payload.ts';

function read(json: unknown) {
  const form = readPayload(json);
  assert.ok(!isFault(form), `no form from ${JSON.stringify(json)}`);
  return form;
}

const rewritten = (json: unknown) => writePayload(read(json));

const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const amount = fc.double({ min: 0, max: 100, noNaN: true }).map((value) => Math.abs(value));
const optional = <Shape extends object>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });
/** Objects without empty ones, which a payload may leave out. */
const filled = <Value extends object>(arbitrary: fc.Arbitrary<Value>) =>
  arbitrary.filter((value) => Object.keys(value).length > 0);
const someOf = <Value>(item: fc.Arbitrary<Value>) => fc.array(item, { minLength: 1, maxLength: 4 });
const style = filled(
  optional({
    Font: word,
    FontSize: amount,
    FontColor: word,
    FontFace: filled(optional({ Bold: fc.boolean() })),
    Y: amount,
    Shadow: amount,
  }),
);
/** Payloads in their documented spelling, with keys that the form has no field for. */
const payloads = filled(
  optional({
    InputConfig: filled(
      optional({
        MediaGroupArray: someOf(
          optional({
            GroupName: word,
            MediaArray: someOf(word),
            SpeechTextArray: someOf(word),
            Duration: amount,
            DurationAutoAdapt: fc.boolean(),
          }),
        ),
        TitleArray: someOf(word),
        StickerArray: someOf(filled(optional({ MediaId: word, X: amount, DyncFrames: fc.nat() }))),
        MediaArray: someOf(word),
        MediaSearchInput: fc.constant({ LibSearchCondition: { SearchText: 'tea' }, Other: 1 }),
        SceneInfo: fc.constant({
          Scene: 'General',
          ShotInfo: { ShotScripts: [{ ScriptText: 'A cup', Duration: 2, Who: ['Ann'] }, {}] },
          FaceInfo: { ImageInfoList: [1, null, { Deep: '' }] },
        }),
      }),
    ),
    EditingConfig: filled(
      optional({
        TitleConfig: style,
        SubHeadingConfig: filled(optional({ 1: style, 2: style })),
        SpeechConfig: filled(
          optional({
            Voice: word,
            AsrConfig: style,
            SpecialWordsConfig: fc.constant([{ Type: 'Highlight', WordsList: ['free'] }]),
          }),
        ),
        ProcessConfig: filled(optional({ AllowTransition: fc.boolean(), TransitionList: someOf(word) })),
      }),
    ),
    OutputConfig: filled(optional({ MediaURL: word, Count: fc.nat(), GeneratePreviewOnly: fc.boolean() })),
    UserData: fc.constant({ NotifyAddress: 'https://example.com/done' }),
  }),
)
  .filter((payload) => Object.keys(payload).some((key) => key.endsWith('Config')))
  .map((payload): object => JSON.parse(JSON.stringify(payload)));

test('a payload that goes through the form comes out as it was, with all that the form does not know', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      assert.deepEqual(rewritten(payload), payload);
    }),
  );
});

test('a form that goes through its payload comes back as it was', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const form = read(payload);
      const again = parsePayload(payloadText(form));
      assert.deepEqual(again, form);
    }),
  );
});

test('anything that is read can be written and read again without a change', () => {
  const configs = fc.object({ maxDepth: 4 });
  fc.assert(
    fc.property(configs, configs, (InputConfig, OutputConfig) => {
      const json: unknown = JSON.parse(JSON.stringify({ InputConfig, OutputConfig }));
      const once = rewritten({ ...(json as object), EditingConfig: { Kept: 1 } });
      assert.deepEqual(rewritten(once), once);
    }),
  );
});

test('other spellings of a payload come to the documented ones', () => {
  assert.deepEqual(
    rewritten({
      inputconfig: JSON.stringify({
        MediaGroupArray: [
          { groupName: 'a', MediaArray: [{ MediaId: '0a' }, { MediaURL: 'oss://b/c.mp4' }], Duration: '2.5' },
        ],
        SpeechText: 'Hello',
        Title: ['One', ''],
      }),
      OutputConfig: { MediaUrl: 'oss://b/{index}.mp4', Count: '3', Width: null },
    }),
    {
      InputConfig: {
        MediaGroupArray: [{ GroupName: 'a', MediaArray: ['0a', 'oss://b/c.mp4'], Duration: 2.5 }],
        SpeechTextArray: ['Hello'],
        TitleArray: ['One'],
      },
      OutputConfig: { MediaURL: 'oss://b/{index}.mp4', Count: 3 },
    },
  );
});

test('a value that a field cannot hold is kept until the field is filled in', () => {
  const payload = { OutputConfig: { Count: 'loud', MediaURL: 'x' } };
  const form = read(payload);
  assert.equal(form.OutputConfig.Count, null);
  assert.deepEqual(writePayload(form), payload);
  assert.deepEqual(writePayload({ ...form, OutputConfig: { ...form.OutputConfig, Count: 2 } }), {
    OutputConfig: { Count: 2, MediaURL: 'x' },
  });
});

test('keys such as __proto__ are data', () => {
  const json: unknown = JSON.parse('{"InputConfig":{"__proto__":{"Count":1},"TitleArray":["a"]}}');
  assert.equal(
    JSON.stringify(rewritten(json)),
    '{"InputConfig":{"TitleArray":["a"],"__proto__":{"Count":1}}}',
  );
});

test('an InputConfig alone is a payload; what is none is refused', () => {
  assert.deepEqual(rewritten({ MediaGroupArray: [{ MediaArray: 'a' }] }), {
    InputConfig: { MediaGroupArray: [{ MediaArray: ['a'] }] },
  });
  assert.deepEqual(rewritten({ MediaSearchInput: { LibSearchCondition: { SearchText: 'tea' } } }), {
    InputConfig: { MediaSearchInput: { LibSearchCondition: { SearchText: 'tea' } } },
  });
  assert.deepEqual(readPayload({ Clips: [] }), { kind: 'shape' });
  assert.deepEqual(readPayload([1]), { kind: 'shape' });
  const fault = parsePayload('{"InputConfig":');
  assert.ok(isFault(fault) && fault.kind === 'syntax');
});

test('a form to begin with asks for four upright videos', () => {
  const written = writePayload(
    firstForm({ mediaUrl: 'oss://b/{index}.mp4', groupName: 'Group 1', language: '' }),
  );
  const expected: JsonObject = {
    InputConfig: { MediaGroupArray: [{ GroupName: 'Group 1' }] },
    OutputConfig: { MediaURL: 'oss://b/{index}.mp4', Count: 4, Width: 1080, Height: 1920 },
  };
  assert.deepEqual(written, expected);
  assert.deepEqual(requestParameters(written), {
    InputConfig: JSON.stringify(expected.InputConfig),
    OutputConfig: JSON.stringify(expected.OutputConfig),
  });
});
