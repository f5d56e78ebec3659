import { sql, type Transaction } from 'kysely';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import { announce } from '../notify/announce.ts';
import { batchEndEvent, produceEndEvent } from '../notify/event.ts';
import { subscribedAddress } from '../notify/subscription.ts';
import type { JobQueue } from '../queue/queue.ts';
import { formatTime } from '../wire/time.ts';
import { type Fault, withFault } from './extend.ts';
import { cancelledFault } from './fault.ts';
import { derivedId } from './ids.ts';
import {
  batchStatesBefore,
  type ProducingStatus,
  producingStatesBefore,
  runningProducingStates,
  shownSubStatus,
} from './states.ts';
import { readUserData } from './user-data.ts';

/**
 * The end of jobs. Whoever changes a sub job takes the lock of its batch first: of two videos that end at the same
 * moment, the second one then sees the first one's end, and exactly one of them finishes the batch. The end of a batch, its
 * complete time and its callback are one transaction.
 */

/** The time of the database, which is the one clock that several servers share. */
export const databaseTime = sql<Date>`clock_timestamp()`;

/** Reads a batch and keeps every other transaction off it until this one ends. */
export function lockBatch(transaction: Transaction<Database>, id: string): Promise<BatchJob | undefined> {
  return transaction.selectFrom('batch_jobs').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Ends a sub job as failed; the batch is locked. Returns whether the sub job was still running. */
export async function failSubJob(
  transaction: Transaction<Database>,
  queue: JobQueue,
  batch: BatchJob,
  id: string,
  fault: Fault,
): Promise<boolean> {
  const failed = await transaction
    .updateTable('producing_jobs')
    .set({
      status: 'Failed',
      code: fault.code,
      message: fault.message,
      modified_time: databaseTime,
      complete_time: databaseTime,
    })
    .where('id', '=', id)
    .where('status', 'in', producingStatesBefore('Failed'))
    .returning('project_id')
    .executeTakeFirst();
  if (failed === undefined) return false;
  if (failed.project_id !== null) await setProject(transaction, failed.project_id, 'ProduceFailed');
  await tellSubJobEnd(transaction, queue, batch, id);
  return true;
}

/**
 * Tells the end of a sub job to the subscription of its account. A batch that names an address of its own is told there,
 * and only as a whole.
 */
export async function tellSubJobEnd(
  transaction: Transaction<Database>,
  queue: JobQueue,
  batch: BatchJob,
  id: string,
): Promise<void> {
  if (readUserData(batch.user_data).address !== null) return;
  const event = 'ProduceMediaComplete';
  const address = await subscribedAddress(transaction, batch.account_id, event);
  if (address === null) return;
  const job = await transaction
    .selectFrom('producing_jobs')
    .select([...subJobColumns, 'complete_time', 'user_data'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const body = produceEndEvent({
    account: batch.account_id,
    time: formatTime(job.complete_time ?? new Date(0)),
    userData: job.user_data,
    job: summariseSubJob(job),
    isSuccess: job.status === 'Success',
  });
  await announce(transaction, queue, {
    id: notificationId(id, job.complete_time),
    account: batch.account_id,
    jobId: id,
    event,
    address,
    body,
  });
}

/** A job tells each of its ends once: it has another one when it was retried. */
function notificationId(jobId: string, ended: Date | null): string {
  return derivedId(`${jobId}@${ended?.toISOString()}`, 'notification');
}

/** Writes how the production of a project stands. */
export async function setProject(
  transaction: Transaction<Database>,
  id: string,
  status: 'Producing' | 'Produced' | 'ProduceFailed',
): Promise<void> {
  await transaction
    .updateTable('editing_projects')
    .set({ status, modified_time: databaseTime })
    .where('id', '=', id)
    .execute();
}

/** Ends a batch that could not be planned or was cancelled, and all sub jobs that are still running with it; the batch is locked. */
export async function failBatch(
  transaction: Transaction<Database>,
  queue: JobQueue,
  batch: BatchJob,
  fault: Fault,
): Promise<void> {
  const running = await transaction
    .selectFrom('producing_jobs')
    .select('id')
    .where('batch_job_id', '=', batch.id)
    .where('status', 'in', runningProducingStates)
    .execute();
  for (const { id } of running) await failSubJob(transaction, queue, batch, id, fault);
  // Sub jobs that were retried may have finished brothers.
  if (await hasSubJob(transaction, batch, ['Success']))
    await endBatch(transaction, queue, batch, 'Finished', null);
  else await endBatch(transaction, queue, batch, 'Failed', fault);
}

/**
 * Ends a batch when none of its sub jobs is running any more; the batch is locked. It is finished whatever became of
 * them, and failed only when it was cancelled before it had made anything.
 */
export async function settleBatch(
  transaction: Transaction<Database>,
  queue: JobQueue,
  batch: BatchJob,
): Promise<void> {
  if (await hasSubJob(transaction, batch, runningProducingStates)) return;
  const cancelled = cancelledFault();
  const isFruitless =
    (await hasSubJob(transaction, batch, ['Failed'], cancelled.code)) &&
    !(await hasSubJob(transaction, batch, ['Success']));
  if (isFruitless) await endBatch(transaction, queue, batch, 'Failed', cancelled);
  else await endBatch(transaction, queue, batch, 'Finished', null);
}

/** Whether a batch has a sub job in one of these states, and with this code. */
async function hasSubJob(
  transaction: Transaction<Database>,
  batch: BatchJob,
  states: readonly ProducingStatus[],
  code?: string,
): Promise<boolean> {
  let query = transaction
    .selectFrom('producing_jobs')
    .select('id')
    .where('batch_job_id', '=', batch.id)
    .where('status', 'in', states);
  if (code !== undefined) query = query.where('code', '=', code);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

async function endBatch(
  transaction: Transaction<Database>,
  queue: JobQueue,
  batch: BatchJob,
  status: 'Finished' | 'Failed',
  fault: Fault | null,
): Promise<void> {
  const ended = await transaction
    .updateTable('batch_jobs')
    .set({
      status,
      ...(fault === null ? {} : { extend: withFault(batch.extend, fault) }),
      modified_time: databaseTime,
      complete_time: databaseTime,
    })
    .where('id', '=', batch.id)
    .where('status', 'in', batchStatesBefore(status))
    .returning('complete_time')
    .executeTakeFirst();
  if (ended === undefined) return;
  const event = 'BatchProduceMediaComplete';
  const address =
    readUserData(batch.user_data).address ?? (await subscribedAddress(transaction, batch.account_id, event));
  if (address === null) return;
  const subJobs = await transaction
    .selectFrom('producing_jobs')
    .select(subJobColumns)
    .where('batch_job_id', '=', batch.id)
    .orderBy('output_index')
    .execute();
  const body = batchEndEvent({
    account: batch.account_id,
    time: formatTime(ended.complete_time ?? new Date(0)),
    jobId: batch.id,
    status,
    userData: batch.user_data,
    subJobs: subJobs.map(summariseSubJob),
    fault,
  });
  await announce(transaction, queue, {
    id: notificationId(batch.id, ended.complete_time),
    account: batch.account_id,
    jobId: batch.id,
    event,
    address,
    body,
  });
}

const subJobColumns = [
  'id',
  'project_id',
  'media_id',
  'media_url',
  'duration',
  'status',
  'code',
  'message',
] as const;

/** The columns that {@link summariseSubJob} reads. */
export type SubJobColumns = Pick<ProducingJob, (typeof subJobColumns)[number]>;

/** Where the video of a job is or will be. A failed one has none: clients take whatever has a URL for a video (clients.md 3). */
export function shownUrl(job: Pick<ProducingJob, 'status' | 'media_url'>): string {
  return job.status === 'Failed' ? '' : job.media_url;
}

/** A sub job as the batch answer and the callback show it (batch.md 1.2). */
export function summariseSubJob(job: SubJobColumns) {
  return {
    JobId: job.id,
    ProjectId: job.project_id ?? '',
    MediaId: job.media_id ?? '',
    MediaURL: shownUrl(job),
    Duration: job.duration ?? 0,
    Status: shownSubStatus(job.status),
    ErrorCode: job.code,
    ErrorMessage: job.message,
  };
}
