import type { DecorInput, Editing, Output } from '../config/batch-config.ts';
import { drawEvenly, randomFor } from '../random.ts';

/** The texts that stand over the pictures of one output, and the voice that speaks in it. */
export type HeadingTexts = {
  title: string | null;
  /** By rising level. */
  subheadings: { level: number; text: string }[];
  /** Empty = the default voice. */
  voice: string;
};

/** Draws title, sub-headings and voice of every output (batch.md 9.1, step 7). */
export function drawHeadings(
  config: { input: Pick<DecorInput, 'titles' | 'subheadings'>; editing: Pick<Editing, 'speech'> } & {
    output: Pick<Output, 'count'>;
  },
  seed: string,
): HeadingTexts[] {
  const { input, editing, output } = config;
  const titles = drawEvenly(input.titles, output.count, randomFor(seed, 'title'));
  const voices = drawEvenly(editing.speech.voices, output.count, randomFor(seed, 'voice'));
  const subheadings = input.subheadings.map(({ level, texts }) => ({
    level,
    draw: drawEvenly(texts, output.count, randomFor(seed, 'subheading', level)),
  }));
  return Array.from({ length: output.count }, (_, index) => ({
    title: titles[index] ?? null,
    subheadings: subheadings.flatMap(({ level, draw }) => {
      const text = draw[index];
      return text === undefined ? [] : [{ level, text }];
    }),
    voice: voices[index] ?? '',
  }));
}

/**
 * For each output an alternative of each part that has any: by index where all of them have as many, else each part
 * draws by itself (batch.md 9.2). Parts without alternatives have undefined.
 *
 * @param parts the alternatives of every part
 */
export function drawByPart<T>(
  parts: readonly (readonly T[])[],
  count: number,
  seed: string,
): (T | undefined)[][] {
  const sizes = new Set(parts.map((part) => part.length).filter((size) => size > 0));
  const byIndex = sizes.size === 1;
  const draws = parts.map((part, index) =>
    byIndex
      ? Array.from({ length: count }, (_, output) => part[output % part.length])
      : drawEvenly(part, count, randomFor(seed, 'group text', index)),
  );
  return Array.from({ length: count }, (_, output) => draws.map((draw) => draw[output]));
}
