import { type FrameRate, toSeconds } from '../../timeline/frames.ts';

/** Seconds with the four decimals of the wire format (timeline.md 0.2). */
export function fourDecimals(seconds: number): number {
  return Math.round(seconds * 1e4) / 1e4;
}

/** Time at which a frame begins, as it is written into a timeline. */
export function frameTime(frames: number, rate: FrameRate): number {
  return fourDecimals(toSeconds(frames, rate));
}
