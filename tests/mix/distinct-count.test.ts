import assert from 'node:assert/strict';
import { test } from 'node:test';
import { distinctOutputs } from '../../src/mix/distinct-outputs.ts';
import { planBatch } from '../../src/mix/plan-batch.ts';
import { factsFor, read, video } from './facts.ts';

const materials = (names: string[], seconds: number) =>
  Object.fromEntries(names.map((name) => [`oss://b/${name}.mp4`, video(seconds)]));

const group = (...names: string[]) => ({ MediaArray: names.map((name) => `oss://b/${name}.mp4`) });

/** Distinct orders of shots that the planner comes to when it is asked for more than there are. */
function planned(
  input: unknown,
  output: object,
  clips: Record<string, ReturnType<typeof video>>,
): number | null {
  const { config } = read(input, { ...output, Count: 100 });
  const { warnings } = planBatch(factsFor(config, clips));
  const note = warnings.find(({ Code }) => Code === 'NotDistinct')?.Message;
  return note === undefined ? null : Number(/allow (\d+) different/.exec(note)?.[1]);
}

const cases: { name: string; input: unknown; output: object; count: number | 'many' }[] = [
  {
    name: 'a choice in each of two groups of one shot each',
    input: { MediaGroupArray: [group('a', 'b'), group('c', 'd', 'e')] },
    output: { FixedDuration: 6 },
    count: 6,
  },
  { name: 'one shot and nothing to choose', input: { MediaGroupArray: [group('a')] }, output: {}, count: 1 },
  {
    name: 'two shots out of three, in any order',
    input: { MediaGroupArray: [group('a', 'b', 'c')] },
    output: { FixedDuration: 6 },
    count: 6,
  },
];

for (const { name, input, output, count } of cases) {
  test(`distinct outputs: ${name}`, () => {
    const clips = materials(['a', 'b', 'c', 'd', 'e'], 3);
    const facts = factsFor(read(input, output).config, clips);
    assert.equal(distinctOutputs(facts), count);
    assert.equal(planned(input, output, clips), count);
  });
}

test('distinct outputs: more than ten thousand are many, and counting them does not take long', () => {
  const names = Array.from({ length: 40 }, (_, index) => `m${index}`);
  const input = { MediaGroupArray: [group(...names), group(...names)] };
  const facts = factsFor(read(input, { FixedDuration: 30 }).config, materials(names, 60));
  const began = performance.now();
  assert.equal(distinctOutputs(facts), 'many');
  assert.ok(performance.now() - began < 2000, `${performance.now() - began} ms`);
});
