/** Which shot each phrase of an output may get, and what that is worth. */
export type Problem = {
  /** Number of phrases, at least 1. */
  rows: number;
  /** Number of shots, at least 1. */
  columns: number;
  /** Writes the value of every shot for a phrase into `values`; -Infinity = must not be. */
  fillRow(row: number, values: Float64Array): void;
  /** What it costs to show a shot for the `times`-th time more in the same output. */
  again(times: number): number;
  /** How often a shot may be shown in an output, at least 1. */
  uses: number;
};

/** A shot for every phrase, and the sum of their values. */
export type Solution = { columns: Int32Array; value: number };

/** Finds the shots of greatest total value. */
export type Solver<S extends Solution = Solution> = {
  /** Null when there is no way to give every phrase a shot. */
  best(): S | null;
  /**
   * The best solution of those in which the phrases before `row` keep the shots of `solution` and the phrase `row` has
   * none of the forbidden ones.
   */
  variant(solution: S, row: number, forbidden: ReadonlySet<number>): S | null;
};
