import { type SoundCourse, soundStep } from '../../timeline/sound-course.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Stretch } from './usable.ts';

/** How long the pieces of a stretch are wanted, in seconds. */
export type PieceLengths = { shortest: number; ideal: number; longest: number };

/** What a cut in the middle of speech costs; a cut between two shots gains what that loses a third of. */
const wordCost = 3;
const shotGain = 1;
/** A cut inside of a shot is seen as a jump. */
const jumpCost = 0.6;
/** A cut so near to the border of two shots (seconds) lets a splinter of one of them flash up. */
const splinter = 0.5;
const splinterCost = 1.5;
/** Weight of the (relative, squared) difference between a length and the ideal one. */
const lengthWeight = 0.7;

/** Share of speech around an instant, nearest steps first: what is said there would be cut in half. */
export function speechAt({ speech }: SoundCourse, seconds: number): number {
  const step = Math.round(seconds / soundStep);
  const at = (index: number) => speech[index] ?? 0;
  return 0.35 * (at(step - 1) + at(step)) + 0.15 * (at(step - 2) + at(step + 1));
}

/** Instants at which a stretch may be cut, with what a cut there costs; its two ends are the first and the last. */
function instantsOf(stretch: Stretch, sound: SoundCourse): { time: number; cost: number }[] {
  const borders = stretch.shots.slice(1).map((shot) => shot.in);
  const first = Math.floor(stretch.in / soundStep) + 1;
  const last = Math.ceil(stretch.out / soundStep) - 1;
  const steps = Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, index) => (first + index) * soundStep,
  );
  const instants: { time: number; cost: number }[] = [{ time: stretch.in, cost: 0 }];
  let border = 0;
  const add = (time: number, cost: number) =>
    instants.push({ time, cost: cost + wordCost * speechAt(sound, time) });
  for (const time of steps) {
    for (; (borders[border] ?? Number.POSITIVE_INFINITY) <= time; border += 1)
      add(borders[border] as number, -shotGain);
    const before = time - (borders[border - 1] ?? Number.NEGATIVE_INFINITY);
    const after = (borders[border] ?? Number.POSITIVE_INFINITY) - time;
    // The border itself stands for the instants that are next to it.
    if (Math.min(before, after) < soundStep / 2) continue;
    add(time, Math.min(before, after) < splinter ? splinterCost : jumpCost);
  }
  for (; border < borders.length; border += 1) add(borders[border] as number, -shotGain);
  instants.push({ time: stretch.out, cost: 0 });
  return instants;
}

/**
 * Cuts a stretch into pieces that tile it: between shots and in pauses of speech rather than in the middle of a word, of
 * lengths near the ideal one. Of all ways to cut, the one that costs least is taken.
 *
 * @returns pieces in source seconds; one piece when the stretch is shorter than two
 */
export function cutIntoPieces(stretch: Stretch, sound: SoundCourse, lengths: PieceLengths): TimeRange[] {
  const { shortest, ideal, longest } = lengths;
  if (stretch.out - stretch.in < 2 * shortest) return [{ in: stretch.in, out: stretch.out }];
  const instants = instantsOf(stretch, sound);
  const least = new Float64Array(instants.length).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(instants.length).fill(-1);
  least[0] = 0;
  for (let end = 1; end < instants.length; end += 1) {
    const { time, cost } = instants[end] as { time: number; cost: number };
    for (let begin = end - 1; begin >= 0; begin -= 1) {
      const length = time - (instants[begin]?.time ?? 0);
      if (length > longest) break;
      if (length < shortest) continue;
      const total = (least[begin] ?? 0) + cost + lengthWeight * (length / ideal - 1) ** 2;
      if (total >= (least[end] ?? 0)) continue;
      least[end] = total;
      from[end] = begin;
    }
  }
  const pieces: TimeRange[] = [];
  for (let end = instants.length - 1; end > 0; ) {
    const begin = from[end] ?? -1;
    // Instants are never further apart than a step, so that every stretch can be cut.
    if (begin < 0) throw new RangeError('a stretch cannot be cut into pieces');
    pieces.unshift({ in: instants[begin]?.time ?? 0, out: instants[end]?.time ?? 0 });
    end = begin;
  }
  return pieces;
}
