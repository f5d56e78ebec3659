import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import { sentencesOf, textOfSentence } from '../../src/text/sentences.ts';
import { checkSpeechText, readSpeechText, shownText } from '../../src/text/ssml.ts';

const refused = (text: string) =>
  assert.throws(
    () => checkSpeechText(text),
    (error) => error instanceof ApiError && error.code === 'InvalidParameter' && /SSML/.test(error.message),
  );

test('malformed SSML is refused with a sentence', () => {
  refused('<speak>open');
  refused('<speak><s>wrong</speak></s>');
  refused('<speak><break time="soon"/></speak>');
  refused('<!DOCTYPE speak [<!ENTITY a "b">]><speak>&a;</speak>'.replace('<!DOCTYPE', '<speak><!DOCTYPE'));
  refused(`<speak>${'<s>'.repeat(40)}x${'</s>'.repeat(40)}</speak>`);
});

test('plain text is never SSML, whatever stands in it', () => {
  for (const text of ['1 < 2 & 3 > 2', '<b>bold</b>', 'speak <speak>', ''])
    assert.equal(shownText(text), text);
});

test('shown text: tags gone, aliases not shown, entities read', () => {
  assert.equal(
    shownText('<speak>Tom &amp; <sub alias="World Wide Web">WWW</sub> &lt;3</speak>'),
    'Tom & WWW <3',
  );
});

test('the tags of the Script mode', () => {
  const { parts, rate, passedOver } = readSpeechText(
    '<speak rate="100"><s>一</s><break time="500ms"/><sub alias="乙">二</sub><w>三四</w><phoneme alphabet="py" ph="chong2">重</phoneme><say-as interpret-as="digits">12</say-as><emotion>好</emotion></speak>',
  );
  assert.equal(rate, 100);
  assert.deepEqual(passedOver, ['emotion']);
  assert.deepEqual(parts, [
    { kind: 'boundary' },
    { kind: 'text', shown: '一' },
    { kind: 'boundary' },
    { kind: 'pause', seconds: 0.5 },
    { kind: 'unit', shown: '二', spoken: '乙', pinyin: false },
    { kind: 'unit', shown: '三四', spoken: '三四', pinyin: false },
    { kind: 'unit', shown: '重', spoken: 'chong2', pinyin: true },
    { kind: 'unit', shown: '12', spoken: '1 2', pinyin: false },
    { kind: 'text', shown: '好' },
  ]);
});

test('any text is read or refused, never anything else', () => {
  const piece = fc.constantFrom(
    '<speak>',
    '</speak>',
    '<s>',
    '</s>',
    '<break time="1s"/>',
    '<sub alias="',
    '">',
    '&amp;',
    '&',
    '<',
    'x',
    '一',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 20 }), (parts) => {
      for (const text of [parts.join(''), `<speak>${parts.join('')}</speak>`]) {
        try {
          readSpeechText(text);
        } catch (error) {
          assert.ok(error instanceof ApiError, String(error));
        }
      }
    }),
    { numRuns: 500 },
  );
});

const plan = (text: string, language: string) =>
  sentencesOf(readSpeechText(text).parts, language).map((sentence) =>
    sentence.clauses.map(({ runs }) =>
      runs.map((run) => `${run.language}:${run.atoms.map(({ spoken }) => spoken).join('')}`),
    ),
  );

test('sentences and clauses; the text is kept', () => {
  const text = 'Mr. Smith paid $5.99 for 1,000 things, at 10:30. Really?! 好的，你好。';
  const sentences = sentencesOf(readSpeechText(text).parts, 'en');
  assert.deepEqual(
    sentences.map((sentence) => textOfSentence(sentence).trim()),
    ['Mr. Smith paid $5.99 for 1,000 things, at 10:30.', 'Really?!', '好的，你好。'],
  );
  assert.equal(sentences.map(textOfSentence).join(''), text);
});

test('each stretch is read in its language; numbers in the main one', () => {
  assert.deepEqual(plan('我的iPhone 15和MP4', 'zh'), [[['zh:我的', 'en:iPhone ', 'zh:15和', 'en:M P4']]]);
  assert.deepEqual(plan('打8折，只要￥99，5%', 'zh'), [[['zh:打8折，'], ['zh:只要99元，'], ['zh:百分之5']]]);
});

test('any text: joined sentences give the shown text', () => {
  const texts = fc.array(
    fc.constantFrom('今天', '好。', 'Hello', ' ', '. ', '5%', '!', '？', '，', '\n', 'Dr. ', '😀', '…”'),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('zh', 'en', 'ja'), (parts, language) => {
      const text = parts.join('');
      assert.equal(sentencesOf(readSpeechText(text).parts, language).map(textOfSentence).join(''), text);
    }),
  );
});
