import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import type { FontFace } from '../text/font-book.ts';

/** A face, and the names that it can be asked for by. */
export type NamedFace = { face: FontFace; names: string[]; family: string };

const ignorable = /\p{Default_Ignorable_Code_Point}/u;

const isCollection = (font: fontkit.Font | fontkit.FontCollection): font is fontkit.FontCollection =>
  'fonts' in font;

/** Line metrics as libass takes them: those for Windows, or those of hhea where a font has none. */
function lineOf(font: fontkit.Font): { ascent: number; lineHeight: number } {
  const table: fontkit.Font['OS/2'] | undefined = font['OS/2'];
  const em = font.unitsPerEm;
  const windows = table !== undefined && table.winAscent + table.winDescent > 0;
  const ascent = (windows ? table.winAscent : font.ascent) / em;
  const descent = (windows ? table.winDescent : -font.descent) / em;
  return { ascent, lineHeight: ascent + descent };
}

function nameFace(font: fontkit.Font, file: string): NamedFace {
  const { ascent, lineHeight } = lineOf(font);
  if (!(lineHeight > 0.1 && lineHeight < 10)) throw new Error('its line height makes no sense');
  const em = font.unitsPerEm;
  const advances = new Map<string, number>();
  const advance = (character: string) => {
    const known = advances.get(character);
    if (known !== undefined) return known;
    const glyph = font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const width = ignorable.test(character) ? 0 : glyph.advanceWidth / em;
    advances.set(character, width);
    return width;
  };
  advance('A');
  const { fullName, postscriptName, familyName } = font;
  const weight: number | undefined = font['OS/2']?.usWeightClass;
  const face: FontFace = {
    // A comma would end the name in a style line.
    family: fullName.includes(',') ? postscriptName : fullName,
    weight: weight ?? 400,
    file,
    lineHeight,
    ascent,
    covers: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    measure: (text) => Array.from(text).reduce((width, character) => width + advance(character), 0),
  };
  return { face, names: [fullName, postscriptName, familyName], family: familyName };
}

/**
 * Opens a font file (TTF, OTF or a collection).
 *
 * @throws Error when the file is not a font that can be measured
 */
export function openFaces(file: string): NamedFace[] {
  const opened = fontkit.create(readFileSync(file));
  const fonts = isCollection(opened) ? opened.fonts : [opened];
  return fonts.map((font) => nameFace(font, file));
}
