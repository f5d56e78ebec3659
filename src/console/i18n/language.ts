/** Languages of the console, each by its own name. */
export const languageNames = { en: 'English', zh: '简体中文' } as const;

/** A language of the console. */
export type Language = keyof typeof languageNames;

/** Code of a language for the browser: `lang` attributes and `Intl`. */
export const languageTags: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

const storageKey = 'reelmill.language';

/**
 * The language to begin with: what was chosen before, else the first of the browser's that the console has, else English.
 *
 * @param chosen what was stored
 * @param accepted tags such as `zh-Hans-CN`, best first
 */
export function firstLanguage(chosen: string | null, accepted: readonly string[]): Language {
  const known = [chosen ?? '', ...accepted].map((tag) => tag.toLowerCase().split('-', 1)[0]);
  return known.find((code): code is Language => code === 'en' || code === 'zh') ?? 'en';
}

/** The language that this browser begins with. */
export const browserLanguage = (): Language =>
  firstLanguage(localStorage.getItem(storageKey), navigator.languages);

/** Remembers the choice for the next visit. */
export const rememberLanguage = (language: Language) => localStorage.setItem(storageKey, language);

/**
 * The tag by which times and numbers are spelled: the browser's own spelling of the language, such as `en-GB`.
 *
 * @param language tag of the page, such as `en`
 * @param accepted tags of the browser, best first
 */
export function regionalTag(language: string, accepted: readonly string[]): string {
  const code = language.split('-', 1)[0];
  return accepted.find((tag) => tag.split('-', 1)[0] === code) ?? language;
}
