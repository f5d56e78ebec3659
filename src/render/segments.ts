import { type Edit, hidesBelow, type Shot } from '../timeline/edit.ts';

/**
 * Cuts an edit into segments: runs of frames in which the same layers are seen (design.md section 2). Each becomes one
 * closed group of encoded pictures.
 */

/** One layer of a segment: a shot alone, or two shots of a track while one takes over from the other. */
export type Layer =
  | { kind: 'shot'; shot: Shot }
  | { kind: 'transition'; from: Shot; to: Shot; xfade: string; start: number; frames: number };

/** Frames `start` to `end` (not included) and their layers from bottom to top; without layers they are black. */
export type Segment = { start: number; end: number; layers: Layer[] };

/** The shots that a layer shows. */
export function shotsOf(layer: Layer): Shot[] {
  return layer.kind === 'shot' ? [layer.shot] : [layer.from, layer.to];
}

const isSeen = (shot: Shot, frame: number) => shot.start <= frame && frame < shot.end;

function layerAt(track: readonly Shot[], frame: number): Layer | null {
  const seen = track.filter((shot) => isSeen(shot, frame));
  const [from, to] = seen;
  if (from === undefined) return null;
  const { transition } = from;
  if (to === undefined) return { kind: 'shot', shot: from };
  if (transition === null) return { kind: 'shot', shot: seen.at(-1) ?? from };
  return { kind: 'transition', from, to, ...transition };
}

function layersAt(edit: Edit, frame: number): Layer[] {
  const layers = edit.tracks.flatMap((track) => layerAt(track, frame) ?? []);
  const opaque = layers.findLastIndex((layer) => shotsOf(layer).every((shot) => hidesBelow(shot, edit)));
  return layers.slice(Math.max(0, opaque));
}

/** The segments of an edit: in order, without gaps, from frame 0 to the last. */
export function cutSegments(edit: Edit): Segment[] {
  const borders = new Set([0, edit.frames]);
  for (const { start, end, transition } of edit.tracks.flat()) {
    borders.add(start).add(end);
    if (transition !== null) borders.add(transition.start);
  }
  const inside = [...borders].filter((border) => border >= 0 && border <= edit.frames).sort((a, b) => a - b);
  return inside.slice(0, -1).map((start, index) => ({
    start,
    end: inside[index + 1] ?? edit.frames,
    layers: layersAt(edit, start),
  }));
}

/**
 * The shots that are drawn as whole frames: those that fill it, those that bring their own backdrop, and those that
 * never have anything below them. All others are drawn in their box alone and laid over what is below.
 */
export function framedShots(edit: Edit): Set<Shot> {
  const framed = new Set<Shot>();
  edit.tracks.forEach((track, index) => {
    const below = edit.tracks.slice(0, index).flat();
    for (const shot of track) {
      const alone = !below.some((other) => other.start < shot.end && shot.start < other.end);
      if (shot.backdrop !== null || hidesBelow(shot, edit) || (alone && shot.opacity >= 1)) framed.add(shot);
    }
  });
  return framed;
}
