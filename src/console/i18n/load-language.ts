import type { ConfigProviderProps } from 'antd';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languageTags } from './language.ts';

/** Ant Design's own words in a language. */
export type ComponentWords = NonNullable<ConfigProviderProps['locale']>;

const loaders = {
  en: async () => {
    const [{ messages }, words] = await Promise.all([import('./en/index.ts'), import('antd/locale/en_US')]);
    return { messages, words: words.default };
  },
  zh: async () => {
    const [{ messages }, words] = await Promise.all([
      import('./zh/index.ts'),
      import('antd/locale/zh_CN'),
      import('dayjs/locale/zh-cn'),
    ]);
    return { messages, words: words.default };
  },
};

/** Loads the messages of a language and switches to them; only the language that is used is ever fetched. */
export async function loadLanguage(language: Language): Promise<ComponentWords> {
  const { messages, words } = await loaders[language]();
  const tag = languageTags[language];
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: tag,
      resources: {},
      defaultNS: 'shell',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
    });
  }
  for (const [area, texts] of Object.entries(messages)) i18next.addResourceBundle(tag, area, texts);
  await i18next.changeLanguage(tag);
  document.documentElement.lang = tag;
  return words;
}
