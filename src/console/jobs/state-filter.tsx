import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type BatchStatus, jobCountsQuery } from '../api/jobs.ts';
import { useFormat } from '../parts/use-format.ts';
import { batchStatuses } from './list-request.ts';

/** Chooses the state of the jobs, with how many there are in each. */
export function StateFilter({
  value,
  onChange,
}: {
  value: BatchStatus | '';
  onChange: (status: BatchStatus | '') => void;
}) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  // Without counts the filter still works: their failure is no reason for an error on the page.
  const { data: counts } = useQuery(jobCountsQuery);
  const total = counts && batchStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  const choices = [
    { status: '' as const, label: t('all'), count: total },
    ...batchStatuses.map((status) => ({ status, label: t(`state.${status}`), count: counts?.[status] })),
  ];
  return (
    <fieldset className="chips" aria-label={t('byState')}>
      {choices.map(({ status, label, count }) => (
        <button
          key={status}
          type="button"
          className="chip"
          aria-pressed={value === status}
          onClick={() => onChange(status)}
        >
          {label}
          {count !== undefined && <span className="chip-count">{format.number(count)}</span>}
        </button>
      ))}
    </fieldset>
  );
}
