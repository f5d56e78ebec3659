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
  const beside = [...own.slice(-remembered), ...others].flatMap((range) => [range.in - seconds, range.out]);
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

const totalOf = (pieces: readonly Unplaced[], key: string) =>
  pieces.reduce((sum, piece) => sum + (piece.key === key ? piece.seconds : 0), 0);

const sharesFootage = (range: TimeRange, others: readonly TimeRange[]) =>
  others.some((other) => overlap(range, other) > 1e-3);

/** The first piece of several that follow each other in a shot: together they lie around the key frame. */
function firstOf({ room }: Unplaced, total: number, seconds: number): TimeRange {
  const start = Math.max(room.in, Math.min(room.keyTime - total / 2, room.out - total));
  return { in: start, out: start + seconds };
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
  const shown: Ranges = new Map();
  let repeated = false;
  const ranges = pieces.map((piece) => {
    const { key, room, seconds } = piece;
    const own = shown.get(key) ?? [];
    if (!Number.isFinite(room.out)) {
      repeated ||= own.length > 0;
      shown.set(key, [{ in: 0, out: seconds }]);
      return { in: 0, out: seconds };
    }
    const total = ordered ? totalOf(pieces, key) : 0;
    const inTurn = total > seconds && total <= room.out - room.in + 1e-6;
    const last = own.at(-1);
    const next =
      last === undefined ? firstOf(piece, total, seconds) : { in: last.out, out: last.out + seconds };
    const others = (earlier.get(key) ?? []).slice(-remembered);
    const range = inTurn ? next : placePiece(room, seconds, own, others);
    repeated ||= sharesFootage(range, own);
    shown.set(key, [...own, range]);
    return range;
  });
  return { ranges, shown, repeated };
}
