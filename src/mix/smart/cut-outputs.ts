import type { FrameRate } from '../../timeline/frames.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Tile } from '../emit/tile.ts';
import { type AssignablePhrase, assigner } from './assign.ts';
import { fillPhrases } from './fill.ts';
import type { Matching } from './matching.ts';
import { type Phrase, phraseSeconds, type Script } from './phrases.ts';
import { placePieces, type Ranges } from './place.ts';
import type { PoolShot } from './pool.ts';
import { tilePhrase } from './tile-phrase.ts';

/** A piece of a shot that is shown for a phrase. */
export type Piece = {
  shot: PoolShot;
  /** Source seconds that are shown. */
  range: TimeRange;
  frames: number;
  /** Playback rate; 1 for an image. */
  speed: number;
};

/** A phrase with what is shown for it. */
export type ShownPhrase = {
  phrase: Phrase;
  /** Row of the phrase in the scores; null = any shot will do, or nothing is known. */
  row: number | null;
  pieces: Piece[];
};

/** What one output shows. */
export type SmartCut = {
  shown: ShownPhrase[];
  /** Whether no output before shows the same. */
  fresh: boolean;
  /** Whether it shows footage twice because there is too little. */
  repeated: boolean;
};

/** The shots of a phrase with their lengths, before they are placed in their sources. */
function cutPhrase(shots: readonly PoolShot[], frames: number, rate: FrameRate): Omit<Piece, 'range'>[] {
  const lengths = shots.map(({ seconds }) => seconds);
  const stretches = tilePhrase(lengths, frames, rate);
  return stretches
    .map((stretch, index) => ({ shot: shots[index] as PoolShot, ...stretch }))
    .filter((piece) => piece.frames > 0);
}

/** Places the pieces of an output and puts them under their phrases. */
function placePhrases(
  cut: readonly { phrase: Phrase; row: number | null; pieces: Omit<Piece, 'range'>[] }[],
  earlier: Ranges,
  { ordered, rate }: { ordered: boolean; rate: FrameRate },
): { shown: ShownPhrase[]; repeated: boolean } {
  const unplaced = cut.flatMap(({ pieces }) =>
    pieces.map(({ shot, frames, speed }) => {
      return { key: shot.key, room: shot.room, seconds: (frames * speed * rate.den) / rate.num };
    }),
  );
  const placed = placePieces(unplaced, earlier, ordered);
  let next = 0;
  const shown = cut.map(({ phrase, row, pieces }) => {
    const ranged = pieces.map((piece) => ({ ...piece, range: placed.ranges[next++] as TimeRange }));
    return { phrase, row, pieces: ranged };
  });
  for (const [key, ranges] of placed.shown) earlier.set(key, [...(earlier.get(key) ?? []), ...ranges]);
  return { shown, repeated: placed.repeated };
}

/** Nothing speaks for a picture whose score is lower: plain sight alone stays below. */
const weak = 0.05;

/** Tells the rows for which nothing in the footage speaks. */
export function weakRows({ scores }: Matching, pool: readonly PoolShot[]): (row: number | null) => boolean {
  const known = new Map<number, boolean>();
  return (row) => {
    if (row === null) return true;
    const isWeak =
      known.get(row) ?? !pool.some(({ column }) => column >= 0 && (scores[row]?.[column] ?? 0) >= weak);
    known.set(row, isWeak);
    return isWeak;
  };
}

/** Phrases for which nothing speaks stay with what is said before them, or, at the beginning, with what follows. */
function withTopics(
  phrases: readonly Omit<AssignablePhrase, 'topic'>[],
  isWeak: (row: number | null) => boolean,
): AssignablePhrase[] {
  return phrases.map((phrase, index) => {
    if (phrase.row === null || !isWeak(phrase.row)) return { ...phrase, topic: null };
    const around = [...phrases.slice(0, index).reverse(), ...phrases.slice(index + 1)];
    return { ...phrase, topic: around.find(({ row }) => !isWeak(row))?.row ?? null };
  });
}

/**
 * Chooses the shots of every output and cuts them to its phrases.
 *
 * @param scripts what is shown for, by output
 */
export function cutOutputs(
  { config, matching, seed }: { config: SmartConfig; matching: Matching; seed: string },
  pool: readonly PoolShot[],
  scripts: readonly Script[],
  rate: FrameRate,
): SmartCut[] {
  const { temporalOrder, duplicates, transition } = config.editing.process;
  const rows = new Map(matching.phrases.map((text, row) => [text, row]));
  const isWeak = weakRows(matching, pool);
  const chooser = assigner({
    shots: pool,
    scores: matching.scores,
    ordered: temporalOrder,
    duplicates,
    reserve: transition?.duration ?? 0,
    seed,
    outputs: scripts.length,
  });
  const earlier: Ranges = new Map();
  return scripts.map(({ phrases }): SmartCut => {
    const wanted = withTopics(
      phrases.map((phrase) => ({
        row: rows.get(phrase.wanted) ?? null,
        seconds: phraseSeconds(phrase, rate),
      })),
      isWeak,
    );
    const choice = chooser.next(wanted);
    const filled = fillPhrases(wanted, choice.shots, pool, chooser, temporalOrder);
    const cut = phrases.map((phrase, index) => {
      const { shots } = filled[index] as { shots: number[] };
      const chosen = shots.map((shot) => pool[shot] as PoolShot);
      chooser.count(wanted[index] as AssignablePhrase, shots);
      return {
        phrase,
        row: wanted[index]?.row ?? null,
        pieces: cutPhrase(chosen, phrase.frames, rate),
      };
    });
    const placed = placePhrases(cut, earlier, { ordered: temporalOrder, rate });
    return { ...placed, fresh: choice.fresh };
  });
}

/** The pictures of an output as tiles of its main track. */
export function tilesOf({ shown }: SmartCut, volume: number): Tile[] {
  return shown.flatMap(({ pieces }) =>
    pieces.map(({ shot, range, frames, speed }): Tile => {
      const { media, kind } = shot.candidate;
      const { in: from, out: to } = shot.room;
      const room = { in: from, out: to };
      return { media, kind, window: room, natural: range, room, frames, speed, volume };
    }),
  );
}
