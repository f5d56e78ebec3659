import { useTranslation } from 'react-i18next';
import { localTime, utcTime } from './moments.ts';

/** A moment in the browser's time zone, with UTC on hover; a dash when there is none. */
export function Moment({ at }: { at: string | undefined }) {
  const { t, i18n } = useTranslation();
  if (!at) return <span>{t('none')}</span>;
  return (
    <time dateTime={at} title={utcTime(at)} className="moment">
      {localTime(at, i18n.language)}
    </time>
  );
}
