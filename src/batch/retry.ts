import { sql, type Transaction } from 'kysely';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { Task } from '../queue/queue.ts';
import type { ControlTools } from './cancel.ts';
import { withoutFault } from './extend.ts';
import { findBatch, ownedProducingJob } from './owned.ts';
import { databaseTime, lockBatch, setProject } from './settle.ts';
import { retryableBatchStates } from './states.ts';

/**
 * Takes failed videos up again: those of a batch, or one. Each is made from the timeline that was drawn for it, or, when
 * the batch was never planned, is drawn from the same seed; it goes to the same URL. The batch is Processing again, and
 * its end is told once more.
 *
 * @param id of a batch or of a producing job
 * @throws ApiError `InvalidParameter.JobNotFound`, `InvalidParameter.JobStatus` when nothing of it has failed
 */
export async function retryJobs(
  { db, queue }: ControlTools,
  account: string,
  id: string,
): Promise<{ JobIds: string[] }> {
  const asked = await findBatch(db, account, id);
  const batchId = asked?.id ?? (await ownedProducingJob(db, account, id)).batch_job_id;
  return db.transaction().execute(async (transaction) => {
    const batch = batchId === null ? undefined : await lockBatch(transaction, batchId);
    if (batch === undefined || !retryableBatchStates.includes(batch.status)) throw nothingFailed(id);
    let query = transaction
      .selectFrom('producing_jobs')
      .select(['id', 'timeline', 'project_id'])
      .where('batch_job_id', '=', batch.id)
      .where('status', '=', 'Failed');
    if (asked === undefined) query = query.where('id', '=', id);
    const failed = await query.orderBy('output_index').execute();
    const isWhole = failed.length === 0 && (await hasFailedWhole(transaction, batch));
    if (failed.length === 0 && !isWhole) throw nothingFailed(id);
    for (const job of failed) await reopen(transaction, job);
    await transaction
      .updateTable('batch_jobs')
      .set({
        status: 'Processing',
        extend: withoutFault(batch.extend),
        modified_time: databaseTime,
        complete_time: null,
      })
      .where('id', '=', batch.id)
      .execute();
    const isUnplanned = isWhole || failed.some(({ timeline }) => timeline === '');
    await queue.enqueue(transaction, [
      ...(isUnplanned ? [{ stage: 'plan', id: batch.id } satisfies Task] : []),
      ...failed
        .filter(({ timeline }) => timeline !== '')
        .map((job): Task => ({ stage: 'render', id: job.id })),
    ]);
    return { JobIds: failed.map((job) => job.id) };
  });
}

/** Whether it is a batch without sub jobs that has failed. */
async function hasFailedWhole(transaction: Transaction<Database>, batch: BatchJob): Promise<boolean> {
  const subJob = await transaction
    .selectFrom('producing_jobs')
    .select('id')
    .where('batch_job_id', '=', batch.id)
    .limit(1)
    .executeTakeFirst();
  return subJob === undefined && batch.status === 'Failed';
}

async function reopen(
  transaction: Transaction<Database>,
  { id, timeline, project_id }: Pick<ProducingJob, 'id' | 'timeline' | 'project_id'>,
): Promise<void> {
  await transaction
    .updateTable('producing_jobs')
    .set({
      status: timeline === '' ? 'Init' : 'Queuing',
      code: '',
      message: '',
      progress: 0,
      duration: sql`null`,
      modified_time: databaseTime,
      complete_time: null,
    })
    .where('id', '=', id)
    .execute();
  if (project_id !== null) await setProject(transaction, project_id, 'Producing');
}

const nothingFailed = (id: string) =>
  apiError('InvalidParameter.JobStatus', { Reason: `Nothing of the job ${id} has failed.` });
