/**
 * Time in output frames. Timelines speak of seconds with four decimals; everything that is cut, drawn or mixed is
 * counted in whole frames, so that no rounding adds up (design.md section 7, exact time).
 */

/** Frames a second as an exact fraction: `num / den`. */
export type FrameRate = { num: number; den: number };

/** The exact rate that a number stands for: 25 is 25/1, 23.976 is 24000/1001, 12.5 is 12500/1000. */
export function frameRate(fps: number): FrameRate {
  const whole = Math.round(fps);
  if (Math.abs(fps - whole) < 1e-6) return { num: whole, den: 1 };
  if (Math.abs(fps - (whole * 1000) / 1001) < 0.005) return { num: whole * 1000, den: 1001 };
  return { num: Math.round(fps * 1000), den: 1000 };
}

/** The frame border nearest to a time in seconds. */
export function toFrames(seconds: number, rate: FrameRate): number {
  return Math.round((seconds * rate.num) / rate.den);
}

/** The time in seconds at which a frame begins. */
export function toSeconds(frames: number, rate: FrameRate): number {
  return (frames * rate.den) / rate.num;
}
