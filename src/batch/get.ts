import type { Kysely } from 'kysely';
import type { BatchJob, Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { type SubJobColumns, summariseSubJob } from './settle.ts';

const subJobColumns = [
  'id',
  'project_id',
  'media_id',
  'media_url',
  'duration',
  'status',
  'code',
  'message',
  'progress',
] as const;

/** What the list shows of a batch: everything but the sub jobs (batch.md 1.3). */
export function showBatch(
  job: Omit<BatchJob, 'seq' | 'account_id' | 'seed' | 'extend_input' | 'extend_output'>,
) {
  return {
    JobId: job.id,
    JobType: job.job_type,
    Status: job.status,
    InputConfig: job.input_config,
    EditingConfig: job.editing_config,
    OutputConfig: job.output_config,
    Extend: job.extend,
    UserData: job.user_data,
    CreateTime: job.create_time,
    ModifiedTime: job.modified_time,
    CompleteTime: job.complete_time,
  };
}

/** A sub job with its progress in percent, which goes beyond the documented keys. */
const showSubJob = (job: SubJobColumns & { progress: number }) => ({
  ...summariseSubJob(job),
  Progress: job.progress,
});

/**
 * A batch with all its sub jobs, in the order of their index: two look-ups by key, since clients poll it every few seconds.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`
 */
export async function getBatch(db: Kysely<Database>, account: string, id: string) {
  const job = await db
    .selectFrom('batch_jobs')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst();
  if (job === undefined) throw apiError('InvalidParameter.JobNotFound', { JobId: id });
  const subJobs = await db
    .selectFrom('producing_jobs')
    .select(subJobColumns)
    .where('batch_job_id', '=', id)
    .orderBy('output_index')
    .execute();
  return {
    ...showBatch(job),
    ExtendInput: job.extend_input,
    ExtendOutput: job.extend_output,
    SubJobList: subJobs.map(showSubJob),
  };
}
