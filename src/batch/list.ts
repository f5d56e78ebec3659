import type { Kysely } from 'kysely';
import { type PageRequest, readPage } from '../db/page.ts';
import type { BatchJob, Database } from '../db/schema.ts';
import { showBatch } from './get.ts';
import type { BatchJobType } from './job-types.ts';

/** Filters of the list of batches; a filter that is undefined lets everything through. */
export type BatchListRequest = PageRequest & {
  jobId: string | undefined;
  jobType: BatchJobType | undefined;
  status: BatchJob['status'] | undefined;
};

const columns = [
  'id',
  'seq',
  'job_type',
  'status',
  'input_config',
  'editing_config',
  'output_config',
  'template_config',
  'extend',
  'user_data',
  'create_time',
  'modified_time',
  'complete_time',
] as const;

/**
 * Lists the batches of an account by creation time (batch.md 1.3).
 *
 * @param tokenKey key that page tokens are sealed with
 */
export async function listBatches(
  db: Kysely<Database>,
  tokenKey: Uint8Array,
  account: string,
  request: BatchListRequest,
) {
  const { jobId, jobType, status } = request;
  const filters = { List: 'batch_jobs', JobId: jobId, JobType: jobType, Status: status };
  const { rows, nextToken } = await readPage({ tokenKey, account, filters }, request, (window) => {
    let query = db.selectFrom('batch_jobs').select(columns).where('account_id', '=', account);
    if (jobId !== undefined) query = query.where('id', '=', jobId);
    if (jobType !== undefined) query = query.where('job_type', '=', jobType);
    if (status !== undefined) query = query.where('status', '=', status);
    return query
      .where(window.where)
      .orderBy('create_time', window.order)
      .orderBy('seq', window.order)
      .limit(window.limit)
      .execute();
  });
  return { EditingBatchJobList: rows.map(showBatch), MaxResults: request.maxResults, NextToken: nextToken };
}
