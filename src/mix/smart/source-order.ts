import type { Problem, Solution, Solver } from './solver.ts';

/** Best ways to get to every shot with the phrases up to one: their value, and the shot of the phrase before. */
type Reach = { value: Float64Array; before: Int32Array };

/**
 * Gives every phrase a shot so that the total value is greatest and the shots rise with the phrases: a shot stands after
 * that of the phrase before, or is shown again at the price of {@link Problem.again}. Exact, by dynamic programming.
 */
export function sourceOrder(problem: Problem): Solver {
  const { rows, columns } = problem;
  const values = Array.from({ length: rows }, (_, row) => {
    const filled = new Float64Array(columns);
    problem.fillRow(row, filled);
    return filled;
  });
  const price = problem.uses > 1 ? problem.again(1) : Number.POSITIVE_INFINITY;

  const step = (row: number, last: Reach): Reach => {
    const own = values[row] as Float64Array;
    const value = new Float64Array(columns);
    const before = new Int32Array(columns);
    let best = Number.NEGATIVE_INFINITY;
    let from = -1;
    for (let column = 0; column < columns; column++) {
      const again = (last.value[column] as number) - price;
      const repeats = again > best;
      value[column] = (own[column] as number) + (repeats ? again : best);
      before[column] = repeats ? column : from;
      const here = last.value[column] as number;
      if (here > best) {
        best = here;
        from = column;
      }
    }
    return { value, before };
  };

  /** Ways to give `row` a shot when the phrases before it have theirs. */
  const firstStep = (row: number, given: Int32Array | null, forbidden: ReadonlySet<number>): Reach => {
    const own = values[row] as Float64Array;
    const last = given === null || row === 0 ? -1 : (given[row - 1] as number);
    const value = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
    for (let column = Math.max(0, last); column < columns; column++) {
      if (!forbidden.has(column)) value[column] = (own[column] as number) - (column === last ? price : 0);
    }
    return { value, before: new Int32Array(columns).fill(last) };
  };

  /** Value of the phrases before `row`, with what their repetitions cost. */
  const valueBefore = (given: Int32Array, row: number) => {
    let value = 0;
    for (let index = 0; index < row; index++) {
      const column = given[index] as number;
      value += (values[index] as Float64Array)[column] as number;
      if (index > 0 && given[index - 1] === column) value -= price;
    }
    return value;
  };

  const solve = (given: Int32Array | null, row: number, forbidden: ReadonlySet<number>): Solution | null => {
    const reaches = [firstStep(row, given, forbidden)];
    for (let next = row + 1; next < rows; next++) reaches.push(step(next, reaches.at(-1) as Reach));
    const end = reaches.at(-1) as Reach;
    let column = end.value.reduce(
      (best, value, index) => (value > (end.value[best] as number) ? index : best),
      0,
    );
    if (end.value[column] === Number.NEGATIVE_INFINITY) return null;
    const value = (end.value[column] as number) + (given === null ? 0 : valueBefore(given, row));
    const chosen = given === null ? new Int32Array(rows) : given.slice();
    for (let index = rows - 1; index >= row; index--) {
      chosen[index] = column;
      column = (reaches[index - row] as Reach).before[column] as number;
    }
    return { columns: chosen, value };
  };

  return {
    best: () => solve(null, 0, new Set()),
    variant: (solution, row, forbidden) => solve(solution.columns, row, forbidden),
  };
}
