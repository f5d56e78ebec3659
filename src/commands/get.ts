import { type BatchJob, elapsed, remarksOf } from './batch-job.ts';
import { connect } from './connection.ts';
import { videoTable } from './table.ts';

/** Shows a batch job and its videos. */
export async function get(id: string, options: { json?: boolean; endpoint?: string }): Promise<void> {
  const { client } = await connect(options.endpoint);
  const { EditingBatchJob: job } = await client.call<{ EditingBatchJob: BatchJob }>(
    'GetBatchMediaProducingJob',
    {
      JobId: id,
    },
  );
  if (options.json) process.stdout.write(`${JSON.stringify(job, null, 2)}\n`);
  else showJob(job);
}

/** Prints a job for people. */
export function showJob(job: BatchJob): void {
  process.stdout.write(`${job.JobType} job ${job.JobId}: ${job.Status}\n`);
  process.stdout.write(`created ${job.CreateTime}, took ${elapsed(job)}\n`);
  for (const remark of remarksOf(job)) process.stdout.write(`${remark}\n`);
  process.stdout.write(videoTable(job));
}
