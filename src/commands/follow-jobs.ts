import { setTimeout as pause } from 'node:timers/promises';
import { type Client, RpcError } from '../client/client.ts';
import { type BatchJob, hasEnded } from './batch-job.ts';
import { type Item, openProgressView } from './progress-view.ts';

const pollMilliseconds = 500;
/** A server that restarts is waited for so long. */
const patienceMilliseconds = 30_000;

/** A batch job to follow, and the word that its videos are shown under. */
export type FollowedJob = { id: string; label: string };

/**
 * Shows the progress of every video of the jobs until all jobs have ended.
 *
 * @returns the jobs as they ended, in the order given
 * @throws what the client throws; an unreachable server is tried again for a while
 */
export async function followJobs(
  client: Client,
  jobs: FollowedJob[],
  signal?: AbortSignal,
): Promise<BatchJob[]> {
  const view = openProgressView();
  try {
    for (;;) {
      const states = await Promise.all(jobs.map(({ id }) => getJob(client, id)));
      view.show(states.flatMap((state, index) => itemsOf(state, jobs[index]?.label ?? '')));
      if (states.every(hasEnded)) return states;
      await pause(pollMilliseconds, undefined, signal ? { signal } : {});
    }
  } finally {
    view.close();
  }
}

async function getJob(client: Client, id: string): Promise<BatchJob> {
  const deadline = performance.now() + patienceMilliseconds;
  for (;;) {
    try {
      const answer = await client.call<{ EditingBatchJob: BatchJob }>('GetBatchMediaProducingJob', {
        JobId: id,
      });
      return answer.EditingBatchJob;
    } catch (error) {
      const isAway = error instanceof RpcError && error.code === 'ServerUnreachable';
      if (!isAway || performance.now() > deadline) throw error;
      await pause(pollMilliseconds);
    }
  }
}

function itemsOf(job: BatchJob, label: string): Item[] {
  const words = { Init: 'waiting', Processing: 'rendering', Success: 'done', Failed: 'failed' };
  return job.SubJobList.map(({ Status, Progress }, index) => ({
    label: `${label} ${index}`,
    percent: Status === 'Success' ? 100 : Progress,
    state: words[Status],
  }));
}
