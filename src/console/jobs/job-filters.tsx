import { CloseOutlined, FilterOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiTime, isFiltered, type JobFilters, jobTypes } from './list-request.ts';

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** A moment in the browser's zone that the address keeps in UTC. */
function MomentField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (at: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <DatePicker
          id={id}
          showTime
          value={value === '' ? null : dayjs(value)}
          onChange={(moment) => onChange(moment === null ? '' : apiTime(moment.toDate()))}
          placeholder=""
        />
      )}
    </Field>
  );
}

/** The filters of the list of jobs besides the state. */
export function JobFilterBar({
  filters,
  onChange,
}: {
  filters: JobFilters;
  onChange: (change: Partial<JobFilters>) => void;
}) {
  const { t } = useTranslation('jobs');
  const [id, setId] = useState(filters.id);
  // Only narrow screens fold the fields away.
  const [isUnfolded, setUnfolded] = useState(false);
  const fields = useId();
  useEffect(() => setId(filters.id), [filters.id]);
  const typeOptions = [
    { value: '', label: t('filter.anyType') },
    ...jobTypes.map((value) => ({ value, label: value })),
  ];
  const orderOptions = [
    { value: 'desc' as const, label: t('filter.newest') },
    { value: 'asc' as const, label: t('filter.oldest') },
  ];
  return (
    <search aria-label={t('filter.label')}>
      <Button
        className="filter-fold"
        icon={<FilterOutlined />}
        aria-expanded={isUnfolded}
        aria-controls={fields}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        {t('filter.label')}
      </Button>
      <div id={fields} className={isUnfolded ? 'filters filters-unfolded' : 'filters'}>
        <Field label={t('filter.id')}>
          {(field) => (
            <Input.Search
              id={field}
              value={id}
              allowClear
              maxLength={64}
              spellCheck={false}
              onChange={({ target }) => setId(target.value)}
              onSearch={(value) => onChange({ id: value.trim() })}
            />
          )}
        </Field>
        <Field label={t('filter.type')}>
          {(field) => (
            <Select
              id={field}
              value={filters.type}
              options={typeOptions}
              popupMatchSelectWidth={false}
              onChange={(type) => onChange({ type })}
            />
          )}
        </Field>
        <MomentField label={t('filter.from')} value={filters.from} onChange={(from) => onChange({ from })} />
        <MomentField label={t('filter.to')} value={filters.to} onChange={(to) => onChange({ to })} />
        <Field label={t('filter.order')}>
          {(field) => (
            <Select
              id={field}
              value={filters.order}
              options={orderOptions}
              onChange={(order) => onChange({ order })}
            />
          )}
        </Field>
        {isFiltered(filters) && (
          <Button
            icon={<CloseOutlined />}
            onClick={() => onChange({ id: '', type: '', status: '', from: '', to: '' })}
          >
            {t('filter.reset')}
          </Button>
        )}
      </div>
    </search>
  );
}
