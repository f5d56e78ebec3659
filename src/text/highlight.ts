import type { TextStyle } from '../timeline/model.ts';
import { assColour, parseColour } from './colour.ts';
import { findWords } from './find-words.ts';

/** Words that stand out in captions, and how (batch.md 4.3, SpecialWordsConfig Highlight). */
export type Highlight = { words: string[]; style: TextStyle };

/** Inline codes (timeline.md 1.7) that set a style, and those that take it back. */
export type HighlightCodes = { open: string; close: string };

/** The inline codes of a highlight. Six bare digits are BGR in this style alone (batch.md 4.3). */
export function codesOf(style: TextStyle): HighlightCodes {
  const codes: [name: string, value: string][] = [];
  const colour = (name: string, text: string | undefined) => {
    const parsed = text === undefined ? null : parseColour(text, 'bgr');
    if (parsed !== null) codes.push([name, assColour(parsed)]);
  };
  const flag = (name: string, value: boolean | undefined) => {
    if (value !== undefined) codes.push([name, value ? '1' : '0']);
  };
  colour('\\1c', style.FontColor);
  colour('\\3c', style.OutlineColour);
  if (style.Outline !== undefined) codes.push(['\\bord', String(style.Outline)]);
  flag('\\b', style.FontFace?.Bold);
  flag('\\i', style.FontFace?.Italic);
  flag('\\u', style.FontFace?.Underline);
  if (style.FontSize !== undefined) codes.push(['\\fs', String(style.FontSize)]);
  // A name with signs of the code itself cannot be written as one.
  if (style.Font !== undefined && !/[\\{}]/.test(style.Font)) codes.push(['\\fn', style.Font]);
  if (codes.length === 0) return { open: '', close: '' };
  return {
    open: `{${codes.map(([name, value]) => name + value).join('')}}`,
    close: `{${codes.map(([name]) => name).join('')}}`,
  };
}

/** For each UTF-16 unit of a text the codes of the highlight that it stands in, or null. */
export function highlightedUnits(text: string, highlights: readonly Highlight[]): (HighlightCodes | null)[] {
  const units = new Array<HighlightCodes | null>(text.length).fill(null);
  const owners = highlights.flatMap(({ words, style }) =>
    words.map((word) => ({ word, codes: codesOf(style) })),
  );
  const hits = findWords(
    text,
    owners.map(({ word }) => word),
  );
  for (const { from, to, index } of hits) units.fill(owners[index]?.codes ?? null, from, to);
  return units;
}
