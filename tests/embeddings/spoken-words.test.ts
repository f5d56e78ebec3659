import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ctcReader } from '../../src/match/recognition/ctc.ts';
import { wordsInShots } from '../../src/match/recognition/spoken-words.ts';
import type { SourceShot } from '../../src/timeline/footage.ts';

const shot = (from: number, to: number): SourceShot => ({
  in: from,
  out: to,
  keyTime: from,
  motion: 0,
  brightness: 0,
  sharpness: 0,
  colours: [],
  outdoors: 0,
  marks: [],
});

test('a sentence that goes on over a cut is shared out by the length of its words', () => {
  const spans = [{ text: 'one two three four', start: 0, end: 9 }];
  assert.deepEqual(wordsInShots(spans, [shot(0, 4), shot(4, 6), shot(6, 9)]), ['one two', 'three', 'four']);
});

test('Chinese words are written without spaces, others with them', () => {
  const spans = [
    { text: '今天喝茶', start: 0, end: 2 },
    { text: 'iced tea', start: 2, end: 3 },
    { text: '红', start: 3, end: 3.2 },
    { text: '茶', start: 3.2, end: 3.4 },
  ];
  assert.deepEqual(wordsInShots(spans, [shot(0, 4)]), ['今天喝茶 iced tea 红茶']);
});

test('shots that follow each other have every word once and in order', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const spans = fc.array(
    fc.tuple(fc.array(word, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 5 })),
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 });
  fc.assert(
    fc.property(spans, cuts, (said, lengths) => {
      let at = 0;
      const timed = said.map(([words, length]) => {
        at += length;
        return { text: words.join(' '), start: at - length, end: at };
      });
      let from = 0;
      const shots = [...lengths, 1000].map((length) => {
        from += length;
        return shot(from - length, from);
      });
      const heard = wordsInShots(timed, shots).filter((text) => text !== '');
      assert.equal(heard.join(' '), said.flatMap(([words]) => words).join(' '));
    }),
  );
});

/** Scores of a model that is sure of a sign at each moment. */
const scoresOf = (signs: readonly number[], count: number): Float32Array =>
  Float32Array.from(
    signs.flatMap((sign) => Array.from({ length: count }, (_, id) => (id === sign ? 5 : -5))),
  );

test('a letter that lasts is one, a blank parts two that are the same, pauses and marks part words', () => {
  const letters = new Map(Object.entries({ '<pad>': 0, l: 1, o: 2, '▁a': 3, '|': 4, 红: 5, '</s>': 6 }));
  const read = ctcReader(letters, 0);
  const textOf = (signs: readonly number[]) =>
    read(scoresOf(signs, 7), signs.length, 7, signs.length * 0.1).map(({ text }) => text);
  assert.deepEqual(textOf([1, 1, 2, 2, 2]), ['lo']);
  assert.deepEqual(textOf([1, 0, 1, 2]), ['llo']);
  assert.deepEqual(textOf([1, 4, 2]), ['l', 'o']);
  assert.deepEqual(textOf([1, 2, 3, 1, 3]), ['lo', 'al', 'a']);
  assert.deepEqual(textOf([1, 5, 0, 5, 1]), ['l', '红', '红', 'l']);
  assert.deepEqual(textOf([6, 1, 6, 2, 0, 6]), ['lo']);
  assert.deepEqual(textOf([1, 0, 0, 0, 0, 2]), ['lo']);
  assert.deepEqual(textOf([1, 0, 0, 0, 0, 0, 0, 2]), ['l', 'o']);
  assert.deepEqual(textOf([0, 0, 4]), []);
  assert.deepEqual(read(scoresOf([0, 1, 1, 0], 7), 4, 7, 2), [{ text: 'l', start: 0.5, end: 1.5 }]);
  assert.deepEqual(read(new Float32Array(), 0, 7, 0), []);
});
