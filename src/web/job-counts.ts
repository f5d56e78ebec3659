import { type Kysely, sql } from 'kysely';
import type { BatchJob, Database } from '../db/schema.ts';

/** How many batches are in each state. */
export type JobCounts = Record<BatchJob['status'], number>;

/**
 * Counts the batches of an account by state, each with its own look at the index: the many that have ended are counted
 * without reading the rows.
 *
 * @param account null = all accounts
 */
export async function countJobs(db: Kysely<Database>, account: string | null): Promise<JobCounts> {
  let query = db
    .selectFrom('batch_jobs')
    .select(['status', sql<string>`count(*)`.as('count')])
    .groupBy('status');
  if (account !== null) query = query.where('account_id', '=', account);
  const counts: JobCounts = { Init: 0, Processing: 0, Finished: 0, Failed: 0 };
  for (const { status, count } of await query.execute()) counts[status] = Number(count);
  return counts;
}
