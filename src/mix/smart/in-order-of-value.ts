import type { Solution, Solver } from './solver.ts';

/**
 * The solutions of a problem, the best first, each way to give the phrases shots once. They are worked out as far as they
 * are asked for: what is left after a solution is divided by the first phrase in which it differs (Murty's method).
 *
 * @param rows number of phrases
 */
export function* inOrderOfValue<S extends Solution>(solver: Solver<S>, rows: number): Generator<S> {
  type Part = { solution: S; from: number; forbidden: ReadonlySet<number> };
  const best = solver.best();
  const parts: Part[] = best === null ? [] : [{ solution: best, from: 0, forbidden: new Set() }];
  while (parts.length > 0) {
    let first = 0;
    for (const [index, { solution }] of parts.entries()) {
      if (solution.value > (parts[first] as Part).solution.value) first = index;
    }
    const [part] = parts.splice(first, 1) as [Part];
    yield part.solution;
    for (let row = part.from; row < rows; row++) {
      const forbidden = new Set(row === part.from ? part.forbidden : []);
      forbidden.add(part.solution.columns[row] as number);
      const solution = solver.variant(part.solution, row, forbidden);
      if (solution !== null) parts.push({ solution, from: row, forbidden });
    }
  }
}
