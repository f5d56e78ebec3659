/** What was seen of a progress: percents with their moments in milliseconds, oldest first. */
export type ProgressSamples = readonly { at: number; percent: number }[];

/** Older samples say little about the speed now. */
const memoryMilliseconds = 30_000;
/** A speed is believed only after it was watched this long. */
const leastMilliseconds = 1500;

/** Adds a sample. A percentage that fell back belongs to a new try, which begins anew. */
export function addSample(samples: ProgressSamples, at: number, percent: number): ProgressSamples {
  const last = samples.at(-1);
  if (last !== undefined && percent < last.percent) return [{ at, percent }];
  if (last !== undefined && percent === last.percent) return samples;
  const recent = samples.filter((sample) => at - sample.at <= memoryMilliseconds);
  // One sample beyond the memory stays, so that a slow render has two.
  const kept = recent.length > 0 ? recent : samples.slice(-1);
  return [...kept, { at, percent }];
}

/**
 * Seconds until 100 percent at the speed that was seen last.
 *
 * @param now milliseconds of the same clock as the samples
 * @returns null while too little was seen
 */
export function remainingSeconds(samples: ProgressSamples, now: number): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return null;
  const passed = last.at - first.at;
  const gained = last.percent - first.percent;
  if (passed < leastMilliseconds || gained <= 0) return null;
  const whenDone = last.at + ((100 - last.percent) * passed) / gained;
  return Math.max(0, (whenDone - now) / 1000);
}
