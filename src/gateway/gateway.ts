import type { Socket } from 'node:net';
import {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify';
import type { CallSource } from '../access/principal.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import { contentTypes, failureStatus, failureText, successText } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { type BodyLimits, readBody } from './body.ts';
import { answerClientError, newRequestId } from './client-error.ts';
import { type Dispatcher, dispatch } from './dispatch.ts';
import { createNonceStore, type NonceStore } from './nonces.ts';
import { readCall } from './read-call.ts';
import { type AnswerFormat, answerFormat, queryOf, readWireRequest } from './wire-request.ts';

/** What a gateway is made from. */
export type GatewayOptions = Dispatcher & {
  logger: FastifyBaseLogger;
  /** The clock that signatures are checked against. */
  now: () => Date;
  /** Whether jobs can be taken; `/readyz` asks. */
  isReady: () => Promise<boolean>;
  /**
   * Address under which clients know this server, such as `https://video.example.org/ice`, or null. Requests are served
   * under its path too, and its host counts as signed when a proxy in front hands on another one.
   */
  publicUrl: string | null;
  /** Remembered by this process unless given: servers behind one address must share it. */
  nonces?: NonceStore;
  limits?: Partial<GatewayLimits>;
};

/** Bounds of a request, in bytes and milliseconds. */
export type GatewayLimits = {
  /** Body of an API call. */
  maxBodyBytes: number;
  /** Until the last byte of the body of an API call is there. */
  bodyTimeout: number;
  /** Until the headers are there. */
  headersTimeout: number;
  /** A connection on which nothing moves for this long is cut; longer than the usual minute of a proxy in front. */
  idleTimeout: number;
};

const defaultLimits: GatewayLimits = {
  maxBodyBytes: 8 * 1024 * 1024,
  bodyTimeout: 60_000,
  headersTimeout: 20_000,
  idleTimeout: 75_000,
};

/** V1 calls by GET carry everything in the URL (gateway.md 5.8). */
const maxHeaderBytes = 128 * 1024;

/** For whole requests, uploads of objects among them; calls have `bodyTimeout`. */
const uploadTimeout = 6 * 3_600_000;

/**
 * The HTTP server with the API at `/`, `/healthz` and `/readyz`; other routes may be added to it. Whatever is asked, the
 * answer has a body with a `RequestId`, the same as in the header `x-acs-request-id`.
 */
export function createGateway(options: GatewayOptions): FastifyInstance {
  const limits = { ...defaultLimits, ...options.limits };
  const publicUrl = options.publicUrl === null ? null : new URL(options.publicUrl);
  const pathPrefix = publicUrl?.pathname.replace(/\/+$/, '') ?? '';
  const app = fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: newRequestId,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    connectionTimeout: limits.idleTimeout,
    keepAliveTimeout: limits.idleTimeout,
    requestTimeout: uploadTimeout,
    http: {
      maxHeaderSize: maxHeaderBytes,
      headersTimeout: limits.headersTimeout,
      // Node's own refusal has no body; the hook below refuses in its place.
      requireHostHeader: false,
      connectionsCheckingInterval: Math.min(5_000, limits.headersTimeout),
    },
    rewriteUrl: (request) => routedUrl(request.url ?? '/', pathPrefix),
    clientErrorHandler: (error, socket) => answerClientError(socket as Socket, error.code, maxHeaderBytes),
    frameworkErrors: (error, request, reply) => answerFailure(request, reply, error),
  });

  // Node would answer an expectation that it does not know without a body; nothing here depends on one.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));

  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-acs-request-id', request.id);
    if (isClosing) throw apiError('ServiceUnavailable');
    if (request.headers.host === undefined && request.raw.httpVersion === '1.1')
      throw apiError('MalformedRequest');
  });
  app.setErrorHandler((error: FastifyError, request, reply) => answerFailure(request, reply, error));
  app.setNotFoundHandler((request, reply) => answerFailure(request, reply, apiError('InvalidApi.NotFound')));

  app.get('/healthz', { exposeHeadRoute: true }, async () => ({ status: 'ok' }));
  app.get('/readyz', { exposeHeadRoute: true }, async () => {
    if (!(await options.isReady())) throw apiError('ServiceUnavailable');
    return { status: 'ok' };
  });
  const publicHosts = publicUrl === null ? [] : [publicUrl.host, publicUrl.host + pathPrefix];
  const bodyLimits = { maxBytes: limits.maxBodyBytes, timeout: limits.bodyTimeout };
  app.register(apiRoute(options, bodyLimits, publicHosts));
  return app;
}

/** The route of the API, in a scope of its own because it takes bodies raw: signatures cover their bytes. */
function apiRoute(options: GatewayOptions, bodyLimits: BodyLimits, publicHosts: readonly string[]) {
  const authenticator = { ...options, nonces: options.nonces ?? createNonceStore(options.now) };
  return async (scope: FastifyInstance) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', async (_request: FastifyRequest, payload: NodeJS.ReadableStream) =>
      readBody(payload as FastifyRequest['raw'], bodyLimits),
    );
    scope.all('/', async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      let format = answerFormat(queryOf(request.url));
      try {
        if (request.method !== 'GET' && request.method !== 'POST') throw apiError('UnsupportedHTTPMethod');
        const wire = readWireRequest(request.method, request.url, request.raw.headersDistinct, body);
        format = answerFormat(wire.query, wire.form);
        const call = readCall(wire, publicHosts);
        const principal = await authenticate(call, authenticator);
        const caller = { principal, accessKeyId: call.accessKeyId, source: sourceOf(request) };
        const known = { call, caller, method: wire.method, requestId: request.id };
        const answer = await dispatch(known, options);
        request.log.debug({ action: call.action, account: principal.account }, 'answered');
        reply.type(contentTypes[format]);
        return successText(format, { action: call.action, requestId: request.id, answer });
      } catch (error) {
        return answerFailure(request, reply, error, format);
      }
    });
  };
}

/** Where a call comes from, as the server sees it. */
function sourceOf(request: FastifyRequest): CallSource {
  return {
    ip: request.ip,
    isSecure: request.protocol === 'https',
    userAgent: request.headers['user-agent'] ?? null,
  };
}

/** Answers an error in the asked format; what is no error of the API is logged and told apart only by its status. */
function answerFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
  format: AnswerFormat = answerFormat(queryOf(request.url)),
): FastifyReply {
  const error = thrown instanceof ApiError ? thrown : apiErrorOf(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'the request failed');
  else request.log.debug({ code: error.code }, 'refused');
  // Clients take any error with this header for throttling, so no other has it (gateway.md 0.10).
  if (error.code.startsWith('Throttling')) reply.header('x-acs-retry-after', '1000');
  return reply
    .status(failureStatus(error))
    .header('x-acs-request-id', request.id)
    .type(contentTypes[format])
    .send(failureText(format, { error, requestId: request.id, host: request.headers.host ?? '' }));
}

/** A 4xx of the HTTP layer (a broken URL, a broken content type) is the client's fault, all else is ours. */
function apiErrorOf(thrown: unknown): ApiError {
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  const isRefused = status >= 400 && status < 500;
  return apiError(isRefused ? 'MalformedRequest' : 'InternalError', {}, thrown);
}

/** The URL without the public path, and with one slash where an endpoint that ends in a slash makes two. */
function routedUrl(url: string, prefix: string): string {
  const single = url.replace(/^\/{2,}/, '/');
  if (prefix === '' || !single.startsWith(prefix)) return single;
  const rest = single.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest.replace(/^\/{2,}/, '/') : single;
}
