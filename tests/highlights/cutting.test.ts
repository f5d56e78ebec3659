import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cutIntoPieces } from '../../src/mix/highlights/cut-points.ts';
import { momentsOf } from '../../src/mix/highlights/moments.ts';
import { isDull, usableStretches } from '../../src/mix/highlights/usable.ts';
import { shot, shots, sound } from './made-up.ts';

const lengths = { shortest: 1, ideal: 4, longest: 8 };

describe('stretches that may be shown', () => {
  test('leave black, frozen and title-card shots out and join the rest', () => {
    const footage = {
      shots: [
        shot(0, 2, 0, ['black']),
        shot(2, 5),
        shot(5, 9, 0.4, ['flash']),
        shot(9, 12, 0, ['titleCard']),
        shot(12, 15),
      ],
    };
    const stretches = usableStretches(footage, [], (each) => !isDull(each, 0));
    assert.deepEqual(
      stretches.map(({ in: begin, out }) => [begin, out]),
      [
        [2, 9],
        [12, 15],
      ],
    );
  });

  test('stay inside of the windows that were asked for', () => {
    const stretches = usableStretches(
      shots(4, 5),
      [
        { in: 1, out: 3 },
        { in: 8, out: 12 },
      ],
      () => true,
    );
    assert.deepEqual(
      stretches.map(({ in: begin, out }) => [begin, out]),
      [
        [1, 3],
        [8, 12],
      ],
    );
  });
});

describe('pieces of a stretch', () => {
  test('are cut between shots where there are cuts', () => {
    const stretch = { in: 0, out: 16.04, shots: [shot(0, 3.52), shot(3.52, 8.48), shot(8.48, 16.04)] };
    const cuts = cutIntoPieces(stretch, sound(17), lengths).map(({ in: begin }) => begin);
    assert.ok(cuts.includes(3.52) && cuts.includes(8.48), String(cuts));
  });

  test('are cut in a pause of speech rather than between shots in the middle of a word', () => {
    const stretch = { in: 0, out: 12, shots: [shot(0, 6), shot(6, 12)] };
    const spoken = sound(12, {
      spoken: [
        [0, 4.5],
        [5.1, 8.2],
        [8.8, 12],
      ],
    });
    const cuts = cutIntoPieces(stretch, spoken, lengths)
      .slice(1)
      .map(({ in: begin }) => begin);
    assert.ok(cuts.length > 0);
    for (const cut of cuts) assert.ok((cut > 4.4 && cut < 5.2) || (cut > 8.1 && cut < 8.9), String(cut));
  });

  test('tile the stretch and keep to the lengths, whatever is seen and heard', () => {
    const borders = fc.uniqueArray(fc.double({ min: 0.1, max: 59.9, noNaN: true }), { maxLength: 12 });
    const course = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 700 });
    fc.assert(
      fc.property(borders, course, fc.double({ min: 0.3, max: 60, noNaN: true }), (cuts, speech, out) => {
        const inner = cuts.filter((cut) => cut < out).sort((a, b) => a - b);
        const edges = [0, ...inner, out];
        const list = edges.slice(1).map((end, index) => shot(edges[index] ?? 0, end));
        const heard = { loudness: new Float32Array(speech.length), speech: Float32Array.from(speech) };
        const pieces = cutIntoPieces({ in: 0, out, shots: list }, heard, lengths);
        assert.equal(pieces[0]?.in, 0);
        assert.equal(pieces.at(-1)?.out, out);
        for (const [index, piece] of pieces.entries()) {
          assert.equal(piece.out, pieces[index + 1]?.in ?? out);
          if (pieces.length === 1) continue;
          assert.ok(piece.out - piece.in >= lengths.shortest - 1e-9);
          assert.ok(piece.out - piece.in <= lengths.longest + 1e-9);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('moments', () => {
  test('know how much moves, how loud it is and how much is said', () => {
    const watched = {
      media: 'a',
      footage: { shots: [shot(0, 4, 0.1), shot(4, 8, 0.9)] },
      sound: sound(8, { loud: [[4, 8]], spoken: [[0, 2]] }),
      windows: [],
    };
    const { moments } = momentsOf([watched], lengths);
    assert.deepEqual(
      moments.map(({ in: begin, out }) => [begin, out]),
      [
        [0, 4],
        [4, 8],
      ],
    );
    const [calm, wild] = moments;
    assert.ok(calm && wild);
    assert.ok(Math.abs(calm.motion - 0.1) < 1e-6 && Math.abs(wild.motion - 0.9) < 1e-6);
    assert.ok(calm.loudness < -45 && wild.loudness > -15);
    assert.ok(Math.abs(calm.speech - 0.5) < 1e-6 && wild.speech === 0);
  });

  test('of a frozen picture are worth showing while somebody speaks', () => {
    const footage = {
      shots: [shot(0, 4, 0, ['frozen']), shot(4, 8, 0, ['frozen']), shot(8, 12, 0, ['titleCard'])],
    };
    const heard = sound(12, {
      spoken: [
        [4.5, 7],
        [8, 12],
      ],
    });
    const { moments, leftOut } = momentsOf([{ media: 'a', footage, sound: heard, windows: [] }], lengths);
    assert.ok(moments.length > 0 && moments.every(({ in: begin, out }) => begin >= 4 && out <= 8));
    assert.equal(leftOut, 2);
  });

  test('of a video that is all black are all that can be shown', () => {
    const footage = { shots: [shot(0, 10, 0, ['black'])] };
    const { moments, nothingLively } = momentsOf(
      [{ media: 'a', footage, sound: sound(10), windows: [] }],
      lengths,
    );
    assert.ok(nothingLively);
    assert.ok(moments.length > 0);
  });
});
