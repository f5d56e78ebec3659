import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../access/access.ts';
import { ApiError } from '../errors/api-error.ts';
import type { MessageQueues } from './message-queues.ts';
import { bodyMd5, type DeleteOutcome, type Message } from './message-store.ts';
import { authenticateMns } from './mns-call.ts';
import { MnsError, mnsError, mnsErrors } from './mns-error.ts';
import { attributeNames, checkQueueName, type QueueKey, queueAttributes } from './queue-store.ts';
import {
  type Query,
  readAttributes,
  readDelete,
  readMessages,
  readQuery,
  readReceive,
  readVisibility,
} from './requests.ts';
import { writeXml, xmlType } from './xml.ts';

/** What the routes are made from. */
export type MnsRoutes = {
  queues: MessageQueues;
  access: Access;
  /** Region of this installation, as policies name it. */
  region: string;
  now: () => Date;
  /** Base of the URLs of queues, without a slash at the end. */
  baseUrl: () => string;
};

/** A proven and authorized request. */
type MnsCall = { account: string; query: Query; body: Buffer; request: FastifyRequest; reply: FastifyReply };

/** What a route does: writes its answer, or returns the members of a document. */
type Handler = (call: MnsCall, queue: string) => Promise<FastifyReply>;

/** Sixteen messages of the largest size, with room for escaping. */
const maxBodyBytes = 4 * 1024 * 1024;
const protocolVersion = '2015-06-06';
const maxListed = 1000;

/**
 * Adds the message queue protocol (gateway.md 7.4) under `/queues`: what the official queue clients call. Policies name
 * its actions `mns:ReceiveMessage` and so on, and its resources `acs:mns:REGION:ACCOUNT:/queues/NAME[/messages]`.
 */
export function registerMnsRoutes(app: FastifyInstance, options: MnsRoutes): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: maxBodyBytes },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    scope.setErrorHandler((error, request, reply) => answerError(request, reply, error));
    scope.addHook('preClose', async () => options.queues.close());
    const route = (
      method: 'GET' | 'PUT' | 'POST' | 'DELETE',
      path: string,
      actionOf: (query: Query, body: Buffer) => string,
      handle: Handler,
    ) => {
      scope.route<{ Params: { queue?: string } }>({
        method,
        url: path,
        async handler(request, reply) {
          const queue = request.params.queue ?? '';
          if (queue !== '') checkQueueName(queue);
          const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
          const query = readQuery(request.url);
          const account = await admit(request, body, actionOf(query, body), options);
          return handle({ account, query, body, request, reply }, queue);
        },
      });
    };
    addQueueRoutes(route, options);
    addMessageRoutes(route, options);
    scope.all('/queues/*', async () => {
      throw mnsError('InvalidRequestURL');
    });
  });
}

type AddRoute = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE',
  path: string,
  actionOf: (query: Query, body: Buffer) => string,
  handle: Handler,
) => void;

function addQueueRoutes(route: AddRoute, { queues, baseUrl }: MnsRoutes): void {
  const urlOf = (name: string) => `${baseUrl()}/queues/${name}`;
  const isChange = (query: Query) => query.get('metaoverride')?.toLowerCase() === 'true';

  route(
    'PUT',
    '/queues/:queue',
    (query) => (isChange(query) ? 'SetQueueAttributes' : 'CreateQueue'),
    async ({ account, query, body, reply }, name) => {
      const attributes = readAttributes(body);
      if (isChange(query)) {
        await queues.setAttributes({ account, name }, attributes);
        return answerEmpty(reply);
      }
      const isNew = await queues.create({ account, name }, attributes);
      return answerEmpty(reply.header('location', urlOf(name)), isNew ? 201 : 204);
    },
  );

  route(
    'GET',
    '/queues/:queue',
    () => 'GetQueueAttributes',
    async ({ account, reply }, name) => {
      const queue = await queues.find({ account, name });
      const counts = await queues.count({ account, name });
      const attributes = attributeNames.map((attribute) => [
        attribute,
        queue[queueAttributes[attribute].column],
      ]);
      return answer(reply, 200, 'Queue', {
        QueueName: name,
        CreateTime: Math.floor(queue.create_time.getTime() / 1000),
        LastModifyTime: Math.floor(queue.modified_time.getTime() / 1000),
        ...Object.fromEntries(attributes),
        ActiveMessages: counts.active,
        InactiveMessages: counts.inactive,
        DelayMessages: counts.delayed,
        LoggingEnabled: 'False',
      });
    },
  );

  route(
    'DELETE',
    '/queues/:queue',
    () => 'DeleteQueue',
    async ({ account, reply }, name) => {
      await queues.remove({ account, name });
      return answerEmpty(reply);
    },
  );

  route(
    'GET',
    '/queues',
    () => 'ListQueue',
    async ({ account, request, reply }) => {
      const header = (name: string) => {
        const value = request.headers[name];
        // The official client sends the text "undefined" for what its caller left out.
        return typeof value === 'string' && value !== 'undefined' ? value : '';
      };
      const count = Number(header('x-mns-ret-number') || maxListed);
      if (!(Number.isInteger(count) && count >= 1 && count <= maxListed)) {
        throw mnsError('InvalidArgument', {
          Reason: `The value of x-mns-ret-number should between 1 and ${maxListed}.`,
        });
      }
      const page = { prefix: header('x-mns-prefix'), after: header('x-mns-marker'), limit: count };
      const { names, next } = await queues.list(account, page);
      return answer(reply, 200, 'Queues', {
        Queue: names.map((name) => ({ QueueURL: urlOf(name) })),
        ...(next === null ? {} : { NextMarker: next }),
      });
    },
  );
}

function addMessageRoutes(route: AddRoute, { queues }: MnsRoutes): void {
  const path = '/queues/:queue/messages';

  route(
    'POST',
    path,
    (_query, body) => (isDocument(body, 'Messages') ? 'BatchSendMessage' : 'SendMessage'),
    async ({ account, body, reply }, name) => {
      const key: QueueKey = { account, name };
      const { maximum_message_size: maxBytes } = await queues.find(key);
      const { messages, isBatch } = readMessages(body, maxBytes);
      const ids = await queues.send(key, messages);
      const sent = messages.map((message, index) => ({
        MessageId: ids[index] ?? '',
        MessageBodyMD5: bodyMd5(message.body),
      }));
      return isBatch
        ? answer(reply, 201, 'Messages', { Message: sent })
        : answer(reply, 201, 'Message', sent[0] ?? {});
    },
  );

  route('GET', path, receiveAction, async ({ account, query, request, reply }, name) => {
    const key: QueueKey = { account, name };
    const { count, seconds, isPeek } = readReceive(query);
    const limit = count ?? 1;
    const messages = isPeek
      ? await queues.peek(key, limit)
      : await queues.receive(key, { limit, seconds, signal: goneSignal(request, reply) });
    const shown = messages.map(messageMembers);
    if (shown[0] === undefined) throw mnsError('MessageNotExist');
    return count === null
      ? answer(reply, 200, 'Message', shown[0])
      : answer(reply, 200, 'Messages', { Message: shown });
  });

  route(
    'DELETE',
    path,
    (query) => (query.has('receipthandle') ? 'DeleteMessage' : 'BatchDeleteMessage'),
    async ({ account, query, body, reply }, name) => {
      const { handles, isBatch } = readDelete(query, body);
      const outcomes = await queues.delete({ account, name }, handles);
      const failed = outcomes.flatMap((outcome, index) => deleteError(outcome, handles[index] ?? ''));
      if (failed[0] === undefined) return answerEmpty(reply);
      if (!isBatch) throw mnsError(failed[0].ErrorCode);
      return answer(reply, 404, 'Errors', { Error: failed });
    },
  );

  route(
    'PUT',
    path,
    () => 'ChangeMessageVisibility',
    async ({ account, query, reply }, name) => {
      const { handle, seconds } = readVisibility(query);
      const { receiptHandle, nextVisibleTime } = await queues.changeVisibility(
        { account, name },
        handle,
        seconds,
      );
      return answer(reply, 200, 'ChangeVisibility', {
        ReceiptHandle: receiptHandle,
        NextVisibleTime: nextVisibleTime,
      });
    },
  );
}

/** Whether a body is, by its first element, a document of this root; what it holds is checked later. */
const isDocument = (body: Buffer, root: string) =>
  new RegExp(`^\\s*(<\\?[^>]*>\\s*)?<${root}[\\s>/]`).test(body.subarray(0, 500).toString('latin1'));

function receiveAction(query: Query): string {
  const batch = query.has('numofmessages') ? 'Batch' : '';
  return `${batch}${query.get('peekonly')?.toLowerCase() === 'true' ? 'Peek' : 'Receive'}Message`;
}

function messageMembers(message: Message): Record<string, unknown> {
  return {
    MessageId: message.id,
    ...(message.receiptHandle === null ? {} : { ReceiptHandle: message.receiptHandle }),
    MessageBody: message.body,
    MessageBodyMD5: bodyMd5(message.body),
    EnqueueTime: message.enqueueTime,
    ...(message.receiptHandle === null ? {} : { NextVisibleTime: message.nextVisibleTime }),
    FirstDequeueTime: message.firstDequeueTime ?? message.enqueueTime,
    DequeueCount: message.dequeueCount,
    Priority: message.priority,
  };
}

function deleteError(outcome: DeleteOutcome, handle: string) {
  if (outcome === 'deleted') return [];
  return [{ ErrorCode: outcome, ErrorMessage: mnsErrors[outcome][1], ReceiptHandle: handle }];
}

/** Ends when the client has gone before its answer was written. */
function goneSignal(request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (request.raw.destroyed && !request.raw.complete) gone.abort();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

/** Proves who calls and that it may; returns the account whose queues are meant. */
async function admit(
  request: FastifyRequest,
  body: Buffer,
  action: string,
  { access, now, region }: MnsRoutes,
): Promise<string> {
  const signed = { method: request.method, resource: request.url, headers: request.headers, body };
  const key = await authenticateMns(signed, { access, now });
  await access.noteUse(key);
  const { account } = key.principal;
  const [path = ''] = request.url.split('?');
  const caller = {
    principal: key.principal,
    accessKeyId: key.id,
    source: {
      ip: request.ip,
      isSecure: request.protocol === 'https',
      userAgent: request.headers['user-agent'] ?? null,
    },
  };
  const resources = [`acs:mns:${region}:${account}:${path}`];
  await access.authorize(caller, { action: `mns:${action}`, resources, requestId: request.id });
  return account;
}

function answer(
  reply: FastifyReply,
  status: number,
  root: string,
  members: Record<string, unknown>,
): FastifyReply {
  return withHeaders(reply).status(status).type(xmlType).send(writeXml(root, members));
}

function answerEmpty(reply: FastifyReply, status = 204): FastifyReply {
  return withHeaders(reply).status(status).send();
}

function withHeaders(reply: FastifyReply): FastifyReply {
  return reply.header('x-mns-version', protocolVersion).header('x-mns-request-id', reply.request.id);
}

function answerError(request: FastifyRequest, reply: FastifyReply, thrown: unknown): FastifyReply {
  const error = mnsErrorOf(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'the request failed');
  return answer(reply, error.status, 'Error', {
    Code: error.code,
    Message: error.message,
    RequestId: request.id,
    HostId: `http://${request.headers.host ?? ''}`,
  });
}

/** Refusals of access are told in the words of this protocol; a body that is too large is the client's fault. */
function mnsErrorOf(thrown: unknown): MnsError {
  if (thrown instanceof MnsError) return thrown;
  if (thrown instanceof ApiError) return mnsError('AccessDenied', { Reason: thrown.message }, thrown);
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  if (status === 413) {
    const Reason = `The value of the request body should between 0 and ${maxBodyBytes}.`;
    return mnsError('InvalidArgument', { Reason }, thrown);
  }
  return mnsError(status >= 400 && status < 500 ? 'InvalidRequestURL' : 'InternalError', {}, thrown);
}
