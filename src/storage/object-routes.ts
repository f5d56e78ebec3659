import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import mime from 'mime';
import { apiError, toApiError } from '../errors/api-error.ts';
import { checkLocation, type ObjectLocation } from './object-name.ts';
import type { SignedMethod } from './object-signer.ts';
import type { ByteRange, ObjectStat, ObjectStore } from './object-store.ts';

/** What the routes of objects rest on. */
export type ObjectRoutesOptions = {
  store: ObjectStore;
  /** Why a request may not read or write an object, or null when it may: signed URLs, sessions. */
  fault(
    request: FastifyRequest,
    method: SignedMethod,
    location: ObjectLocation,
  ): string | null | Promise<string | null>;
  /** Largest upload, in bytes. */
  maxUploadBytes: number;
};

/** What a Range header asks for: bytes, `all` when it is absent or not understood, `none` when it lies outside. */
function readRange(header: string | undefined, size: number): ByteRange | 'all' | 'none' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) return 'all';
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return 'all';
  return start > end ? 'none' : { start, end };
}

/** Headers that describe the object, whatever part of it is sent. */
function describe(reply: FastifyReply, location: ObjectLocation, stat: ObjectStat): void {
  const type = mime.getType(location.key) ?? 'application/octet-stream';
  const name = encodeURIComponent(location.key.split('/').at(-1) ?? '').replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  reply.headers({
    'content-type': type,
    'content-disposition': `inline; filename*=UTF-8''${name}`,
    'accept-ranges': 'bytes',
    etag: `"${stat.etag}"`,
    'last-modified': stat.modified.toUTCString(),
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  });
  // Objects come from strangers and share the origin with the console: nothing in them may run.
  if (!/^(?:video|audio|image)\/(?!svg)/.test(type)) {
    reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  }
}

/** Answers GET and HEAD: the whole object, one range of it, or 304 when the client has it already. */
async function sendObject(
  store: ObjectStore,
  location: ObjectLocation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const stat = await store.stat(location);
  if (stat === null) throw apiError('NoSuchKey');
  describe(reply, location, stat);
  const tag = `"${stat.etag}"`;
  if (request.headers['if-none-match']?.split(',').some((each) => each.trim() === tag)) {
    return reply.code(304).send();
  }
  const condition = request.headers['if-range'];
  const isCurrent = condition === undefined || condition === tag;
  const range = readRange(isCurrent ? request.headers.range : undefined, stat.size);
  if (range === 'none') {
    reply.header('content-range', `bytes */${stat.size}`);
    throw apiError('InvalidRange', { Size: String(stat.size) });
  }
  const part = range === 'all' ? { start: 0, end: stat.size - 1 } : range;
  if (range !== 'all') {
    reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${stat.size}`);
  }
  reply.header('content-length', part.end - part.start + 1);
  if (request.method === 'HEAD' || stat.size === 0) return reply.send();
  const object = await store.read(location, part);
  if (object === null) throw apiError('NoSuchKey');
  if (object.stat.etag === stat.etag) return reply.send(object.body);
  // Replaced between the two looks: the headers are those of another object, so the client has to ask again.
  object.body.destroy();
  throw apiError('ServiceUnavailable');
}

/**
 * Adds the routes at which objects are got (GET and HEAD, with ranges) and put: `/buckets/BUCKET/KEY`. Errors are JSON,
 * `{"Code", "Message", "RequestId"}`.
 */
export function registerObjectRoutes(app: FastifyInstance, options: ObjectRoutesOptions): void {
  const { store, maxUploadBytes } = options;

  const allowed = async (request: FastifyRequest, method: SignedMethod): Promise<ObjectLocation> => {
    const { bucket, '*': key } = request.params as { bucket: string; '*': string };
    const location = checkLocation({ bucket, key }, 'the URL');
    const fault = await options.fault(request, method, location);
    if (fault !== null) throw apiError('AccessDenied', { Reason: fault });
    return location;
  };

  app.register(async (scope) => {
    // An upload is a stream of any type; parsing it would hold it in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.setErrorHandler((error, request, reply) => {
      const shown = toApiError(error);
      if (shown.status >= 500) request.log.error({ err: error }, 'an object could not be sent or stored');
      // The rest of a refused upload is not read: the connection cannot be used again.
      if (request.method === 'PUT') reply.header('connection', 'close');
      return reply
        .code(shown.status)
        .removeHeader('content-length')
        .type('application/json;charset=utf-8')
        .send({ Code: shown.code, Message: shown.message, RequestId: request.id });
    });

    scope.route({
      method: ['GET', 'HEAD'],
      url: '/buckets/:bucket/*',
      handler: async (request, reply) => sendObject(store, await allowed(request, 'GET'), request, reply),
    });

    scope.put('/buckets/:bucket/*', async (request, reply) => {
      const location = await allowed(request, 'PUT');
      if (Number(request.headers['content-length'] ?? 0) > maxUploadBytes) {
        throw apiError('EntityTooLarge', { MaxBytes: String(maxUploadBytes) });
      }
      const body = (request.body as Readable | undefined) ?? request.raw;
      const stat = await store.put(location, body, maxUploadBytes);
      return reply.header('etag', `"${stat.etag}"`).send({ Size: stat.size, RequestId: request.id });
    });
  });
}
