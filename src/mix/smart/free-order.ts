import type { Problem, Solution, Solver } from './solver.ts';

/** A solution with the prices that prove it, from which variants are found in one step each. */
export type PricedSolution = Solution & {
  /** Slot of every phrase. A shot that may be shown more than once has a slot for every time. */
  slots: Int32Array;
  /** Phrase of every slot, -1 = free. */
  owners: Int32Array;
  rowPrices: Float64Array;
  slotPrices: Float64Array;
};

/** The shots that a phrase may get: slot and cost of each. */
type Edges = { slots: Int32Array; costs: Float64Array };

/** The `count`-th greatest of the values (from 1). Reorders them. */
function nthGreatest(values: Float64Array, count: number): number {
  let low = 0;
  let high = values.length - 1;
  const target = count - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] as number) > pivot) left++;
      while ((values[right] as number) < pivot) right--;
      if (left > right) break;
      const value = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = value;
    }
    if (target <= right) high = right;
    else if (target >= left) low = left;
    else return values[target] as number;
  }
  return values[target] as number;
}

/**
 * The best `most` shots of a phrase. With as many as there are phrases nothing is lost: whoever has a worse one finds
 * one of these free.
 */
function bestColumns(values: Float64Array, scratch: Float64Array, most: number): number[] {
  const columns: number[] = [];
  scratch.set(values);
  const least = values.length <= most ? Number.NEGATIVE_INFINITY : nthGreatest(scratch, most);
  for (let column = 0; column < values.length; column++) {
    const value = values[column] as number;
    if (value > least) columns.push(column);
  }
  for (let column = 0; column < values.length && columns.length < most; column++) {
    if (values[column] === least && least !== Number.NEGATIVE_INFINITY) columns.push(column);
  }
  return columns;
}

function edgesOf(problem: Problem, spare: number): Edges[] {
  const { rows, columns, uses } = problem;
  const values = new Float64Array(columns);
  const scratch = new Float64Array(columns);
  return Array.from({ length: rows }, (_, row) => {
    problem.fillRow(row, values);
    const chosen = bestColumns(values, scratch, rows + spare);
    const slots = new Int32Array(chosen.length * uses);
    const costs = new Float64Array(chosen.length * uses);
    for (let times = 0, edge = 0; times < uses; times++) {
      const price = times === 0 ? 0 : problem.again(times);
      for (const column of chosen) {
        slots[edge] = times * columns + column;
        costs[edge++] = price - (values[column] as number);
      }
    }
    return { slots, costs };
  });
}

/** What the search for a phrase's slot works with; every search leaves it as it found it. */
type Search = { distance: Float64Array; from: Int32Array; settled: Uint8Array; reached: number[] };

/** What a search may not touch, and where it has to end. */
type Limits = {
  /** Phrases before this one keep what they have. */
  fixed: number;
  /** Shots that the phrase that is searched for must not get. */
  forbidden: ReadonlySet<number>;
  /** The slot that has just been given up, at which every chain of exchanges ends; -1 = at any free slot. */
  givenUp: number;
};

const unlimited: Limits = { fixed: 0, forbidden: new Set(), givenUp: -1 };
/** Stands for "nobody": who holds a free slot, and who the free slots are exchanged through. */
const nobody = -1;

/** One search for the slot of a phrase. */
type Chain = {
  solution: PricedSolution;
  edges: readonly Edges[];
  columns: number;
  start: number;
  limits: Limits;
  search: Search;
};

function reach({ search }: Chain, slot: number, length: number, from: number) {
  const known = search.distance[slot] as number;
  if (length >= known) return;
  if (known === Number.POSITIVE_INFINITY) search.reached.push(slot);
  search.distance[slot] = length;
  search.from[slot] = from;
}

/** Looks from a phrase at all slots that it might have instead. */
function lookFrom(chain: Chain, row: number, base: number) {
  const { solution, edges, columns, start, limits, search } = chain;
  const { slots, costs } = edges[row] as Edges;
  const price = solution.rowPrices[row] as number;
  for (let edge = 0; edge < slots.length; edge++) {
    const slot = slots[edge] as number;
    if (search.settled[slot] === 1) continue;
    const owner = solution.owners[slot] as number;
    if (owner !== nobody && owner < limits.fixed) continue;
    if (row === start && limits.forbidden.has(slot % columns)) continue;
    reach(chain, slot, base + (costs[edge] as number) - price - (solution.slotPrices[slot] as number), row);
  }
}

/** When a free slot is taken, any other one may become free in its place: what lies beyond it may be exchanged, too. */
function lookFromFree(chain: Chain, base: number) {
  const { owners, slotPrices } = chain.solution;
  for (let slot = 0; slot < owners.length; slot++) {
    const owner = owners[slot] as number;
    const open = slot === chain.limits.givenUp || (owner !== nobody && owner >= chain.limits.fixed);
    if (open && chain.search.settled[slot] !== 1) {
      reach(chain, slot, base - (slotPrices[slot] as number), nobody);
    }
  }
}

/** The nearest slot that is not settled yet, a free one first; -1 when there is none. */
function nearestSlot({ search, solution }: Chain): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const slot of search.reached) {
    const length = search.distance[slot] as number;
    if (search.settled[slot] === 1 || length > least) continue;
    if (length < least || solution.owners[slot] === nobody) nearest = slot;
    least = length;
  }
  return nearest;
}

/** Raises the prices so that they prove the exchange that was found. */
function reprice({ solution, search, start }: Chain, end: number, freeAt: number | null) {
  const { owners, rowPrices, slotPrices } = solution;
  const total = search.distance[end] as number;
  rowPrices[start] = (rowPrices[start] as number) + total;
  for (const slot of search.reached) {
    const owner = owners[slot] as number;
    if (search.settled[slot] !== 1 || owner === nobody) continue;
    const gain = total - (search.distance[slot] as number);
    slotPrices[slot] = (slotPrices[slot] as number) - gain;
    rowPrices[owner] = (rowPrices[owner] as number) + gain;
  }
  if (freeAt === null || freeAt === total) return;
  // Free slots keep the price 0, so all others move against them.
  const shift = total - freeAt;
  for (let slot = 0; slot < slotPrices.length; slot++) {
    if (owners[slot] !== nobody || slot === end) slotPrices[slot] = (slotPrices[slot] as number) + shift;
  }
  for (let row = 0; row < rowPrices.length; row++) rowPrices[row] = (rowPrices[row] as number) - shift;
}

/**
 * Gives the phrase `start` a slot along the cheapest chain of exchanges (shortest augmenting path with prices). False
 * when there is none.
 */
function augment(chain: Chain): boolean {
  const { solution, search, start, limits } = chain;
  const { owners, slots } = solution;
  let freeSlot = -1;
  let end = -1;
  lookFrom(chain, start, 0);
  while (end < 0) {
    const slot = nearestSlot(chain);
    if (slot < 0) break;
    search.settled[slot] = 1;
    const base = search.distance[slot] as number;
    const owner = owners[slot] as number;
    if (slot === limits.givenUp || (owner === nobody && limits.givenUp < 0)) end = slot;
    else if (owner !== nobody) lookFrom(chain, owner, base);
    else if (freeSlot < 0) {
      freeSlot = slot;
      lookFromFree(chain, base);
    }
  }
  if (end >= 0) {
    reprice(chain, end, freeSlot < 0 ? null : (search.distance[freeSlot] as number));
    for (let slot = end; slot >= 0; ) {
      const taker = search.from[slot] as number;
      owners[slot] = taker;
      if (taker === nobody) {
        slot = freeSlot;
      } else {
        const before = slots[taker] as number;
        slots[taker] = slot;
        slot = taker === start ? -1 : before;
      }
    }
  }
  for (const slot of search.reached) {
    search.distance[slot] = Number.POSITIVE_INFINITY;
    search.settled[slot] = 0;
  }
  search.reached.length = 0;
  return end >= 0;
}

/**
 * Lets the phrases that show the same shot take its slots in turn. It costs nothing, and an earlier phrase, which may have
 * to keep its slot, is not left with the dear one when a later phrase goes.
 */
function takeTurns({ slots, owners }: PricedSolution, columns: number) {
  const held = new Map<number, number[]>();
  for (const slot of slots.toSorted()) {
    const column = slot % columns;
    const turns = held.get(column);
    if (turns === undefined) held.set(column, [slot]);
    else turns.push(slot);
  }
  for (let row = 0; row < slots.length; row++) {
    const slot = held.get((slots[row] as number) % columns)?.shift() as number;
    slots[row] = slot;
    owners[slot] = row;
  }
}

/**
 * Gives every phrase a shot so that the total value is greatest, in whatever order: the assignment problem, solved
 * exactly by successive shortest paths over the best shots of each phrase.
 *
 * @param spare how many shots more than phrases are looked at for each phrase: as many as variants will forbid it
 */
export function freeOrder(problem: Problem, spare: number): Solver<PricedSolution> {
  const { rows, columns, uses } = problem;
  const edges = edgesOf(problem, spare);
  const count = columns * uses;
  const search: Search = {
    distance: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    from: new Int32Array(count),
    settled: new Uint8Array(count),
    reached: [],
  };
  const extend = (solution: PricedSolution, start: number, limits: Limits) =>
    augment({ solution, edges, columns, start, limits, search });
  const finish = (solution: PricedSolution): PricedSolution => {
    solution.value = 0;
    for (let row = 0; row < rows; row++) {
      const slot = solution.slots[row] as number;
      const { slots, costs } = edges[row] as Edges;
      solution.value -= costs[slots.indexOf(slot)] as number;
      solution.columns[row] = slot % columns;
    }
    return solution;
  };
  return {
    best: () => {
      const solution: PricedSolution = {
        columns: new Int32Array(rows),
        value: 0,
        slots: new Int32Array(rows).fill(-1),
        owners: new Int32Array(count).fill(nobody),
        rowPrices: new Float64Array(rows),
        slotPrices: new Float64Array(count),
      };
      for (let row = 0; row < rows; row++) if (!extend(solution, row, unlimited)) return null;
      return finish(solution);
    },
    variant: (solution, row, forbidden) => {
      const changed: PricedSolution = {
        columns: solution.columns.slice(),
        value: 0,
        slots: solution.slots.slice(),
        owners: solution.owners.slice(),
        rowPrices: solution.rowPrices.slice(),
        slotPrices: solution.slotPrices.slice(),
      };
      if (uses > 1) takeTurns(changed, columns);
      const givenUp = changed.slots[row] as number;
      changed.owners[givenUp] = nobody;
      changed.slots[row] = -1;
      return extend(changed, row, { fixed: row, forbidden, givenUp }) ? finish(changed) : null;
    },
  };
}
