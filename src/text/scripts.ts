/** Which language a stretch of text is read in, told by its letters. */

const han = /\p{Script=Han}/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;
const cyrillic = /\p{Script=Cyrillic}/u;
const latin = /\p{Script=Latin}/u;

/** Languages written with Latin letters that a text may be in when its letters cannot tell. */
const latinLanguages = new Set(['en', 'it', 'es', 'id', 'ms', 'vi', 'fil', 'fr', 'de', 'pt']);

/** Whether spaces stand between the words of a language. */
export function spaced(language: string): boolean {
  return !['zh', 'yue', 'ja', 'th'].includes(language);
}

/**
 * The language that a whole text is in. Letters that only one language has decide; `wanted` (BCP 47, primary
 * part) decides among the languages of a script.
 */
export function languageOf(text: string, wanted: string): string {
  const primary = wanted.toLowerCase().split(/[-_]/)[0] ?? '';
  if (hangul.test(text)) return 'ko';
  if (kana.test(text)) return 'ja';
  if (han.test(text)) return ['zh', 'yue', 'ja'].includes(primary) ? primary : 'zh';
  if (cyrillic.test(text)) return 'ru';
  if (latin.test(text)) return latinLanguages.has(primary) ? primary : 'en';
  return primary === '' ? 'zh' : primary;
}

/**
 * The language that a character is read in within a text of language `main`; null for digits, signs and
 * spaces, which go with the main language or with what is around them.
 */
export function languageOfCharacter(character: string, main: string): string | null {
  if (latin.test(character)) return latinLanguages.has(main) ? main : 'en';
  if (han.test(character)) return ['zh', 'yue', 'ja'].includes(main) ? main : 'zh';
  if (kana.test(character)) return 'ja';
  if (hangul.test(character)) return 'ko';
  if (cyrillic.test(character)) return 'ru';
  return null;
}
