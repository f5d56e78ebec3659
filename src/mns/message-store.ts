import { createHash, randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { mnsError } from './mns-error.ts';
import type { QueueKey } from './queue-store.ts';

/**
 * Messages of a queue. Receiving hides a message and names the receive in its handle; only who holds the newest handle,
 * and still in time, deletes it. A reader that dies therefore loses nothing: the message shows up again. All times are
 * those of the database, the one clock that several servers share.
 */

/** A message to send. */
export type NewMessage = {
  /** Sent before with this id: nothing happens. */
  id?: string;
  body: string;
  /** Seconds until it can be received; undefined = as the queue says. */
  delaySeconds?: number | undefined;
  /** 1 to 16; 1 is received first. */
  priority?: number | undefined;
};

/** A message as a reader sees it. */
export type Message = {
  id: string;
  body: string;
  priority: number;
  enqueueTime: Date;
  nextVisibleTime: Date;
  /** Null before the first receive. */
  firstDequeueTime: Date | null;
  dequeueCount: number;
  /** Null when the message was only looked at. */
  receiptHandle: string | null;
};

const defaultPriority = 8;

/** Upper-case hex MD5 of a body, as answers carry it. */
export function bodyMd5(body: string): string {
  return createHash('md5').update(body).digest('hex').toUpperCase();
}

/**
 * Sends messages, all or none, and forgets those of the queue that are too old.
 *
 * @returns their ids, in order
 * @throws MnsError `QueueNotExist`
 */
export async function sendMessages(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  messages: readonly NewMessage[],
): Promise<string[]> {
  const rows = messages.map(({ id, body, delaySeconds, priority }) => ({
    id: id ?? randomBytes(16).toString('hex').toUpperCase(),
    body,
    delaySeconds: delaySeconds ?? null,
    priority: priority ?? defaultPriority,
  }));
  const values = rows.map(
    (row, place) =>
      sql`(${place}::int, ${row.id}::text, ${row.body}::text, ${row.delaySeconds}::int, ${row.priority}::int)`,
  );
  await forgetOld(db, { account, name });
  // One statement: the queue cannot be deleted between looking at it and writing to it.
  const { rows: queues } = await sql`
    with queue as (
      select * from message_queues where account_id = ${account} and name = ${name} for key share
    ), sent as (
      insert into messages (id, account_id, queue_name, body, priority, dequeue_count, enqueue_time, visible_time, expire_time)
      select new.id, queue.account_id, queue.name, new.body, new.priority, 0, clock.time,
        clock.time + make_interval(secs => coalesce(new.delay, queue.delay_seconds)),
        clock.time + make_interval(secs => queue.message_retention_period)
      from queue, (select clock_timestamp() as time) as clock,
        (values ${sql.join(values)}) as new (place, id, body, delay, priority)
      order by new.place
      on conflict (id) do nothing
    )
    select name from queue`.execute(db);
  if (queues.length === 0) throw mnsError('QueueNotExist');
  return rows.map(({ id }) => id);
}

type Row = {
  id: string;
  seq: string;
  body: string;
  priority: number;
  receipt: string | null;
  dequeue_count: number;
  enqueue_time: Date;
  visible_time: Date;
  first_dequeue_time: Date | null;
};

const messageOf = (row: Row, isReceived: boolean): Message => ({
  id: row.id,
  body: row.body,
  priority: row.priority,
  enqueueTime: row.enqueue_time,
  nextVisibleTime: row.visible_time,
  firstDequeueTime: row.first_dequeue_time,
  dequeueCount: row.dequeue_count,
  receiptHandle: isReceived ? handleOf(row) : null,
});

const byFront = (a: Row, b: Row) => a.priority - b.priority || (BigInt(a.seq) < BigInt(b.seq) ? -1 : 1);

const shown = sql.raw(
  [
    'id',
    'seq',
    'body',
    'priority',
    'receipt',
    'dequeue_count',
    'enqueue_time',
    'visible_time',
    'first_dequeue_time',
  ]
    .map((column) => `messages.${column}`)
    .join(', '),
);

/**
 * Receives up to `limit` messages from the front of a queue and hides them for its visibility timeout. Readers at the
 * same time get different messages.
 */
export async function receiveMessages(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  limit: number,
): Promise<Message[]> {
  const { rows } = await sql<Row>`
    with front as (
      select id from messages
      where account_id = ${account} and queue_name = ${name} and visible_time <= now() and expire_time > now()
      order by priority, seq limit ${limit} for update skip locked
    )
    update messages set
      dequeue_count = dequeue_count + 1,
      first_dequeue_time = coalesce(first_dequeue_time, now()),
      visible_time = now() + make_interval(secs => queue.visibility_timeout),
      receipt = replace(gen_random_uuid()::text, '-', '')
    from front, message_queues as queue
    where messages.id = front.id and queue.account_id = ${account} and queue.name = ${name}
    returning ${shown}`.execute(db);
  return rows.sort(byFront).map((row) => messageOf(row, true));
}

/** Looks at up to `limit` messages that could be received, and leaves them as they are. */
export async function peekMessages(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  limit: number,
): Promise<Message[]> {
  const { rows } = await sql<Row>`
    select ${shown} from messages
    where account_id = ${account} and queue_name = ${name} and visible_time <= now() and expire_time > now()
    order by priority, seq limit ${limit}`.execute(db);
  return rows.map((row) => messageOf(row, false));
}

/** Which message and which receive a handle names. */
type Receipt = { id: string; receipt: string };

const handlePattern = /^([0-9A-Za-z]{1,64})-([0-9a-f]{32})$/;

const handleOf = ({ id, receipt }: Pick<Row, 'id' | 'receipt'>) => `${id}-${receipt}`;

/** Reads a handle; null when it is none. */
function readHandle(handle: string): Receipt | null {
  const [, id, receipt] = handlePattern.exec(handle) ?? [];
  return id === undefined || receipt === undefined ? null : { id, receipt };
}

/** What became of each handle of a delete. */
export type DeleteOutcome = 'deleted' | 'ReceiptHandleError' | 'MessageNotExist';

/**
 * Deletes messages by the handles of their last receive. A handle whose time is over deletes nothing: somebody else may
 * have the message by now.
 *
 * @returns one outcome a handle, in order
 */
export async function deleteMessages(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  handles: readonly string[],
): Promise<DeleteOutcome[]> {
  const receipts = handles.map(readHandle);
  const known = receipts.filter((receipt) => receipt !== null);
  if (known.length === 0) return handles.map(() => 'ReceiptHandleError');
  const deleted = await db
    .deleteFrom('messages')
    .where('account_id', '=', account)
    .where('queue_name', '=', name)
    .where('visible_time', '>', sql<Date>`now()`)
    .where(
      'id',
      'in',
      known.map(({ id }) => id),
    )
    .where(
      'receipt',
      'in',
      known.map(({ receipt }) => receipt),
    )
    .returning(['id', 'receipt'])
    .execute();
  const gone = new Set(deleted.map(handleOf));
  return handles.map((handle, index) => {
    if (receipts[index] === null) return 'ReceiptHandleError';
    return gone.has(handle) ? 'deleted' : 'MessageNotExist';
  });
}

/**
 * Hides a received message for a new time, counted from now.
 *
 * @param seconds 1 to 43200
 * @returns its new handle; the old one is over
 * @throws MnsError `ReceiptHandleError`, `MessageNotExist`
 */
export async function changeVisibility(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  handle: string,
  seconds: number,
): Promise<{ receiptHandle: string; nextVisibleTime: Date }> {
  const receipt = readHandle(handle);
  if (receipt === null) throw mnsError('ReceiptHandleError');
  const changed = await db
    .updateTable('messages')
    .set({
      visible_time: sql<Date>`now() + make_interval(secs => ${seconds})`,
      receipt: sql<string>`replace(gen_random_uuid()::text, '-', '')`,
    })
    .where('account_id', '=', account)
    .where('queue_name', '=', name)
    .where('id', '=', receipt.id)
    .where('receipt', '=', receipt.receipt)
    .where('visible_time', '>', sql<Date>`now()`)
    .returning(['id', 'receipt', 'visible_time'])
    .executeTakeFirst();
  if (changed === undefined) throw mnsError('MessageNotExist');
  return { receiptHandle: handleOf(changed), nextVisibleTime: changed.visible_time };
}

/** Deletes the messages of a queue whose retention is over. */
async function forgetOld(db: Kysely<Database>, { account, name }: QueueKey): Promise<void> {
  await db
    .deleteFrom('messages')
    .where('account_id', '=', account)
    .where('queue_name', '=', name)
    .where('expire_time', '<=', sql<Date>`now()`)
    .execute();
}
