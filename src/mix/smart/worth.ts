import { createHash } from 'node:crypto';

/** A shot as the assignment sees it. */
export type AssignableShot = {
  /** Stands for the shot in seeded draws, wherever it stands in the list. */
  key: string;
  /** Seconds that can be shown of it; infinite for an image. */
  seconds: number;
  /** Its column in the scores. */
  column: number;
};

/** A phrase as the assignment sees it. */
export type AssignablePhrase = {
  /** Its row in the scores; null = any shot will do. */
  row: number | null;
  /** Row of what is said around it, where its own says nothing; else null. */
  topic: number | null;
  seconds: number;
};

/** A video may be slowed down to this rate before a phrase needs a second shot. */
export const slowest = 0.8;

/**
 * What variety may cost: a shot that was often shown for a phrase gives way to another one whose score is lower by less
 * than this, and never to one that is worse by more (scores are 0 to 1).
 */
const pairVariety = 0.06;
/** The same for a shot that other phrases have shown. */
const shotVariety = 0.02;
/** How much a picture of what is said around a phrase is worth for it, of what it is worth there. */
const topicShare = 0.2;
/** Share of its score that a shot loses for the part of a phrase that it is too short for: another one shows that part. */
const shortShare = 0.8;
/** What it loses besides, for the cut that this makes; more where the order of sources leaves few shots to join it. */
const cutLoss = { free: 0.2, ordered: 0.5 } as const;
/** A shot that has nothing left over for slow motion or a transition loses this. */
const tightLoss = 0.02;
/** Chance decides between equal shots, and only between those. */
const chance = 1e-6;

/** How often the outputs so far show the shots. */
export type Shown = {
  /** Times each shot was shown. */
  shots: Uint16Array;
  /** Times each shot was shown for a phrase, by row. */
  pairs: Map<number, Uint16Array>;
};

/** Nothing shown. */
export function nothingShown(shots: number): Shown {
  return { shots: new Uint16Array(shots), pairs: new Map() };
}

/** Counts shots that are shown for a phrase. */
export function countShown(shown: Shown, row: number | null, shots: readonly number[]): void {
  for (const shot of shots) {
    shown.shots[shot] = (shown.shots[shot] ?? 0) + 1;
    if (row === null) continue;
    const pairs = shown.pairs.get(row) ?? new Uint16Array(shown.shots.length);
    pairs[shot] = (pairs[shot] ?? 0) + 1;
    shown.pairs.set(row, pairs);
  }
}

/** Number of different pieces of `seconds` that a shot can be shown in; an image always looks the same. */
export function piecesOf(shot: AssignableShot, seconds: number): number {
  if (!Number.isFinite(shot.seconds)) return 1;
  return Math.max(1, Math.floor(shot.seconds / Math.max(seconds, 0.04) + 1e-6));
}

/** What the worth of shots rests on. */
export type WorthFacts = {
  shots: readonly AssignableShot[];
  scores: readonly Float32Array[];
  /** Whether the shots keep the order of their source. */
  ordered: boolean;
  /** Seconds that a shot should have left over. */
  reserve: number;
  seed: string;
};

const hashOf = (...parts: (string | number)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest().readUInt32LE(0);

/**
 * What it is worth to show each shot for a phrase: its score, less what it lacks in length, less what the outputs before
 * have shown of it. Written into the array, as this is asked for every phrase of every output.
 */
export type Worth = (phrase: AssignablePhrase, output: number, values: Float64Array) => void;

/** Makes a {@link Worth} that looks at `shown` each time it is asked. */
export function worthOf({ shots, scores, ordered, reserve, seed }: WorthFacts, shown: Shown): Worth {
  const hashes = Uint32Array.from(shots, ({ key }) => hashOf(key));
  const columns = Int32Array.from(shots, ({ column }) => column);
  const lengths = Float64Array.from(shots, ({ seconds }) => seconds);
  const loss = ordered ? cutLoss.ordered : cutLoss.free;
  return ({ row, topic, seconds }, output, values) => {
    const own = row === null ? undefined : scores[row];
    const around = topic === null ? undefined : scores[topic];
    const pairs = row === null ? undefined : shown.pairs.get(row);
    const salt = hashOf(seed, output, row ?? -1);
    for (let shot = 0; shot < shots.length; shot++) {
      const length = lengths[shot] as number;
      const column = columns[shot] as number;
      let value = own === undefined ? 0 : (own[column] ?? 0);
      if (around !== undefined) value += topicShare * (around[column] ?? 0);
      if (length < seconds * slowest) {
        value -= (shortShare * Math.max(0, value) + loss) * (1 - length / (seconds * slowest));
      }
      if (length < seconds + reserve) value -= tightLoss;
      const times = shown.shots[shot] as number;
      if (times > 0) {
        const pieces = Number.isFinite(length) ? Math.max(1, Math.floor(length / seconds + 1e-6)) : 1;
        const pair = (pairs === undefined ? 0 : (pairs[shot] as number)) / pieces;
        value -= (pairVariety * pair) / (pair + 2) + (shotVariety * times) / (times + 4 * pieces);
      }
      let mixed = Math.imul((hashes[shot] as number) ^ salt, 0x9e3779b1);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca77);
      mixed ^= mixed >>> 13;
      values[shot] = value + ((mixed >>> 0) / 2 ** 32) * chance;
    }
  };
}
