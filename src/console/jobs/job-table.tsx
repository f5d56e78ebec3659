import { Grid, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BatchRow } from '../api/jobs.ts';
import { Moment } from '../parts/moment.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { useFormat } from '../parts/use-format.ts';
import { gistOf } from './gist.ts';
import { RowProgress } from './row-progress.tsx';

function JobCell({ job }: { job: BatchRow }) {
  const { t } = useTranslation('jobs');
  const { text } = gistOf(job);
  return (
    <div className="job-cell">
      <Link to={`/jobs/${job.JobId}`}>{text || t('untitled')}</Link>
      <code>{job.JobId}</code>
      <span className="narrow-only">
        <Moment at={job.CreateTime} />
      </span>
    </div>
  );
}

function StateCell({ job }: { job: BatchRow }) {
  return (
    <div className="state-cell">
      <StatusTag state={job.Status} />
      {job.Status === 'Processing' && <RowProgress jobId={job.JobId} total={gistOf(job).count} />}
    </div>
  );
}

/** A page of jobs; on narrow screens the first two columns hold everything that matters. */
export function JobTable({ rows, isLoading }: { rows: readonly BatchRow[]; isLoading: boolean }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const { md: isWide = true } = Grid.useBreakpoint();
  const columns = useMemo<TableColumnsType<BatchRow>>(
    () => [
      { key: 'job', title: t('column.job'), render: (_, job) => <JobCell job={job} /> },
      {
        key: 'state',
        title: t('column.state'),
        render: (_, job) => <StateCell job={job} />,
        width: isWide ? '22%' : 128,
      },
      {
        key: 'videos',
        title: t('column.videos'),
        align: 'right',
        responsive: ['md'],
        width: 90,
        render: (_, job) => format.number(gistOf(job).count),
      },
      { key: 'type', title: t('column.type'), dataIndex: 'JobType', responsive: ['xl'], width: 130 },
      {
        key: 'created',
        title: t('column.created'),
        responsive: ['md'],
        width: 190,
        render: (_, job) => <Moment at={job.CreateTime} />,
      },
      {
        key: 'completed',
        title: t('column.completed'),
        responsive: ['xl'],
        width: 190,
        render: (_, job) => <Moment at={job.CompleteTime} />,
      },
    ],
    [t, format, isWide],
  );
  return (
    <Table
      className="job-table"
      rowKey="JobId"
      columns={columns}
      dataSource={rows}
      pagination={false}
      loading={isLoading}
      tableLayout="fixed"
      aria-label={t('listLabel')}
    />
  );
}
