import { colourNames, type ShotMark, type SourceShot } from '../../timeline/footage.ts';
import { findBoundaries } from './boundaries.ts';
import type { Portrait } from './portrait.ts';
import type { Step } from './steps.ts';

/** A change of the picture a 25th of a second that counts as lively; motion grows towards 1 beyond it. */
const lively = 0.03;
/** Less change in a 25th of a second is none. */
const frozenChange = 0.001;
/** Share of a shot that has to be frozen, or black, for the shot to be called so. */
const mostOf = 0.8;
/** A shorter shot is not called frozen: nothing can happen in it. */
const frozenSeconds = 0.5;
/** Lettering above which a still frame is a title card. */
const titleLettering = 0.5;
const blackShare = 0.97;
/** A flash is so much brighter than what is before it. */
const flare = 0.08;
/** A frame so dark cannot stand for a shot that has others. */
const dimBrightness = 0.06;

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const mean = (values: readonly number[]) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Change of each step brought to a 25th of a second; the first step of a shot is its cut. */
function changes(steps: readonly Step[]): number[] {
  return steps.slice(1).flatMap(({ change, time, isFlash, gap }, index) => {
    const span = Math.max(1e-3, time - (steps[index] as Step).time);
    return isFlash || gap !== null ? [] : change / Math.max(0.5, span * 25);
  });
}

/** Whether the light flares up for a moment. */
function hasFlash(steps: readonly Step[]): boolean {
  let before = 1;
  return steps.some(({ isFlash, brightness }) => {
    if (isFlash) return brightness > before + flare;
    before = brightness;
    return false;
  });
}

function marksOf(steps: readonly Step[], portraits: readonly Portrait[], length: number): ShotMark[] {
  const marks: ShotMark[] = [];
  const isBlack = steps.filter(({ dark }) => dark >= blackShare).length >= mostOf * steps.length;
  const moves = changes(steps);
  const still = moves.filter((change) => change < frozenChange).length;
  const isStill = still >= mostOf * moves.length;
  if (isBlack) marks.push('black');
  if (!isBlack && moves.length > 0 && length >= frozenSeconds && isStill) marks.push('frozen');
  const lettering = mean(portraits.map((portrait) => portrait.lettering));
  if (!isBlack && isStill && lettering > titleLettering) marks.push('titleCard');
  if (hasFlash(steps)) marks.push('flash');
  return marks;
}

/** How well a frame stands for its shot: sharp, not dark, near the middle. */
export function keyWorth({ time, sharpness, brightness }: Portrait, start: number, end: number): number {
  const half = Math.max(1e-3, (end - start) / 2);
  const offCentre = Math.min(1, Math.abs(time - (start + end) / 2) / half);
  const light = Math.min(1, brightness / dimBrightness);
  return (0.3 + sharpness) * (1 - 0.6 * offCentre ** 2) * (0.05 + light);
}

function describe(
  steps: readonly Step[],
  portraits: readonly Portrait[],
  end: number,
  keys: ReadonlySet<number>,
): SourceShot {
  const start = Math.max(0, steps[0]?.time ?? 0);
  const worth = (portrait: Portrait) => keyWorth(portrait, start, end);
  const atHand = portraits.filter(({ time }) => keys.has(time));
  const key = (atHand.length > 0 ? atHand : portraits).reduce<Portrait | undefined>(
    (best, portrait) => (best === undefined || worth(portrait) > worth(best) ? portrait : best),
    undefined,
  );
  const pace = mean(changes(steps));
  return {
    in: round(start, 6),
    out: round(end, 6),
    keyTime: key?.time ?? start,
    motion: round(1 - Math.exp(-pace / lively), 4),
    brightness: round(mean(steps.map(({ brightness }) => brightness)), 4),
    sharpness: round(mean(portraits.map(({ sharpness }) => sharpness)), 4),
    colours: colourNames.map((_, index) =>
      round(mean(portraits.map(({ colours }) => colours[index] ?? 0)), 4),
    ),
    outdoors: round(mean(portraits.map(({ outdoors }) => outdoors)), 4),
    marks: marksOf(steps, portraits, end - start),
  };
}

/**
 * Divides a film into its shots and says how they look.
 *
 * @param steps of the whole film, at least one
 * @param portraits in order of time
 * @param end when the last frame is over, in seconds
 * @param keys times of portraits whose frames are at hand: one of them stands for a shot where there is any
 * @returns shots that tile the film from its first frame to its end
 */
export function describeShots(
  steps: readonly Step[],
  portraits: readonly Portrait[],
  end: number,
  keys: ReadonlySet<number> = new Set(),
): SourceShot[] {
  const starts = [0, ...findBoundaries(steps).map(({ index }) => index)];
  return starts.map((first, place) => {
    const after = starts[place + 1] ?? steps.length;
    const from = steps[first]?.time ?? 0;
    const next = steps[after]?.time;
    const within = portraits.filter(({ time }) => time >= from && (next === undefined || time < next));
    return describe(steps.slice(first, after), within, next ?? end, keys);
  });
}
