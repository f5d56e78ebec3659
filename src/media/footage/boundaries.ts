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
const prominence = 2.1;
const margin = 0.01;
/** What a camera that moves fast adds, as a share of the plain change around. */
const blur = 0.2;
/** Cuts that are closer together are one. */
const leastSteps = 3;
/** Evidence that a dissolve needs, and how far it is from other boundaries, in seconds. */
const leastMixture = 0.03;
const dissolveReach = 0.7;
/** During a dissolve more changes than before and after it, where nothing but the scenes themselves moves. */
const moreChange = 1.5;
/** Where before and after are: so far from the ends of what was measured, and so long, in seconds. */
const outsideGap = 0.3;
const outsideSeconds = 0.6;
/** A frame of which so much is black, or white, shows nothing. */
const blankShare = 0.97;
/** An empty piece that lasts longer is a shot of its own; less is the way from one shot to the next. */
const blankSeconds = 0.4;
/** Light by which the film differs so long before or after an empty piece, in seconds: else the scene is just dark. */
const blankContrast = 0.03;
const contrastSeconds = 0.5;

/** Of the greater values the least one that few exceed. */
function usualMost(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[Math.floor((values.length - 1) * restless)] ?? 0;
}

/** What a jump has to be at a place to stand out, by the steps around it that are no flashes. */
function neededJump(steps: readonly Step[], index: number): number {
  const around: Step[] = [];
  const last = Math.min(steps.length - 1, index + neighbourhood);
  for (let other = Math.max(1, index - neighbourhood); other <= last; other += 1) {
    const step = steps[other] as Step;
    if (other !== index && !step.isFlash) around.push(step);
  }
  const jump = usualMost(around.map((step) => step.jump));
  const change = usualMost(around.map((step) => step.change));
  return Math.max(leastJump, prominence * jump + blur * (change - jump) + margin);
}

function isProminent(steps: readonly Step[], index: number): boolean {
  const { isFlash, jump, spread } = steps[index] as Step;
  return !isFlash && jump >= leastJump && spread >= leastSpread && jump >= neededJump(steps, index);
}

/** Jumps that stand out; of some in a row the greatest. */
function findCuts(steps: readonly Step[]): number[] {
  const cuts: number[] = [];
  for (const [index, step] of steps.entries()) {
    const isKnown = step.gap === 'cut' && !step.isFlash;
    if (index === 0 || !(isKnown || isProminent(steps, index))) continue;
    const previous = cuts.at(-1);
    if (previous === undefined || index - previous >= leastSteps) cuts.push(index);
    else if (step.jump > (steps[previous] as Step).jump) cuts[cuts.length - 1] = index;
  }
  return cuts;
}

/** Runs of frames with nothing to see, as [first, one after the last]. */
function blankRuns(steps: readonly Step[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const kind of ['dark', 'white'] as const) {
    let run: [number, number] | undefined;
    for (const [index, step] of steps.entries()) {
      if (step[kind] < blankShare) continue;
      if (run?.[1] === index) run[1] = index + 1;
      else {
        run = [index, index + 1];
        runs.push(run);
      }
    }
  }
  return runs;
}

/** Whether the light inside of a run differs from that some time before or after it. */
function isContrast(steps: readonly Step[], inside: number, edge: number, direction: -1 | 1): boolean {
  const start = steps[edge]?.time ?? 0;
  const light = steps[inside]?.brightness ?? 0;
  for (let index = edge; ; index += direction) {
    const step = steps[index];
    if (step === undefined || Math.abs(step.time - start) > contrastSeconds) return false;
    if (Math.abs(step.brightness - light) > blankContrast) return true;
  }
}

/** Where fades to and from black or white, and empty parts, divide a film. */
function findFades(steps: readonly Step[]): Boundary[] {
  const timeOf = (index: number) => steps[Math.min(index, steps.length - 1)]?.time ?? 0;
  return blankRuns(steps).flatMap(([first, after]): Boundary[] => {
    const middle = Math.floor((first + after) / 2);
    const begins = first > 0 && isContrast(steps, middle, first, -1);
    const ends = after < steps.length && isContrast(steps, middle, after, 1);
    if (timeOf(after) - timeOf(first) >= blankSeconds) {
      const edges = [...(begins ? [first] : []), ...(ends ? [after] : [])];
      return edges.map((index) => ({ index, kind: 'fade' }));
    }
    const isFlash = steps[first]?.isFlash || steps[after]?.isFlash;
    return begins && ends && !isFlash ? [{ index: middle, kind: 'fade' }] : [];
  });
}

/** Index of the first step after a time. */
function firstAfter(steps: readonly Step[], time: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as Step).time > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Change a second in a span of time, by the frames that were seen; null where there are none. */
function paceOf(steps: readonly Step[], from: number, to: number): number | null {
  let [change, seconds] = [0, 0];
  const last = firstAfter(steps, to) - 1;
  for (let index = Math.max(1, firstAfter(steps, from)); index <= last; index += 1) {
    const step = steps[index] as Step;
    if (step.gap !== null) continue;
    change += step.change;
    seconds += step.time - (steps[index - 1] as Step).time;
  }
  return seconds === 0 ? null : change / seconds;
}

/** Whether the change that looks like a dissolve has a begin and an end; what goes on and on is the scene's own. */
function isPassing(steps: readonly Step[], { time, mixtureSeconds }: Step): boolean {
  const half = mixtureSeconds / 2;
  const inside = paceOf(steps, time - half / 2, time + half / 2) ?? 0;
  const edge = half + outsideGap;
  const outside = [
    paceOf(steps, time - edge - outsideSeconds, time - edge),
    paceOf(steps, time + edge, time + edge + outsideSeconds),
  ].filter((pace) => pace !== null);
  return (
    outside.every((pace) => inside > pace) &&
    inside * outside.length >= moreChange * outside.reduce((a, b) => a + b, 0)
  );
}

/** The middles of dissolves: where the evidence is greatest within reach, and no other boundary explains it. */
function findDissolves(steps: readonly Step[], others: readonly number[]): Boundary[] {
  const found: Boundary[] = [];
  for (let index = 1; index < steps.length; index += 1) {
    const step = steps[index] as Step;
    const { mixture, time } = step;
    if (mixture < leastMixture) continue;
    let isPeak = true;
    for (const direction of [-1, 1]) {
      for (let other = index + direction; isPeak; other += direction) {
        const near = steps[other];
        if (near === undefined || Math.abs(near.time - time) > dissolveReach) break;
        // Of equal neighbours the first is the peak.
        if (near.mixture > mixture || (direction < 0 && near.mixture === mixture)) isPeak = false;
      }
    }
    const isExplained = others.some((other) => Math.abs((steps[other] as Step).time - time) <= dissolveReach);
    if (isPeak && !isExplained && isPassing(steps, step)) found.push({ index, kind: 'dissolve' });
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
