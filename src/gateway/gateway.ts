import type { IncomingMessage } from 'node:http';
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
import { apiError } from '../errors/api-error.ts';
import { type ApiRoute, registerApiRoute } from './api-route.ts';
import { answerClientError, newRequestId } from './client-error.ts';
import { answerFailure } from './failure.ts';
import { createNonceStore } from './nonces.ts';
import { createThrottle } from './throttle.ts';
import type { TlsFiles } from './tls.ts';

/** What a gateway is made from. */
export type GatewayOptions = Pick<ApiRoute, 'operations' | 'services' | 'access' | 'now'> & {
  logger: FastifyBaseLogger;
  /** Whether jobs can be taken; `/readyz` asks. */
  isReady: () => Promise<boolean>;
  /**
   * Address under which clients know this server, such as `https://video.example.org/ice`, or null. Requests are served
   * under its path too, and its host counts as signed when a proxy in front hands on another one.
   */
  publicUrl: string | null;
  /** Remembered by this process unless given: servers behind one address must share it. */
  nonces?: ApiRoute['nonces'];
  /** No limits unless given. */
  throttle?: ApiRoute['throttle'];
  /** Nothing is recorded unless given. */
  audit?: ApiRoute['audit'];
  /** Certificate and key; plain HTTP unless given. */
  tls?: TlsFiles | null;
  /** Proxies whose X-Forwarded-For, -Proto and -Host are believed: addresses, ranges and names of ranges. */
  trustProxy?: readonly string[];
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
  const trusted = options.trustProxy ?? [];
  const http = {
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: limits.headersTimeout,
    // Node's own refusal has no body; the hook below refuses in its place.
    requireHostHeader: false,
    connectionsCheckingInterval: Math.min(5_000, limits.headersTimeout),
  };
  const common = {
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: newRequestId,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    connectionTimeout: limits.idleTimeout,
    keepAliveTimeout: limits.idleTimeout,
    requestTimeout: uploadTimeout,
    trustProxy: trusted.length > 0 ? [...trusted] : false,
    rewriteUrl: (request: IncomingMessage) => routedUrl(request.url ?? '/', pathPrefix),
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: unknown) =>
      answerClientError(socket as Socket, error.code, maxHeaderBytes),
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) =>
      answerFailure(request, reply, error),
  };
  const app: FastifyInstance =
    options.tls == null
      ? fastify({ ...common, http })
      : // The same interface on another kind of socket.
        (fastify({
          ...common,
          https: { ...http, ...options.tls, handshakeTimeout: limits.headersTimeout },
        }) as unknown as FastifyInstance);

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
  registerApiRoute(app, {
    ...options,
    nonces: options.nonces ?? createNonceStore(options.now),
    throttle: options.throttle ?? createThrottle([]),
    audit: options.audit ?? { record: () => {} },
    bodyLimits: { maxBytes: limits.maxBodyBytes, timeout: limits.bodyTimeout },
    publicHosts,
  });
  return app;
}

/** The URL without the public path, and with one slash where an endpoint that ends in a slash makes two. */
function routedUrl(url: string, prefix: string): string {
  const single = url.replace(/^\/{2,}/, '/');
  if (prefix === '' || !single.startsWith(prefix)) return single;
  const rest = single.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest.replace(/^\/{2,}/, '/') : single;
}
