import { ArrowLeftOutlined, FormOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { type Batch, batchQuery } from '../api/jobs.ts';
import { useMediaById } from '../api/media.ts';
import { batchProgress } from '../jobs/batch-progress.ts';
import { gistOf } from '../jobs/gist.ts';
import { resubmitOf } from '../jobs/resubmit.ts';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Configs } from './configs.tsx';
import { JobFacts } from './job-facts.tsx';
import { JobOutcome } from './job-outcome.tsx';
import { useJobActions } from './use-job-actions.ts';
import { VideoCard } from './video-card.tsx';
import { WhySection } from './why-section.tsx';
import './job.css';

type Actions = ReturnType<typeof useJobActions>;

function Back() {
  const { t } = useTranslation('jobs');
  return (
    <Link to="/jobs" className="back">
      <ArrowLeftOutlined /> {t('job.back')}
    </Link>
  );
}

function JobActions({ job, actions }: { job: Batch; actions: Actions }) {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  const { failed } = batchProgress(job.SubJobList);
  const { to, state } = resubmitOf(job);
  const isRunning = job.Status === 'Init' || job.Status === 'Processing';
  return (
    <>
      {failed > 0 && (
        <Button
          icon={<RedoOutlined />}
          loading={actions.retrying === job.JobId}
          onClick={() => actions.retry(job.JobId)}
        >
          {t('retry.failed', { count: failed })}
        </Button>
      )}
      {isRunning && (
        <Button danger icon={<StopOutlined />} onClick={actions.cancelBatch}>
          {t('cancel.batch')}
        </Button>
      )}
      <Button
        type={isRunning ? 'default' : 'primary'}
        icon={<FormOutlined />}
        onClick={() => void navigate(to, { state })}
      >
        {t('job.again')}
      </Button>
    </>
  );
}

function Videos({ job, actions }: { job: Batch; actions: Actions }) {
  const { t } = useTranslation('jobs');
  const ids = job.SubJobList.flatMap(({ MediaId }) => (MediaId === '' ? [] : [MediaId]));
  const media = useMediaById(ids);
  const { width, height } = gistOf(job);
  const ratio = width !== null && height !== null ? width / height : 9 / 16;
  if (job.SubJobList.length === 0) return null;
  return (
    <section aria-label={t('job.outputs')}>
      <h2>{t('job.outputs')}</h2>
      <div className={ratio > 1 ? 'video-grid video-grid-wide' : 'video-grid'}>
        {job.SubJobList.map((video, index) => (
          <VideoCard
            key={video.JobId}
            batchId={job.JobId}
            job={video}
            number={index + 1}
            media={media.get(video.MediaId)}
            ratio={ratio}
            actions={actions}
          />
        ))}
      </div>
    </section>
  );
}

/** A job: its figures, its videos, what was submitted, and what can be done about it. */
export default function JobPage() {
  const { t } = useTranslation('jobs');
  const { jobId = '' } = useParams();
  const { data: job, error, refetch } = useQuery(batchQuery(jobId));
  const actions = useJobActions(jobId);
  if (job === undefined) {
    return (
      <Page title={t('column.job')} above={<Back />}>
        {error === null ? <Waiting rows={10} /> : <Problem error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  const isPlanned = job.SubJobList.some(({ ProjectId, Status }) => ProjectId !== '' || Status === 'Failed');
  const isPlanning = !isPlanned && (job.Status === 'Init' || job.Status === 'Processing');
  return (
    <Page
      title={gistOf(job).text || t('untitled')}
      above={<Back />}
      lead={<StatusTag state={job.Status} />}
      actions={<JobActions job={job} actions={actions} />}
    >
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      <JobFacts job={job} />
      <JobOutcome extend={job.Extend} />
      {isPlanning && <p role="status">{t('job.planning')}</p>}
      <Videos job={job} actions={actions} />
      <WhySection job={job} />
      <Configs job={job} />
    </Page>
  );
}
