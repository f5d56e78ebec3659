import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database, MessageQueue } from '../db/schema.ts';
import { mnsError } from './mns-error.ts';

/** Queues in the database: what they are called, how they behave, and how they come and go (gateway.md 7.4). */

/** A queue by its owner and its name. */
export type QueueKey = { account: string; name: string };

/** The attributes that a client may set: column, range, and what a new queue has. */
export const queueAttributes = {
  DelaySeconds: { column: 'delay_seconds', min: 0, max: 604_800, initial: 0 },
  MaximumMessageSize: { column: 'maximum_message_size', min: 1024, max: 65_536, initial: 65_536 },
  MessageRetentionPeriod: { column: 'message_retention_period', min: 60, max: 604_800, initial: 345_600 },
  VisibilityTimeout: { column: 'visibility_timeout', min: 1, max: 43_200, initial: 30 },
  PollingWaitSeconds: { column: 'polling_wait_seconds', min: 0, max: 30, initial: 0 },
} as const;

/** Name of an attribute. */
export type QueueAttribute = keyof typeof queueAttributes;

/** Attributes that a client named. */
export type QueueAttributes = Partial<Record<QueueAttribute, number>>;

/** Names in the order in which answers show them. */
export const attributeNames = Object.keys(queueAttributes) as QueueAttribute[];

const maxNameLength = 120;

/** Whether a queue may have this name. */
export function isQueueName(name: string): boolean {
  return name.length <= maxNameLength && /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(name);
}

/**
 * @throws MnsError `QueueNameLengthError`, `InvalidQueueName`
 */
export function checkQueueName(name: string): void {
  if (name.length > maxNameLength) throw mnsError('QueueNameLengthError', { Max: String(maxNameLength) });
  if (!isQueueName(name)) throw mnsError('InvalidQueueName');
}

const now = sql<Date>`clock_timestamp()`;

const columnsOf = (attributes: QueueAttributes) =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      queueAttributes[name as QueueAttribute].column,
      value,
    ]),
  );

function newQueue({ account, name }: QueueKey, attributes: QueueAttributes) {
  const value = (attribute: QueueAttribute) => attributes[attribute] ?? queueAttributes[attribute].initial;
  return {
    account_id: account,
    name,
    delay_seconds: value('DelaySeconds'),
    maximum_message_size: value('MaximumMessageSize'),
    message_retention_period: value('MessageRetentionPeriod'),
    visibility_timeout: value('VisibilityTimeout'),
    polling_wait_seconds: value('PollingWaitSeconds'),
    create_time: now,
    modified_time: now,
  };
}

/**
 * Makes the queue of a callback when it is not there yet. Its messages are kept as long as possible, because nobody
 * chose how long.
 */
export async function ensureQueue(transaction: Transaction<Database>, key: QueueKey): Promise<void> {
  const attributes = { MessageRetentionPeriod: queueAttributes.MessageRetentionPeriod.max };
  await transaction
    .insertInto('message_queues')
    .values({ ...newQueue(key, attributes), is_explicit: false })
    .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
    .execute();
}

/**
 * Creates a queue. One that a callback has made takes the attributes over, so that a reader may create "its" queue
 * before or after the first event.
 *
 * @returns whether anything was made; false = the same queue is there already
 * @throws MnsError `QueueAlreadyExist` when a queue of the name has other attributes
 */
export async function createQueue(
  db: Kysely<Database>,
  key: QueueKey,
  attributes: QueueAttributes,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const made = await transaction
      .insertInto('message_queues')
      .values({ ...newQueue(key, attributes), is_explicit: true })
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
      .returning('name')
      .executeTakeFirst();
    if (made !== undefined) return true;
    const existing = await findQueue(transaction, key);
    if (!existing.is_explicit) {
      await change(transaction, key, { ...columnsOf(attributes), is_explicit: true });
      return true;
    }
    const differs = attributeNames.some((name) => {
      const wanted = attributes[name];
      return wanted !== undefined && wanted !== existing[queueAttributes[name].column];
    });
    if (differs) throw mnsError('QueueAlreadyExist');
    return false;
  });
}

/**
 * @throws MnsError `QueueNotExist`
 */
export async function findQueue(db: Kysely<Database>, { account, name }: QueueKey): Promise<MessageQueue> {
  const queue = await db
    .selectFrom('message_queues')
    .selectAll()
    .where('account_id', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  if (queue === undefined) throw mnsError('QueueNotExist');
  return queue;
}

/**
 * Changes attributes; those that are not named stay.
 *
 * @throws MnsError `QueueNotExist`
 */
export async function setQueueAttributes(
  db: Kysely<Database>,
  key: QueueKey,
  attributes: QueueAttributes,
): Promise<void> {
  const isThere = await change(db, key, { ...columnsOf(attributes), is_explicit: true });
  if (!isThere) throw mnsError('QueueNotExist');
}

async function change(
  db: Kysely<Database>,
  { account, name }: QueueKey,
  columns: Partial<Omit<MessageQueue, 'modified_time'>>,
): Promise<boolean> {
  const changed = await db
    .updateTable('message_queues')
    .set({ ...columns, modified_time: now })
    .where('account_id', '=', account)
    .where('name', '=', name)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

/** Deletes a queue with its messages; one that is not there is deleted already. */
export async function deleteQueue(db: Kysely<Database>, { account, name }: QueueKey): Promise<void> {
  await db.deleteFrom('message_queues').where('account_id', '=', account).where('name', '=', name).execute();
}

/** One page of names in their order. */
export type QueuePage = {
  names: string[];
  /** Name to go on behind; null on the last page. */
  next: string | null;
};

/**
 * Lists the queues of an account by name.
 *
 * @param after the name before the page, or empty
 */
export async function listQueues(
  db: Kysely<Database>,
  account: string,
  { prefix, after, limit }: { prefix: string; after: string; limit: number },
): Promise<QueuePage> {
  const rows = await db
    .selectFrom('message_queues')
    .select('name')
    .where('account_id', '=', account)
    .where(sql<boolean>`starts_with(name, ${prefix})`)
    .where(sql<boolean>`name collate "C" > ${after}`)
    .orderBy(sql`name collate "C"`)
    .limit(limit + 1)
    .execute();
  const names = rows.slice(0, limit).map(({ name }) => name);
  return { names, next: rows.length > limit ? (names.at(-1) ?? null) : null };
}

/** How many messages of a queue are in which state. */
export type MessageCounts = { active: number; inactive: number; delayed: number };

/** Counts the messages of a queue. */
export async function countMessages(
  db: Kysely<Database>,
  { account, name }: QueueKey,
): Promise<MessageCounts> {
  return db
    .selectFrom('messages')
    .select([
      sql<number>`count(*) filter (where visible_time <= now())::int`.as('active'),
      sql<number>`count(*) filter (where visible_time > now() and dequeue_count > 0)::int`.as('inactive'),
      sql<number>`count(*) filter (where visible_time > now() and dequeue_count = 0)::int`.as('delayed'),
    ])
    .where('account_id', '=', account)
    .where('queue_name', '=', name)
    .where('expire_time', '>', sql<Date>`now()`)
    .executeTakeFirstOrThrow();
}
