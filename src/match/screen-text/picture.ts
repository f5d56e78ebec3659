import { readFile } from 'node:fs/promises';
import { createCanvas, type Image, loadImage } from '@napi-rs/canvas';
import type { TextBox } from './boxes.ts';

/** Pixels as the models take them: planes of blue, green and red, one after the other. */
export type Planes = { data: Float32Array; width: number; height: number };

/** How a model was trained to see each plane: (value - mean) / deviation, values 0 to 1. */
type Scale = { mean: readonly number[]; deviation: readonly number[] };

const detectorScale: Scale = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };
const recogniserScale: Scale = { mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] };

/** Sides that the detector takes are multiples of this. */
const step = 32;
/** Longer side for the detector: captions of a tenth of the width are read, and a picture takes some 50 ms. */
const detectorSide = 768;
/** Small pictures are not enlarged further: there is nothing more in them. */
const largestScale = 2.5;

/** Height of the lines that the recogniser takes, and the longest line. */
export const lineHeight = 48;
const longestLine = 2000;
/** A box that is so many times higher than wide is a column of upright letters. */
const columnRatio = 1.8;

function planesOf(
  pixels: Uint8ClampedArray,
  { width, height }: { width: number; height: number },
  { mean, deviation }: Scale,
): Planes {
  const size = width * height;
  const data = new Float32Array(3 * size);
  for (let plane = 0; plane < 3; plane++) {
    const channel = 2 - plane;
    const [middle = 0, spread = 1] = [mean[plane], deviation[plane]];
    for (let at = 0; at < size; at++) {
      data[plane * size + at] = ((pixels[at * 4 + channel] ?? 0) / 255 - middle) / spread;
    }
  }
  return { data, width, height };
}

/**
 * Opens a picture file.
 *
 * @throws Error when it is none
 */
export async function openPicture(path: string): Promise<Image> {
  // A path itself would be taken for an address when there is no such file.
  return loadImage(await readFile(path));
}

/** The whole picture for the detector. */
export function forDetector(image: Image): Planes {
  const scale = Math.min(largestScale, detectorSide / Math.max(image.width, image.height));
  const side = (length: number) => Math.max(step, Math.round((length * scale) / step) * step);
  const [width, height] = [side(image.width), side(image.height)];
  const context = createCanvas(width, height).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, width, height);
  return planesOf(context.getImageData(0, 0, width, height).data, { width, height }, detectorScale);
}

/**
 * A line of text for the recogniser, turned level. A column is laid down letter by letter: the recogniser reads only rows.
 *
 * @param box in pixels of a map of `map` pixels that covers the picture
 */
export function forRecogniser(image: Image, box: TextBox, map: { width: number; height: number }): Planes {
  const [scaleX, scaleY] = [image.width / map.width, image.height / map.height];
  const isColumn = box.height >= columnRatio * box.width;
  const cells = isColumn ? Math.max(1, Math.round((box.height * scaleY) / (box.width * scaleX))) : 1;
  const cell = { width: box.width * scaleX, height: (box.height * scaleY) / cells };
  const zoom = lineHeight / cell.height;
  const cellWidth = Math.ceil(cell.width * zoom);
  const width = Math.min(longestLine, cellWidth * cells);
  const canvas = createCanvas(width, lineHeight);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  for (let each = 0; each < cells; each++) {
    const middle = box.y * scaleY + (each - (cells - 1) / 2) * cell.height;
    context.save();
    context.beginPath();
    context.rect(each * cellWidth, 0, cellWidth, lineHeight);
    context.clip();
    context.translate((each + 0.5) * cellWidth, lineHeight / 2);
    context.scale(zoom, zoom);
    context.rotate(-box.angle);
    context.translate(-box.x * scaleX, -middle);
    context.drawImage(image, 0, 0);
    context.restore();
  }
  const pixels = context.getImageData(0, 0, width, lineHeight).data;
  return planesOf(pixels, { width, height: lineHeight }, recogniserScale);
}
