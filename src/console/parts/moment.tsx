import { useTranslation } from 'react-i18next';
import { utcTime } from './moments.ts';
import { useFormat } from './use-format.ts';

/** A moment in the browser's time zone, with UTC on hover; a dash when there is none. */
export function Moment({ at }: { at: string | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!at) return <span>{t('none')}</span>;
  return (
    <time dateTime={at} title={utcTime(at)} className="moment">
      {format.time(at)}
    </time>
  );
}
