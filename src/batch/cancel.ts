import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { JobQueue } from '../queue/queue.ts';
import { cancelledFault } from './fault.ts';
import { ownedBatch, ownedProducingJob } from './owned.ts';
import { failBatch, failSubJob, lockBatch, settleBatch } from './settle.ts';
import { runningBatchStates } from './states.ts';

/** What cancelling and retrying rest on. */
export type ControlTools = { db: Kysely<Database>; queue: JobQueue };

/**
 * Cancels a batch: every video that is not finished fails with the code `Cancelled`, those that are finished stay. Renders
 * that are running hear of it through the tables (`running-work.ts`) and stop within 2 s, in whatever process they are.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`, `InvalidParameter.JobStatus` when it has ended already
 */
export async function cancelBatch(
  { db, queue }: ControlTools,
  account: string,
  id: string,
): Promise<{ JobId: string }> {
  await ownedBatch(db, account, id);
  await db.transaction().execute(async (transaction) => {
    const batch = await lockBatch(transaction, id);
    if (batch === undefined || !runningBatchStates.includes(batch.status)) throw hasEnded(id);
    await failBatch(transaction, queue, batch, cancelledFault());
  });
  return { JobId: id };
}

/**
 * Cancels one video, as {@link cancelBatch} does; the batch goes on with the others.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`, `InvalidParameter.JobStatus` when it has ended already
 */
export async function cancelProducingJob(
  { db, queue }: ControlTools,
  account: string,
  id: string,
): Promise<{ JobId: string }> {
  const { batch_job_id: batchId } = await ownedProducingJob(db, account, id);
  await db.transaction().execute(async (transaction) => {
    const batch = batchId === null ? undefined : await lockBatch(transaction, batchId);
    if (batch === undefined || !(await failSubJob(transaction, queue, batch, id, cancelledFault())))
      throw hasEnded(id);
    await settleBatch(transaction, queue, batch);
  });
  return { JobId: id };
}

const hasEnded = (id: string) =>
  apiError('InvalidParameter.JobStatus', { Reason: `The job ${id} has ended and cannot be cancelled.` });
