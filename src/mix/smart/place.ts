import type { TimeRange } from '../config/media-config.ts';

/** A shot in its source. */
export type SourceRoom = TimeRange & {
  /** The instant that stands for the shot. */
  keyTime: number;
};

/** Of what was shown of a shot, as many of the latest pieces count: a shot that is shown more often has nothing new. */
const remembered = 16;

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
function placePiece(
  room: SourceRoom,
  seconds: number,
  own: readonly TimeRange[],
  others: readonly TimeRange[],
): TimeRange {
  const last = Math.max(room.in, room.out - seconds);
  const starts = [...placesAround(room, seconds), room.in, last].filter(
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

/** A piece of a shot that an output shows. */
export type Unplaced = {
  /** Of the shot. */
  key: string;
  /** An image has no end. */
  room: SourceRoom;
  seconds: number;
};

/** What is shown of each shot, by its key. */
export type Ranges = Map<string, TimeRange[]>;

const sharesFootage = (ranges: readonly TimeRange[]) =>
  ranges.some((range, index) => ranges.slice(0, index).some((other) => overlap(range, other) > 1e-3));

/** Places the pieces of a shot each as well as it can be, one after the other. */
function placeEach(room: SourceRoom, lengths: readonly number[], others: readonly TimeRange[]): TimeRange[] {
  const ranges: TimeRange[] = [];
  for (const seconds of lengths) ranges.push(placePiece(room, seconds, ranges, others));
  return ranges;
}

/** Places the pieces of a shot in a row. */
function placeInRow(room: SourceRoom, lengths: readonly number[], others: readonly TimeRange[]): TimeRange[] {
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  let at = placePiece(room, total, [], others).in;
  return lengths.map((seconds) => {
    const range = { in: at, out: at + seconds };
    at += seconds;
    return range;
  });
}

/** Places what an output shows of a shot, without showing anything twice if there is enough of it. */
function placeInShot(
  room: SourceRoom,
  lengths: readonly number[],
  others: readonly TimeRange[],
  ordered: boolean,
): TimeRange[] {
  const total = lengths.reduce((sum, seconds) => sum + seconds, 0);
  const rowFits = lengths.length > 1 && total <= room.out - room.in + 1e-6;
  if (rowFits && ordered) return placeInRow(room, lengths, others);
  const ranges = placeEach(room, lengths, others);
  return rowFits && sharesFootage(ranges) ? placeInRow(room, lengths, others) : ranges;
}

/**
 * Places the pieces of an output in their shots.
 *
 * @param earlier what earlier outputs show
 * @param ordered whether pieces of the same shot follow each other in it
 * @returns a range for each piece, what the output shows of each shot, and whether it shows footage twice
 */
export function placePieces(
  pieces: readonly Unplaced[],
  earlier: Ranges,
  ordered: boolean,
): { ranges: TimeRange[]; shown: Ranges; repeated: boolean } {
  const byShot = new Map<string, Unplaced[]>();
  for (const piece of pieces) byShot.set(piece.key, [...(byShot.get(piece.key) ?? []), piece]);
  const shown: Ranges = new Map();
  let repeated = false;
  for (const [key, [first, ...more]] of byShot) {
    if (first === undefined) continue;
    const lengths = [first, ...more].map(({ seconds }) => seconds);
    const isImage = !Number.isFinite(first.room.out);
    const ranges = isImage
      ? lengths.map((seconds) => ({ in: 0, out: seconds }))
      : placeInShot(first.room, lengths, (earlier.get(key) ?? []).slice(-remembered), ordered);
    shown.set(key, ranges);
    repeated ||= sharesFootage(ranges);
  }
  const next = new Map<string, number>();
  const ranges = pieces.map(({ key }) => {
    const place = next.get(key) ?? 0;
    next.set(key, place + 1);
    return shown.get(key)?.[place] as TimeRange;
  });
  return { ranges, shown, repeated };
}
