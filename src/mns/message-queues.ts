import type { Kysely, Transaction } from 'kysely';
import type { Database, MessageQueue } from '../db/schema.ts';
import {
  changeVisibility,
  type DeleteOutcome,
  deleteMessages,
  type Message,
  type NewMessage,
  peekMessages,
  receiveMessages,
  sendMessages,
} from './message-store.ts';
import {
  countMessages,
  createQueue,
  deleteQueue,
  ensureQueue,
  findQueue,
  listQueues,
  type MessageCounts,
  type QueueAttributes,
  type QueueKey,
  type QueuePage,
  setQueueAttributes,
} from './queue-store.ts';
import { createWaitingLines } from './waiting-line.ts';

/** The message queues of this installation. Every function throws MnsError where the protocol has a code for it. */
export type MessageQueues = {
  /** @returns whether it was made; false = it is there already with these attributes */
  create(key: QueueKey, attributes: QueueAttributes): Promise<boolean>;
  setAttributes(key: QueueKey, attributes: QueueAttributes): Promise<void>;
  find(key: QueueKey): Promise<MessageQueue>;
  count(key: QueueKey): Promise<MessageCounts>;
  remove(key: QueueKey): Promise<void>;
  list(account: string, page: { prefix: string; after: string; limit: number }): Promise<QueuePage>;
  /** @returns ids, in order */
  send(key: QueueKey, messages: readonly NewMessage[]): Promise<string[]>;
  /**
   * Receives up to `limit` messages; waits for the first one.
   *
   * @param seconds how long to wait; undefined = as the queue says
   * @param signal the reader is gone
   */
  receive(
    key: QueueKey,
    wish: { limit: number; seconds: number | undefined; signal: AbortSignal },
  ): Promise<Message[]>;
  peek(key: QueueKey, limit: number): Promise<Message[]>;
  /** @returns one outcome a handle, in order */
  delete(key: QueueKey, handles: readonly string[]): Promise<DeleteOutcome[]>;
  changeVisibility(
    key: QueueKey,
    handle: string,
    seconds: number,
  ): Promise<{ receiptHandle: string; nextVisibleTime: Date }>;
  /** Makes a queue that a callback names, when it is not there yet. */
  ensure(transaction: Transaction<Database>, key: QueueKey): Promise<void>;
  /**
   * Writes a callback to its queue, which is made when it is not there; a message with the same id is written once.
   * Call {@link MessageQueues.wake} when the transaction has committed.
   */
  post(
    transaction: Transaction<Database>,
    key: QueueKey,
    message: { id: string; body: string },
  ): Promise<void>;
  /** Lets waiting readers look. */
  wake(key: QueueKey): void;
  /** Ends all waiting. */
  close(): void;
};

/** Opens the queues on the database. */
export function openMessageQueues(db: Kysely<Database>): MessageQueues {
  const lines = createWaitingLines<Message>();
  const lineOf = ({ account, name }: QueueKey) => `${account}/${name}`;
  const wake = (key: QueueKey) => lines.wake(lineOf(key));
  return {
    create: (key, attributes) => createQueue(db, key, attributes),
    setAttributes: (key, attributes) => setQueueAttributes(db, key, attributes),
    find: (key) => findQueue(db, key),
    count: (key) => countMessages(db, key),
    remove: (key) => deleteQueue(db, key),
    list: (account, page) => listQueues(db, account, page),
    async send(key, messages) {
      const ids = await sendMessages(db, key, messages);
      wake(key);
      return ids;
    },
    async receive(key, { limit, seconds, signal }) {
      const queue = await findQueue(db, key);
      const take = () => receiveMessages(db, key, limit);
      const found = await take();
      const wait = seconds ?? queue.polling_wait_seconds;
      if (found.length > 0 || wait === 0) return found;
      return lines.wait(lineOf(key), { milliseconds: wait * 1000, take, signal });
    },
    async peek(key, limit) {
      await findQueue(db, key);
      return peekMessages(db, key, limit);
    },
    async delete(key, handles) {
      await findQueue(db, key);
      return deleteMessages(db, key, handles);
    },
    async changeVisibility(key, handle, seconds) {
      await findQueue(db, key);
      return changeVisibility(db, key, handle, seconds);
    },
    ensure: ensureQueue,
    async post(transaction, key, message) {
      await ensureQueue(transaction, key);
      await sendMessages(transaction, key, [message]);
    },
    wake,
    close: () => lines.close(),
  };
}
