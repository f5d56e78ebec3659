import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cutSpeech } from '../../src/mix/smart/cut-speech.ts';
import type { Speech, SpokenSpan } from '../../src/timeline/speech.ts';

/** A speech of sentences made of words; a number is the seconds of silence after what stands before it. */
function speechOf(...sentences: (string | number)[][]): Speech {
  let at = 0;
  const words: SpokenSpan[] = [];
  const spans = sentences.map((parts) => {
    const start = at;
    let text = '';
    for (const part of parts) {
      if (typeof part === 'number') at += part;
      else {
        // 0.2 s a character.
        words.push({ text: part, start: at, end: at + part.length * 0.2 });
        at += part.length * 0.2;
        text += part;
      }
    }
    return { text, start, end: at };
  });
  return { key: 'k', duration: at, sentences: spans, words };
}

const texts = (speech: Speech) => cutSpeech(speech).map(({ text }) => text);

describe('the phrases of a speech', () => {
  it('are its sentences', () => {
    assert.deepEqual(texts(speechOf(['这是一条', '红色的', '裙子。'], ['这是一杯', '热的', '咖啡。'])), [
      '这是一条红色的裙子。',
      '这是一杯热的咖啡。',
    ]);
  });

  it('are cut at commas where sentences are long', () => {
    assert.deepEqual(
      texts(speechOf(['先来看看', '这条裙子，', '它的面料是', '真正的丝绸、', '手感', '非常好。'])),
      ['先来看看这条裙子，', '它的面料是真正的丝绸、手感非常好。'],
    );
  });

  it('do not leave a short sentence at a comma', () => {
    assert.deepEqual(texts(speechOf(['你好，', '朋友们。'])), ['你好，朋友们。']);
  });

  it('are not joined only because they are short', () => {
    const speech = speechOf(['第一句话。', 0.1], ['第二句话。', 0.1], ['第三句话。', 0.1]);
    assert.deepEqual(texts(speech), ['第一句话。', '第二句话。', '第三句话。']);
  });

  it('take in a tiny sentence next to them', () => {
    assert.deepEqual(texts(speechOf(['哇！'], ['这条', '裙子', '真的', '很漂亮。'])), [
      '哇！这条裙子真的很漂亮。',
    ]);
  });

  it('do not take a comma in a number for the end of a clause', () => {
    const speech = speechOf(['It costs ', '1,000 ', 'coins and it is ', 'worth it.']);
    assert.equal(texts(speech).length, 1);
  });

  it('begin with their first word, so that a pause belongs to the phrase before it', () => {
    const phrases = cutSpeech(speechOf(['一二三四五六七八九十。', 1.5], ['一二三四五六七八九十。', 0.3]));
    assert.deepEqual(
      phrases.map(({ start }) => Math.round(start * 100) / 100),
      [0, 3.7],
    );
  });

  it('start with the sound, also when it begins with silence', () => {
    const speech = speechOf([0.8, '一二三四五六七八九十。']);
    assert.deepEqual(
      cutSpeech(speech).map(({ start }) => start),
      [0],
    );
  });

  it('are one when there is nothing to hear but a pause', () => {
    assert.deepEqual(cutSpeech({ key: 'k', duration: 2, sentences: [], words: [] }), [
      { text: '', start: 0 },
    ]);
  });

  it('hold every word once, in order, whatever the speech', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}[,.;]? $/);
    const sentence = fc.array(fc.oneof(word, fc.double({ min: 0, max: 2, noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
        const speech = speechOf(...sentences);
        const phrases = cutSpeech(speech);
        const strip = (text: string) => text.replaceAll(' ', '');
        assert.equal(
          strip(phrases.map(({ text }) => text).join('')),
          strip(speech.words.map(({ text }) => text).join('')),
        );
        const starts = phrases.map(({ start }) => start);
        assert.deepEqual(
          starts,
          starts.toSorted((a, b) => a - b),
        );
        assert.equal(starts[0], 0);
      }),
      { numRuns: 300 },
    );
  });
});
