import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { OutputPlan } from '../../src/mix/plan.ts';
import { planBatch } from '../../src/mix/plan-batch.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import type { VideoTrackClip } from '../../src/timeline/model.ts';
import { factsFor, read, video } from './facts.ts';

const mainClips = ({ timeline }: OutputPlan): VideoTrackClip[] =>
  timeline.VideoTracks.find((track) => track.MainTrack === true)?.VideoTrackClips ?? [];

/** Order of the shots of an output, told apart by the second of the source that they start in. */
const orderOf = (plan: OutputPlan, grid: number) =>
  mainClips(plan)
    .map((clip) => `${clip.MediaURL}@${Math.round((clip.In ?? 0) / grid)}`)
    .join(' ');

/** A batch of groups whose clips are `cells` shots of 2 s long, without speech, all groups one shot each. */
function silentBatch(groups: number[][], count: number, seed = 'seed', output: object = {}) {
  const materials: Record<string, MediaFacts> = {};
  const { config } = read(
    {
      MediaGroupArray: groups.map((cells, g) => ({
        MediaArray: cells.map((cell, index) => {
          materials[`g${g}m${index}`] = video(cell * 2);
          return `g${g}m${index}`;
        }),
      })),
    },
    { Count: count, MaxDuration: 600, ...output },
    { ProcessConfig: { SingleShotDuration: 2 } },
  );
  return planBatch(factsFor(config, materials, { seed }));
}

const product = (values: number[]) => values.reduce((result, value) => result * value, 1);
const sum = (values: number[]) => values.reduce((result, value) => result + value, 0);

describe('the outputs of a batch', () => {
  it('differ in their shots as long as there is another order, and say so when there is none', () => {
    const groups = fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 1, max: 20 }),
        fc.string({ maxLength: 6 }),
        (given, count, seed) => {
          const possible = product(given.map(sum));
          const plan = silentBatch(given, count, seed);
          const orders = new Set(plan.outputs.map((output) => orderOf(output, 2)));
          assert.equal(orders.size, Math.min(count, possible));
          const warning = plan.warnings.find(({ Code }) => Code === 'NotDistinct');
          assert.equal(warning !== undefined, count > possible);
          if (warning !== undefined)
            assert.match(warning.Message, new RegExp(`\\b${possible} different orders`));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('find every order of the shots that fill up a fixed length', () => {
    // One group of 3 shots, 2 of which are shown: 3 * 2 orders.
    const plan = silentBatch([[3]], 6, 'seed', { MaxDuration: undefined, FixedDuration: 4 });
    assert.equal(new Set(plan.outputs.map((output) => orderOf(output, 2))).size, 6);
    const more = silentBatch([[3]], 7, 'seed', { MaxDuration: undefined, FixedDuration: 4 });
    assert.match(JSON.stringify(more.warnings), /NotDistinct.* 6 different orders/);
  });

  it('give out every order equally often when they have to repeat', () => {
    const plan = silentBatch([[1, 1], [1]], 6);
    const counts = Map.groupBy(plan.outputs, (output) => orderOf(output, 2));
    assert.deepEqual(
      [...counts.values()].map((outputs) => outputs.length),
      [3, 3],
    );
  });

  it('share the materials of a group evenly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 25 }),
        fc.string({ maxLength: 6 }),
        (size, count, seed) => {
          const plan = silentBatch([Array.from({ length: size }, () => 2)], count, seed);
          const uses = plan.outputs.flatMap(mainClips).map((clip) => clip.MediaURL);
          const counts = [...Map.groupBy(uses, (media) => media).values()].map((list) => list.length);
          assert.equal(Math.max(...counts), Math.ceil(count / size));
          if (count >= size)
            assert.ok(Math.min(...counts) >= Math.floor(count / size) && counts.length === size);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('have no footage in common while every one can have its own', () => {
    const plan = silentBatch([[1, 1, 1, 1], [2, 2], [4]], 4);
    assert.equal(plan.largestOverlap, 0);
    const firsts = plan.outputs.map((output) => mainClips(output)[0]?.MediaURL);
    assert.equal(new Set(firsts).size, 4);
  });

  it('do not start with the shot that the one before starts with', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.string({ maxLength: 6 }), (size, seed) => {
        const plan = silentBatch([Array.from({ length: size }, () => 1), [8]], 8, seed);
        const firsts = plan.outputs.map((output) => mainClips(output)[0]?.MediaURL);
        for (const [index, first] of firsts.entries()) assert.notEqual(first, firsts[index - 1]);
      }),
      { numRuns: 50 },
    );
  });

  it('are measured by the footage that they share', () => {
    assert.equal(silentBatch([[1], [1]], 2).largestOverlap, 1);
    assert.equal(silentBatch([[1], [1, 1]], 2).largestOverlap, 0.5);
    assert.equal(silentBatch([[1]], 1).largestOverlap, 0);
  });

  it('are others with another seed', () => {
    const one = silentBatch(
      [
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, 5],
      ],
      3,
      'one',
    );
    const two = silentBatch(
      [
        [5, 5, 5],
        [5, 5, 5],
        [5, 5, 5],
      ],
      3,
      'two',
    );
    assert.notDeepEqual(
      one.outputs.map((output) => orderOf(output, 2)),
      two.outputs.map((output) => orderOf(output, 2)),
    );
  });

  it('cut a long clip at other places where it is longer than its shots', () => {
    const { config } = read(
      { MediaGroupArray: [{ MediaArray: ['a'] }] },
      { Count: 6 },
      { ProcessConfig: { SingleShotDuration: 2 } },
    );
    const plan = planBatch(factsFor(config, { a: video(7.5) }));
    const starts = plan.outputs.map((output) => (mainClips(output)[0]?.In ?? 0) % 2);
    assert.ok(new Set(starts).size > 3, starts.join());
  });

  it('are planned in time for 40 groups of 200 materials and 100 outputs', () => {
    const groups = Array.from({ length: 40 }, (_, g) => ({
      MediaArray: Array.from({ length: 200 }, (_, index) => `g${g}m${index}`),
      SpeechTextArray: ['x'.repeat(60), 'y'.repeat(35)],
    }));
    const { config } = read(
      { MediaGroupArray: groups },
      { Count: 100 },
      { ProcessConfig: { AllowTransition: true } },
    );
    const materials = Object.fromEntries(
      groups.flatMap((group) => group.MediaArray).map((name) => [name, video(30)]),
    );
    const facts = factsFor(config, materials);
    const before = process.cpuUsage();
    const plan = planBatch(facts);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 5e6, `${(user + system) / 1e6} s`);
    assert.equal(new Set(plan.outputs.map((output) => orderOf(output, 3))).size, 100);
  });
});
