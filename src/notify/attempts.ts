import { type Kysely, sql, type Transaction } from 'kysely';
import { type PageRequest, readPage } from '../db/page.ts';
import type { CallbackAttempt, Database, Notification } from '../db/schema.ts';

/** How one attempt to deliver a callback ended. */
export type Attempt = {
  /** Refused: the address may not be called, so it is not tried again. */
  outcome: CallbackAttempt['outcome'];
  /** Null for a queue, and when there was no answer. */
  httpStatus: number | null;
  milliseconds: number;
  /** Empty when it was delivered. */
  error: string;
};

/** Records an attempt of a callback that is still to be delivered, and what it means for it. */
export async function recordAttempt(
  transaction: Transaction<Database>,
  notification: Notification,
  number: number,
  { outcome, httpStatus, milliseconds, error }: Attempt,
): Promise<void> {
  const time = sql<Date>`clock_timestamp()`;
  await transaction
    .updateTable('notifications')
    .set({
      attempts: number,
      ...(outcome === 'Delivered' ? { status: 'Delivered' as const } : {}),
      last_error: error,
      modified_time: time,
    })
    .where('id', '=', notification.id)
    .where('status', '=', 'Pending')
    .execute();
  await transaction
    .insertInto('callback_attempts')
    .values({
      notification_id: notification.id,
      account_id: notification.account_id,
      job_id: notification.job_id,
      event_type: notification.event_type,
      address: notification.address,
      number,
      outcome,
      http_status: httpStatus,
      duration_ms: Math.round(milliseconds),
      error,
      create_time: time,
    })
    .execute();
}

/** Filters of the list of attempts. */
export type AttemptListRequest = PageRequest & {
  /** A batch with its sub jobs, or one sub job. */
  jobId: string | undefined;
};

/**
 * Lists the attempts of an account by their time.
 *
 * @param tokenKey key that page tokens are sealed with
 */
export async function listAttempts(
  db: Kysely<Database>,
  tokenKey: Uint8Array,
  account: string,
  request: AttemptListRequest,
) {
  const { jobId } = request;
  const filters = { List: 'callback_attempts', JobId: jobId };
  const { rows, nextToken } = await readPage({ tokenKey, account, filters }, request, (window) => {
    let query = db
      .selectFrom('callback_attempts')
      .selectAll()
      .select(
        sql<Notification['status']>`(select status from notifications where id = notification_id)`.as(
          'delivery_status',
        ),
      )
      .where('account_id', '=', account);
    if (jobId !== undefined) {
      query = query.where((either) =>
        either.or([
          either('job_id', '=', jobId),
          either(
            'job_id',
            'in',
            either.selectFrom('producing_jobs').select('id').where('batch_job_id', '=', jobId),
          ),
        ]),
      );
    }
    return query
      .where(window.where)
      .orderBy('create_time', window.order)
      .orderBy('seq', window.order)
      .limit(window.limit)
      .execute();
  });
  return {
    CallbackAttemptList: rows.map((row) => ({
      Time: row.create_time,
      JobId: row.job_id,
      EventType: row.event_type,
      Address: row.address,
      Attempt: row.number,
      Outcome: row.outcome,
      HttpStatus: row.http_status ?? undefined,
      Duration: row.duration_ms,
      Error: row.error,
      DeliveryStatus: row.delivery_status,
    })),
    MaxResults: request.maxResults,
    NextToken: nextToken,
  };
}
