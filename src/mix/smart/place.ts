import type { TimeRange } from '../config/media-config.ts';

/** A shot in its source. */
export type SourceRoom = TimeRange & {
  /** The instant that stands for the shot. */
  keyTime: number;
};

const overlap = (a: TimeRange, b: TimeRange) => Math.max(0, Math.min(a.out, b.out) - Math.max(a.in, b.in));

const overlaps = (range: TimeRange, others: readonly TimeRange[]) =>
  others.reduce((sum, other) => sum + overlap(range, other), 0);

/** Places side by side, with the key frame as much in the middle of one of them as the shot allows. */
function placesAround({ in: from, out: to, keyTime }: SourceRoom, seconds: number): number[] {
  const count = Math.max(1, Math.floor((to - from) / seconds + 1e-6));
  const slack = Math.max(0, to - from - count * seconds);
  const cell = Math.min(count - 1, Math.max(0, Math.floor((keyTime - from - slack / 2) / seconds)));
  const offset = Math.min(slack, Math.max(0, keyTime - from - (cell + 0.5) * seconds));
  return Array.from({ length: count }, (_, index) => from + offset + index * seconds);
}

/**
 * Where in a shot a piece of `seconds` is taken from: not from what the output already shows of it, if possible not from
 * what earlier outputs show, and as near to the key frame as that allows.
 *
 * @param own what this output shows of the shot already
 * @param others what earlier outputs show of it
 */
export function placePiece(
  room: SourceRoom,
  seconds: number,
  own: readonly TimeRange[],
  others: readonly TimeRange[],
): TimeRange {
  const last = Math.max(room.in, room.out - seconds);
  const beside = [...own, ...others].flatMap((range) => [range.in - seconds, range.out]);
  const starts = [...placesAround(room, seconds), ...beside, room.in, last].filter(
    (start) => start >= room.in - 1e-6 && start <= last + 1e-6,
  );
  const ranked = starts.map((start) => {
    const range = { in: start, out: Math.min(room.out, start + seconds) };
    // Parts of a frame do not count.
    const rank = [overlaps(range, own), overlaps(range, others)].map((shared) => Math.round(shared * 25));
    return { range, rank: [...rank, Math.abs((range.in + range.out) / 2 - room.keyTime)] };
  });
  ranked.sort((a, b) => {
    const different = a.rank.findIndex((value, index) => value !== b.rank[index]);
    return different < 0 ? 0 : (a.rank[different] as number) - (b.rank[different] as number);
  });
  return ranked[0]?.range ?? { in: room.in, out: Math.min(room.out, room.in + seconds) };
}
