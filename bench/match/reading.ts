import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { builtInFonts } from '../../src/fonts/families.ts';
import { openScreenReader } from '../../src/match/screen-text/screen-reader.ts';

/** How fast text on screen is read. */
export type ReadingSpeed = {
  /** Key frames a second, from JPEG files to texts, through the reader's process. */
  pictures: number;
  /** Share of the words that were read as they stand. */
  right: number;
};

const pictureCount = 48;
const [width, height] = [432, 768];
const lines = ['夏季新品上市', 'New in this summer', '全场八折', 'Free delivery'];

/** A key frame with two lines of text, in either language. */
async function paint(path: string, index: number): Promise<string[]> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = `hsl(${(index * 47) % 360} 45% 40%)`;
  context.fillRect(0, 0, width, height);
  context.font = '700 36px Reading';
  context.fillStyle = 'white';
  const texts = [lines[index % lines.length] ?? '', lines[(index + 1) % lines.length] ?? ''];
  for (const [place, text] of texts.entries()) context.fillText(text, 30, 200 + index + place * 300);
  await writeFile(path, await canvas.encode('jpeg', 90));
  return texts;
}

/** Measures the reading of key frames of the size that the server makes. */
export async function measureReading(): Promise<ReadingSpeed> {
  const [font] = builtInFonts().filter(({ weight, role }) => role === 'main' && weight === 700);
  GlobalFonts.registerFromPath(font?.file ?? '', 'Reading');
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
  const reader = openScreenReader();
  try {
    const files = Array.from({ length: pictureCount }, (_, index) => join(folder, `${index}.jpg`));
    const painted = await Promise.all(files.map(paint));
    // The first picture waits for the process and the models.
    await reader.read(files.slice(0, 1));
    const begun = performance.now();
    const texts = await reader.read(files);
    const seconds = (performance.now() - begun) / 1000;
    const plain = (text: string) => text.replaceAll(/\s/g, '').toLowerCase();
    const all = painted.flatMap((words, index) =>
      words.map((word) => [plain(word), plain(texts[index] ?? '')]),
    );
    const right = all.filter(([word = '', text = '']) => text.includes(word)).length / all.length;
    return { pictures: pictureCount / seconds, right };
  } finally {
    await reader.close();
    await rm(folder, { recursive: true, force: true });
  }
}
