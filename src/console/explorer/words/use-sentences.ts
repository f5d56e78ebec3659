import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { languageTags } from '../../i18n/language.ts';
import type { Sentences } from './sentences.ts';

/** The registry itself speaks English; a catalogue is fetched by the explorer alone, and only in its language. */
const loaders: Readonly<Record<string, () => Promise<Sentences>>> = {
  [languageTags.zh]: async () => (await import('./zh/index.ts')).sentences,
};

const sentencesQuery = (tag: string) =>
  queryOptions({
    queryKey: ['sentences', tag],
    queryFn: async (): Promise<Sentences> => (await loaders[tag]?.()) ?? {},
    staleTime: Number.POSITIVE_INFINITY,
    // Without a catalogue the page is still useful, in English.
    retry: false,
  });

/** Says sentences of the registry in the language of the page, in English where there is no other. */
export function useSentences(): { isLoading: boolean; say: (english: string) => string } {
  const { i18n } = useTranslation('explorer');
  const { data, isLoading } = useQuery(sentencesQuery(i18n.language));
  return { isLoading, say: (english) => data?.[english] ?? english };
}
