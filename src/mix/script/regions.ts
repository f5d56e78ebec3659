import type { TimeRange } from '../config/media-config.ts';
import type { Random } from '../random.ts';
import type { Grid } from './footage.ts';
import { type Pick, pickKey } from './usage.ts';

/** Where a shot lies in its source, in seconds. */
export type Place = {
  /** Its own cell. */
  natural: TimeRange;
  /** How far it may reach when it has to be longer than its cell: up to half of the way to the next shot of the output. */
  room: TimeRange;
};

function naturalRange({ grid, cell }: Pick, offset: number): TimeRange {
  const begin = grid.window.in + offset + cell * grid.shot;
  return { in: begin, out: Math.min(grid.window.out, begin + grid.shot) };
}

function roomOf(
  own: TimeRange,
  before: TimeRange | undefined,
  after: TimeRange | undefined,
  grid: Grid,
): TimeRange {
  const { window } = grid;
  // Windows of different groups may overlap; a shot then keeps to its own cell on that side.
  const low = before === undefined ? window.in : Math.min(own.in, (before.out + own.in) / 2);
  const high = after === undefined ? window.out : Math.max(own.out, (own.out + after.in) / 2);
  return { in: Math.max(window.in, low), out: Math.min(window.out, high) };
}

/**
 * Places the shots of one output in their sources, by `pickKey`. Each grid is moved by a part of its slack that is the
 * output's own, so that outputs that share a shot still start it at different frames.
 *
 * @param randomOf stream for a grid's key
 */
export function placesOf(picks: readonly Pick[], randomOf: (gridKey: string) => Random): Map<string, Place> {
  const offsets = new Map<string, number>();
  const byMedia = new Map<string, { key: string; pick: Pick; natural: TimeRange }[]>();
  const seen = new Set<string>();
  for (const pick of picks) {
    const key = pickKey(pick);
    if (seen.has(key)) continue;
    seen.add(key);
    const { grid } = pick;
    const offset = offsets.get(grid.key) ?? randomOf(grid.key).fraction() * grid.slack;
    offsets.set(grid.key, offset);
    const entry = { key, pick, natural: naturalRange(pick, offset) };
    byMedia.set(grid.media, [...(byMedia.get(grid.media) ?? []), entry]);
  }
  const places = new Map<string, Place>();
  for (const entries of byMedia.values()) {
    entries.sort((a, b) => a.natural.in - b.natural.in);
    for (const [index, { key, pick, natural }] of entries.entries()) {
      const { grid } = pick;
      const room =
        grid.kind === 'image'
          ? grid.window
          : roomOf(natural, entries[index - 1]?.natural, entries[index + 1]?.natural, grid);
      places.set(key, { natural, room });
    }
  }
  return places;
}
