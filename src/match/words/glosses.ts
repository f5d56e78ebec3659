import { stemmer } from 'stemmer';
import { isStopWord } from './stop-words.ts';

/** A translation of a dictionary entry: one to three English words as stems. */
export type Gloss = {
  stems: string[];
  /** The words as they stand in the dictionary. */
  shown: string;
  /** How well it stands for the entry, 0 to 1: the first glosses of an entry are its plain meaning. */
  strength: number;
  /** It is something done, not a thing or a quality. */
  isVerb: boolean;
};

/** Plurals that have no ending of their own. */
const irregular = new Map(
  (
    'scarves scarf leaves leaf knives knife wives wife wolves wolf shelves shelf halves half calves calf ' +
    'loaves loaf thieves thief hooves hoof men man women woman children child feet foot teeth tooth mice mouse ' +
    'geese goose'
  )
    .split(' ')
    .flatMap((word, at, list) => (at % 2 === 0 ? [[word, list[at + 1] ?? word] as const] : [])),
);

/** Notes of the dictionary about a word, which do not translate it. */
const note =
  /^(?:surname|(?:old |erhua |archaic )?variant|see |abbr|used in|classifier|same as|also |CL:|name of|particle|radical|Taiwan pr|pr\.|the character)/i;

const mostWords = 3;
const mostGlosses = 6;

/** The stem that an English word is found by, in whatever form it stands. */
export function stemOf(word: string): string {
  const plain = word.toLowerCase().replace(/['’]s?$/, '');
  return stemmer(irregular.get(plain) ?? plain);
}

/**
 * A gloss without what explains it: `(coll.) a star` is `star`, `to be red` is `red`, `cross-shaped` is `cross`,
 * `(hand)bag` is `handbag`.
 */
function bare(gloss: string): string {
  return gloss
    .replace(/\((\w+)\)(?=\w)/g, '$1')
    .replace(/\([^)]*\)|\[[^\]]*\]/g, ' ')
    .trim()
    .replace(/^(?:to be |to |a |an |the )/, '')
    .replace(/^(\w{2,})-(?:shaped|powered|driven|style|like|made|colou?red)$/, '$1')
    .trim();
}

/**
 * The short translations of a CC-CEDICT entry, best first; explanations, notes and long descriptions are left out.
 *
 * @param english the entry's glosses; one may hold several, split by semicolons
 */
export function glossesOf(english: readonly string[]): Gloss[] {
  const found: Gloss[] = [];
  for (const part of english.flatMap((gloss) => (note.test(gloss) ? [] : gloss.split(';')))) {
    const shown = bare(part);
    // What still has signs or letters of other scripts in it is an explanation.
    if (!/^[A-Za-z][A-Za-z' -]*$/.test(shown) || note.test(shown)) continue;
    const words = shown
      .split(/[\s-]+/)
      .map((word) => word.replace(/^'+|'+$/g, ''))
      .filter((word) => word !== '' && !(isStopWord(word.toLowerCase()) && shown.includes(' ')));
    if (words.length === 0 || words.length > mostWords || shown.split(' ').length > mostWords + 1) continue;
    if (words.length === 1 && isStopWord(shown.toLowerCase())) continue;
    found.push({
      stems: words.map(stemOf),
      shown,
      strength: found.length < 2 ? 1 : found.length < 4 ? 0.8 : 0.6,
      isVerb: /^\s*(?:\([^)]*\)\s*)?to /.test(part),
    });
    if (found.length === mostGlosses) break;
  }
  return found;
}
