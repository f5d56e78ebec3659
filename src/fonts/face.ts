import { readFileSync } from 'node:fs';
import * as fontkit from 'fontkit';
import type { FontFace } from '../text/font-book.ts';

/** A face, and the names that it can be asked for by. */
export type NamedFace = { face: FontFace; names: string[]; family: string };

const isCollection = (font: fontkit.Font | fontkit.FontCollection): font is fontkit.FontCollection =>
  'fonts' in font;

function nameFace(font: fontkit.Font, file: string): NamedFace {
  const table = font['OS/2'];
  const em = font.unitsPerEm;
  // libass sizes a font by the Windows metrics and falls back to those of hhea, exactly so.
  const windows = table.winAscent + table.winDescent > 0;
  const ascent = (windows ? table.winAscent : font.ascent) / em;
  const descent = (windows ? table.winDescent : -font.descent) / em;
  const advances = new Map<string, number>();
  const advance = (character: string) => {
    const known = advances.get(character);
    if (known !== undefined) return known;
    const width = font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / em;
    advances.set(character, width);
    return width;
  };
  const face: FontFace = {
    family: font.fullName,
    weight: table.usWeightClass,
    file,
    lineHeight: ascent + descent,
    ascent,
    covers: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    measure: (text) => Array.from(text).reduce((width, character) => width + advance(character), 0),
  };
  return { face, names: [font.fullName, font.postscriptName, font.familyName], family: font.familyName };
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
