import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database, Notification } from '../db/schema.ts';
import type { MessageQueues } from '../mns/message-queues.ts';
import type { JobQueue } from '../queue/queue.ts';
import { isCallbackUrl } from './address.ts';
import { type Attempt, recordAttempt } from './attempts.ts';
import type { CallbackService } from './callbacks.ts';
import { signingHeaders } from './signing.ts';

/**
 * Delivery of callbacks. As documented (gateway.md 7.2): POST, an answer within 3 s, three tries one second apart. A
 * receiver that is down for longer gets further rounds later, so that a deployment on its side loses nothing. The body
 * was written when the job ended, so every try sends the same bytes. Every try is recorded.
 */

/** What delivery needs. */
export type DeliveryTools = {
  db: Kysely<Database>;
  queue: JobQueue;
  queues: MessageQueues;
  callbacks: Pick<CallbackService, 'signingKey'>;
  /** How bodies are written to message queues: readers of the Java client expect Base64. */
  queueEncoding: 'plain' | 'base64';
  /** Posts; returns the HTTP status. Throws when there is no answer. */
  post(address: string, body: string, headers: Record<string, string>): Promise<number>;
  /** Whether an error of `post` says that the address must not be called, ever. */
  isRefusal(error: unknown): boolean;
  /** Told that a callback was given up for good. */
  onDropped(notification: Notification, reason: string): Promise<void>;
  logger: Logger;
  /** Overrides the waiting times, for tests. */
  pace?: Pace;
};

/** Waiting times of delivery. */
export type Pace = {
  /** Milliseconds between the tries of a round. */
  between: number;
  /** Seconds before each further round. */
  rounds: readonly number[];
};

const triesARound = 3;
const defaultPace: Pace = { between: 1000, rounds: [60, 300, 1800] };

/**
 * Runs one round for a notification: up to three tries; then plans the next round, or gives up. A notification that
 * was delivered or dropped before is left alone.
 */
export async function deliver(tools: DeliveryTools, id: string, signal: AbortSignal): Promise<void> {
  const notification = await tools.db
    .selectFrom('notifications')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'Pending')
    .executeTakeFirst();
  if (notification === undefined) return;
  if (isCallbackUrl(notification.address)) await callRound(tools, notification, signal);
  else await writeToQueue(tools, notification);
}

async function callRound(
  tools: DeliveryTools,
  notification: Notification,
  signal: AbortSignal,
): Promise<void> {
  const pace = tools.pace ?? defaultPace;
  // A round that was cut off by a closing server is run again from where it stood.
  const left = triesARound - (notification.attempts % triesARound);
  let number = notification.attempts;
  let attempt: Attempt | undefined;
  for (let each = 0; each < left && (attempt === undefined || attempt.outcome === 'Failed'); each += 1) {
    if (each > 0) await sleep(pace.between, undefined, { signal });
    attempt = await callOnce(tools, notification);
    number += 1;
    const made = { number, attempt };
    await tools.db
      .transaction()
      .execute((transaction) => recordAttempt(transaction, notification, made.number, made.attempt));
  }
  if (attempt === undefined || attempt.outcome === 'Delivered') return;
  const wait = attempt.outcome === 'Refused' ? undefined : pace.rounds[number / triesARound - 1];
  if (wait === undefined) {
    await drop(tools, notification, attempt.error);
    return;
  }
  tools.logger.warn(
    { jobId: notification.job_id, reason: attempt.error },
    'a callback was not taken, trying later',
  );
  await tools.db.transaction().execute((transaction) => {
    return tools.queue.enqueue(transaction, [{ stage: 'notify', id: notification.id, delay: wait }]);
  });
}

async function callOnce(tools: DeliveryTools, notification: Notification): Promise<Attempt> {
  const { account_id: account, address, body } = notification;
  const authKey = await tools.callbacks.signingKey(account);
  const headers = authKey === null ? {} : signingHeaders(address, authKey, new Date());
  const started = performance.now();
  const ended = (outcome: Attempt['outcome'], httpStatus: number | null, error: string): Attempt => ({
    outcome,
    httpStatus,
    milliseconds: performance.now() - started,
    error,
  });
  try {
    const status = await tools.post(address, body, headers);
    // The documents want 200; any 2xx is an answer of a receiver that took it (clients.md 3).
    return status >= 200 && status < 300
      ? ended('Delivered', status, '')
      : ended('Failed', status, `the receiver answered with HTTP status ${status}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return ended(tools.isRefusal(error) ? 'Refused' : 'Failed', null, reason);
  }
}

/** The message, its attempt and the end of the delivery are one transaction: it is written exactly once. */
async function writeToQueue(tools: DeliveryTools, notification: Notification): Promise<void> {
  const { id, account_id: account, address: name, body } = notification;
  const key = { account, name };
  const message = tools.queueEncoding === 'base64' ? Buffer.from(body).toString('base64') : body;
  const started = performance.now();
  await tools.db.transaction().execute(async (transaction) => {
    const pending = await transaction
      .selectFrom('notifications')
      .select('id')
      .where('id', '=', id)
      .where('status', '=', 'Pending')
      .forUpdate()
      .executeTakeFirst();
    if (pending === undefined) return;
    await tools.queues.post(transaction, key, { id, body: message });
    await recordAttempt(transaction, notification, notification.attempts + 1, {
      outcome: 'Delivered',
      httpStatus: null,
      milliseconds: performance.now() - started,
      error: '',
    });
  });
  tools.queues.wake(key);
}

/** Gives a notification up and tells so. */
export async function drop(tools: DeliveryTools, notification: Notification, reason: string): Promise<void> {
  await tools.db
    .updateTable('notifications')
    .set({ status: 'Dropped', last_error: reason, modified_time: sql<Date>`clock_timestamp()` })
    .where('id', '=', notification.id)
    .where('status', '=', 'Pending')
    .execute();
  tools.logger.error({ jobId: notification.job_id, reason }, 'a callback was given up');
  await tools.onDropped(notification, reason);
}
