import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { regionalTag } from '../i18n/language.ts';
import { localTime, sizeInWords, spanInWords } from './moments.ts';

/** Spells figures in the language of the page, in the way of the person's region where the browser names one. */
export function useFormat() {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const tag = regionalTag(i18n.language, navigator.languages);
    const number = new Intl.NumberFormat(tag);
    const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
    return {
      /** A UTC time of the API in the browser's zone. */
      time: (at: string) => localTime(at, tag),
      /** Seconds in words. */
      span: (seconds: number) => spanInWords(seconds, tag),
      /** Bytes in words. */
      size: (bytes: number) => sizeInWords(bytes, tag),
      number: (value: number) => number.format(value),
      /** A share, 0 to 1, as a percentage. */
      percent: (share: number) => percent.format(share),
    };
  }, [i18n.language]);
}
