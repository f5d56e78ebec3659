import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDictionary } from '../../src/match/words/dictionary.ts';
import { rankDocuments } from '../../src/match/words/rank.ts';
import { wordSources } from '../../src/match/words/ranking.ts';
import { tokensOf } from '../../src/match/words/segment.ts';

const vocabulary = [
  ...'red dress coffee park dog sunset beach hot pot redDress cup_of_tea the and 3 iPhone'.split(' '),
  ...'红色 连衣裙 咖啡 公园 小狗 日落 海滩 火锅 的 一条 紅色 特步 😀 ！ ｶﾌｪ café'.split(' '),
];
const dictionary = openDictionary(vocabulary);

const text = fc
  .array(fc.constantFrom(...vocabulary), { maxLength: 6 })
  .chain((words) => fc.constantFrom('', ' ', '，', '_').map((between) => words.join(between)));
const document = fc.array(fc.record({ source: fc.constantFrom(...wordSources), text }), { maxLength: 4 });
const order = fc.record({
  phrases: fc.array(text, { minLength: 1, maxLength: 4 }),
  documents: fc.array(document, { minLength: 1, maxLength: 8 }),
});

test('scores are between 0 and 1, and above 0 exactly where something was found', () => {
  fc.assert(
    fc.property(order, (given) => {
      const { concepts, phrases } = rankDocuments(given, dictionary);
      for (const { scores, concepts: mine } of phrases) {
        const found = new Set(mine.flatMap((place) => [...(concepts[place]?.documents ?? [])]));
        assert.equal(scores.length, given.documents.length);
        scores.forEach((score, at) => {
          assert.ok(score >= 0 && score <= 1, String(score));
          assert.equal(score > 0, found.has(at));
        });
      }
    }),
  );
});

test('the order of materials and phrases changes nothing', () => {
  fc.assert(
    fc.property(order, ({ phrases, documents }) => {
      const there = rankDocuments({ phrases, documents }, dictionary);
      const back = rankDocuments(
        { phrases: phrases.toReversed(), documents: documents.toReversed() },
        dictionary,
      );
      phrases.forEach((_, phrase) => {
        const row = there.phrases[phrase]?.scores ?? new Float32Array();
        const other = back.phrases[phrases.length - 1 - phrase]?.scores.toReversed() ?? new Float32Array();
        for (const [at, score] of row.entries()) {
          assert.ok(Math.abs(score - (other[at] ?? Number.NaN)) < 1e-5);
        }
      });
    }),
  );
});

test('more words about a material never take away what it was found by', () => {
  fc.assert(
    fc.property(text, document, document, (phrase, words, more) => {
      const scoreOf = (fields: typeof words) =>
        rankDocuments({ phrases: [phrase], documents: [fields] }, dictionary).phrases[0]?.scores[0] ?? 0;
      if (scoreOf(words) > 0) assert.ok(scoreOf([...words, ...more]) > 0);
    }),
  );
});

test('any text has its words told apart, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.boolean(), (any, isFileName) => {
      for (const { term, place } of tokensOf(any, dictionary, isFileName)) {
        assert.ok(term.length > 0 && place > 0);
      }
    }),
  );
  const words = (of: string) => tokensOf(of, dictionary, false).map(({ term }) => term);
  assert.deepEqual(words('先看这条紅色的連衣裙'), ['红色', '连衣裙']);
  assert.deepEqual(words('大海边的日落'), ['大海', '日落']);
  assert.deepEqual(words("The dogs' park"), ['dog', 'park']);
});
