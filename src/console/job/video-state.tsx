import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SubJob } from '../api/jobs.ts';
import { videoAdvice } from '../parts/advice.ts';
import { useFormat } from '../parts/use-format.ts';
import { useRemaining } from './use-remaining.ts';

function Rendering({ percent, number }: { percent: number; number: number }) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const left = useRemaining(percent);
  return (
    <div className="video-wait">
      <Progress percent={percent} status="active" aria-label={t('video.progress', { number })} />
      <span>
        {t('video.rendering')} ·{' '}
        {left === null ? t('video.estimating') : t('video.left', { span: format.span(Math.max(1, left)) })}
      </span>
    </div>
  );
}

function Fault({ job }: { job: SubJob }) {
  const { t } = useTranslation('problems');
  const advice = videoAdvice(job.ErrorCode);
  return (
    <div className="video-fault">
      <strong>{t(`${advice}.title`)}</strong>
      {job.ErrorMessage !== '' && <p>{job.ErrorMessage}</p>}
      <p className="video-advice">{t(`${advice}.advice`)}</p>
      <code>{job.ErrorCode}</code>
    </div>
  );
}

/** What stands in the place of the player while there is no video: how far it is, or why there is none. */
export function VideoState({ job, number }: { job: SubJob; number: number }) {
  const { t } = useTranslation('jobs');
  if (job.Status === 'Failed') return <Fault job={job} />;
  if (job.Status === 'Processing') return <Rendering percent={job.Progress} number={number} />;
  return (
    <div className="video-wait">
      <span>{t(job.ProjectId === '' ? 'video.planning' : 'video.waiting')}</span>
    </div>
  );
}
