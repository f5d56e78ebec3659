/** Distances between marks on the ruler, in seconds. */
const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600];
/** Marks that are closer would touch each other's numbers. */
const leastPixels = 64;

/** Smallest and largest scale, in pixels a second. */
export const scaleLimits = { least: 2, most: 400 };

/** A scale within its limits. */
export const limitScale = (scale: number): number =>
  Math.min(scaleLimits.most, Math.max(scaleLimits.least, scale));

/** Scale at which the whole video fills a width. */
export function fitScale(duration: number, width: number): number {
  return duration > 0 ? limitScale(width / duration) : scaleLimits.least;
}

/**
 * Moments at which the ruler has marks.
 *
 * @param scale pixels a second
 */
export function rulerMarks(duration: number, scale: number): number[] {
  const step = steps.find((seconds) => seconds * scale >= leastPixels) ?? 1200;
  const count = Math.floor(duration / step + 1e-9) + 1;
  return Array.from({ length: count }, (_, index) => Math.round(index * step * 10) / 10);
}

/**
 * Moments of the source that are shown along a clip, as many as fit beside each other.
 *
 * @param width of the clip in pixels
 * @param picture width of one picture in pixels
 */
export function thumbnailTimes(
  clip: { sourceIn: number; sourceOut: number },
  width: number,
  picture: number,
): number[] {
  const count = Math.min(12, Math.max(1, Math.round(width / picture)));
  const length = clip.sourceOut - clip.sourceIn;
  // Rounded, so that zooming finds the pictures that were made before.
  return Array.from(
    { length: count },
    (_, index) => Math.round((clip.sourceIn + (length * (index + 0.5)) / count) * 10) / 10,
  );
}
