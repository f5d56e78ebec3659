import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database, Notification } from '../db/schema.ts';
import type { JobQueue } from '../queue/queue.ts';

/**
 * Delivery of callbacks. As documented (batch.md 8.1a): POST, an answer within 3 s, three tries one second apart. A
 * receiver that is down for longer gets further rounds later, so that a deployment on its side loses nothing. The body
 * was written when the job ended, so every try sends the same bytes.
 */

/** What delivery needs. */
export type DeliveryTools = {
  db: Kysely<Database>;
  queue: JobQueue;
  /** Posts; returns the HTTP status. Throws when there is no answer. */
  post(address: string, body: string): Promise<number>;
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

/** How a try ended: delivered, failed for now, or refused for ever. */
type Outcome = { kind: 'delivered' } | { kind: 'failed' | 'refused'; reason: string };

/**
 * Runs one round for a notification: up to three tries; then plans the next round, or gives up. A notification that
 * was delivered or dropped before is left alone.
 */
export async function deliver(tools: DeliveryTools, id: string, signal: AbortSignal): Promise<void> {
  const { db } = tools;
  const pace = tools.pace ?? defaultPace;
  const notification = await db
    .selectFrom('notifications')
    .selectAll()
    .where('id', '=', id)
    .where('status', '=', 'Pending')
    .executeTakeFirst();
  if (notification === undefined) return;
  // A round that was cut off by a closing server is run again from where it stood.
  const left = triesARound - (notification.attempts % triesARound);
  let attempts = notification.attempts;
  let outcome: Outcome = { kind: 'failed', reason: '' };
  for (let attempt = 0; attempt < left && outcome.kind === 'failed'; attempt += 1) {
    if (attempt > 0) await sleep(pace.between, undefined, { signal });
    outcome = await tryOnce(tools, notification);
    attempts += 1;
    await note(db, id, attempts, outcome);
  }
  if (outcome.kind === 'delivered') return;
  const wait = outcome.kind === 'refused' ? undefined : pace.rounds[attempts / triesARound - 1];
  if (wait === undefined) {
    await drop(tools, notification, outcome.reason);
    return;
  }
  tools.logger.warn(
    { jobId: notification.job_id, reason: outcome.reason },
    'a callback was not taken, trying later',
  );
  await db.transaction().execute((transaction) => {
    return tools.queue.enqueue(transaction, [{ stage: 'notify', id, delay: wait }]);
  });
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

async function tryOnce(tools: DeliveryTools, { address, body }: Notification): Promise<Outcome> {
  try {
    const status = await tools.post(address, body);
    // The documents want 200; any 2xx is an answer of a receiver that took it (clients.md 3).
    return status >= 200 && status < 300
      ? { kind: 'delivered' }
      : { kind: 'failed', reason: `the receiver answered with HTTP status ${status}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: tools.isRefusal(error) ? 'refused' : 'failed', reason };
  }
}

async function note(db: Kysely<Database>, id: string, attempts: number, outcome: Outcome): Promise<void> {
  await db
    .updateTable('notifications')
    .set({
      attempts,
      ...(outcome.kind === 'delivered'
        ? { status: 'Delivered' as const, last_error: '' }
        : { last_error: outcome.reason }),
      modified_time: sql<Date>`clock_timestamp()`,
    })
    .where('id', '=', id)
    .where('status', '=', 'Pending')
    .execute();
}
