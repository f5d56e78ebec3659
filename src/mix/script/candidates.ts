import type { Random } from '../random.ts';
import type { Grid, GroupFootage } from './footage.ts';
import { type Pick, pickKey, type Usage } from './usage.ts';

/** What has been chosen for an output so far. */
export type Draft = {
  picks: Pick[];
  /** Keys of the picks. */
  shown: Map<string, number>;
  /** How many picks come from a material, and from a grid. */
  media: Map<string, number>;
  grids: Map<string, number>;
  /** With how many of the picks' materials each earlier output shares. */
  shared: Map<number, number>;
};

/** A draft without picks. */
export function emptyDraft(): Draft {
  return { picks: [], shown: new Map(), media: new Map(), grids: new Map(), shared: new Map() };
}

function add<Key>(counts: Map<Key, number>, key: Key, amount: number) {
  const count = (counts.get(key) ?? 0) + amount;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

/** Adds a pick to a draft (`amount` 1) or takes the last one back (`amount` -1). */
export function changeDraft(draft: Draft, usage: Usage, pick: Pick, amount: 1 | -1): void {
  if (amount === 1) draft.picks.push(pick);
  else draft.picks.pop();
  add(draft.shown, pickKey(pick), amount);
  add(draft.media, pick.grid.media, amount);
  add(draft.grids, pick.grid.key, amount);
  for (const output of usage.outputs.get(pick.grid.media) ?? []) add(draft.shared, output, amount);
}

/** Whether a group still has a shot that the draft does not show. */
export function hasFreshShot(footage: GroupFootage, draft: Draft): boolean {
  return footage.grids.some((grid) => (draft.grids.get(grid.key) ?? 0) < grid.cells);
}

/** What the candidates for a place are chosen by. */
export type Place = {
  group: number;
  footage: GroupFootage;
  usage: Usage;
  draft: Draft;
  random: Random;
  /** Key of the shot that the output before this one starts with, when this is the first place; else null. */
  avoid: string | null;
};

/** Greatest number of materials that an earlier output would share with the draft if this material joined it. */
function sharedWith(place: Place, media: string): number {
  let most = 0;
  for (const output of place.usage.outputs.get(media) ?? []) {
    most = Math.max(most, (place.draft.shared.get(output) ?? 0) + 1);
  }
  return most;
}

/** Higher than any count that takes part in a rank. */
const above = 100_000;

/**
 * The grids of a group, the best first: of a material that this output shows least, that differs from the one before,
 * that the outputs so far show least, and that brings the draft least close to an earlier output; then by chance.
 */
function rankGrids(place: Place): Grid[] {
  const { draft, usage, footage, random } = place;
  const last = draft.picks.at(-1)?.grid.media;
  const ranked = random.shuffle(footage.grids).map((grid) => {
    const { media } = grid;
    const here = (draft.media.get(media) ?? 0) * 2 + (media === last ? 1 : 0);
    const uses = usage.outputs.get(media)?.length ?? 0;
    // One number, as this is sorted for every place of every output.
    return { grid, rank: (here * above + uses) * above + sharedWith(place, media) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ grid }) => grid);
}

/** The cells of a grid that this output does not show yet, the least shown of the batch first, then by chance. */
function* rankCells(grid: Grid, place: Place): Generator<Pick> {
  const { usage, draft, random } = place;
  const pickOf = (cell: number): Pick => ({ grid, cell, group: place.group });
  const isFresh = (cell: number) => !draft.shown.has(pickKey({ grid, cell }));
  const usesOf = (cell: number) => usage.shots.get(pickKey({ grid, cell })) ?? 0;
  // Nearly always a cell taken blindly will do, and a long film has thousands of them.
  const blind = random.int(grid.cells);
  const lucky = isFresh(blind) && usesOf(blind) === 0;
  if (lucky) yield pickOf(blind);
  const others = Array.from({ length: grid.cells }, (_, cell) => cell).filter(
    (cell) => isFresh(cell) && !(lucky && cell === blind),
  );
  const ranked = random.shuffle(others).map((cell) => ({ cell, uses: usesOf(cell) }));
  for (const { cell } of ranked.sort((a, b) => a.uses - b.uses)) yield pickOf(cell);
}

/** The shots of a group that an output does not show yet, the best first; worked out only as far as they are asked for. */
export function* candidates(place: Place): Generator<Pick> {
  const avoided: Pick[] = [];
  for (const grid of rankGrids(place)) {
    for (const pick of rankCells(grid, place)) {
      if (pickKey(pick) === place.avoid) avoided.push(pick);
      else yield pick;
    }
  }
  yield* avoided;
}

/** The shot to show again when a group has no other left: the one this output shows least, and not twice in a row. */
export function repetition(place: Place): Pick {
  const { draft } = place;
  const last = draft.picks.at(-1);
  const lastKey = last === undefined ? null : pickKey(last);
  let best: { pick: Pick; rank: number } | null = null;
  for (const grid of place.random.shuffle(place.footage.grids)) {
    for (let cell = 0; cell < grid.cells; cell++) {
      const key = pickKey({ grid, cell });
      const rank = (draft.shown.get(key) ?? 0) * 2 + (key === lastKey ? 1 : 0);
      if (best === null || rank < best.rank) best = { pick: { grid, cell, group: place.group }, rank };
    }
  }
  if (best === null) throw new TypeError('a group without footage cannot be planned');
  return best.pick;
}
