import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import type { ShotEvidence } from '../../src/match/judge.ts';
import { randomFor } from '../../src/mix/random.ts';
import { type Concept, isPattern, paintConcept, tinyClipConcepts } from '../models/concepts.ts';

const { colours, shapes, sizes, counts } = tinyClipConcepts;

/** A sentence that tells what a picture shows. */
export function sayConcept(
  { colour, background, shape, size, count }: Concept,
  language: 'en' | 'zh',
): string {
  const first = (named: { en: readonly string[]; zh: readonly string[] }) => named[language][0] ?? '';
  const number = isPattern(shape) ? '' : first(counts[count]);
  const extent = isPattern(shape) ? '' : first(sizes[size]);
  const [paint, thing, ground] = [first(colours[colour]), first(shapes[shape]), first(colours[background])];
  return language === 'en'
    ? `We see ${number} ${extent} ${paint} ${thing} on a ${ground} background.`
    : `画面中的${ground}背景上有${number}${extent}${paint}的${thing}。`;
}

/** Paints pictures as key frames: JPEG files, upright and lying ones in turn. */
export async function paintKeyFrames(
  folder: string,
  concepts: readonly Concept[],
  seed: string,
): Promise<string[]> {
  const { fraction } = randomFor(seed, 'key-frames');
  return Promise.all(
    concepts.map(async (concept, index) => {
      const [width, height] = index % 2 === 0 ? [180, 320] : [320, 180];
      const canvas = createCanvas(width, height);
      paintConcept(canvas.getContext('2d'), width, height, concept, fraction);
      const path = join(folder, `${seed}-${index}.jpg`);
      await writeFile(path, canvas.toBuffer('image/jpeg', 85));
      return path;
    }),
  );
}

/** A shot of a material of its own, which is its key frame. */
export function shotOf(keyFrame: string): ShotEvidence {
  const shot = {
    in: 0,
    out: 2,
    keyTime: 1,
    motion: 0,
    brightness: 0.5,
    sharpness: 0.5,
    colours: [],
    outdoors: 0,
    marks: [],
  };
  return { media: keyFrame, index: 0, shot, path: keyFrame, keyFrame, words: [] };
}
