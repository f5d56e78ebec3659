import { dirname } from 'node:path';
import type { FontBook, FontFace } from '../text/font-book.ts';
import { openFaces } from './face.ts';
import { builtInFonts, iceFont } from './families.ts';

/** Opens the built-in fonts and those of the user's folder (null: none). Files are read when first needed. */
export async function openFontBook(userFontDir: string | null): Promise<FontBook> {
  const builtIn = builtInFonts();
  const opened = new Map<string, FontFace>();
  const open = (file: string) => {
    const known = opened.get(file);
    if (known !== undefined) return known;
    const [first] = openFaces(file);
    if (first === undefined) throw new Error(`no font in ${file}`);
    opened.set(file, first.face);
    return first.face;
  };
  const nearest = (role: string, weight: number) => {
    const fonts = builtIn.filter((font) => font.role === role);
    const [best] = fonts.sort((a, b) => Math.abs(a.weight - weight) - Math.abs(b.weight - weight));
    if (best === undefined) throw new Error(`no built-in font for ${role}`);
    return open(best.file);
  };
  return {
    choose(font, bold) {
      const stand = font === undefined || font === '' ? null : iceFont(font);
      const weight = Math.max(stand?.weight ?? 400, bold ? 700 : 0);
      const face = nearest('main', weight);
      return {
        face,
        replaced: font && !stand?.exact ? `${font} is not at hand, ${face.family} was taken` : null,
      };
    },
    faceFor: (character, like) =>
      ['main', 'hangul', 'emoji']
        .map((role) => nearest(role, like.weight))
        .find((face) => face.covers(character)) ?? null,
    folders: [
      ...new Set([...builtIn.map(({ file }) => dirname(file)), ...(userFontDir ? [userFontDir] : [])]),
    ],
  };
}
