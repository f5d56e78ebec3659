import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type AssignablePhrase, type AssignmentTask, assign } from '../../src/mix/smart/assign.ts';

type Task = Omit<AssignmentTask, 'outputs'>;

/** A task with shots of 10 s, unless their lengths are given. */
function taskOf(scores: number[][], rules: Partial<Task> & { lengths?: number[] } = {}): Task {
  const { lengths = [], ...rest } = rules;
  const shots = (scores[0] ?? []).map((_, column) => ({
    key: `shot ${column}`,
    seconds: lengths[column] ?? 10,
    column,
  }));
  return {
    shots,
    scores: scores.map((row) => Float32Array.from(row)),
    ordered: false,
    duplicates: false,
    reserve: 0,
    seed: 'seed',
    ...rest,
  };
}

const phrases = (count: number, seconds = 3): AssignablePhrase[] =>
  Array.from({ length: count }, (_, row) => ({ row, topic: null, seconds }));

const batch = (count: number, output: AssignablePhrase[]) => Array.from({ length: count }, () => output);

const totalOf = (scores: number[][], shots: number[]) =>
  shots.reduce((sum, shot, row) => sum + (scores[row]?.[shot] ?? 0), 0);

const matrix = (rows: [number, number], columns: [number, number]) =>
  fc
    .tuple(fc.integer({ min: rows[0], max: rows[1] }), fc.integer({ min: columns[0], max: columns[1] }))
    .chain(([height, width]) =>
      fc.array(
        fc.array(
          fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
          { minLength: width, maxLength: width },
        ),
        { minLength: height, maxLength: height },
      ),
    );

/** The shots that are taken when each sentence takes the best one that is left. */
function greedy(scores: number[][]): number[] {
  const taken = new Set<number>();
  return scores.map((row) => {
    let best = -1;
    for (const [shot, score] of row.entries()) {
      if (!taken.has(shot) && (best < 0 || score > (row[best] as number))) best = shot;
    }
    taken.add(best);
    return best;
  });
}

describe('the shots of an output', () => {
  it('are the best for the whole text, not for one sentence after the other', () => {
    const scores = [
      [0.9, 0.8, 0],
      [0.9, 0, 0],
    ];
    assert.deepEqual(assign(taskOf(scores), [phrases(2)])[0]?.shots, [1, 0]);
  });

  it('are never worth less than those of taking turns, and none is shown twice while others are left', () => {
    fc.assert(
      fc.property(matrix([1, 6], [6, 12]), (scores) => {
        const [choice] = assign(taskOf(scores), [phrases(scores.length)]);
        const shots = choice?.shots ?? [];
        assert.equal(new Set(shots).size, scores.length);
        assert.ok(totalOf(scores, shots) >= totalOf(scores, greedy(scores)) - 1e-4);
      }),
    );
  });

  it('are worth as much in whatever order the shots stand', () => {
    fc.assert(
      fc.property(matrix([1, 5], [3, 8]), fc.integer({ min: 0, max: 1000 }), (scores, turn) => {
        const width = scores[0]?.length ?? 1;
        const moved = scores.map((row) => row.map((_, shot) => row[(shot + turn) % width] as number));
        const total = (given: number[][]) =>
          totalOf(given, assign(taskOf(given), [phrases(given.length)])[0]?.shots ?? []);
        assert.ok(Math.abs(total(scores) - total(moved)) < 1e-4);
      }),
    );
  });

  it('are shown as evenly as possible when there are fewer than sentences', () => {
    fc.assert(
      fc.property(matrix([3, 9], [1, 3]), (scores) => {
        const [choice] = assign(taskOf(scores), [phrases(scores.length)]);
        const width = scores[0]?.length ?? 1;
        const counts = Array.from(
          { length: width },
          (_, shot) => choice?.shots.filter((each) => each === shot).length ?? 0,
        );
        assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join());
      }),
    );
  });

  it('may be shown again where that is allowed and worth it', () => {
    const scores = [
      [0.9, 0.1],
      [0.8, 0.1],
    ];
    const shots = (duplicates: boolean) => assign(taskOf(scores, { duplicates }), [phrases(2)])[0]?.shots;
    assert.deepEqual(shots(true), [0, 0]);
    assert.deepEqual(shots(false), [0, 1]);
  });

  it('rise with the sentences where the order of the sources is asked for', () => {
    fc.assert(
      fc.property(matrix([1, 6], [6, 12]), fc.integer({ min: 1, max: 4 }), (scores, count) => {
        for (const { shots } of assign(
          taskOf(scores, { ordered: true }),
          batch(count, phrases(scores.length)),
        )) {
          for (const [index, shot] of shots.entries())
            assert.ok(index === 0 || shot > (shots[index - 1] ?? -1));
        }
      }),
    );
  });

  it('are long enough for their sentences rather than a little better', () => {
    const scores = [[0.8, 0.75]];
    assert.deepEqual(assign(taskOf(scores, { lengths: [1, 4] }), [phrases(1)])[0]?.shots, [1]);
    assert.deepEqual(assign(taskOf([[0.8, 0.3]], { lengths: [2.5, 4] }), [phrases(1)])[0]?.shots, [0]);
  });

  it('count for as much of a phrase as they last', () => {
    const shots = (scores: number[], lengths: number[], ordered = false) =>
      assign(taskOf([scores], { lengths, ordered }), [phrases(1)])[0]?.shots;
    assert.deepEqual(shots([0.9, 0.6], [1.5, 4]), [1]);
    assert.deepEqual(shots([0.9, 0.4], [1.2, 4]), [0]);
    // In the order of the sources there is seldom another shot to join it.
    assert.deepEqual(shots([0.9, 0.4], [1.2, 4], true), [1]);
  });

  it('leave room for a transition where another one is as good', () => {
    const scores = [[0.8, 0.8]];
    for (const seed of ['a', 'b', 'c', 'd']) {
      const task = taskOf(scores, { lengths: [3.1, 5], reserve: 0.5, seed });
      assert.deepEqual(assign(task, [phrases(1)])[0]?.shots, [1]);
    }
  });

  it('stay with what is said around a phrase for which nothing speaks', () => {
    const scores = [
      [0, 0, 0, 0],
      [0.9, 0, 0, 0.8],
    ];
    const [choice] = assign(taskOf(scores), [
      [
        { row: 0, topic: 1, seconds: 3 },
        { row: 1, topic: null, seconds: 3 },
      ],
    ]);
    assert.deepEqual(choice?.shots, [3, 0]);
  });
});

describe('the outputs of a batch', () => {
  it('let equal shots take turns', () => {
    const scores = [[0.8, 0.8, 0.8, 0.1]];
    const choices = assign(taskOf(scores, { lengths: [3, 3, 3, 3] }), batch(6, phrases(1)));
    const counts = [0, 1, 2, 3].map((shot) => choices.filter(({ shots }) => shots[0] === shot).length);
    // The fourth one is shown once, so that one output more differs.
    assert.deepEqual(counts.slice(0, 3).toSorted(), [1, 2, 2]);
    assert.equal(choices.filter(({ fresh }) => fresh).length, 4);
  });

  it('show another piece of a good shot before they give it up', () => {
    const scores = [[0.9, 0.2, 0.2]];
    const choices = assign(taskOf(scores, { lengths: [10, 10, 10] }), batch(3, phrases(1)));
    assert.deepEqual(
      choices.map(({ shots, fresh }) => [...shots, fresh]),
      [
        [0, true],
        [0, true],
        [0, true],
      ],
    );
  });

  it('give up as little as possible to differ', () => {
    const scores = [
      [0.9, 0.3, 0.1, 0.1],
      [0.1, 0.9, 0.6, 0.1],
    ];
    const choices = assign(taskOf(scores, { lengths: [3, 3, 3, 3] }), batch(2, phrases(2)));
    assert.deepEqual(
      choices.map(({ shots }) => shots),
      [
        [0, 1],
        [0, 2],
      ],
    );
  });

  it('differ as long as there is another way, and say when there is none', () => {
    fc.assert(
      fc.property(
        matrix([1, 3], [1, 4]),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (scores, count, ordered) => {
          const rows = scores.length;
          const columns = scores[0]?.length ?? 1;
          fc.pre(rows <= columns);
          const lengths = Array.from({ length: columns }, () => 3);
          const choices = assign(taskOf(scores, { lengths, ordered }), batch(count, phrases(rows)));
          const falling = Array.from({ length: rows }, (_, index) => columns - index);
          const rising = Array.from({ length: rows }, (_, index) => index + 1);
          const product = (values: number[]) => values.reduce((total, value) => total * value, 1);
          const possible = ordered ? product(falling) / product(rising) : product(falling);
          const distinct = new Set(choices.map(({ shots }) => shots.join())).size;
          assert.equal(distinct, Math.min(count, possible));
          assert.equal(choices.filter(({ fresh }) => fresh).length, distinct);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('differ also where every sentence of a long text has one shot that is far better than all others', () => {
    const count = 40;
    const scores = Array.from({ length: count }, (_, row) =>
      Array.from({ length: 60 }, (_, shot) => (shot === row ? 0.9 : 0.1)),
    );
    const lengths = Array.from({ length: 60 }, () => 3);
    const choices = assign(taskOf(scores, { lengths }), batch(20, phrases(count)));
    assert.equal(new Set(choices.map(({ shots }) => shots.join())).size, 20);
    for (const { shots } of choices) assert.ok(totalOf(scores, shots) >= 0.9 * count - 0.8 - 1e-4);
  });

  it('let shots take turns that are nearly as good', () => {
    const equal = Array.from({ length: 20 }, () => 0.7);
    const scores = [
      [0.8, 0.77, ...equal.map(() => 0)],
      [0, 0, ...equal],
      [0, 0, ...equal],
    ];
    const lengths = scores[0]?.map(() => 3) ?? [];
    const choices = assign(taskOf(scores, { lengths }), batch(10, phrases(3)));
    const first = choices.filter(({ shots }) => shots[0] === 0).length;
    assert.ok(first >= 5 && first <= 8, `${first} of 10`);
  });

  it('differ also where the ways to differ are many and unlike', () => {
    const rows = 31;
    const scores = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: rows + 1 }, (_, shot) =>
        shot === row ? 0.9 : shot === rows ? (0.88 * row) / rows : 0,
      ),
    );
    const lengths = Array.from({ length: rows + 1 }, () => 3);
    const choices = assign(taskOf(scores, { lengths }), batch(25, phrases(rows)));
    assert.equal(new Set(choices.map(({ shots }) => shots.join())).size, 25);
    // In the order of the source one shot is left out, and that is all that can differ.
    const inOrder = assign(taskOf(scores, { lengths, ordered: true }), batch(34, phrases(rows)));
    assert.equal(new Set(inOrder.map(({ shots }) => shots.join())).size, 32);
  });

  it('are the same for the same seed, and others for another one', () => {
    const scores = Array.from({ length: 5 }, () => Array.from({ length: 30 }, () => 0.5));
    const shots = (seed: string) =>
      assign(taskOf(scores, { seed }), batch(3, phrases(5))).map((choice) => choice.shots.join());
    assert.deepEqual(shots('a'), shots('a'));
    assert.notDeepEqual(shots('a'), shots('b'));
  });
});
