import { DownloadOutlined, NodeIndexOutlined, RedoOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SubJob } from '../api/jobs.ts';
import { mediaLook } from '../api/media.ts';
import type { MediaDetails } from '../api/media-loader.ts';
import { objectPath } from '../api/object-path.ts';
import { clockTime } from '../parts/moments.ts';
import { StatusTag } from '../parts/status-tag.tsx';
import { useFormat } from '../parts/use-format.ts';
import { Player } from './player.tsx';
import type { useJobActions } from './use-job-actions.ts';
import { VideoState } from './video-state.tsx';

type VideoCardProps = {
  batchId: string;
  job: SubJob;
  /** From 1. */
  number: number;
  media: MediaDetails | undefined;
  /** Width over height of the video, as far as it is known. */
  ratio: number;
  actions: ReturnType<typeof useJobActions>;
};

function Picture({ job, number, media }: VideoCardProps) {
  const { t } = useTranslation('jobs');
  if (job.Status !== 'Success') return <VideoState job={job} number={number} />;
  const look = media && mediaLook(media);
  const path = look?.file ?? objectPath(job.MediaURL);
  if (path === null) return <p className="video-wait">{t('video.gone', { url: job.MediaURL })}</p>;
  return <Player key={path} path={path} cover={look?.cover ?? null} label={t('video.player', { number })} />;
}

function Figures({ job, media }: VideoCardProps) {
  const format = useFormat();
  if (job.Status !== 'Success') return null;
  const look = media && mediaLook(media);
  const figures = [
    job.Duration > 0 && clockTime(job.Duration, true),
    look && look.width > 0 && `${look.width} × ${look.height}`,
    look && look.size > 0 && format.size(look.size),
  ].filter((figure) => typeof figure === 'string');
  return <p className="video-figures">{figures.join(' · ')}</p>;
}

function Actions({ batchId, job, number, actions }: VideoCardProps) {
  const { t } = useTranslation('jobs');
  const path = objectPath(job.MediaURL);
  const isRunning = job.Status === 'Init' || job.Status === 'Processing';
  return (
    <div className="video-actions">
      {job.Status === 'Success' && path !== null && (
        <Button
          size="small"
          icon={<DownloadOutlined />}
          href={path}
          download
          aria-label={t('video.downloadOf', { number })}
        >
          {t('video.download')}
        </Button>
      )}
      {job.ProjectId !== '' && (
        <Link to={`/jobs/${batchId}/videos/${job.JobId}`} aria-label={t('video.timelineOf', { number })}>
          <NodeIndexOutlined /> {t('video.timeline')}
        </Link>
      )}
      {isRunning && (
        <Button
          size="small"
          icon={<StopOutlined />}
          aria-label={t('cancel.video', { number })}
          onClick={() => actions.cancelVideo(job.JobId, number)}
        >
          {t('cancel.action')}
        </Button>
      )}
      {job.Status === 'Failed' && (
        <Button
          size="small"
          icon={<RedoOutlined />}
          aria-label={t('retry.video', { number })}
          loading={actions.retrying === job.JobId}
          onClick={() => actions.retry(job.JobId)}
        >
          {t('retry.action')}
        </Button>
      )}
    </div>
  );
}

/** One video of a batch: to play, or how far it is, or why it failed; and what can be done about it. */
export function VideoCard(props: VideoCardProps) {
  const { t } = useTranslation('jobs');
  const { job, number, ratio } = props;
  const isCancelled = job.Status === 'Failed' && /^(Render)?Cancelled$/.test(job.ErrorCode);
  return (
    <article className="video-card" aria-label={t('video.number', { number })}>
      <div
        className="video-picture"
        style={job.Status === 'Failed' ? undefined : { aspectRatio: String(ratio) }}
      >
        <Picture {...props} />
      </div>
      <div className="video-words">
        <header>
          <h3>{t('video.number', { number })}</h3>
          <StatusTag state={isCancelled ? 'Cancelled' : job.Status} />
        </header>
        <Figures {...props} />
        <Actions {...props} />
      </div>
    </article>
  );
}
