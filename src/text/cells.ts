import type { Warning } from '../errors/warning.ts';
import type { FontBook, FontFace } from './font-book.ts';
import { type Marks, readContent } from './inline.ts';
import type { DrawnStyle } from './style.ts';

/** One sign as a reader sees it, ready to be placed. Lengths are pixels. */
export type Cell = {
  text: string;
  face: FontFace;
  /** Height of the em square. */
  size: number;
  /** Advance, letter spacing included. */
  width: number;
  marks: Marks;
};

/** What stands for a sign that no font has. */
const substitute = '?';
const ignorable = /\p{Default_Ignorable_Code_Point}/u;
/**
 * Controls, also those of writing direction, and halves of surrogate pairs: nothing to see, and libass may
 * stumble.
 */
const invisible = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** The text without signs that cannot be seen. */
export function visibleText(text: string): string {
  return text.replaceAll(invisible, '');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const coversAll = (face: FontFace, sign: string) =>
  Array.from(sign).every((character) => ignorable.test(character) || face.covers(character));

/** The signs of a text as a reader sees them. */
export function signsOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** A face for a sign: the wanted one, another that has it, or none. */
function faceOf(sign: string, wanted: FontFace, fonts: FontBook): FontFace | null {
  if (sign.trim() === '' || coversAll(wanted, sign)) return wanted;
  const first = Array.from(sign).find((character) => !ignorable.test(character)) ?? sign;
  return fonts.faceFor(first, wanted);
}

/** A face of the style with the marks applied. */
function markedFace(
  style: DrawnStyle,
  marks: Marks,
  fonts: FontBook,
  warn: (warning: Warning) => void,
): FontFace {
  if (marks.font === undefined && marks.bold === undefined) return style.face;
  const { face, replaced } = fonts.choose(marks.font ?? style.font, marks.bold ?? style.bold);
  if (replaced !== null && marks.font !== undefined) warn({ Code: 'FontReplaced', Message: replaced });
  return face;
}

const alphabetic = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * Draws a word of an alphabet in one face where one of its letters had to go to another: mixed letters look
 * like a mistake.
 */
function unmixed(cells: Cell[], spacing: number): Cell[] {
  const drawn = [...cells];
  for (let from = 0; from < cells.length; from++) {
    let to = from;
    while (to < cells.length && alphabetic.test(cells[to]?.text ?? '')) to++;
    const word = cells.slice(from, to);
    const faces = new Set(word.map(({ face }) => face));
    const other =
      faces.size < 2 ? undefined : [...faces].find((face) => word.every(({ text }) => coversAll(face, text)));
    if (other !== undefined) {
      word.forEach((cell, index) => {
        drawn[from + index] = { ...cell, face: other, width: other.measure(cell.text) * cell.size + spacing };
      });
    }
    from = Math.max(from, to);
  }
  return drawn;
}

/**
 * The paragraphs of a Content as cells: inline codes read, every sign with a face that has it. A sign that no
 * font has becomes a question mark, and `warn` hears of it.
 */
export function cellsOf(
  content: string,
  style: DrawnStyle,
  fonts: FontBook,
  warn: (warning: Warning) => void,
): Cell[][] {
  const paragraphs: Cell[][] = [[]];
  for (const { text, marks } of readContent(content)) {
    const wanted = markedFace(style, marks, fonts, warn);
    const size = marks.size ?? style.size;
    for (const segment of signsOf(text)) {
      if (segment === '\n') {
        paragraphs.push([]);
        continue;
      }
      const sign = visibleText(segment);
      if (sign === '') continue;
      const face = faceOf(sign, wanted, fonts);
      if (face === null) {
        warn({
          Code: 'GlyphReplaced',
          Message: `No font has the sign "${sign}"; "${substitute}" was drawn.`,
        });
      }
      const drawn = face === null ? substitute : sign;
      const used = face ?? wanted;
      paragraphs
        .at(-1)
        ?.push({ text: drawn, face: used, size, width: used.measure(drawn) * size + style.spacing, marks });
    }
  }
  return paragraphs.map((cells) => unmixed(cells, style.spacing));
}

/** Width of cells side by side, without spaces at the ends. */
export function widthOf(cells: readonly Cell[]): number {
  const { from, to } = withoutSpaces(cells);
  let width = 0;
  for (let at = from; at < to; at++) width += cells[at]?.width ?? 0;
  return width;
}

function withoutSpaces(cells: readonly Cell[]): { from: number; to: number } {
  let [from, to] = [0, cells.length];
  while (from < to && cells[from]?.text.trim() === '') from++;
  while (to > from && cells[to - 1]?.text.trim() === '') to--;
  return { from, to };
}

/** The cells without spaces at the ends. */
export function trimmed(cells: readonly Cell[]): Cell[] {
  const { from, to } = withoutSpaces(cells);
  return cells.slice(from, to);
}
