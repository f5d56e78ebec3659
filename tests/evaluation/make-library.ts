import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Canvas, createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { builtInFonts } from '../../src/fonts/families.ts';
import { randomFor } from '../../src/mix/random.ts';
import { makeMedia } from '../media/make-media.ts';
import { isPattern, paintConcept } from '../models/concepts.ts';
import { type Clip, catalogue } from './catalogue.ts';

/** Size of the clips, pixels. */
const [width, height] = [288, 512];
/** What is painted beyond each edge, for the picture to drift in. */
const margin = 16;
/** Seconds of a clip. */
const seconds = 2.4;

const [font] = builtInFonts().filter(({ weight, role }) => role === 'main' && weight === 700);
if (font === undefined || GlobalFonts.registerFromPath(font.file, 'Captions') === null) {
  throw new Error('the font of captions is not there');
}

/** Lines of at most so many pixels, told apart at spaces where there are some. */
function linesOf(context: SKRSContext2D, text: string, room: number): string[] {
  const pieces = text.includes(' ') ? text.split(/(?<= )/) : [...text];
  const lines = [''];
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece;
    if (context.measureText(longer).width <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

function paintCaption(context: SKRSContext2D, text: string): void {
  context.font = '700 24px Captions';
  context.textAlign = 'center';
  const lines = linesOf(context, text, width - 24);
  const top = margin + height - 20 - lines.length * 32;
  context.fillStyle = 'rgb(20 20 20)';
  context.fillRect(margin, top, width, lines.length * 32 + 12);
  context.fillStyle = 'white';
  for (const [index, line] of lines.entries()) {
    context.fillText(line, margin + width / 2, top + 28 + index * 32);
  }
}

/** The picture of a clip with room to drift: its thing in the middle, its caption below. */
function paintClip({ concept, caption }: Clip, random: () => number): Canvas {
  const canvas = createCanvas(width + 2 * margin, height + 2 * margin);
  const context = canvas.getContext('2d');
  if (concept === null) {
    // A ware that no model knows: nothing but soft light.
    const light = context.createLinearGradient(0, 0, canvas.width, canvas.height);
    light.addColorStop(0, `hsl(${Math.round(360 * random())} 30% 70%)`);
    light.addColorStop(1, `hsl(${Math.round(360 * random())} 30% 45%)`);
    context.fillStyle = light;
    context.fillRect(0, 0, canvas.width, canvas.height);
  } else if (isPattern(concept.shape)) {
    paintConcept(context, canvas.width, canvas.height, concept, random);
  } else {
    // Things stay away from the edges, which drift out of the picture.
    const inner = createCanvas(width, height);
    const painted = inner.getContext('2d');
    paintConcept(painted, width, height, concept, random);
    const [r, g, b] = painted.getImageData(0, 0, 1, 1).data;
    context.fillStyle = `rgb(${r} ${g} ${b})`;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(inner, margin, margin);
  }
  if (caption !== '') paintCaption(context, caption);
  return canvas;
}

/** Makes the file of one clip. */
async function makeClip(folder: string, index: number): Promise<string> {
  const clip = catalogue[index] as Clip;
  const random = randomFor('evaluation', 'clip', index);
  const still = join(folder, `${index}.png`);
  await writeFile(still, await paintClip(clip, random.fraction).encode('png'));
  const x = `${margin}+${clip.drift}*sin(2*t)`;
  const y = `${margin}+${clip.drift}*cos(3*t)`;
  const path = join(folder, clip.file);
  const graph =
    `movie='${still}',loop=loop=-1:size=1,fps=10,trim=duration=${seconds},setpts=PTS-STARTPTS,` +
    `crop=${width}:${height}:x='${x}':y='${y}',format=yuv420p`;
  await makeMedia(path, {
    streams: [{ graph, codec: 'libx264', options: { preset: 'ultrafast', crf: '24' } }],
  });
  await rm(still);
  return path;
}

/**
 * Makes the files of clips.
 *
 * @param places of the clips in the catalogue
 * @returns their paths, in that order
 */
export async function makeLibrary(folder: string, places: Iterable<number>): Promise<string[]> {
  const paths: string[] = [];
  for (const place of places) paths.push(await makeClip(folder, place));
  return paths;
}
