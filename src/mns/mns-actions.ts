import type { IncomingHttpHeaders } from 'node:http';
import type { MessageQueues } from './message-queues.ts';
import { bodyMd5, type DeleteOutcome, type Message } from './message-store.ts';
import { mnsError, mnsErrors } from './mns-error.ts';
import { attributeNames, type QueueKey, queueAttributes } from './queue-store.ts';
import {
  type Query,
  readAttributes,
  readDelete,
  readListPage,
  readMessages,
  readReceive,
  readVisibility,
} from './requests.ts';

/** What actions work on. */
export type MnsParts = {
  queues: MessageQueues;
  /** Base of the URLs of queues, without a slash at the end. */
  baseUrl: () => string;
};

/** A proven and authorized request. */
export type MnsInput = {
  account: string;
  /** Name of the queue; empty for the list of queues. */
  queue: string;
  query: Query;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Ends when the client has gone. */
  gone: AbortSignal;
};

/** What is answered: a document, or nothing but a status. */
export type MnsAnswer = {
  status: number;
  document?: { root: string; members: Record<string, unknown> };
  location?: string;
};

/** What a method does at a path. */
export type MnsRoute = {
  /** Name of the action in policies, after `mns:`. */
  action(query: Query, body: Buffer): string;
  run(parts: MnsParts, input: MnsInput): Promise<MnsAnswer>;
};

const isTrue = (query: Query, name: string) => query.get(name)?.toLowerCase() === 'true';

const answer = (status: number, root: string, members: Record<string, unknown>): MnsAnswer => ({
  status,
  document: { root, members },
});

const keyOf = ({ account, queue }: MnsInput): QueueKey => ({ account, name: queue });

/** Actions by method and kind of path: `/queues`, `/queues/NAME`, `/queues/NAME/messages` (gateway.md 7.4). */
export const mnsRoutes: Readonly<Record<string, MnsRoute>> = {
  'GET queues': { action: () => 'ListQueue', run: listQueues },
  'PUT queue': {
    action: (query) => (isTrue(query, 'metaoverride') ? 'SetQueueAttributes' : 'CreateQueue'),
    run: (parts, input) =>
      isTrue(input.query, 'metaoverride') ? setQueueAttributes(parts, input) : createQueue(parts, input),
  },
  'GET queue': { action: () => 'GetQueueAttributes', run: getQueueAttributes },
  'DELETE queue': { action: () => 'DeleteQueue', run: deleteQueue },
  'POST messages': {
    action: (_query, body) => (isDocument(body, 'Messages') ? 'BatchSendMessage' : 'SendMessage'),
    run: sendMessages,
  },
  'GET messages': {
    action: (query) => {
      const batch = query.has('numofmessages') ? 'Batch' : '';
      return `${batch}${isTrue(query, 'peekonly') ? 'Peek' : 'Receive'}Message`;
    },
    run: receiveMessages,
  },
  'DELETE messages': {
    action: (query) => (query.has('receipthandle') ? 'DeleteMessage' : 'BatchDeleteMessage'),
    run: deleteMessages,
  },
  'PUT messages': { action: () => 'ChangeMessageVisibility', run: changeVisibility },
};

/** Whether a body is, by its first element, a document of this root; what it holds is checked later. */
function isDocument(body: Buffer, root: string): boolean {
  const start = body.subarray(0, 500).toString('latin1');
  return new RegExp(`^\\s*(<\\?[^>]*>\\s*)?<${root}[\\s>/]`).test(start);
}

async function listQueues({ queues, baseUrl }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const { names, next } = await queues.list(input.account, readListPage(input.headers));
  return answer(200, 'Queues', {
    Queue: names.map((name) => ({ QueueURL: `${baseUrl()}/queues/${name}` })),
    NextMarker: next ?? undefined,
  });
}

async function createQueue({ queues, baseUrl }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const isNew = await queues.create(keyOf(input), readAttributes(input.body));
  return { status: isNew ? 201 : 204, location: `${baseUrl()}/queues/${input.queue}` };
}

async function setQueueAttributes({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  await queues.setAttributes(keyOf(input), readAttributes(input.body));
  return { status: 204 };
}

async function getQueueAttributes({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const queue = await queues.find(keyOf(input));
  const counts = await queues.count(keyOf(input));
  const seconds = (time: Date) => Math.floor(time.getTime() / 1000);
  return answer(200, 'Queue', {
    QueueName: input.queue,
    CreateTime: seconds(queue.create_time),
    LastModifyTime: seconds(queue.modified_time),
    ...Object.fromEntries(attributeNames.map((name) => [name, queue[queueAttributes[name].column]])),
    ActiveMessages: counts.active,
    InactiveMessages: counts.inactive,
    DelayMessages: counts.delayed,
    LoggingEnabled: 'False',
  });
}

async function deleteQueue({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  await queues.remove(keyOf(input));
  return { status: 204 };
}

async function sendMessages({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const { maximum_message_size: maxBytes } = await queues.find(keyOf(input));
  const { messages, isBatch } = readMessages(input.body, maxBytes);
  const ids = await queues.send(keyOf(input), messages);
  const sent = messages.map(({ body }, index) => ({
    MessageId: ids[index] ?? '',
    MessageBodyMD5: bodyMd5(body),
  }));
  return isBatch ? answer(201, 'Messages', { Message: sent }) : answer(201, 'Message', sent[0] ?? {});
}

async function receiveMessages({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const { count, seconds, isPeek } = readReceive(input.query);
  const limit = count ?? 1;
  const messages = isPeek
    ? await queues.peek(keyOf(input), limit)
    : await queues.receive(keyOf(input), { limit, seconds, signal: input.gone });
  const shown = messages.map(messageMembers);
  if (shown[0] === undefined) throw mnsError('MessageNotExist');
  return count === null ? answer(200, 'Message', shown[0]) : answer(200, 'Messages', { Message: shown });
}

/** A message that was only looked at has no handle and no time at which it shows up again. */
function messageMembers(message: Message): Record<string, unknown> {
  const isReceived = message.receiptHandle !== null;
  return {
    MessageId: message.id,
    ReceiptHandle: message.receiptHandle ?? undefined,
    MessageBody: message.body,
    MessageBodyMD5: bodyMd5(message.body),
    EnqueueTime: message.enqueueTime,
    NextVisibleTime: isReceived ? message.nextVisibleTime : undefined,
    FirstDequeueTime: message.firstDequeueTime ?? message.enqueueTime,
    DequeueCount: message.dequeueCount,
    Priority: message.priority,
  };
}

async function deleteMessages({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const { handles, isBatch } = readDelete(input.query, input.body);
  const outcomes = await queues.delete(keyOf(input), handles);
  const failed = outcomes.flatMap((outcome, index) => deleteError(outcome, handles[index] ?? ''));
  if (failed[0] === undefined) return { status: 204 };
  if (!isBatch) throw mnsError(failed[0].ErrorCode);
  return answer(404, 'Errors', { Error: failed });
}

function deleteError(outcome: DeleteOutcome, handle: string) {
  if (outcome === 'deleted') return [];
  return [{ ErrorCode: outcome, ErrorMessage: mnsErrors[outcome][1], ReceiptHandle: handle }];
}

async function changeVisibility({ queues }: MnsParts, input: MnsInput): Promise<MnsAnswer> {
  const { handle, seconds } = readVisibility(input.query);
  const changed = await queues.changeVisibility(keyOf(input), handle, seconds);
  return answer(200, 'ChangeVisibility', {
    ReceiptHandle: changed.receiptHandle,
    NextVisibleTime: changed.nextVisibleTime,
  });
}
