import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { difference, mixtureError, movedDifference } from '../../src/media/footage/compare.ts';
import { judgeGap, planGroup } from '../../src/media/footage/groups.ts';
import { type Look, lookAt } from '../../src/media/footage/look.ts';
import { nameColour, type Portrait } from '../../src/media/footage/portrait.ts';
import { describeShots } from '../../src/media/footage/shots.ts';
import { createObserver } from '../../src/media/footage/steps.ts';
import { colourNames } from '../../src/timeline/footage.ts';

/** Laws of the shot detector that hold for whatever it is shown. */

const [width, height] = [24, 18];

/** A picture whose samples come from a function of the place, 0 to 255. */
function paint(sample: (x: number, y: number) => [number, number, number]): Look {
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rgb.set(sample(x, y), (y * width + x) * 3);
  }
  return lookAt({ width, height, stride: width * 3, rgb });
}

/** A texture that differs with its number, at a light. */
const texture = (number: number, light = 1): Look =>
  paint((x, y) => {
    const value = (Math.imul((x >> 1) * 73 + (y >> 1) * 179 + number * 7919, 2654435761) >>> 16) & 255;
    return [value * light, ((value * 3 + number * 50) % 256) * light, (255 - value) * light];
  });

const scene = fc.record({
  number: fc.nat(40),
  frames: fc.integer({ min: 1, max: 40 }),
  light: fc.constantFrom(0, 0.3, 1),
  gap: fc.constantFrom(null, 'same' as const, 'cut' as const),
});
const film = fc.record({
  scenes: fc.array(scene, { minLength: 1, maxLength: 8 }),
  /** Lengths of frames, taken in turn. */
  lengths: fc.array(fc.double({ min: 0.01, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 5 }),
});

test('shots tile the film from its first frame to its end, whatever is in it', () => {
  fc.assert(
    fc.property(film, ({ scenes, lengths }) => {
      const observer = createObserver();
      const portraits: Portrait[] = [];
      let time = 0;
      let count = 0;
      for (const { number, frames, light, gap } of scenes) {
        for (let frame = 0; frame < frames; frame += 1) {
          const look = texture(number, light);
          observer.see(time, look, frame === 0 && count > 0 ? gap : null);
          const colours = colourNames.map(() => 1 / colourNames.length);
          portraits.push({
            time,
            colours,
            outdoors: 0.5,
            sharpness: 0.5,
            brightness: look.brightness,
            lettering: 0,
          });
          time += lengths[count % lengths.length] as number;
          count += 1;
        }
      }
      const shots = describeShots(observer.steps, portraits, time);
      assert.equal(shots[0]?.in, 0);
      assert.equal(shots.at(-1)?.out, Number(time.toFixed(6)));
      for (const [index, shot] of shots.entries()) {
        assert.ok(shot.out > shot.in, `${shot.in} to ${shot.out}`);
        if (index > 0) assert.equal(shot.in, shots[index - 1]?.out);
        assert.ok(shot.keyTime >= shot.in - 1e-6 && shot.keyTime < shot.out);
        for (const value of [shot.motion, shot.brightness, shot.sharpness, shot.outdoors, ...shot.colours]) {
          assert.ok(value >= 0 && value <= 1, String(value));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('hard cuts between still scenes are told to the frame', () => {
  const scenes = fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(scenes, fc.integer({ min: 12, max: 60 }), (numbers, frames) => {
      const observer = createObserver();
      for (let frame = 0; frame < numbers.length * frames; frame += 1) {
        observer.see(frame / 25, texture(numbers[Math.floor(frame / frames)] as number));
      }
      const shots = describeShots(observer.steps, [], (numbers.length * frames) / 25);
      assert.deepEqual(
        shots.map((shot) => Math.round(shot.in * 25)),
        numbers.map((_, index) => index * frames),
      );
    }),
    { numRuns: 40 },
  );
});

test('a still film has one shot, however long and of whatever frames', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.integer({ min: 1, max: 300 }), (number, frames) => {
      const observer = createObserver();
      for (let frame = 0; frame < frames; frame += 1) observer.see(frame / 30, texture(number));
      assert.equal(describeShots(observer.steps, [], frames / 30).length, 1);
    }),
    { numRuns: 20 },
  );
});

test('differences: none from itself, the same both ways, least when a move explains them', () => {
  const look = fc.nat(500).map((number) => texture(number));
  fc.assert(
    fc.property(look, look, (a, b) => {
      assert.equal(difference(a, a).amount, 0);
      assert.ok(Math.abs(difference(a, b).amount - difference(b, a).amount) < 1e-6);
      assert.ok(movedDifference(a, b).amount <= difference(a, b).amount);
      assert.ok(mixtureError(a, a, a) < 1e-6);
    }),
    { numRuns: 50 },
  );
  const shape = (left: number) =>
    paint((x, y) => (x >= left && x < left + 9 && y > 4 && y < 14 ? [250, 200, 40] : [20, 60, 120]));
  assert.ok(movedDifference(shape(6), shape(9)).amount < difference(shape(6), shape(9)).amount / 2);
});

test('plans of groups: frames near what is new are all decoded, and a pause is never after something new', () => {
  const sizes = fc.array(fc.integer({ min: 10, max: 20_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 10, max: 20_000 }), (own, next) => {
      const packets = own.map((size, index) => ({ size, time: index / 25 }));
      const { dense, pause } = planGroup(packets, { size: next, time: own.length / 25 });
      assert.equal(dense.length, packets.length);
      if (pause === null) return;
      assert.ok(pause > 0 && pause < packets.length);
      const picture = Math.min(own[0] as number, next);
      assert.ok(packets.slice(1).every(({ size }) => size < picture));
    }),
  );
  const quiet = Array.from({ length: 100 }, (_, index) => ({
    size: index === 0 ? 50_000 : 2000,
    time: index / 25,
  }));
  const following = { size: 50_000, time: 4 };
  assert.ok(planGroup(quiet, following).pause !== null);
  const busy = quiet.map((packet, index) => (index === 60 ? { ...packet, size: 40_000 } : packet));
  const plan = planGroup(busy, following);
  assert.equal(plan.pause, null);
  assert.deepEqual([plan.dense[60], plan.dense[64], plan.dense[20]], [true, true, false]);
  // At the end of a film nothing tells what comes.
  assert.equal(planGroup(quiet, null).pause, null);
});

test('gaps: alike is the same, far off is a cut where the encoder says so, else it is unsure', () => {
  const [a, b] = [texture(1), texture(2)];
  assert.equal(judgeGap(a, a, a, 0.6, true), 'same');
  assert.equal(judgeGap(a, a, b, 0.6, true), 'cut');
  assert.equal(judgeGap(a, a, b, 0.6, false), 'unsure');
  assert.equal(judgeGap(a, b, texture(3), 0.6, true), 'unsure');
});

test('colours have the names that people give them', () => {
  const cases: Record<string, [number, number, number]> = {
    red: [210, 30, 35],
    orange: [240, 140, 30],
    yellow: [240, 220, 60],
    green: [50, 150, 60],
    cyan: [60, 200, 210],
    blue: [40, 80, 200],
    purple: [120, 50, 180],
    pink: [250, 140, 180],
    brown: [120, 75, 40],
    black: [15, 12, 14],
    white: [245, 244, 240],
    grey: [128, 130, 126],
  };
  for (const [name, rgb] of Object.entries(cases)) assert.equal(nameColour(...rgb), name, rgb.join(' '));
});
