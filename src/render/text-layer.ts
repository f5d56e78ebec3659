import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Frame } from 'node-av/lib';
import type { Warning } from '../errors/warning.ts';
import { openFontBook } from '../fonts/book.ts';
import { compileAss } from '../text/ass.ts';
import type { Edit, TextRange } from '../timeline/edit.ts';
import { toSeconds } from '../timeline/frames.ts';
import { EngineError } from './engine/failure.ts';
import { startGraph } from './engine/filter-graph.ts';

/** The letters of the video, drawn over finished frames. */
export type TextLayer = {
  warnings: Warning[];
  /**
   * Draws what is to be read at a frame of the video.
   *
   * @returns a new frame to be freed by the caller, or null when nothing is to be read then
   */
  drawOver(picture: Frame, frame: number): Frame | null;
  /** Frees everything it holds. */
  close(): void;
};

const documentFile = 'text.ass';
const fontFolder = 'fonts';

/**
 * Compiles the texts and opens the fonts they need. Works in the current folder, with plain file names, so that no path
 * has to be quoted inside a filter graph.
 */
export async function openTextLayer(edit: Edit, fontDir: string | null): Promise<TextLayer> {
  if (edit.texts.length === 0) return { warnings: [], drawOver: () => null, close: () => {} };
  const canvas = { ...edit.textCanvas, duration: toSeconds(edit.frames, edit.rate) };
  const { document, fontFiles, warnings } = compileAss(edit.texts, canvas, await openFontBook(fontDir));
  await rm(fontFolder, { recursive: true, force: true });
  await mkdir(fontFolder);
  await Promise.all(
    fontFiles.map((file, index) => symlink(file, join(fontFolder, `${index}-${basename(file)}`))),
  );
  await writeFile(documentFile, document);
  const { num, den } = edit.rate;
  const graph = startGraph(`[in]ass=${documentFile}:fontsdir=${fontFolder}[out]`, 'video', [
    `video_size=${edit.width}x${edit.height}:pix_fmt=yuv420p:time_base=${den}/${2 * num}:colorspace=bt709:range=tv`,
  ]);
  return {
    warnings,
    drawOver(picture, frame) {
      if (!isVisible(edit.textRanges, frame)) return null;
      // ASS times are hundredths of a second: in the middle of its frame no rounding moves a text by a frame.
      picture.pts = BigInt(2 * frame + 1);
      graph.push(0, picture);
      const drawn = graph.pull();
      if (drawn === null) throw new EngineError(`the text of frame ${frame} did not come out`);
      return drawn;
    },
    close: () => graph.close(),
  };
}

function isVisible(ranges: readonly TextRange[], frame: number): boolean {
  return ranges.some(({ start, end }) => start <= frame && frame < end);
}
