import type { ChineseWord, Dictionary } from './dictionary.ts';
import type { Gloss } from './glosses.ts';
import { latinPairs, type Token } from './segment.ts';

/**
 * What a phrase asks for, word by word, with everything that a text may say instead: the same word in another form,
 * its translations, a wider or narrower word. Terms of the index are marked by their kind:
 *
 * - `w:` a word as it stands,
 * - `n:` a word within a longer one (`方形` in `正方形`), or two characters that stand beside each other,
 * - `k:` the last character of a Chinese word, which names its kind (`连衣裙` and `裙子` are kinds of `裙`),
 * - `e:` the same of the Chinese for an English word.
 */

/** Something that stands for the concept. */
export type Alternative = {
  /** Terms of the index that all have to be there. */
  terms: string[];
  /** How well it stands for the concept, 0 to 1. */
  strength: number;
  /** What a reader is told that was found; empty = the concept's own word. */
  shown: string;
};

/** A word or expression of a phrase. */
export type Concept = {
  key: string;
  shown: string;
  alternatives: Alternative[];
  /** Key of the word that this expression says more exactly: a hot pot is no pot. */
  refines?: string;
};

const strengths = {
  translated: 0.85,
  /** A word with another ending (`裙子`, `裙`). */
  varied: 0.9,
  nested: 0.75,
  pinyin: 0.75,
  /** What a single character does has many meanings (`驶`: sail, drive, run). */
  loneVerb: 0.5,
  /** One is a kind of the other (`连衣裙`, `裙`). */
  narrower: 0.6,
  /** Another word of the same language that means much the same (`bike`, `bicycle`). */
  synonym: 0.5,
  kin: 0.35,
};

const endings = ['子', '儿', '头', '色', '形', '状'];
/** Last characters that say nothing of the kind, and colours, of which one is not like the other. */
const vagueHeads = new Set(
  '色形状品物人性具者员家时间地方年月日法度力用类样子儿头红橙黄绿青蓝紫粉棕褐黑白灰金银',
);
/** Shorter readings are words of other languages, too (`can`, `she`). */
const shortestPinyin = 5;

/** `裙子` without its ending; the word itself where nothing would be left. */
function baseOf(word: string): string {
  return word.length > 1 && endings.includes(word.at(-1) ?? '') ? word.slice(0, -1) : word;
}

/** The character that names the kind of a Chinese word, or null. */
function headOf(word: string): string | null {
  const head = baseOf(word).at(-1) ?? '';
  return head === '' || vagueHeads.has(head) ? null : head;
}

/** The kinds of thing that an English word is: those that a good part of its translations share. */
function headsOf(words: readonly ChineseWord[]): Set<string> {
  const counts = new Map<string, number>();
  for (const { word, isVerb } of words) {
    const head = word.length > 1 && !isVerb ? headOf(word) : null;
    if (head !== null) counts.set(head, (counts.get(head) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  const shared = [...counts].filter(([, count]) => count >= 2 && count * 4 >= most);
  return new Set(shared.map(([head]) => head));
}

/** Words of the dictionary within a longer one. */
function wordsWithin(word: string, dictionary: Dictionary): string[] {
  const within: string[] = [];
  for (let from = 0; from < word.length; from++) {
    for (let to = from + 2; to <= word.length; to++) {
      const piece = word.slice(from, to);
      if (piece !== word && dictionary.has(piece)) within.push(piece);
    }
  }
  return within;
}

/** Pairs of characters that stand beside each other as words of one character: names that no dictionary has. */
function loosePairs(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    const next = tokens[at + 1];
    const isPair =
      next !== undefined &&
      token.script === 'han' &&
      next.script === 'han' &&
      token.term.length === 1 &&
      next.term.length === 1 &&
      next.place === token.place + 1;
    return isPair ? [token.term + next.term] : [];
  });
}

/** The terms under which a text is found. */
export function indexTerms(tokens: readonly Token[], dictionary: Dictionary): string[] {
  const terms = tokens.flatMap(({ term, script }) => {
    if (script === 'han') {
      const head = headOf(term);
      return [
        `w:${term}`,
        ...wordsWithin(term, dictionary).map((piece) => `n:${piece}`),
        ...(head === null ? [] : [`k:${head}`]),
      ];
    }
    return [`w:${term}`, ...Array.from(headsOf(dictionary.chinese(term)), (head) => `e:${head}`)];
  });
  return [...terms, ...loosePairs(tokens).map((pair) => `n:${pair}`)];
}

/** A translation, all of it or the last word alone: `woman's dress`, `dress`. */
function byGloss({ stems, shown, strength }: Gloss, share: number): Alternative[] {
  const whole = { terms: stems.map((stem) => `w:${stem}`), strength: share * strength, shown };
  const head = stems.at(-1);
  if (stems.length === 1 || head === undefined) return [whole];
  const last = shown.split(/[\s-]+/).at(-1) ?? shown;
  return [whole, { terms: [`w:${head}`], strength: share * strength * strengths.narrower, shown: last }];
}

/** English for things of a kind that one character names: `dress` (连衣裙) for `裙`. */
function narrowerOnes(kind: string, dictionary: Dictionary): Alternative[] {
  if (headOf(kind) === null) return [];
  return dictionary.endingIn(kind).flatMap((word) =>
    dictionary
      .english(word)
      .filter(({ strength, isVerb }) => strength === 1 && !isVerb)
      .flatMap((gloss) => byGloss(gloss, strengths.translated * strengths.narrower)),
  );
}

/** What may stand for a Chinese word. */
function forChinese(word: string, dictionary: Dictionary): Alternative[] {
  const base = baseOf(word);
  const found: Alternative[] = [
    { terms: [`w:${word}`], strength: 1, shown: '' },
    { terms: [`n:${word}`], strength: strengths.nested, shown: '' },
  ];
  for (const variant of [base, ...endings.map((ending) => base + ending)]) {
    if (variant !== word) found.push({ terms: [`w:${variant}`], strength: strengths.varied, shown: variant });
  }
  for (const piece of wordsWithin(word, dictionary)) {
    found.push({ terms: [`w:${piece}`], strength: strengths.nested, shown: piece });
  }
  for (const form of new Set([word, base])) {
    const certain = strengths.translated * (form === word ? 1 : strengths.varied);
    for (const gloss of dictionary.english(form)) {
      const share = certain * (form.length === 1 && gloss.isVerb ? strengths.loneVerb : 1);
      const [whole, ...rest] = byGloss(gloss, share);
      if (whole !== undefined) found.push(whole);
      // What a single character means only together with others (`骑`: saddle horse) is not that other.
      if (form.length > 1) found.push(...rest);
    }
  }
  if (base.length === 1) found.push(...narrowerOnes(base, dictionary));
  if (word.length > 1) {
    for (const reading of dictionary.pinyin(word)) {
      if (reading.length < shortestPinyin) continue;
      found.push({ terms: [`w:${reading}`], strength: strengths.pinyin, shown: reading });
    }
  }
  const head = headOf(word);
  if (head !== null) {
    const strength = base.length === 1 ? strengths.narrower : strengths.kin;
    for (const kind of ['k', 'e']) found.push({ terms: [`${kind}:${head}`], strength, shown: head });
  }
  return found;
}

/** What may stand for an English word or expression, by its Chinese: `圆` and `圆形` for `circle`. */
function byChinese(words: readonly ChineseWord[]): Alternative[] {
  return words.flatMap(({ word, strength }) => {
    const share = strengths.translated * strength;
    const base = baseOf(word);
    return [
      { terms: [`w:${word}`], strength: share, shown: word },
      { terms: [`n:${word}`], strength: share * strengths.nested, shown: word },
      ...[base, ...endings.map((ending) => base + ending)]
        .filter((variant) => variant !== word)
        .map((variant) => ({ terms: [`w:${variant}`], strength: share * strengths.varied, shown: variant })),
    ];
  });
}

/** So many Chinese words that both stand for make two English ones synonyms; fewer may be chance. */
const sharedTranslations = 3;

/** English words that mean much the same: plain meanings of several of its translations. */
function synonymsOf(stem: string, words: readonly ChineseWord[], dictionary: Dictionary): Alternative[] {
  const counts = new Map<string, number>();
  for (const { word, strength } of words) {
    if (strength < strengths.synonym) continue;
    const plain = dictionary
      .english(word)
      .filter((gloss) => gloss.strength === 1 && gloss.stems.length === 1);
    for (const other of new Set(plain.map(({ stems }) => stems[0] ?? ''))) {
      if (other !== stem) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= sharedTranslations)
    .map(([other]) => ({ terms: [`w:${other}`], strength: strengths.synonym, shown: other }));
}

/** What may stand for an English word: its Chinese, and Chinese of the same kind. */
function forEnglish(stem: string, dictionary: Dictionary): Alternative[] {
  const words = dictionary.chinese(stem);
  const kinds = Array.from(headsOf(words), (head) => ({
    terms: [`k:${head}`],
    strength: strengths.kin,
    shown: head,
  }));
  return [...byChinese(words), ...kinds, ...synonymsOf(stem, words, dictionary)];
}

/** English expressions of two words (`hot pot`, `sun flower`) that have a meaning, or a spelling, of their own. */
function expressions(tokens: readonly Token[], dictionary: Dictionary): Concept[] {
  return latinPairs(tokens).map(({ stems, last, joined, shown }) => {
    // Without the kinds of thing that it may be: they are those of its second word, which counts by itself.
    const words = [...dictionary.chinese(stems), ...dictionary.chinese(joined)];
    const own = { terms: [`w:${joined}`], strength: strengths.varied, shown: joined };
    return { key: stems, shown, alternatives: [own, ...byChinese(words)], refines: last };
  });
}

/**
 * The concepts of a phrase, each once.
 *
 * @param remembered concepts made before, by their keys; added to, so that a word is looked up once for all phrases
 */
export function conceptsOf(
  tokens: readonly Token[],
  dictionary: Dictionary,
  remembered: Map<string, Concept>,
): Concept[] {
  const found = new Map<string, Concept>();
  const take = (key: string, make: () => Concept) => {
    const concept = remembered.get(key) ?? make();
    remembered.set(key, concept);
    found.set(key, concept);
  };
  for (const { term, shown, script, part } of tokens) {
    if (part) continue;
    take(term, () => {
      const own = { terms: [`w:${term}`], strength: 1, shown: '' };
      if (script === 'han') return { key: term, shown, alternatives: forChinese(term, dictionary) };
      return { key: term, shown, alternatives: [own, ...forEnglish(term, dictionary)] };
    });
  }
  for (const pair of loosePairs(tokens)) {
    const alternative = { terms: [`n:${pair}`], strength: strengths.varied, shown: '' };
    take(`n:${pair}`, () => ({ key: `n:${pair}`, shown: pair, alternatives: [alternative] }));
  }
  for (const concept of expressions(tokens, dictionary)) take(concept.key, () => concept);
  return [...found.values()];
}
