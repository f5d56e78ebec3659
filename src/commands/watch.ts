import { succeeded } from './batch-job.ts';
import { connect } from './connection.ts';
import { followJobs } from './follow-jobs.ts';
import { showJob } from './get.ts';

/** Follows a batch job until it has ended; the exit code is 1 when a video could not be made. */
export async function watch(id: string, options: { endpoint?: string }): Promise<void> {
  const { client } = await connect(options.endpoint);
  const [job] = await followJobs(client, [{ id, label: 'video' }]);
  if (job === undefined) return;
  showJob(job);
  if (!succeeded(job)) process.exitCode = 1;
}
