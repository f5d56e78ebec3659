import type { Step } from './steps.ts';

/** Where a new shot begins. */
export type Boundary = { index: number; kind: 'cut' | 'dissolve' | 'fade' };

/** Steps before and after that a jump is compared with. */
const neighbourhood = 12;
/** What a jump must have to be a cut at all. */
const leastJump = 0.03;
const leastSpread = 0.2;
/** The part of the neighbours' jumps (of the sorted ones) that tells how restless the film is there. */
const restless = 0.85;
/** How far a cut stands out from a restless film. */
const prominence = 2.2;
const margin = 0.02;
/** Cuts that are closer together are one. */
const leastSteps = 3;
/** Evidence that a dissolve needs, and how far it is from other boundaries, in seconds. */
const leastMixture = 0.03;
const dissolveReach = 0.7;
/** A frame of which so much is black is black. */
const blackShare = 0.97;
/** Black that lasts longer is a shot of its own; less is the way from one shot to the next. */
const blackSeconds = 0.4;

/** How restless the film is around a step, leaving out the step and flashes. */
function restlessness(steps: readonly Step[], index: number): number {
  const jumps: number[] = [];
  const last = Math.min(steps.length - 1, index + neighbourhood);
  for (let other = Math.max(1, index - neighbourhood); other <= last; other += 1) {
    const step = steps[other] as Step;
    if (other !== index && !step.isFlash) jumps.push(step.jump);
  }
  jumps.sort((a, b) => a - b);
  return jumps[Math.floor((jumps.length - 1) * restless)] ?? 0;
}

/** Jumps that stand out; of some in a row the greatest. */
function findCuts(steps: readonly Step[]): number[] {
  const cuts: number[] = [];
  for (const [index, step] of steps.entries()) {
    if (index === 0 || step.isFlash || step.jump < leastJump || step.spread < leastSpread) continue;
    if (step.jump < prominence * restlessness(steps, index) + margin) continue;
    const previous = cuts.at(-1);
    if (previous === undefined || index - previous >= leastSteps) cuts.push(index);
    else if (step.jump > (steps[previous] as Step).jump) cuts[cuts.length - 1] = index;
  }
  return cuts;
}

/** Runs of black frames as [first, one after the last]. */
function blackRuns(steps: readonly Step[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const [index, { dark }] of steps.entries()) {
    if (dark < blackShare) continue;
    const run = runs.at(-1);
    if (run?.[1] === index) run[1] = index + 1;
    else runs.push([index, index + 1]);
  }
  return runs;
}

/** Where fades to and from black, and black parts, divide a film. */
function findFades(steps: readonly Step[]): Boundary[] {
  const timeOf = (index: number) => steps[Math.min(index, steps.length - 1)]?.time ?? 0;
  return blackRuns(steps).flatMap(([first, after]): Boundary[] => {
    const isLong = timeOf(after) - timeOf(first) >= blackSeconds;
    const edges = isLong ? [first, after] : [Math.floor((first + after) / 2)];
    const isInside = first > 0 && after < steps.length;
    if (!isLong && !isInside) return [];
    if (!isLong && (steps[first]?.isFlash || steps[after]?.isFlash)) return [];
    return edges
      .filter((index) => index > 0 && index < steps.length)
      .map((index) => ({ index, kind: 'fade' }));
  });
}

/** The middles of dissolves: where the evidence is greatest within reach, and no other boundary explains it. */
function findDissolves(steps: readonly Step[], others: readonly number[]): Boundary[] {
  const found: Boundary[] = [];
  for (let index = 1; index < steps.length; index += 1) {
    const { mixture, time } = steps[index] as Step;
    if (mixture < leastMixture) continue;
    let isPeak = true;
    for (const direction of [-1, 1]) {
      for (let other = index + direction; isPeak; other += direction) {
        const step = steps[other];
        if (step === undefined || Math.abs(step.time - time) > dissolveReach) break;
        // Of equal neighbours the first is the peak.
        if (step.mixture > mixture || (direction < 0 && step.mixture === mixture)) isPeak = false;
      }
    }
    const isExplained = others.some((other) => Math.abs((steps[other] as Step).time - time) <= dissolveReach);
    if (isPeak && !isExplained) found.push({ index, kind: 'dissolve' });
  }
  return found;
}

/**
 * Finds where shots begin.
 *
 * @param steps of a film, or of a piece of it; its first frame begins a shot without being told
 * @returns in order; each index is that of the first frame of a shot, greater than 0
 */
export function findBoundaries(steps: readonly Step[]): Boundary[] {
  const fades = findFades(steps);
  const isNearFade = (index: number) =>
    fades.some((fade) => Math.abs(fade.index - index) <= leastSteps + neighbourhood / 4);
  const cuts = findCuts(steps)
    .filter((index) => !isNearFade(index))
    .map((index): Boundary => ({ index, kind: 'cut' }));
  const sure = [...cuts, ...fades];
  const dissolves = findDissolves(
    steps,
    sure.map(({ index }) => index),
  );
  return [...sure, ...dissolves].sort((a, b) => a.index - b.index);
}
