import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fuse, sightShare } from '../../src/match/fuse.ts';
import type { Judgement } from '../../src/match/judge.ts';
import { candidates } from './shots.ts';

const size = 6;
const phrases = ['one', 'two'];

function judgement(judge: Judgement['judge'], rows: readonly (readonly number[])[]): Judgement {
  return {
    judge,
    scores: rows.map((row) => Float32Array.from(row)),
    detail: (phrase, shot) => `${judge} ${phrase} ${shot}`,
  };
}

const score = fc.float({ min: 0, max: 1, noNaN: true });
const rows = fc.array(fc.array(score, { minLength: size, maxLength: size }), { minLength: 2, maxLength: 2 });
const silent = phrases.map(() => Array.from({ length: size }, () => 0));

/** The candidates of a row from the best to the worst; equal ones in their own order. */
function order(row: Float32Array | undefined): number[] {
  assert.ok(row);
  return [...row.keys()].sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b);
}

const judges = ['words', 'embeddings', 'sight'] as const;
const fused = (...judgements: Judgement[]) => fuse(phrases, candidates(size), judgements);

test('scores are between 0 and 1, whatever the judges say', () => {
  const odd = fc.oneof(score, fc.constantFrom(Number.NaN, -3, 7, Number.POSITIVE_INFINITY));
  const oddRows = fc.array(fc.array(odd, { maxLength: size }), { maxLength: 2 });
  fc.assert(
    fc.property(oddRows, oddRows, oddRows, (...given) => {
      const { scores } = fused(...given.map((each, at) => judgement(judges[at] ?? 'words', each)));
      assert.equal(scores.length, phrases.length);
      for (const row of scores) {
        assert.equal(row.length, size);
        for (const value of row) assert.ok(value >= 0 && value <= 1, String(value));
      }
    }),
  );
});

test('a judge that says nothing changes nothing', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...judges), fc.constantFrom(...judges), (given, judge, other) => {
      const alone = fused(judgement(judge, given));
      const both = fused(judgement(judge, given), judgement(other, silent));
      assert.deepEqual(both.scores, alone.scores);
      assert.deepEqual(both.reasons(1, 3), alone.reasons(1, 3));
    }),
  );
});

test('without any judge every candidate is as good as the others', () => {
  const { scores, reasons } = fused();
  assert.deepEqual([...(scores[1] ?? [])], [0, 0, 0, 0, 0, 0]);
  assert.deepEqual(reasons(0, 0), []);
});

test('more for a shot never makes it worse, and both judges are more than one', () => {
  fc.assert(
    fc.property(rows, rows, fc.nat(size - 1), (words, pictures, shot) => {
      const before = fused(judgement('words', words), judgement('embeddings', pictures)).scores[0];
      const raised = words.map((row, phrase) => row.map((v, at) => (phrase === 0 && at === shot ? 1 : v)));
      const after = fused(judgement('words', raised), judgement('embeddings', pictures)).scores[0];
      assert.ok((after?.[shot] ?? 0) >= (before?.[shot] ?? 0));
      const alone = fused(judgement('words', words)).scores[0];
      assert.ok((before?.[shot] ?? 0) >= (alone?.[shot] ?? 0) - 1e-6);
    }),
  );
});

test('sight decides between equals and turns no clear difference over', () => {
  fc.assert(
    fc.property(rows, rows, rows, (words, pictures, looks) => {
      const blind = fused(judgement('words', words), judgement('embeddings', pictures)).scores[0];
      const seeing = fused(
        judgement('words', words),
        judgement('embeddings', pictures),
        judgement('sight', looks),
      ).scores[0];
      assert.ok(blind && seeing);
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) {
          const [better = 0, worse = 0] = [blind[a], blind[b]];
          if (better - worse > sightShare + 1e-6) assert.ok((seeing[a] ?? 0) > (seeing[b] ?? 0));
        }
      }
    }),
  );
  const equal = [[0.5, 0.5, 0, 0, 0, 0], silent[1] ?? []];
  const looks = [[0, 0.3, 1, 0, 0, 0], silent[1] ?? []];
  assert.deepEqual(
    order(fused(judgement('words', equal), judgement('sight', looks)).scores[0]).slice(0, 3),
    [1, 0, 2],
  );
});

test('of two shots that words are sure of the pictures decide', () => {
  const words = judgement('words', [[1, 1, 0, 0, 0, 0], silent[1] ?? []]);
  const pictures = judgement('embeddings', [[0.2, 0.6, 1, 0, 0, 0], silent[1] ?? []]);
  assert.deepEqual(order(fused(words, pictures).scores[0]).slice(0, 3), [1, 0, 2]);
});

test('reasons name the judges that speak for a shot, the weightiest first', () => {
  const { reasons } = fused(
    judgement('sight', [[1, 1, 0, 0, 0, 0], silent[1] ?? []]),
    judgement('embeddings', [[0.4, 0, 0, 0, 0, 0], silent[1] ?? []]),
    judgement('words', [[0.6, 0, 0, 0, 0, 0], silent[1] ?? []]),
  );
  assert.deepEqual(
    reasons(0, 0).map(({ judge, detail }) => [judge, detail]),
    [
      ['words', 'words 0 0'],
      ['embeddings', 'embeddings 0 0'],
      ['sight', 'sight 0 0'],
    ],
  );
  assert.deepEqual(reasons(0, 1), [{ judge: 'sight', score: 1, detail: 'sight 0 1' }]);
  assert.deepEqual(reasons(1, 0), []);
});
