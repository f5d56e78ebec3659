import type { VideoTrackClip } from './model.ts';

/**
 * Where a picture goes in the output (timeline.md 1.9): which part of the source is shown, and in which rectangle of the
 * output it lands. Nothing here looks at pixels.
 */

export type Size = { width: number; height: number };
/** Pixels of the output; `x` and `y` may be negative, or lie outside. */
export type Box = Size & { x: number; y: number };
/** Share (0 to 1) of the shown width and height of the source that is kept, taken from its middle. */
export type Crop = { width: number; height: number };
/** `box` is filled exactly by the kept part of the source. Sizes and places are even, as 4:2:0 chroma wants them. */
export type Placement = { crop: Crop; box: Box };

const even = (value: number) => Math.round(value / 2) * 2;
const evenSize = (value: number) => Math.max(2, even(value));

/** timeline.md 1.9.1: up to 1 is a share of the output, everything above counts pixels. */
function toPixels(value: number, whole: number): number {
  return Math.abs(value) <= 1 ? value * whole : value;
}

/** The largest size of the source's ratio inside the box. */
function fitInside(source: Size, box: Size): Size {
  const factor = Math.min(box.width / source.width, box.height / source.height);
  return { width: evenSize(source.width * factor), height: evenSize(source.height * factor) };
}

function centredIn(size: Size, box: Box): Box {
  return {
    ...size,
    x: even(box.x + (box.width - size.width) / 2),
    y: even(box.y + (box.height - size.height) / 2),
  };
}

const uncropped: Crop = { width: 1, height: 1 };

/** The part of the source that has the ratio of the box. */
function coverCrop(source: Size, box: Size): Crop {
  const ratio = (box.width / box.height / source.width) * source.height;
  return ratio < 1 ? { width: ratio, height: 1 } : { width: 1, height: 1 / ratio };
}

/**
 * Places a picture.
 *
 * Without Width and Height the picture is contained in the whole output and centred, whatever AdaptMode says; with only
 * X or Y it keeps its natural size; with only one of Width and Height it keeps its ratio (timeline.md 1.3, 1.9.3).
 *
 * @param source shown size of the material, in pixels
 * @param output size of the video
 */
export function placePicture(clip: VideoTrackClip, source: Size, output: Size): Placement {
  const whole = { x: 0, y: 0, ...output };
  const x = even(toPixels(clip.X ?? 0, output.width));
  const y = even(toPixels(clip.Y ?? 0, output.height));
  const width = clip.Width === undefined ? undefined : evenSize(toPixels(clip.Width, output.width));
  const height = clip.Height === undefined ? undefined : evenSize(toPixels(clip.Height, output.height));
  if (width === undefined && height === undefined) {
    if (clip.X === undefined && clip.Y === undefined) {
      return { crop: uncropped, box: centredIn(fitInside(source, output), whole) };
    }
    return { crop: uncropped, box: { x, y, width: evenSize(source.width), height: evenSize(source.height) } };
  }
  if (width === undefined || height === undefined) {
    const ratio = source.width / source.height;
    const size =
      width === undefined
        ? { width: evenSize((height ?? 0) * ratio), height: height ?? 0 }
        : { width, height: evenSize(width / ratio) };
    return { crop: uncropped, box: { x, y, ...size } };
  }
  const box = { x, y, width, height };
  if (clip.AdaptMode === 'Cover') return { crop: coverCrop(source, box), box };
  if (clip.AdaptMode === 'Contain') return { crop: uncropped, box: centredIn(fitInside(source, box), box) };
  return { crop: uncropped, box };
}

/** Whether a box hides everything below it. */
export function coversOutput(box: Box, output: Size): boolean {
  return box.x <= 0 && box.y <= 0 && box.x + box.width >= output.width && box.y + box.height >= output.height;
}
