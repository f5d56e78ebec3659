import type { TimeRange } from './config/media-config.ts';

/**
 * The windows of a material that may be shown: inside of the source, in order, overlapping ones merged. Without any given
 * it is the whole material.
 *
 * @param given as they stand in MediaConfig
 * @param duration seconds of the material
 */
export function usableWindows(given: readonly TimeRange[], duration: number): TimeRange[] {
  if (given.length === 0) return [{ in: 0, out: duration }];
  const inside = given
    .map((range) => ({ in: range.in, out: Math.min(range.out, duration) }))
    .filter((range) => range.out > range.in)
    .sort((a, b) => a.in - b.in);
  const merged: TimeRange[] = [];
  for (const range of inside) {
    const last = merged.at(-1);
    // Ranges that only touch stay apart: whoever lists them means two pieces.
    if (last !== undefined && range.in < last.out) last.out = Math.max(last.out, range.out);
    else merged.push({ ...range });
  }
  return merged;
}
