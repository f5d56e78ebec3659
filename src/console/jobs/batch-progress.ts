import type { SubJob } from '../api/jobs.ts';

/** How far a batch has come. */
export type BatchProgress = {
  done: number;
  failed: number;
  running: number;
  waiting: number;
  percent: number;
};

/** Adds up the videos of a batch; a video that failed counts as dealt with. */
export function batchProgress(videos: readonly Pick<SubJob, 'Status' | 'Progress'>[]): BatchProgress {
  const count = (status: SubJob['Status']) => videos.filter(({ Status }) => Status === status).length;
  const shares = videos.map(({ Status, Progress }) =>
    Status === 'Success' || Status === 'Failed' ? 100 : Status === 'Processing' ? Progress : 0,
  );
  const total = shares.reduce((sum, share) => sum + share, 0);
  return {
    done: count('Success'),
    failed: count('Failed'),
    running: count('Processing'),
    waiting: count('Init'),
    percent: videos.length === 0 ? 0 : Math.floor(total / videos.length),
  };
}
