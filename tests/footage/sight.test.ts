import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShotEvidence } from '../../src/match/judge.ts';
import { cuesOf } from '../../src/match/sight/cues.ts';
import { sightJudge } from '../../src/match/sight/judge.ts';
import { colourNames, type SourceShot } from '../../src/timeline/footage.ts';

const grey: SourceShot = {
  in: 0,
  out: 3,
  keyTime: 1,
  motion: 0.25,
  brightness: 0.4,
  sharpness: 0.5,
  colours: colourNames.map((name) => (name === 'grey' ? 1 : 0)),
  outdoors: 0,
  marks: [],
};

function shotOf(looks: Partial<SourceShot>): ShotEvidence {
  return {
    media: 'clip',
    index: 0,
    shot: { ...grey, ...looks },
    path: '/clip.mp4',
    keyFrame: '/clip.jpg',
    words: [],
  };
}

const mostly = (colour: (typeof colourNames)[number], share: number) => ({
  colours: colourNames.map((name) => (name === colour ? share : name === 'grey' ? 1 - share : 0)),
});

const judge = (phrases: string[], shots: ShotEvidence[]) =>
  sightJudge(phrases, shots, new AbortController().signal);

/** Which of the shots scores highest for each phrase; -1 where none has a score. */
async function winners(phrases: string[], shots: ShotEvidence[]): Promise<number[]> {
  const { scores } = await judge(phrases, shots);
  return scores.map((row) => (Math.max(...row) > 0 ? row.indexOf(Math.max(...row)) : -1));
}

test('colours, light, motion and places decide, in Chinese and in English', async () => {
  const shots = [
    shotOf(mostly('red', 0.42)),
    shotOf({ ...mostly('blue', 0.5), outdoors: 0.9, brightness: 0.7 }),
    shotOf({ brightness: 0.08, motion: 0.1 }),
    shotOf({ motion: 0.8 }),
  ];
  const cases: [string, number][] = [
    ['A red dress.', 0],
    ['红色的裙子', 0],
    ['我有一条红裙子', 0],
    ['A BLUE car!', 1],
    ['一辆蓝色汽车', 1],
    ['阳光明媚的海滩', 1],
    ['a sunny day outdoors', 1],
    ['夜晚的城市', 2],
    ['the city at night', 2],
    ['孩子们在奔跑', 3],
    ['a running dog', 3],
    ['一辆飞驰的汽车', 3],
    ['安静的办公室', 2],
    ['the price of the product', -1],
    ['', -1],
  ];
  const won = await winners(
    cases.map(([phrase]) => phrase),
    shots,
  );
  assert.deepEqual(
    won.map((winner, index) => [cases[index]?.[0], winner]),
    cases,
  );
});

test('only whole words count', () => {
  for (const phrase of ['a hundred greenhouses', 'blackmail', 'the whiteboard', 'seasick', '黄河', '白菜']) {
    assert.deepEqual(cuesOf(phrase), [], phrase);
  }
  assert.deepEqual(
    cuesOf('红色和绿色, red and GREEN').map(({ name }) => name),
    ['red', 'green'],
  );
});

test('it says why', async () => {
  const {
    detail,
    scores,
    judge: name,
  } = await judge(
    ['a red car', 'a green car at night'],
    [shotOf({ ...mostly('red', 0.42), brightness: 0.1 })],
  );
  assert.equal(name, 'sight');
  assert.equal(detail(0, 0), '42 % of the picture is red (red)');
  assert.equal(detail(1, 0), 'its light is 10 % (dark)');
  for (const row of scores) for (const score of row) assert.ok(score >= 0 && score <= 1);
});
