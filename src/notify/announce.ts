import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { JobQueue } from '../queue/queue.ts';
import type { SentEventType } from './event-types.ts';

/** An event that is to be told. */
export type Announcement = {
  /** Made from the job, so that a job never tells its end twice. */
  id: string;
  account: string;
  jobId: string;
  event: SentEventType;
  /** A URL, or the name of a queue. */
  address: string;
  /** JSON text; every attempt sends these bytes. */
  body: string;
};

/** Writes an event and queues its delivery, in the transaction that makes it true. */
export async function announce(
  transaction: Transaction<Database>,
  queue: JobQueue,
  { id, account, jobId, event, address, body }: Announcement,
): Promise<void> {
  const time = sql<Date>`clock_timestamp()`;
  await transaction
    .insertInto('notifications')
    .values({
      id,
      account_id: account,
      job_id: jobId,
      event_type: event,
      address,
      body,
      status: 'Pending',
      attempts: 0,
      last_error: '',
      create_time: time,
      modified_time: time,
    })
    .execute();
  await queue.enqueue(transaction, [{ stage: 'notify', id }]);
}
