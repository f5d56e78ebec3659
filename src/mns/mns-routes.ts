import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, AccessKey } from '../access/access.ts';
import { sourceOf } from '../access/call-source.ts';
import { type Principal, principalArn } from '../access/principal.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { ApiError } from '../errors/api-error.ts';
import { type MnsAnswer, type MnsParts, type MnsRoute, mnsRoutes } from './mns-actions.ts';
import { authenticateMns, claimedKeyId } from './mns-call.ts';
import { MnsError, mnsError } from './mns-error.ts';
import { checkQueueName } from './queue-store.ts';
import { readQuery } from './requests.ts';
import { writeXml, xmlType } from './xml.ts';

/** What the routes are made from. */
export type MnsOptions = MnsParts & {
  access: Access;
  audit: Pick<AuditLog, 'record'>;
  /** Flow control of the API; its names of operations are those of the queues without `mns:`. */
  throttle: { admit(account: string, action: string): Promise<void> };
  /** Region of this installation, as policies name it. */
  region: string;
  now: () => Date;
};

/** Sixteen messages of the largest size, with room for escaping. */
const maxBodyBytes = 4 * 1024 * 1024;
/** Until the last byte of a body is there. */
const bodyMilliseconds = 60_000;
const protocolVersion = '2015-06-06';

/**
 * Adds the message queue protocol (gateway.md 7.4) under `/queues`: what the official queue clients call. Policies name
 * its actions `mns:ReceiveMessage` and so on, and its resources `acs:mns:REGION:ACCOUNT:/queues/NAME[/messages]`.
 */
export function registerMnsRoutes(app: FastifyInstance, options: MnsOptions): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parse = async (_request: FastifyRequest, body: Buffer) => body;
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: maxBodyBytes }, parse);
    scope.setErrorHandler((error, request, reply) => {
      // The body could not be read, so nothing of the call is known.
      const failure = mnsErrorOf(error);
      remember(request, reply, noProgress(), failure, options);
      return sendError(request, reply, failure);
    });
    scope.addHook('onRequest', async (request, reply) => {
      sourceOf(request);
      cutSlowBody(request, reply);
    });
    scope.addHook('preClose', async () => options.queues.close());
    for (const path of ['/queues', '/queues/*']) {
      // All methods and paths come here, so that what is wrong with them is told in this protocol, too.
      scope.all(path, (request, reply) => serve(request, reply, options));
    }
  });
}

/** What is known of a call so far. */
type Progress = { action: string; accessKeyId: string; principal: Principal | null };

const noProgress = (): Progress => ({ action: '', accessKeyId: '', principal: null });

async function serve(
  request: FastifyRequest,
  reply: FastifyReply,
  options: MnsOptions,
): Promise<FastifyReply> {
  const progress = noProgress();
  try {
    const answer = await answerCall(request, reply, options, progress);
    remember(request, reply, progress, null, options);
    return send(reply, answer);
  } catch (error) {
    const failure = mnsErrorOf(error);
    remember(request, reply, progress, failure, options);
    return sendError(request, reply, failure);
  }
}

async function answerCall(
  request: FastifyRequest,
  reply: FastifyReply,
  options: MnsOptions,
  progress: Progress,
): Promise<MnsAnswer> {
  const { route, queue } = findRoute(request);
  const query = readQuery(request.url);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const action = route.action(query, body);
  progress.action = `mns:${action}`;
  const key = await prove(request, body, options, progress);
  const { account } = key.principal;
  await options.throttle.admit(account, action);
  await authorize(request, key, progress.action, options);
  const { headers } = request;
  return route.run(options, { account, queue, query, headers, body, gone: goneSignal(reply) });
}

/** Records a call whose outcome is known. */
function remember(
  request: FastifyRequest,
  reply: FastifyReply,
  { action, accessKeyId, principal }: Progress,
  failure: MnsError | null,
  { audit }: MnsOptions,
): void {
  const { ip: sourceIp, userAgent } = sourceOf(request);
  audit.record({
    time: new Date(),
    requestId: request.id,
    caller: principal && { account: principal.account, principal: principalArn(principal) },
    accessKeyId,
    action,
    sourceIp,
    userAgent: userAgent ?? '',
    code: failure?.code ?? '',
    httpStatus: failure?.status ?? 200,
    milliseconds: reply.elapsedTime,
  });
}

/** Paths have only letters, digits and dashes, so they are not decoded: what differs is no name of a queue. */
function findRoute(request: FastifyRequest): { route: MnsRoute; queue: string } {
  const [, queue, messages] = /^\/queues(?:\/([^/?]+)(\/messages)?)?(?:\?|$)/.exec(request.url) ?? [];
  if (queue !== undefined) checkQueueName(queue);
  const kind = queue === undefined ? 'queues' : messages === undefined ? 'queue' : 'messages';
  const route = mnsRoutes[`${request.method} ${kind}`];
  if (route === undefined || (queue === undefined && !/^\/queues(\?|$)/.test(request.url))) {
    throw mnsError('InvalidRequestURL');
  }
  return { route, queue: queue ?? '' };
}

/** The limit of the server is for uploads of objects; nobody needs as long to send a message. */
function cutSlowBody(request: FastifyRequest, reply: FastifyReply): void {
  const timer = setTimeout(() => {
    if (!request.raw.complete) request.raw.destroy();
  }, bodyMilliseconds);
  reply.raw.once('close', () => clearTimeout(timer));
}

/** Ends when the client has gone before its answer was written. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (reply.raw.destroyed) gone.abort();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

/** Proves who calls. */
async function prove(
  request: FastifyRequest,
  body: Buffer,
  { access, now }: MnsOptions,
  progress: Progress,
): Promise<AccessKey> {
  const { method, url, headers } = request;
  progress.accessKeyId = claimedKeyId(headers.authorization);
  const key = await authenticateMns({ method, resource: url, headers, body }, { access, now });
  progress.principal = key.principal;
  await access.noteUse(key);
  return key;
}

/** Whether the policies of a proven caller let it do this. */
async function authorize(
  request: FastifyRequest,
  { principal, id: accessKeyId }: AccessKey,
  action: string,
  { access, region }: MnsOptions,
): Promise<void> {
  const [path = ''] = request.url.split('?');
  const resources = [`acs:mns:${region}:${principal.account}:${path}`];
  await access.authorize(
    { principal, accessKeyId, source: sourceOf(request) },
    { action, resources, requestId: request.id },
  );
}

function send(reply: FastifyReply, { status, document, location }: MnsAnswer): FastifyReply {
  reply.status(status).header('x-mns-version', protocolVersion).header('x-mns-request-id', reply.request.id);
  if (location !== undefined) reply.header('location', location);
  return document === undefined
    ? reply.send()
    : reply.type(xmlType).send(writeXml(document.root, document.members));
}

function sendError(request: FastifyRequest, reply: FastifyReply, failure: MnsError): FastifyReply {
  if (failure.status >= 500) request.log.error({ err: failure.cause }, 'the request failed');
  const members = {
    Code: failure.code,
    Message: failure.message,
    RequestId: request.id,
    HostId: `${request.protocol}://${request.headers.host ?? ''}`,
  };
  return send(reply, { status: failure.status, document: { root: 'Error', members } });
}

/** Refusals of access are told in the words of this protocol; a body that is too large is the client's fault. */
function mnsErrorOf(thrown: unknown): MnsError {
  if (thrown instanceof MnsError) return thrown;
  if (thrown instanceof ApiError && thrown.code === 'Throttling.User') {
    return mnsError('TooManyRequests', {}, thrown);
  }
  if (thrown instanceof ApiError) return mnsError('AccessDenied', { Reason: thrown.message }, thrown);
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  if (status === 413) {
    const Reason = `The value of the request body should between 0 and ${maxBodyBytes}.`;
    return mnsError('InvalidArgument', { Reason }, thrown);
  }
  return mnsError(status >= 400 && status < 500 ? 'InvalidRequestURL' : 'InternalError', {}, thrown);
}
