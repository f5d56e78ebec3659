import { freeOrder } from './free-order.ts';
import { inOrderOfValue } from './in-order-of-value.ts';
import type { Problem, Solution, Solver } from './solver.ts';
import { sourceOrder } from './source-order.ts';
import {
  type AssignablePhrase,
  type AssignableShot,
  countShown,
  nothingShown,
  piecesOf,
  type Shown,
  type Worth,
  worthOf,
} from './worth.ts';

export type { AssignablePhrase, AssignableShot } from './worth.ts';

/** What shots are assigned from and by which rules. */
export type AssignmentTask = {
  /** In the order of their source: by material, then by time. */
  shots: readonly AssignableShot[];
  /** Score (0 to 1) of every column for every row. */
  scores: readonly Float32Array[];
  /** Whether the shots of an output rise with its phrases (EnableTemporalOpt). */
  ordered: boolean;
  /** Whether a shot may be shown twice in an output although another one is left (AllowDuplicateMatch). */
  duplicates: boolean;
  /** Seconds that a shot should have left over, for transitions. */
  reserve: number;
  seed: string;
  /** Number of outputs that there will be at most. */
  outputs: number;
};

/** The shot of every phrase of an output. */
export type Choice = {
  shots: number[];
  /** Whether no output before shows the same pieces in the same order. */
  fresh: boolean;
};

/**
 * A phrase whose shots are too short for it, and the shots that may join them: `from` to `to` (not included), with a score
 * of `least` or more.
 */
export type Rest = AssignablePhrase & { from: number; to: number; least: number };

/** Gives the outputs of a batch their shots, one output after the other. */
export type Assigner = {
  /** The shots of the next output: those of greatest total worth that are not those of an output before. */
  next(phrases: readonly AssignablePhrase[]): Choice;
  /** Further shots for phrases that are not filled yet, none of those taken; null where nothing is left. */
  further(rests: readonly Rest[], taken: ReadonlySet<number>): (number | null)[];
  /** How well a shot shows a phrase, 0 to 1. */
  scoreOf(phrase: AssignablePhrase, shot: number): number;
  /** Counts what the latest output shows, before the next one is chosen. */
  count(phrase: AssignablePhrase, shots: readonly number[]): void;
};

/** Above every sum of scores: no shot is shown twice while another one is left. */
const forced = 100;
/** What it costs to show a shot once more where that is allowed: a little, so that it needs a reason. */
const allowed = 0.05;
/** How often a shot may be shown in an output where that is allowed although others are left. */
const mostAllowed = 4;
/**
 * Ways of assigning that are looked at for one that no output before has, before a shorter way is tried; long texts have
 * more room and cost more.
 */
const triesOf = (rows: number) => (rows <= 30 ? 150 : 6);
/** Phrases that are looked at for one whose change costs least; of a long text some, all over it. */
const mostLooked = 24;

type State = {
  task: AssignmentTask;
  shown: Shown;
  worth: Worth;
  orders: Map<string, number>;
  output: number;
};

function problemOf({ task, worth, output }: State, phrases: readonly AssignablePhrase[]): Problem {
  const columns = task.shots.length;
  const needed = Math.ceil(phrases.length / columns);
  return {
    rows: phrases.length,
    columns,
    uses: Math.max(needed, task.duplicates ? Math.min(mostAllowed, phrases.length) : 1),
    again: (times) => (task.duplicates ? allowed : forced) * times,
    fillRow: (row, values) => worth(phrases[row] as AssignablePhrase, output, values),
  };
}

/** With the order of sources a shot may also be needed again because those after it are too few. */
function solverOf(state: State, phrases: readonly AssignablePhrase[]): Solver {
  const problem = problemOf(state, phrases);
  return state.task.ordered ? sourceOrder(problem) : freeOrder(problem, state.task.outputs);
}

const keyOf = (solution: Solution) => solution.columns.join();

/** Whether an output shows something that none before it shows: another order of shots, or another piece of one. */
function isFresh({ task, shown, orders }: State, phrases: readonly AssignablePhrase[], solution: Solution) {
  if (!orders.has(keyOf(solution))) return true;
  return phrases.some(({ seconds }, row) => {
    const shot = solution.columns[row] as number;
    return (shown.shots[shot] as number) < piecesOf(task.shots[shot] as AssignableShot, seconds);
  });
}

/** A solution that gives one phrase a shot which no output before has at its place: the best of those looked at. */
function withNewShot(state: State, solver: Solver, best: Solution): Solution | null {
  const earlier = [...state.orders.keys()].map((order) => order.split(',').map(Number));
  let found: Solution | null = null;
  const rows = [...best.columns.keys()];
  const stride = Math.ceil(rows.length / mostLooked);
  rows.sort((a, b) => (a % stride) - (b % stride) || a - b);
  for (const [looked, row] of rows.entries()) {
    if (found !== null && looked >= mostLooked) break;
    const forbidden = new Set(earlier.flatMap((order) => order[row] ?? []));
    const solution = solver.variant(best, row, forbidden);
    if (solution !== null && (found === null || solution.value > found.value)) found = solution;
  }
  return found;
}

/** The best solution that is fresh; where there is none, the best of those that were given out least. */
function choose(state: State, phrases: readonly AssignablePhrase[]): { solution: Solution; fresh: boolean } {
  const solver = solverOf(state, phrases);
  const timesOf = (solution: Solution) => state.orders.get(keyOf(solution)) ?? 0;
  let tries = triesOf(phrases.length);
  let first: Solution | null = null;
  let rarest: Solution | null = null;
  for (const solution of inOrderOfValue(solver, phrases.length)) {
    if (isFresh(state, phrases, solution)) return { solution, fresh: true };
    first ??= solution;
    if (rarest === null || timesOf(solution) < timesOf(rarest)) rarest = solution;
    tries -= 1;
    const changed = tries === 0 ? withNewShot(state, solver, first) : null;
    if (changed !== null) return { solution: changed, fresh: true };
    // Where no phrase has a new shot, going on finds the first way to combine the known ones anew.
  }
  if (rarest === null) throw new TypeError('there are no shots to assign');
  return { solution: rarest, fresh: false };
}

function nextChoice(state: State, phrases: readonly AssignablePhrase[]): Choice {
  state.output += 1;
  const { solution, fresh } = choose(state, phrases);
  const key = keyOf(solution);
  state.orders.set(key, (state.orders.get(key) ?? 0) + 1);
  return { shots: Array.from(solution.columns), fresh };
}

function scoreOf({ shots, scores }: AssignmentTask, { row }: AssignablePhrase, shot: number): number {
  return row === null ? 0 : (scores[row]?.[shots[shot]?.column ?? -1] ?? 0);
}

function furtherShots(
  { task, worth, output }: State,
  rests: readonly Rest[],
  taken: ReadonlySet<number>,
): (number | null)[] {
  const shots = task.shots.length;
  const values = new Float64Array(shots);
  const solver = freeOrder(
    {
      rows: rests.length,
      // Every phrase has a column of its own that stands for "nothing".
      columns: shots + rests.length,
      uses: 1,
      again: () => forced,
      fillRow: (row, into) => {
        const rest = rests[row] as Rest;
        worth(rest, output, values);
        into.fill(Number.NEGATIVE_INFINITY);
        for (let shot = rest.from; shot < rest.to; shot++) {
          const joins = !taken.has(shot) && scoreOf(task, rest, shot) >= rest.least;
          if (joins) into[shot] = values[shot] as number;
        }
        into[shots + row] = -forced;
      },
    },
    0,
  );
  const columns = solver.best()?.columns ?? new Int32Array(rests.length).fill(shots);
  return Array.from(columns, (column) => (column < shots ? column : null));
}

/**
 * Assigns shots to the phrases of all outputs of a batch (batch.md 9.3): for each output the assignment of greatest total
 * worth over the whole text, found exactly, not sentence by sentence. What earlier outputs show is worth a little less, so
 * that equal matches take turns; an output that would still be as an earlier one gets the best assignment that is not.
 */
export function assigner(task: AssignmentTask): Assigner {
  const shown = nothingShown(task.shots.length);
  const state: State = { task, shown, worth: worthOf(task, shown), orders: new Map(), output: -1 };
  return {
    next: (phrases) => nextChoice(state, phrases),
    further: (rests, taken) => furtherShots(state, rests, taken),
    scoreOf: (phrase, shot) => scoreOf(task, phrase, shot),
    count: ({ row }, shots) => countShown(shown, row, shots),
  };
}

/**
 * The shots of all outputs, each phrase with one shot.
 *
 * @param outputs the phrases of every output
 */
export function assign(
  task: Omit<AssignmentTask, 'outputs'>,
  outputs: readonly (readonly AssignablePhrase[])[],
): Choice[] {
  const { next, count } = assigner({ ...task, outputs: outputs.length });
  return outputs.map((phrases) => {
    const choice = next(phrases);
    for (const [index, phrase] of phrases.entries()) count(phrase, [choice.shots[index] as number]);
    return choice;
  });
}
