import { dirname } from 'node:path';
import type { FontBook, FontChoice, FontFace } from '../text/font-book.ts';
import { type NamedFace, openFaces } from './face.ts';
import { type BuiltInFont, builtInFamilies, builtInFonts, plainName, standIn } from './families.ts';
import { type BrokenFont, readUserFonts } from './user-fonts.ts';

/** A font book opened from files. */
export type OpenedFontBook = FontBook & {
  /** The user's font files that could not be taken into it. */
  broken: BrokenFont[];
  /** Names of all families, the user's first. */
  families: string[];
};

/** Weight of a bold face, and of one that is asked for without a word about weight. */
const boldWeight = 700;
const regularWeight = 400;

const nearest = <Item>(
  items: readonly Item[],
  weight: number,
  weightOf: (item: Item) => number,
): Item | undefined =>
  items.toSorted((a, b) => Math.abs(weightOf(a) - weight) - Math.abs(weightOf(b) - weight))[0];

/** A user's face by full name, PostScript name, file name, or family with the nearest weight. */
function ownFace(faces: readonly NamedFace[], font: string, bold: boolean): FontFace | null {
  const wanted = plainName(font);
  const exact = faces.find(({ names, family }) =>
    names.some((name) => plainName(name) === wanted && plainName(family) !== wanted),
  );
  const family = faces.filter((each) => plainName(each.family) === wanted).map(({ face }) => face);
  const weight = bold ? boldWeight : regularWeight;
  const related = nearest(family, weight, (face) => face.weight);
  if (exact === undefined || (bold && exact.face.weight < 600)) return related ?? exact?.face ?? null;
  return exact.face;
}

/**
 * Opens the built-in fonts and those of the user's folder (null: none). Built-in files are read when first
 * needed; the user's are read at once, because only they know their names. A user's font is taken before a
 * built-in one of the same name.
 */
export async function openFontBook(userFontDir: string | null): Promise<OpenedFontBook> {
  const builtIn = builtInFonts();
  const own = userFontDir === null ? { faces: [], broken: [] } : await readUserFonts(userFontDir);
  const opened = new Map<string, FontFace>();
  const open = ({ file }: BuiltInFont): FontFace => {
    const known = opened.get(file);
    if (known !== undefined) return known;
    const [first] = openFaces(file);
    if (first === undefined) throw new Error(`there is no font in ${file}`);
    opened.set(file, first.face);
    return first.face;
  };
  const face = (role: BuiltInFont['role'], weight: number): FontFace => {
    const best = nearest(
      builtIn.filter((font) => font.role === role),
      weight,
      (font) => font.weight,
    );
    if (best === undefined) throw new Error(`there is no built-in font for ${role}`);
    return open(best);
  };
  const choose = (font: string | undefined, bold: boolean): FontChoice => {
    const name = font?.trim() ?? '';
    if (name === '') return { face: face('main', bold ? boldWeight : regularWeight), replaced: null };
    const mine = ownFace(own.faces, name, bold);
    if (mine !== null) return { face: mine, replaced: null };
    const { role, weight, alike } = standIn(name);
    const chosen = face(role, Math.max(weight, bold ? boldWeight : 0));
    return {
      face: chosen,
      replaced: alike ? null : `The font "${name}" is not at hand; ${chosen.family} was taken.`,
    };
  };
  const choices = new Map<string, FontChoice>();
  return {
    choose(font, bold) {
      const key = `${bold} ${font ?? ''}`;
      const choice = choices.get(key) ?? choose(font, bold);
      choices.set(key, choice);
      return choice;
    },
    faceFor(character, like) {
      const roles = ['main', 'latin', 'hangul', 'emoji'] as const;
      const builtInFace = roles
        .values()
        .map((role) => face(role, like.weight))
        .find((each) => each.covers(character));
      return builtInFace ?? own.faces.find((each) => each.face.covers(character))?.face ?? null;
    },
    folders: [
      ...new Set(builtIn.map(({ file }) => dirname(file))),
      ...(userFontDir === null ? [] : [userFontDir]),
    ],
    broken: own.broken,
    families: [...new Set([...own.faces.map(({ family }) => family), ...builtInFamilies])],
  };
}
