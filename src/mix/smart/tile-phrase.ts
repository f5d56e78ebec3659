import type { FrameRate } from '../../timeline/frames.ts';
import { allocate, type Share } from '../emit/allocate.ts';

/** The frames and the playback rate of a shot in a phrase; 1 for an image. */
export type Stretch = { frames: number; speed: number };

/** A shot that shares a phrase with others is seen for about this many seconds at least, as far as there is as much of it. */
const shortestShown = 1;

const wholeFrames = (seconds: number, speed: number, rate: FrameRate) =>
  Math.floor((seconds * rate.num) / rate.den / speed + 1e-6);

/** Playback rate at which the shots hold the frames: 1, or less where they are too short. */
function speedOf(lengths: readonly number[], frames: number, rate: FrameRate): number {
  const held = lengths.reduce((sum, seconds) => sum + wholeFrames(seconds, 1, rate), 0);
  if (held >= frames) return 1;
  const seconds = lengths.reduce((sum, length) => sum + length, 0);
  // Room for a frame per shot more than is needed, as every shot loses a part of one.
  return Math.floor(((seconds * rate.num) / rate.den / (frames + lengths.length)) * 1e4) / 1e4;
}

/**
 * Shares out the frames of a phrase among its shots: each as long as it can be, the last one for the rest.
 *
 * @param lengths seconds of each shot; infinite for an image
 */
export function tilePhrase(lengths: readonly number[], frames: number, rate: FrameRate): Stretch[] {
  const speed = lengths.every(Number.isFinite) ? speedOf(lengths, frames, rate) : 1;
  const least = (shortestShown * rate.num) / rate.den;
  let left = frames;
  const shares = lengths.map((seconds): Share => {
    const most = Number.isFinite(seconds) ? wholeFrames(seconds, speed, rate) : Number.POSITIVE_INFINITY;
    const natural = Math.max(1, Math.min(most, Math.max(least, left)));
    left -= natural;
    return { natural, most };
  });
  return allocate(shares, frames).map((own, index) => ({
    frames: own,
    speed: Number.isFinite(lengths[index] as number) ? speed : 1,
  }));
}
