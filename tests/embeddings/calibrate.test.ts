import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ranksOf, scoresOf } from '../../src/match/embeddings/calibrate.ts';
import { randomFor } from '../../src/mix/random.ts';

/** Scores of the shots for one phrase alone. */
const alone = (row: Float32Array): Float32Array => scoresOf([row])[0] ?? new Float32Array();

const rows = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 60 })
  .map((row) => Float32Array.from(row));

/** Cosines of shots that do not fit, as a model gives them: around a middle, with chance. */
function chanceRow(count: number, seed: string, middle = 0.22, deviation = 0.02): Float32Array {
  const { fraction } = randomFor(seed, 'cosines');
  const normal = () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction());
  return Float32Array.from({ length: count }, () => middle + deviation * normal());
}

test('scores lie between 0 and 1 and keep the order of the cosines', () => {
  fc.assert(
    fc.property(rows, (row) => {
      const scores = alone(row);
      assert.equal(scores.length, row.length);
      for (let a = 0; a < row.length; a++) {
        const score = scores[a] ?? -1;
        assert.ok(score >= 0 && score <= 1, `${score}`);
        for (let b = 0; b < a; b++) {
          if ((row[a] ?? 0) > (row[b] ?? 0)) assert.ok(score >= (scores[b] ?? 0));
        }
      }
    }),
  );
});

test('it is no matter in what band a model has its cosines', () => {
  const row = chanceRow(50, 'band');
  row[7] = 0.31;
  const moved = row.map((cosine) => cosine - 0.4);
  const [scores, others] = [alone(row), alone(moved)];
  for (const [shot, score] of scores.entries()) assert.ok(Math.abs(score - (others[shot] ?? 9)) < 1e-3);
});

test('a shot that stands out is sure; the best of shots by chance is not, however many there are', () => {
  for (const count of [8, 12, 60, 500]) {
    const phrases = Array.from({ length: 20 }, (_, phrase) =>
      chanceRow(count, `${count} shots, phrase ${phrase}`),
    );
    const byChance = scoresOf(phrases).map((scores) => Math.max(...scores));
    const mean = byChance.reduce((sum, score) => sum + score, 0) / phrases.length;
    assert.ok(mean < 0.6, `${count} shots: ${mean}`);
    const [row = new Float32Array()] = phrases;
    row[5] = 0.37;
    const scores = scoresOf(phrases)[0] ?? new Float32Array();
    assert.ok((scores[5] ?? 0) > 0.75, `${count} shots: ${scores[5]}`);
    assert.ok(Math.max(...scores.filter((_, shot) => shot !== 5)) < 0.5 * (scores[5] ?? 0));
  }
});

test('where most shots fit, those get high scores and the others none', () => {
  const row = chanceRow(40, 'most');
  for (let shot = 0; shot < 24; shot++) row[shot] = (row[shot] ?? 0) + 0.15;
  const scores = alone(row);
  assert.ok(scores.subarray(0, 24).every((score) => score > 0.2));
  assert.ok(scores.subarray(24).every((score) => score < 0.1));
});

test('two shots are told apart; one, or equal ones, are not', () => {
  const [low, high] = alone(Float32Array.of(0.2, 0.3));
  assert.equal(low, 0);
  assert.ok((high ?? 0) > 0.9);
  assert.deepEqual(alone(Float32Array.of(0.3)), Float32Array.of(0));
  assert.deepEqual(alone(Float32Array.of(0.3, 0.3, 0.3)), new Float32Array(3));
  assert.deepEqual(scoresOf([]), []);
  assert.deepEqual(alone(new Float32Array()), new Float32Array());
});

test('places count from the most similar', () => {
  assert.deepEqual(ranksOf(Float32Array.of(0.1, 0.5, -0.2, 0.3)), Uint32Array.of(3, 1, 4, 2));
});
