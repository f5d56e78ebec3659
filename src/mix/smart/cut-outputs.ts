import { type FrameRate, toFrames } from '../../timeline/frames.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Tile } from '../emit/tile.ts';
import { type AssignablePhrase, assigner } from './assign.ts';
import { fillPhrases } from './fill.ts';
import type { Matching } from './matching.ts';
import { type Phrase, phraseSeconds, type Script } from './phrases.ts';
import { placePiece } from './place.ts';
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

/** What each output shows of each shot, by the shot's key. */
type Ranges = Map<string, TimeRange[]>;

const rangesOf = (ranges: Ranges, { key }: PoolShot) => ranges.get(key) ?? [];

const sharesFootage = (range: TimeRange, others: readonly TimeRange[]) =>
  others.some((other) => Math.min(range.out, other.out) - Math.max(range.in, other.in) > 1e-3);

/** Takes the pieces of a phrase from their shots. */
function piecesOf(
  shots: readonly PoolShot[],
  phrase: Phrase,
  rate: FrameRate,
  own: Ranges,
  earlier: Ranges,
): { pieces: Piece[]; repeated: boolean } {
  const stretches = tilePhrase(
    shots.map(({ seconds }) => seconds),
    phrase.frames,
    rate,
  );
  let repeated = false;
  const pieces = shots.flatMap((shot, index): Piece[] => {
    const { frames, speed } = stretches[index] as { frames: number; speed: number };
    if (frames === 0) return [];
    const seconds = (frames * speed * rate.den) / rate.num;
    if (shot.candidate.kind === 'image') return [{ shot, range: { in: 0, out: seconds }, frames, speed }];
    const taken = rangesOf(own, shot);
    const range = placePiece(shot.room, seconds, taken, rangesOf(earlier, shot));
    repeated ||= sharesFootage(range, taken);
    own.set(shot.key, [...taken, range]);
    return [{ shot, range, frames, speed }];
  });
  return { pieces, repeated };
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
    const wanted = phrases.map(
      (phrase): AssignablePhrase => ({
        row: rows.get(phrase.wanted) ?? null,
        seconds: phraseSeconds(phrase, rate),
      }),
    );
    const choice = chooser.next(wanted);
    const filled = fillPhrases(wanted, choice.shots, pool, chooser, temporalOrder);
    const own: Ranges = new Map();
    let repeated = false;
    const shown = phrases.map((phrase, index): ShownPhrase => {
      const { shots } = filled[index] as { shots: number[] };
      const chosen = shots.map((shot) => pool[shot] as PoolShot);
      const cut = piecesOf(chosen, phrase, rate, own, earlier);
      repeated ||= cut.repeated;
      chooser.count(wanted[index] as AssignablePhrase, shots);
      return { phrase, row: wanted[index]?.row ?? null, pieces: cut.pieces };
    });
    for (const [key, ranges] of own) earlier.set(key, [...(earlier.get(key) ?? []), ...ranges]);
    return { shown, fresh: choice.fresh, repeated };
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

/** Frames that a transition should have. */
export function transitionFrames(config: SmartConfig, rate: FrameRate): number {
  const { transition } = config.editing.process;
  return transition === null ? 0 : Math.max(1, toFrames(transition.duration, rate));
}
