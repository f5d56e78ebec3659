import { ArrowLeftOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Collapse } from 'antd';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ApiFailure } from '../api/failure.ts';
import { batchQuery, projectQuery, type SubJob } from '../api/jobs.ts';
import { mediaLook, useMediaById } from '../api/media.ts';
import { objectPath } from '../api/object-path.ts';
import { Player } from '../job/player.tsx';
import { VideoState } from '../job/video-state.tsx';
import { parseConfig } from '../jobs/gist.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { JsonView } from '../parts/json-view.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { StatusTag } from '../parts/status-tag.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useClipWords } from './clip-view.tsx';
import { MediaPaths, useMediaPaths } from './media-paths.ts';
import { TimelineView } from './timeline-view.tsx';
import { type DrawnTimeline, drawTimeline } from './tracks.ts';
import { usePlayerTime } from './use-player-time.ts';
import '../job/job.css';
import './timeline.css';

function UnderPlayhead({ timeline, time }: { timeline: DrawnTimeline; time: number }) {
  const { t } = useTranslation('jobs');
  const words = useClipWords();
  const clips = timeline.tracks.flatMap(({ kind, clips: all }) =>
    all.filter(({ start, end }) => start <= time && time < end).map((clip) => ({ kind, clip })),
  );
  return (
    <section className="under-playhead" aria-label={t('timeline.details')}>
      <h2>{t('timeline.details')}</h2>
      {clips.length === 0 && <p>{t('timeline.nothing')}</p>}
      <dl>
        {clips.map(({ kind, clip }) => (
          <div key={clip.id}>
            <dt>{t(`timeline.track.${kind}`)}</dt>
            <dd>{words(clip)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function VideoWithTimeline({ job, number, text }: { job: SubJob; number: number; text: string }) {
  const { t } = useTranslation('jobs');
  const value = useMemo(() => parseConfig(text), [text]);
  const timeline = useMemo(() => drawTimeline(value, job.Duration), [value, job.Duration]);
  const paths = useMediaPaths(timeline);
  const found = useMediaById(job.MediaId === '' ? [] : [job.MediaId]).get(job.MediaId);
  const look = found && mediaLook(found);
  const path = job.Status === 'Success' ? (look?.file ?? objectPath(job.MediaURL)) : null;
  const player = useRef<HTMLVideoElement>(null);
  const { time, seek } = usePlayerTime(player, timeline.duration, path !== null);
  return (
    <MediaPaths value={paths}>
      <div className="video-and-facts">
        <div className="video-stage">
          {path === null ? (
            <VideoState job={job} number={number} />
          ) : (
            <Player ref={player} path={path} cover={null} label={t('video.player', { number })} />
          )}
        </div>
        <UnderPlayhead timeline={timeline} time={time} />
      </div>
      {value === undefined ? (
        <p>{t('timeline.broken')}</p>
      ) : (
        <TimelineView timeline={timeline} time={time} onSeek={seek} />
      )}
      <Collapse
        items={[
          {
            key: 'json',
            label: t('timeline.json'),
            children: (
              <div className="config">
                <CopyButton text={text} className="config-copy" />
                <JsonView value={value} label={t('timeline.json')} />
              </div>
            ),
          },
        ]}
      />
    </MediaPaths>
  );
}

/** One video with its timeline: what is seen and heard when, and from where it was taken. */
export default function VideoPage() {
  const { t } = useTranslation('jobs');
  const { jobId = '', videoId = '' } = useParams();
  const batch = useQuery(batchQuery(jobId));
  const index = batch.data?.SubJobList.findIndex(({ JobId }) => JobId === videoId) ?? -1;
  const job = batch.data?.SubJobList[index];
  const projectId = job?.ProjectId ?? '';
  const project = useQuery({ ...projectQuery(projectId), enabled: projectId !== '' });
  const isGone = batch.data !== undefined && job === undefined;
  const error = batch.error ?? project.error ?? (isGone ? new ApiFailure(404, 'ResourceNotFound', '') : null);
  const retry = () => void Promise.all([batch.refetch(), projectId !== '' && project.refetch()]);
  const isWaiting = error === null && (batch.isPending || (projectId !== '' && project.isPending));
  return (
    <Page
      title={t('timeline.title', { number: index < 0 ? '' : index + 1 })}
      above={
        <Link to={`/jobs/${jobId}`} className="back">
          <ArrowLeftOutlined /> {t('timeline.back')}
        </Link>
      }
      lead={job && <StatusTag state={job.Status} />}
    >
      {error !== null && <Problem error={error} retry={retry} />}
      {isWaiting && <Waiting rows={10} />}
      {!isWaiting && error === null && job !== undefined && project.data === undefined && (
        <p>{t('timeline.notYet')}</p>
      )}
      {job !== undefined && project.data !== undefined && (
        <VideoWithTimeline job={job} number={index + 1} text={project.data.Timeline} />
      )}
    </Page>
  );
}
