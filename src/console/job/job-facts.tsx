import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../api/jobs.ts';
import { batchProgress } from '../jobs/batch-progress.ts';
import { gistOf } from '../jobs/gist.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Moment } from '../parts/moment.tsx';
import { useFormat } from '../parts/use-format.ts';
import { largestOverlap } from './extend.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The figures of a job: when, how long, how many. */
export function JobFacts({ job }: { job: Batch }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const { width, height, count } = gistOf(job);
  const { done } = batchProgress(job.SubJobList);
  const overlap = largestOverlap(job.ExtendOutput);
  const took = (Date.parse(job.CompleteTime) - Date.parse(job.CreateTime)) / 1000;
  return (
    <dl className="facts">
      <Fact name={t('column.videos')}>
        {t('videoProgress', { done, total: job.SubJobList.length || count })}
      </Fact>
      <Fact name={t('job.type')}>{job.JobType}</Fact>
      {width !== null && height !== null && <Fact name={t('job.size')}>{`${width} × ${height}`}</Fact>}
      <Fact name={t('job.created')}>
        <Moment at={job.CreateTime} />
      </Fact>
      {job.CompleteTime !== '' && (
        <Fact name={t('job.ended')}>
          <Moment at={job.CompleteTime} />
        </Fact>
      )}
      {Number.isFinite(took) && <Fact name={t('job.took')}>{format.span(took)}</Fact>}
      {overlap !== null && (
        <Fact name={t('job.overlap')}>
          <Tooltip title={t('job.overlapHint')}>
            <span>{format.percent(overlap)}</span>
          </Tooltip>
        </Fact>
      )}
      {job.UserData !== '' && job.UserData !== '{}' && (
        <Fact name={t('job.userData')}>
          <code className="cut">{job.UserData}</code>
        </Fact>
      )}
      <Fact name={t('job.id')}>
        <code>{job.JobId}</code> <CopyButton text={job.JobId} />
      </Fact>
    </dl>
  );
}
