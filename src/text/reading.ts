/**
 * How signs that the embedded voice reads badly are written out for it: money, shares, years, long numbers,
 * initials. What is shown stays as it was; only what is read changes.
 */

/** A stretch of text and what is read for it. */
export type Atom = { shown: string; spoken: string };

/** The text sign by sign, so that a voice reads `138` as one, three, eight. */
export function digitsReading(text: string): string {
  return Array.from(text.replaceAll(/[^\p{L}\p{N}]+/gu, '')).join(' ');
}

type Rule = { pattern: RegExp; read: (match: RegExpMatchArray) => string };

const grouped = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const plainNumber = (digits: string | undefined) => (digits ?? '').replaceAll(',', '');
const spelled = (match: RegExpMatchArray) => digitsReading(match[0]);
const currencies: Record<string, { zh: string; en: [one: string, many: string] }> = {
  '¥': { zh: '元', en: ['yuan', 'yuan'] },
  '￥': { zh: '元', en: ['yuan', 'yuan'] },
  $: { zh: '美元', en: ['dollar', 'dollars'] },
  '€': { zh: '欧元', en: ['euro', 'euros'] },
  '£': { zh: '英镑', en: ['pound', 'pounds'] },
};

const englishMoney = (match: RegExpMatchArray) => {
  const [one, many] = currencies[match[1] ?? '']?.en ?? ['', ''];
  const amount = plainNumber(match[2]);
  const cents = /^(\d+)\.(\d\d)$/.exec(amount);
  const whole = cents?.[1] ?? amount;
  const name = whole === '1' ? one : many;
  return cents === null || cents[2] === '00' ? `${whole} ${name}` : `${whole} ${name} ${Number(cents[2])}`;
};

/** Signs that are pictures and not words: the voice would read their Unicode names. */
const pictures: Rule = {
  pattern:
    /(?!\p{N})\p{Extended_Pictographic}(?:[\u{1F3FB}-\u{1F3FF}\uFE0F]|\u200D?\p{Extended_Pictographic})*/u,
  read: () => ' ',
};

const chinese: Rule[] = [
  pictures,
  {
    pattern: new RegExp(String.raw`([¥￥$€£])\s?(${grouped})(万|亿|千|百)?`),
    read: (match) => `${plainNumber(match[2])}${match[3] ?? ''}${currencies[match[1] ?? '']?.zh}`,
  },
  { pattern: new RegExp(`(${grouped})\\s?[%％]`), read: (match) => `百分之${plainNumber(match[1])}` },
  { pattern: /\d{4}(?=年)/, read: spelled },
  {
    pattern: /(\d{1,2})[:：](\d{2})(?!\d)/,
    read: (match) => `${match[1]}点${Number(match[2]) === 0 ? '' : `${match[2]}分`}`,
  },
  { pattern: /(\d+(?:\.\d+)?)\s?[-~～–—]\s?(?=\d)/, read: (match) => `${match[1]}到` },
  { pattern: /\d{1,3}(?:,\d{3})+(?:\.\d+)?/, read: (match) => plainNumber(match[0]) },
  { pattern: /\d{7,}/, read: spelled },
  { pattern: /℃/, read: () => '摄氏度' },
  { pattern: /[&＆]/, read: () => '和' },
  { pattern: /\+(?=\d)/, read: () => '加' },
  // Initials are spelled in Chinese speech, words in capitals are read.
  { pattern: /(?<![A-Za-z])[A-Z]{2,4}(?![A-Za-z])/, read: spelled },
];

const english: Rule[] = [
  pictures,
  { pattern: new RegExp(String.raw`([¥￥$€£])\s?(${grouped})`), read: englishMoney },
  { pattern: /\d{8,}/, read: spelled },
  { pattern: /℃/, read: () => ' degrees Celsius' },
];

const rules: Record<string, Rule[]> = { zh: chinese, en: english };

function applyRule(atoms: Atom[], { pattern, read }: Rule): Atom[] {
  const all = new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`);
  return atoms.flatMap((atom) => {
    // What an earlier rule has written out is settled.
    if (atom.spoken !== atom.shown) return [atom];
    const parts: Atom[] = [];
    let at = 0;
    for (const match of atom.shown.matchAll(all)) {
      const before = atom.shown.slice(at, match.index);
      if (before !== '') parts.push({ shown: before, spoken: before });
      parts.push({ shown: match[0], spoken: read(match) });
      at = match.index + match[0].length;
    }
    const rest = atom.shown.slice(at);
    return rest === '' ? parts : [...parts, { shown: rest, spoken: rest }];
  });
}

/** Takes text apart into stretches with their reading; joined, the shown parts give the text. */
export function readingOf(text: string, language: string): Atom[] {
  if (text === '') return [];
  return (rules[language] ?? [pictures]).reduce(applyRule, [{ shown: text, spoken: text }]);
}
