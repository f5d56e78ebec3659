import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { batchQuery } from '../api/jobs.ts';
import { useSeen } from '../parts/use-seen.ts';
import { batchProgress } from './batch-progress.ts';

/**
 * How far a running job has come. Its videos are asked for once, when the row is seen; from then on the server's events keep
 * them current.
 */
export function RowProgress({ jobId, total }: { jobId: string; total: number }) {
  const { t } = useTranslation('jobs');
  const { place, isSeen } = useSeen<HTMLDivElement>();
  const { data } = useQuery({ ...batchQuery(jobId), enabled: isSeen });
  const { done, failed, percent } = batchProgress(data?.SubJobList ?? []);
  return (
    <div className="row-progress" ref={place}>
      <Progress percent={percent} size="small" showInfo={false} aria-label={t('column.state')} />
      <span>
        {t('videoProgress', { done, total: data?.SubJobList.length ?? total })}
        {failed > 0 && ` · ${t('failedVideos', { count: failed })}`}
      </span>
    </div>
  );
}
