import { type SoundCourse, soundStep } from '../../timeline/sound-course.ts';
import { randomFor } from '../random.ts';
import { speechAt } from './cut-points.ts';
import type { Moment } from './moments.ts';

/** What an output shows of the materials. */
export type Picked = {
  /** The strongest moment, shown first; null = none was asked for. */
  intro: Moment | null;
  /** In the order of the plot. */
  moments: Moment[];
};

/** Below this (seconds) a rest of the wanted length is left open instead of being filled. */
const shortestRest = 1;
/** How far (seconds) a moment may be cut beside the wanted length so that no word is cut in half. */
const leeway = 0.5;

const length = ({ in: begin, out }: Moment) => out - begin;

/** Speech around an instant (0 to 1) from which on a cut there is heard as one in a word. */
const heardCut = 0.35;

/**
 * The first part of a moment, about so long, up to the instant around it at which least is said; null when somebody speaks
 * all the time.
 */
function shortened(moment: Moment, seconds: number, sound: SoundCourse): Moment | null {
  let best = moment.in + seconds;
  const steps = Math.round(leeway / soundStep);
  // The nearest instants first: a farther one has to be quieter.
  for (let step = 1; step <= 2 * steps; step += 1) {
    const aside = (step % 2 === 0 ? -1 : 1) * Math.ceil(step / 2) * soundStep;
    const time = moment.in + seconds + aside;
    if (time > moment.out || time - moment.in < shortestRest) continue;
    if (speechAt(sound, time) < speechAt(sound, best) - 0.05) best = time;
  }
  return speechAt(sound, best) < heardCut ? { ...moment, out: best } : null;
}

/**
 * Picks the strongest moments until they are as long as wanted. The last one may be cut short, but not in the middle of a
 * word: then a weaker one takes its place, or the rest stays open.
 *
 * @param scores by id of the moment
 * @param wanted seconds of the highlight part, without the intro
 */
export function pickMoments(
  moments: readonly Moment[],
  scores: readonly number[],
  wanted: { seconds: number; intro: boolean },
  soundOf: (media: string) => SoundCourse,
): Picked {
  const strongest = moments.toSorted((a, b) => (scores[b.id] ?? 0) - (scores[a.id] ?? 0) || a.id - b.id);
  // The only moment there is does not go into the intro.
  const intro = wanted.intro && strongest.length > 1 ? (strongest[0] ?? null) : null;
  const picked: Moment[] = [];
  let rest = wanted.seconds;
  for (const moment of strongest) {
    if (moment === intro) continue;
    const fits = length(moment) <= rest + soundStep / 2;
    if (!fits && rest < shortestRest) break;
    const part = fits ? moment : shortened(moment, rest, soundOf(moment.media));
    if (part === null) continue;
    picked.push(part);
    rest -= length(part);
    if (!fits) break;
  }
  const first = strongest.find((moment) => moment !== intro);
  // Where nothing can be cut without a loss, a longer video is better than none.
  if (picked.length === 0 && first !== undefined) picked.push(first);
  return { intro, moments: picked.toSorted((a, b) => a.id - b.id) };
}

/** What a moment loses for each output that has shown it, and at most. */
const usedLoss = 0.08;
const mostLoss = 0.32;
/** How far chance may move a score in the outputs after the first one. */
const chance = 0.12;
/** Tries to find a choice that no output had; each one leaves more to chance. */
const tries = 12;

/** Equal for outputs that would show the same. */
const signatureOf = ({ intro, moments }: Picked) =>
  [intro, ...moments]
    .map((moment) => (moment === null ? '' : `${moment.id}:${moment.out.toFixed(2)}`))
    .join(' ');

/**
 * Picks the moments of several outputs. The first one shows the strongest; in each further one, moments that were shown
 * often lose to others that are nearly as strong, until it differs from all before.
 *
 * @param scores by id of the moment
 * @param pick the choice for given scores
 * @returns the choices, and how many of them are different
 */
export function pickForAll(
  scores: readonly number[],
  pick: (scores: readonly number[]) => Picked,
  { seed, count }: { seed: string; count: number },
): { picked: Picked[]; distinct: number } {
  const uses = scores.map(() => 0);
  const seen = new Set<string>();
  const picked = Array.from({ length: count }, (_, output) => {
    let choice = pick(scores);
    for (let attempt = 0; output > 0 && attempt < tries; attempt += 1) {
      const random = randomFor(seed, 'highlights', output, attempt);
      choice = pick(
        scores.map((score, id) => {
          const loss = Math.min(mostLoss, usedLoss * (uses[id] ?? 0));
          return score - loss + (random.fraction() - 0.5) * chance * (attempt + 1);
        }),
      );
      if (!seen.has(signatureOf(choice))) break;
    }
    seen.add(signatureOf(choice));
    for (const { id } of [choice.intro, ...choice.moments].filter((moment) => moment !== null)) {
      uses[id] = (uses[id] ?? 0) + 1;
    }
    return choice;
  });
  return { picked, distinct: seen.size };
}
