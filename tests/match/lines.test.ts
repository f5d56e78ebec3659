import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { textBoxes } from '../../src/match/screen-text/boxes.ts';
import { readLetters } from '../../src/match/screen-text/letters.ts';

const size = { width: 200, height: 120 };

type Bar = { x: number; y: number; width: number; height: number; angle: number };

/** A map with bars of certain text. */
function mapOf(bars: readonly Bar[], certainty = 0.9) {
  const data = new Float32Array(size.width * size.height).fill(0.01);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const isIn = bars.some((bar) => {
        const [dx, dy] = [x + 0.5 - bar.x, y + 0.5 - bar.y];
        const along = dx * Math.cos(bar.angle) + dy * Math.sin(bar.angle);
        const across = dy * Math.cos(bar.angle) - dx * Math.sin(bar.angle);
        return Math.abs(along) <= bar.width / 2 && Math.abs(across) <= bar.height / 2;
      });
      if (isIn) data[y * size.width + x] = certainty;
    }
  }
  return { data, ...size };
}

describe('lines of text in a map', () => {
  test('have their place, size and direction found, with a margin around', () => {
    const bar = fc.record({
      x: fc.integer({ min: 70, max: 130 }),
      y: fc.integer({ min: 50, max: 70 }),
      width: fc.integer({ min: 50, max: 100 }),
      height: fc.integer({ min: 6, max: 12 }),
      angle: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
    });
    fc.assert(
      fc.property(bar, (given) => {
        const [box, ...others] = textBoxes(mapOf([given]));
        assert.ok(box);
        assert.deepEqual(others, []);
        assert.ok(Math.abs(box.x - given.x) < 2 && Math.abs(box.y - given.y) < 2);
        assert.ok(Math.abs(box.angle - given.angle) < 0.05);
        assert.ok(box.height > given.height && box.height < given.height * 3 + 3);
        assert.ok(box.width > given.width && box.width < given.width + given.height * 2 + 4);
      }),
      { numRuns: 40 },
    );
  });

  test('come in the order in which they are read', () => {
    const level = { height: 8, angle: 0 };
    const boxes = textBoxes(
      mapOf([
        { x: 150, y: 32, width: 60, ...level },
        { x: 100, y: 100, width: 80, ...level },
        { x: 50, y: 30, width: 70, ...level },
      ]),
    );
    assert.deepEqual(
      boxes.map(({ x }) => Math.round(x)),
      [50, 150, 100],
    );
  });

  test('are not specks, and not what is hardly text', () => {
    assert.deepEqual(textBoxes(mapOf([{ x: 50, y: 50, width: 2, height: 2, angle: 0 }])), []);
    assert.deepEqual(textBoxes(mapOf([{ x: 50, y: 50, width: 90, height: 9, angle: 0 }], 0.4)), []);
    assert.deepEqual(textBoxes(mapOf([])), []);
  });

  test('a column keeps upright', () => {
    const [box] = textBoxes(mapOf([{ x: 100, y: 60, width: 10, height: 90, angle: 0 }]));
    assert.equal(box?.angle, 0);
    assert.ok((box?.height ?? 0) > 90 && (box?.width ?? 99) < 30);
  });
});

describe('letters of a line', () => {
  const letters = ['a', 'b', '新', '品', ' '];

  /** A step for each sign: `_` is nothing, `.` has a trace of a space. */
  const read = (steps: string) =>
    readLetters(
      Float32Array.from(
        [...steps].flatMap((step) => {
          const row = new Array<number>(letters.length + 1).fill(0);
          row[step === '_' || step === '.' ? 0 : letters.indexOf(step) + 1] = 0.8;
          if (step === '.') row[letters.length] = 0.1;
          return row;
        }),
      ),
      letters,
    );

  test('are each read once however long they last, and twice where nothing parts them', () => {
    assert.equal(read('__aa_ab__b').text, 'aabb');
    assert.equal(read('').text, '');
    assert.equal(read('____').certainty, 0);
    assert.ok(Math.abs(read('_a_b').certainty - 0.8) < 1e-6);
  });

  test('are parted by a trace of a space, but Chinese ones are not', () => {
    assert.equal(read('a_.b').text, 'a b');
    assert.equal(read('a_ _b').text, 'a b');
    assert.equal(read('新_.品').text, '新品');
    assert.equal(read('新_.a').text, '新 a');
    assert.equal(read('._a_b_.').text, 'ab');
  });
});
