import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { type ServerOptions, Server as TusServer } from '@tus/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import { failureStatus } from '../gateway/answer.ts';
import { products } from '../operations/operation.ts';
import { checkLocation, type ObjectLocation } from '../storage/object-name.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { type CallRoutes, runAudited } from './call-routes.ts';
import { callerOf } from './guard.ts';
import { isAllowed } from './is-allowed.ts';

/** What uploads rest on. */
export type UploadRoutes = CallRoutes & {
  db: Kysely<Database>;
  store: Pick<ObjectStore, 'putFile'>;
  /** The account that has the bucket `uploads`. */
  rootAccount: string;
  /** Path under which browsers see the server, without a slash at the end. */
  base: string;
  /** Folder for uploads under way. */
  folder: string;
  /** Largest file, in bytes. */
  maxBytes: number;
};

/** What became of an upload. */
type Finished = { account: string; size: number; mediaId: string; url: string };

const path = '/console/uploads';
const bucketName = 'uploads';
/** Milliseconds after which an upload that nobody goes on with is removed, and between two looks for such. */
const patience = 24 * 3_600_000;
const cleaningInterval = 3_600_000;
/** Finished uploads that are remembered, for clients whose last answer was lost. */
const maxRemembered = 1000;

type TusRequest = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[0];
type Upload = Parameters<NonNullable<ServerOptions['onUploadCreate']>>[1];

/** An error as the upload server hands it to the client. */
const refusal = (error: ApiError) => ({
  status_code: failureStatus(error),
  body: JSON.stringify({ code: error.code, message: error.message }),
});

/**
 * Adds `/console/uploads` (tus 1.0): files come in pieces, and go on where they stopped. A finished file becomes an object
 * of the bucket `uploads` (of a further account: of its own first bucket) and a media of the library; the last answer
 * names it in `x-reelmill-media-id` and `x-reelmill-media-url`.
 */
export async function uploadRoutes(scope: FastifyInstance, options: UploadRoutes): Promise<void> {
  const { folder, maxBytes, store, access } = options;
  await mkdir(folder, { recursive: true });
  const files = new FileStore({ directory: folder, expirationPeriodInMilliseconds: patience });
  const requests = new WeakMap<IncomingMessage, FastifyRequest>();
  const finished = new Map<string, Finished>();

  const requestOf = ({ runtime }: TusRequest): FastifyRequest => {
    const node = runtime?.node?.req as IncomingMessage | undefined;
    const request = node === undefined ? undefined : requests.get(node);
    if (request === undefined) throw new TypeError('an upload that did not come through its route');
    return request;
  };
  const accountOf = (request: FastifyRequest) => callerOf(request).principal.account;

  const finish = async (request: FastifyRequest, upload: Upload): Promise<Finished> => {
    const account = accountOf(request);
    const location = await placeOf(options, account, upload.metadata?.filename ?? '');
    await store.putFile(location, join(folder, upload.id), { move: true });
    await rm(join(folder, `${upload.id}.json`), { force: true });
    const url = `oss://${location.bucket}/${location.key}`;
    const parameters = { InputURL: url, Title: titleOf(upload.metadata?.filename ?? '') };
    const call = { action: 'RegisterMediaInfo', version: products.ICE.version, parameters };
    const { MediaId } = await runAudited(request, call, options);
    const result = { account, size: upload.size ?? 0, mediaId: String(MediaId), url };
    finished.set(upload.id, result);
    const [oldest] = finished.keys();
    if (finished.size > maxRemembered && oldest !== undefined) finished.delete(oldest);
    return result;
  };

  const server = new TusServer({
    path,
    datastore: files,
    // Without a host, so that it is right under every name of the server.
    generateUrl: (_request, { path: route, id }) => `${options.base}${route}/${id}`,
    maxSize: maxBytes,
    allowedOrigins: () => false,
    namingFunction: (request) => `${accountOf(requestOf(request))}-${randomBytes(16).toString('hex')}`,
    async onUploadCreate(request, upload) {
      const { id } = requestOf(request);
      const isPermitted = await isAllowed(access, callerOf(requestOf(request)), 'ice:RegisterMediaInfo', id);
      if (!isPermitted) throw refusal(apiError('NoPermission'));
      return { metadata: upload.metadata ?? {} };
    },
    async onIncomingRequest(request, id) {
      // The id says whose an upload is; to others it does not exist.
      if (id !== '' && !id.startsWith(`${accountOf(requestOf(request))}-`)) {
        throw refusal(apiError('NoSuchKey'));
      }
    },
    async onUploadFinish(request, upload) {
      try {
        return { headers: resultHeaders(await finish(requestOf(request), upload)) };
      } catch (error) {
        throw error instanceof ApiError ? refusal(error) : error;
      }
    },
  });

  const cleaning = setInterval(() => {
    server.cleanUpExpiredUploads().catch((error: unknown) => {
      scope.log.warn({ err: error }, 'old uploads stay');
    });
  }, cleaningInterval);
  cleaning.unref();
  scope.addHook('onClose', async () => clearInterval(cleaning));

  const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const id = (request.params as { id?: string }).id ?? '';
    const done = finished.get(id);
    if (request.method === 'HEAD' && done?.account === accountOf(request)) {
      return reply
        .headers({ ...resultHeaders(done), 'tus-resumable': '1.0.0' })
        .headers({ 'upload-offset': String(done.size), 'upload-length': String(done.size) })
        .send();
    }
    requests.set(request.raw, request);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    await server.handle(request.raw, reply.raw);
    return reply;
  };

  scope.register(async (inner) => {
    // The upload server reads the bytes itself.
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser('*', (_request, _payload, done) => done(null));
    inner.route({ method: ['POST', 'OPTIONS'], url: '/uploads', handler: handle });
    inner.route({ method: ['HEAD', 'PATCH', 'DELETE', 'POST'], url: '/uploads/:id', handler: handle });
  });
}

const resultHeaders = ({ mediaId, url }: Finished) => ({
  'x-reelmill-media-id': mediaId,
  'x-reelmill-media-url': encodeURI(url),
});

/** Where a file of this name goes: the name stays readable, and two of the same name do not meet. */
async function placeOf(options: UploadRoutes, account: string, name: string): Promise<ObjectLocation> {
  const bucket = await bucketOf(options, account);
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = name
    .slice(0, name.length - ending.length)
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f\\/:*?"<>|#%]+/g, '_')
    .replace(/^[. ]+|[. ]+$/g, '');
  // A sign has four bytes at most, and a part of a key 255.
  const shortStem = [...stem].slice(0, 40).join('').trim();
  const key = `${randomBytes(6).toString('hex')}-${shortStem || 'file'}${ending.toLowerCase()}`;
  return checkLocation({ bucket, key }, 'the name of the file');
}

async function bucketOf({ db, rootAccount }: UploadRoutes, account: string): Promise<string> {
  if (account === rootAccount) return bucketName;
  const first = await db
    .selectFrom('account_buckets')
    .select('bucket')
    .where('account_id', '=', account)
    .orderBy('bucket')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) {
    throw apiError('InvalidParameter', { Reason: 'The account has no bucket that a file could go to.' });
  }
  return first.bucket;
}

/** As much of a file's name as a title may have: 128 bytes. */
function titleOf(name: string): string {
  let title = name.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, ' ');
  while (Buffer.byteLength(title) > 128) title = [...title].slice(0, -1).join('');
  return title;
}
