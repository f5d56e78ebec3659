import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '../access/call-source.ts';
import { type Principal, principalArn } from '../access/principal.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { type ApiError, apiError, toApiError } from '../errors/api-error.ts';
import { operationKey, ramAction } from '../operations/operation.ts';
import { contentTypes, failureStatus, successText } from './answer.ts';
import { type Authenticator, authenticate } from './authenticate.ts';
import { type BodyLimits, readBody } from './body.ts';
import type { Call } from './call.ts';
import { type Dispatcher, dispatch } from './dispatch.ts';
import { answerFailure } from './failure.ts';
import { readCall } from './read-call.ts';
import { answerFormat, queryOf, readWireRequest, type WireRequest } from './wire-request.ts';

/** What the route of the API is made from. */
export type ApiRoute = Dispatcher &
  Authenticator & {
    audit: Pick<AuditLog, 'record'>;
    bodyLimits: BodyLimits;
    /** Hosts under which clients know this server besides the one that they name. */
    publicHosts: readonly string[];
  };

/** What is known of a call so far. */
export type Progress = {
  call: Pick<Call, 'action' | 'version' | 'accessKeyId'> | null;
  principal: Principal | null;
};

/** Adds the route of the API, in a scope of its own because it takes bodies raw: signatures cover their bytes. */
export function registerApiRoute(app: FastifyInstance, options: ApiRoute): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', async (_request: FastifyRequest, payload: NodeJS.ReadableStream) =>
      readBody(payload as FastifyRequest['raw'], options.bodyLimits),
    );
    scope.addHook('onRequest', async (request) => {
      sourceOf(request);
    });
    scope.setErrorHandler((error, request, reply) => {
      // The body could not be read, so nothing of the call is known.
      const progress = { call: null, principal: null };
      remember(request, reply, progress, toApiError(error), options);
      return answerFailure(request, reply, error);
    });
    scope.all('/', async (request, reply) => {
      const progress: Progress = { call: null, principal: null };
      const query = queryOf(request.url);
      let format = answerFormat(query);
      try {
        if (request.method !== 'GET' && request.method !== 'POST') throw apiError('UnsupportedHTTPMethod');
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const wire = readWireRequest(request.method, query, distinctHeaders(request), body);
        format = answerFormat(wire.query, wire.form);
        // Behind a trusted proxy the client has signed the host that the proxy reports.
        const call = readCall(wire, [request.host, ...options.publicHosts]);
        progress.call = call;
        const principal = await authenticate(call, options);
        progress.principal = principal;
        const caller = { principal, accessKeyId: call.accessKeyId, source: sourceOf(request) };
        const known = { call, caller, method: wire.method, requestId: request.id };
        const answer = await dispatch(known, options);
        const text = successText(format, { action: call.action, requestId: request.id, answer });
        remember(request, reply, progress, null, options);
        return reply.type(contentTypes[format]).send(text);
      } catch (error) {
        remember(request, reply, progress, toApiError(error), options);
        return answerFailure(request, reply, error, format);
      }
    });
  });
}

/** Values by name; what this process sends itself (`inject`) has each name once. */
function distinctHeaders({ raw, headers }: FastifyRequest): WireRequest['headers'] {
  if (raw.headersDistinct !== undefined) return raw.headersDistinct;
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? []].flat()]));
}

/** Records a call whose outcome is known. */
export function remember(
  request: FastifyRequest,
  reply: Pick<FastifyReply, 'elapsedTime'>,
  { call, principal }: Progress,
  error: ApiError | null,
  { audit, operations }: Pick<ApiRoute, 'audit' | 'operations'>,
): void {
  const operation = operations.get(operationKey(call?.version ?? '', call?.action ?? ''));
  const source = sourceOf(request);
  audit.record({
    time: new Date(),
    requestId: request.id,
    caller: principal && { account: principal.account, principal: principalArn(principal) },
    accessKeyId: call?.accessKeyId ?? '',
    action: operation === undefined ? (call?.action ?? '') : ramAction(operation),
    sourceIp: source.ip,
    userAgent: source.userAgent ?? '',
    code: error?.code ?? '',
    httpStatus: error === null ? 200 : failureStatus(error),
    milliseconds: reply.elapsedTime,
  });
}
