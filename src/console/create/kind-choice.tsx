import { useTranslation } from 'react-i18next';
import { type JobKind, jobKinds } from './kind.ts';

/** Choice of how the pictures of the videos are arranged. */
export function KindChoice({ kind, choose }: { kind: JobKind; choose: (kind: JobKind) => void }) {
  const { t } = useTranslation('create');
  return (
    <ul className="kinds" aria-label={t('kind.label')}>
      {jobKinds.map((each) => (
        <li key={each}>
          <button
            type="button"
            className="kind-card"
            aria-pressed={each === kind}
            onClick={() => choose(each)}
          >
            <strong>{t(`kind.${each}.title`)}</strong>
            <span>{t(`kind.${each}.text`)}</span>
            <code>{each}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
