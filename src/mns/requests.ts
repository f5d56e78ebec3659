import type { IncomingHttpHeaders } from 'node:http';
import type { NewMessage } from './message-store.ts';
import { mnsError, outOfRange } from './mns-error.ts';
import { attributeNames, type QueueAttributes, queueAttributes } from './queue-store.ts';
import { children, childText, readXml, type XmlValue } from './xml.ts';

/** What requests of the protocol ask for, read and checked (gateway.md 7.4). */

/** Messages of one request, in either direction. */
export const maxBatch = 16;
/** The longest wait of a receive, in seconds. */
const maxWait = queueAttributes.PollingWaitSeconds.max;
const priorities = { min: 1, max: 16 };

/** Query of a URL; names are compared without case, because clients write `ReceiptHandle` and `receiptHandle`. */
export type Query = ReadonlyMap<string, string>;

/** Reads the query of a URL. A plus sign stays one: handles and names are not form-encoded. */
export function readQuery(url: string): Query {
  const mark = url.indexOf('?');
  const pairs = mark < 0 ? [] : url.slice(mark + 1).split('&');
  return new Map(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return [decode(name).toLowerCase(), decode(value.join('='))] as const;
    }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw mnsError('InvalidQueryString', { Item: text.slice(0, 100) });
  }
}

function whole(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw outOfRange(name, min, max);
  return value;
}

/** Queues on one page, unless the client wants fewer. */
const maxListed = 1000;

/**
 * Which queues a list asks for; it says so in headers.
 *
 * @throws MnsError `InvalidArgument`
 */
export function readListPage(headers: IncomingHttpHeaders): { prefix: string; after: string; limit: number } {
  const text = (name: string) => {
    const value = headers[`x-mns-${name}`];
    // The official client sends the word "undefined" for what its caller left out.
    return typeof value === 'string' && value !== 'undefined' ? value : '';
  };
  const limit = text('ret-number');
  return {
    prefix: text('prefix'),
    after: text('marker'),
    limit: limit === '' ? maxListed : whole('x-mns-ret-number', limit, { min: 1, max: maxListed }),
  };
}

/** What a receive or a peek asks for. */
export type ReceiveWish = {
  /** Null: one message, answered without a list around it. */
  count: number | null;
  /** Undefined: as the queue says. */
  seconds: number | undefined;
  isPeek: boolean;
};

/**
 * @throws MnsError `InvalidArgument`
 */
export function readReceive(query: Query): ReceiveWish {
  const count = query.get('numofmessages');
  const seconds = query.get('waitseconds');
  return {
    count: count === undefined ? null : whole('numOfMessages', count, { min: 1, max: maxBatch }),
    seconds: seconds === undefined ? undefined : whole('waitseconds', seconds, { min: 0, max: maxWait }),
    isPeek: query.get('peekonly')?.toLowerCase() === 'true',
  };
}

/**
 * @throws MnsError `MissingReceiptHandle`, `MissingVisibilityTimeout`, `InvalidArgument`
 */
export function readVisibility(query: Query): { handle: string; seconds: number } {
  const handle = query.get('receipthandle');
  const seconds = query.get('visibilitytimeout');
  if (handle === undefined || handle === '') throw mnsError('MissingReceiptHandle');
  if (seconds === undefined || seconds === '') throw mnsError('MissingVisibilityTimeout');
  return { handle, seconds: whole('VisibilityTimeout', seconds, queueAttributes.VisibilityTimeout) };
}

/** The handles of a delete: one in the query, or several in the body. */
export type DeleteWish = { handles: string[]; isBatch: boolean };

/**
 * @throws MnsError `MissingReceiptHandle`, `InvalidArgument`, `MalformedXML`
 */
export function readDelete(query: Query, body: Buffer): DeleteWish {
  const handle = query.get('receipthandle');
  if (handle !== undefined && handle !== '') return { handles: [handle], isBatch: false };
  const { root, value } = readXml(body);
  const handles = root === 'ReceiptHandles' ? children(value, 'ReceiptHandle').map(textOf) : [];
  if (handles.length === 0) throw mnsError('MissingReceiptHandle');
  if (handles.length > maxBatch) throw outOfRange('the number of ReceiptHandles', 1, maxBatch);
  return { handles, isBatch: true };
}

const textOf = (value: XmlValue) => (typeof value === 'string' ? value.trim() : '');

/**
 * Attributes of a create or a change; an empty body names none.
 *
 * @throws MnsError `InvalidArgument`, `MalformedXML`
 */
export function readAttributes(body: Buffer): QueueAttributes {
  const { root, value } = readXml(body);
  if (root !== '' && root !== 'Queue') throw notOfSchema(root);
  const named = attributeNames.flatMap((name) => {
    const text = childText(value, name);
    return text === undefined || text === ''
      ? []
      : [[name, whole(name, text, queueAttributes[name])] as const];
  });
  return Object.fromEntries(named);
}

/** The messages of a send. */
export type SendWish = { messages: NewMessage[]; isBatch: boolean };

/**
 * @param maxBytes the largest body that the queue takes
 * @throws MnsError `InvalidArgument`, `MalformedXML`
 */
export function readMessages(body: Buffer, maxBytes: number): SendWish {
  const { root, value } = readXml(body);
  if (root !== 'Message' && root !== 'Messages') throw notOfSchema(root === '' ? 'Message' : root);
  const isBatch = root === 'Messages';
  const given = isBatch ? children(value, 'Message') : [value];
  if (given.length === 0 || given.length > maxBatch) throw outOfRange('the number of Messages', 1, maxBatch);
  return { messages: given.map((message) => readMessage(message, maxBytes)), isBatch };
}

function readMessage(message: XmlValue, maxBytes: number): NewMessage {
  const body = childText(message, 'MessageBody');
  if (body === undefined || body === '') throw notOfSchema('MessageBody');
  const size = Buffer.byteLength(body);
  if (size > maxBytes) throw outOfRange('MessageBody', 1, maxBytes);
  const delay = childText(message, 'DelaySeconds');
  const priority = childText(message, 'Priority');
  return {
    body,
    delaySeconds:
      delay === undefined ? undefined : whole('DelaySeconds', delay, queueAttributes.DelaySeconds),
    priority: priority === undefined ? undefined : whole('Priority', priority, priorities),
  };
}

function notOfSchema(element: string) {
  return mnsError('InvalidArgument', {
    Reason: `The XML you provided did not validate against our published schema, cause by ${element}.`,
  });
}
