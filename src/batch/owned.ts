import type { Kysely } from 'kysely';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';

/**
 * A batch of an account.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`, also for the batch of another account
 */
export async function ownedBatch(db: Kysely<Database>, account: string, id: string): Promise<BatchJob> {
  const batch = await findBatch(db, account, id);
  if (batch === undefined) throw notFound(id);
  return batch;
}

/** A batch of an account, or undefined. */
export function findBatch(db: Kysely<Database>, account: string, id: string): Promise<BatchJob | undefined> {
  return db
    .selectFrom('batch_jobs')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst();
}

/**
 * A producing job of an account.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`, also for the job of another account
 */
export async function ownedProducingJob(
  db: Kysely<Database>,
  account: string,
  id: string,
): Promise<ProducingJob> {
  const job = await db
    .selectFrom('producing_jobs')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst();
  if (job === undefined) throw notFound(id);
  return job;
}

const notFound = (id: string) => apiError('InvalidParameter.JobNotFound', { JobId: id });
