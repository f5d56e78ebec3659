import type { FrameRate } from '../timeline/frames.ts';
import type { TimeRange } from './config/media-config.ts';
import type { Tile } from './emit/tile.ts';

/** The footage of an output: what it shows of each material, in source seconds, in order and merged. */
export type FootageShown = { byMedia: Map<string, TimeRange[]>; seconds: number };

function merged(ranges: TimeRange[]): TimeRange[] {
  const result: TimeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.in - b.in)) {
    const last = result.at(-1);
    if (last !== undefined && range.in <= last.out) last.out = Math.max(last.out, range.out);
    else result.push({ ...range });
  }
  return result;
}

const total = (ranges: readonly TimeRange[]) => ranges.reduce((sum, range) => sum + range.out - range.in, 0);

/** The footage that the tiles of an output show, transitions aside. */
export function footageShown(tiles: readonly Tile[], rate: FrameRate): FootageShown {
  const ranges = new Map<string, TimeRange[]>();
  for (const { media, kind, room, natural, frames, speed } of tiles) {
    const length = (frames * rate.den * speed) / rate.num;
    const begin = kind === 'image' ? 0 : Math.max(room.in, Math.min(natural.in, room.out - length));
    ranges.set(media, [...(ranges.get(media) ?? []), { in: begin, out: begin + length }]);
  }
  const byMedia = new Map([...ranges].map(([media, list]) => [media, merged(list)]));
  const seconds = [...byMedia.values()].reduce((sum, list) => sum + total(list), 0);
  return { byMedia, seconds };
}

function common(a: readonly TimeRange[], b: readonly TimeRange[]): number {
  let seconds = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i] as TimeRange, b[j] as TimeRange];
    seconds += Math.max(0, Math.min(left.out, right.out) - Math.max(left.in, right.in));
    if (left.out < right.out) i++;
    else j++;
  }
  return seconds;
}

/** Share (0 to 1) of the shorter of two outputs that the other one shows too. */
export function overlapOf(a: FootageShown, b: FootageShown): number {
  let seconds = 0;
  for (const [media, ranges] of a.byMedia) seconds += common(ranges, b.byMedia.get(media) ?? []);
  const shorter = Math.min(a.seconds, b.seconds);
  return shorter > 0 ? Math.min(1, seconds / shorter) : 0;
}

/** Greatest share of footage that any two of the outputs have in common; 0 for a single one. */
export function largestOverlap(outputs: readonly FootageShown[]): number {
  let largest = 0;
  for (const [index, output] of outputs.entries()) {
    for (const other of outputs.slice(0, index)) largest = Math.max(largest, overlapOf(output, other));
  }
  return largest;
}
