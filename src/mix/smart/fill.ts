import type { AssignablePhrase, AssignableShot, Assigner, Rest } from './assign.ts';
import { slowest } from './worth.ts';

/** The shots of a phrase, one after the other. */
export type Filled = {
  shots: number[];
  /** Whether a shot had to be shown again because nothing else is left. */
  repeated: boolean;
};

/** A second shot is only worth it for this many seconds. */
const shortestRest = 0.5;
/** Below this rate a slowed-down shot is no longer accepted, even if the rest is short. */
const slowestForRest = 0.6;
/** Down to this rate a shot is rather stretched than joined by one that shows the phrase much worse. */
const slowestForBetter = 0.65;
/** Share of a shot's score that another one must have to join it. */
const nearlyAsGood = 0.5;
/** The rate at which a shot is stretched when no other is left; beyond that it is shown again. */
const slowestAlone = 0.5;
/** Bound on the shots that join each other for one phrase. */
const mostShots = 40;

const secondsOf = (shots: readonly number[], all: readonly AssignableShot[]) =>
  shots.reduce((sum, shot) => sum + (all[shot]?.seconds ?? 0), 0);

/** Whether the shots of a phrase last as long as it does, give or take what slow motion hides. */
function isFull(have: number, { seconds }: AssignablePhrase): boolean {
  if (have >= seconds * slowest - 1e-6) return true;
  return seconds - have <= shortestRest && have >= seconds * slowestForRest;
}

/** Where the shots that may join a phrase lie, when they have to keep the order of their source. */
function roomOf(shots: readonly number[][], phrase: number, count: number, ordered: boolean) {
  if (!ordered) return { from: 0, to: count };
  const from = (shots[phrase]?.at(-1) ?? -1) + 1;
  return { from, to: Math.max(from, shots[phrase + 1]?.[0] ?? count) };
}

/** Goes through the shots of a phrase again until they last long enough; half speed may be enough. */
function repeatUntilFull(own: readonly number[], seconds: number, all: readonly AssignableShot[]): Filled {
  const once = secondsOf(own, all);
  if (once >= seconds * slowestAlone) return { shots: [...own], repeated: false };
  const shots = [...own];
  for (let have = once; have < seconds * slowest && shots.length < mostShots; ) {
    const shot = own[shots.length % own.length] as number;
    shots.push(shot);
    have += all[shot]?.seconds ?? 0;
  }
  return { shots, repeated: true };
}

/**
 * Gives phrases that are longer than their shot further ones: of those that the output does not show yet, the best for all
 * phrases that still lack something, round by round.
 *
 * @param first the shot of every phrase
 */
export function fillPhrases(
  phrases: readonly AssignablePhrase[],
  first: readonly number[],
  all: readonly AssignableShot[],
  { further, scoreOf }: Pick<Assigner, 'further' | 'scoreOf'>,
  ordered: boolean,
): Filled[] {
  const shots = first.map((shot) => [shot]);
  const taken = new Set(first);
  const given = new Set<number>();
  for (let round = 1; round < mostShots; round++) {
    const open = [...phrases.keys()].filter(
      (index) =>
        !given.has(index) && !isFull(secondsOf(shots[index] ?? [], all), phrases[index] as AssignablePhrase),
    );
    if (open.length === 0) break;
    const rests = open.map((index): Rest => {
      const phrase = phrases[index] as AssignablePhrase;
      const have = secondsOf(shots[index] ?? [], all);
      const mayStretch = have >= phrase.seconds * slowestForBetter;
      const least = mayStretch ? nearlyAsGood * scoreOf(phrase, first[index] as number) : 0;
      const room = roomOf(shots, index, all.length, ordered);
      return { ...phrase, seconds: phrase.seconds - have, ...room, least };
    });
    for (const [place, shot] of further(rests, taken).entries()) {
      const index = open[place] as number;
      if (shot === null) given.add(index);
      else {
        shots[index]?.push(shot);
        taken.add(shot);
      }
    }
  }
  return shots.map((own, index) => repeatUntilFull(own, (phrases[index] as AssignablePhrase).seconds, all));
}
