import { stemOf } from './glosses.ts';
import { isFileMark, isStopWord } from './stop-words.ts';

/** A word of a text. */
export type Token = {
  /** What it is found by: an English stem, or a Chinese word. */
  term: string;
  /** As it stands in the text. */
  shown: string;
  script: 'han' | 'other';
  /** Place of the word in the text, counting the words that are left out; neighbours differ by one. */
  place: number;
  /** It is a part of the word before it (`red` of `redDress`). */
  part: boolean;
};

/** What telling Chinese words apart needs; a `Dictionary` has it. */
export type WordList = { simplify(text: string): string; has(word: string): boolean };

/** Without a dictionary only the words of `Intl.Segmenter` are known. */
export const noWordList: WordList = { simplify: (text) => text, has: () => false };

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const longestWord = 6;

/**
 * Splits Chinese into the fewest words that the dictionary knows: `Intl.Segmenter` alone takes `连衣裙` and `日落`
 * apart. Of equally short ways the one that it agrees with counts.
 *
 * @param text Han characters alone, simplified
 */
function splitHan(text: string, list: WordList): string[] {
  const known = new Set(Array.from(segmenter.segment(text), ({ index, segment }) => `${index} ${segment}`));
  const cost = (from: number, word: string): number => {
    if (word.length === 1) return isStopWord(word) ? 1 : 1.2;
    if (isStopWord(word)) return 0.95;
    // Only words of the dictionary: what else the segmenter takes for one is two (`新鞋`), or one with a particle (`拍的`).
    if (!list.has(word)) return Number.POSITIVE_INFINITY;
    return known.has(`${from} ${word}`) ? 0.9 : 1;
  };
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= text.length; to++) {
    let chosen = { cost: Number.POSITIVE_INFINITY, from: to - 1 };
    for (let from = Math.max(0, to - longestWord); from < to; from++) {
      const sum = (best[from]?.cost ?? 0) + cost(from, text.slice(from, to));
      if (sum < chosen.cost) chosen = { cost: sum, from };
    }
    best.push(chosen);
  }
  const words: string[] = [];
  for (let to = text.length; to > 0; to = best[to]?.from ?? 0) words.unshift(text.slice(best[to]?.from, to));
  return words;
}

/** `redDress01` is `red`, `Dress`, `01`. */
function innerParts(word: string): string[] {
  return word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}]+/gu) ?? [];
}

/**
 * The words of a text that may tell what a picture shows, in order: Chinese told apart by the dictionary, others
 * stemmed; stop words are left out, words that are written together (`redDress`) come whole and in parts.
 *
 * @param isFileName leaves out cameras' marks and numbers as well
 */
export function tokensOf(text: string, list: WordList, isFileName: boolean): Token[] {
  const tokens: Token[] = [];
  let place = 0;
  const isEmpty = (word: string) => isStopWord(word) || (isFileName && isFileMark(word));
  const add = (shown: string, part: boolean) => {
    const lower = shown.toLowerCase();
    if (!isEmpty(lower)) tokens.push({ term: stemOf(lower), shown, script: 'other', place, part });
  };
  const runs =
    list.simplify(text.normalize('NFKC')).match(/\p{Script=Han}+|[^\p{Script=Han}_\-./\\\s]+/gu) ?? [];
  for (const run of runs) {
    if (/^\p{Script=Han}/u.test(run)) {
      for (const word of splitHan(run, list)) {
        place++;
        if (!isEmpty(word)) tokens.push({ term: word, shown: word, script: 'han', place, part: false });
      }
      continue;
    }
    for (const { segment, isWordLike } of segmenter.segment(run)) {
      // A sign between two words keeps them from being one expression.
      place++;
      if (isWordLike !== true) continue;
      const parts = innerParts(segment);
      add(segment, false);
      if (parts.length > 1) for (const part of parts) if (part.length > 1) add(part, true);
    }
  }
  return tokens;
}

/** Two words that stand beside each other in a text that is not Chinese. */
export type LatinPair = {
  /** Their stems with a space between. */
  stems: string;
  /** The stem of the second. */
  last: string;
  /** The stem of both written as one. */
  joined: string;
  shown: string;
};

/** All pairs of neighbours among words that are not Chinese. */
export function latinPairs(tokens: readonly Token[]): LatinPair[] {
  const words = tokens.filter(({ part }) => !part);
  return words.flatMap((first, at) => {
    const second = words[at + 1];
    const isPair =
      second !== undefined &&
      first.script === 'other' &&
      second.script === 'other' &&
      second.place === first.place + 1;
    if (!isPair) return [];
    return [
      {
        stems: `${first.term} ${second.term}`,
        last: second.term,
        joined: stemOf(first.shown + second.shown),
        shown: `${first.shown} ${second.shown}`,
      },
    ];
  });
}
