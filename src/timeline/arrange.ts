import { type FrameRate, toFrames } from './frames.ts';
import type { ClipEffect, TransitionEffect } from './model.ts';

/**
 * Puts the clips of one track in their places on the output, in frames (timeline.md 1.3, 2.1).
 */

/** What of a clip decides its place. Times are seconds. */
export type ClipTimes = {
  TimelineIn?: number;
  TimelineOut?: number;
  Effects?: ClipEffect[];
};

/** The place of a clip; `start` is its first frame, `end` the frame after its last. */
export type Place<Clip> = {
  clip: Clip;
  start: number;
  end: number;
  /** How the next clip of the track takes over during the last `frames` frames of this one; null for a cut. */
  transition: { subType: string; frames: number } | null;
};

/** The transition that a clip hands over with; null when it has none. */
export function transitionOf(clip: ClipTimes): TransitionEffect | null {
  const found = clip.Effects?.find((effect) => effect.Type === 'Transition');
  return found?.Type === 'Transition' ? found : null;
}

/**
 * Places clips one after the other. A clip starts at its TimelineIn, or where the one before it ends. Two neighbours
 * with a Transition between them overlap: by as much as their explicit times overlap already, or else by the length of
 * the transition, and then all later clips of the track move left by it (timeline.md 2.1). Where clips overlap without
 * a transition, the later one hides the earlier. No frame ever has more than two clips.
 *
 * @param natural length of a clip in seconds when it has no TimelineOut
 */
export function arrangeTrack<Clip extends ClipTimes>(
  clips: readonly Clip[],
  rate: FrameRate,
  natural: (clip: Clip) => number,
): Place<Clip>[] {
  const placed: Place<Clip>[] = [];
  // How far the transitions so far have pulled the rest of the track to the left.
  let shift = 0;
  for (const clip of inOrder(clips)) {
    const previous = placed.at(-1);
    const asked = clip.TimelineIn === undefined ? null : toFrames(clip.TimelineIn, rate) - shift;
    const wanted = asked ?? previous?.end ?? 0;
    const end =
      clip.TimelineOut === undefined
        ? wanted + toFrames(natural(clip), rate)
        : toFrames(clip.TimelineOut, rate) - shift;
    // The clip before the previous one must be gone before a third one comes.
    const start = Math.max(wanted, placed.at(-2)?.end ?? 0);
    if (end <= start) continue;
    const place: Place<Clip> = { clip, start, end, transition: null };
    if (previous !== undefined) {
      const moved = handOver(previous, place, placed.at(-2)?.end ?? 0, rate);
      place.start -= moved;
      place.end -= moved;
      shift += moved;
    }
    placed.push(place);
  }
  return placed.filter(({ start, end }) => end > start);
}

/** The order of the timeline; clips without a time of their own stay where they stand. */
function inOrder<Clip extends ClipTimes>(clips: readonly Clip[]): readonly Clip[] {
  if (clips.some((clip) => clip.TimelineIn === undefined)) return clips;
  return clips.toSorted((left, right) => (left.TimelineIn ?? 0) - (right.TimelineIn ?? 0));
}

/**
 * Settles the border between two neighbours: marks the transition of the earlier one, and cuts off what the later one
 * hides of it.
 *
 * @param freeFrom frame from which on no clip before `earlier` is seen any more
 * @returns by how many frames the later clip has to move left
 */
function handOver(
  earlier: Place<ClipTimes>,
  later: Place<ClipTimes>,
  freeFrom: number,
  rate: FrameRate,
): number {
  const effect = transitionOf(earlier.clip);
  const overlap = earlier.end - later.start;
  if (overlap < 0) return 0;
  const wanted = effect === null ? 0 : overlap > 0 ? overlap : toFrames(effect.Duration, rate);
  const room = earlier.end - Math.max(earlier.start, freeFrom);
  const frames = Math.max(0, Math.min(wanted, room, later.end - later.start));
  if (effect !== null && frames > 0) earlier.transition = { subType: effect.SubType, frames };
  if (overlap === 0) return frames;
  earlier.end = Math.max(earlier.start, later.start + frames);
  return 0;
}
