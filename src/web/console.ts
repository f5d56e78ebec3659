import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Sealer } from '../access/secrets.ts';
import type { Database } from '../db/schema.ts';
import { apiError, toApiError } from '../errors/api-error.ts';
import { failureStatus } from '../gateway/answer.ts';
import type { NonceStore } from '../gateway/nonces.ts';
import type { ObjectLocation } from '../storage/object-name.ts';
import { jsonDepth, maxJsonDepth } from '../wire/json-depth.ts';
import { type CallRoutes, callRoutes } from './call-routes.ts';
import { type CreateRoutes, createRoutes } from './create-routes.ts';
import { type EventRoutes, eventRoutes } from './event-routes.ts';
import { exploreRoutes } from './explore-routes.ts';
import { callerOf, guard, type SessionCookie, sessionCookie } from './guard.ts';
import { type HealthRoutes, healthRoutes } from './health-routes.ts';
import { insideCalls } from './inside-calls.ts';
import { countJobs } from './job-counts.ts';
import { mayRead, type ObjectAccess } from './object-access.ts';
import { describeOperation } from './operation-list.ts';
import { cookieName, createSessions, type Sessions } from './session.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Site } from './site/site.ts';
import { siteRoutes } from './site/site-routes.ts';
import { type UploadRoutes, uploadRoutes } from './uploads.ts';

/** What the console's part of a server rests on. */
export type ConsoleOptions = CallRoutes &
  Pick<CreateRoutes, 'speak' | 'fonts' | 'previews'> &
  Pick<HealthRoutes, 'queue' | 'running' | 'figures' | 'renderConcurrency'> & {
    db: Kysely<Database>;
    news: EventRoutes['news'];
    /** Seals sessions and sign-in links, with the purpose `consolePurpose`. */
    sealer: Sealer;
    nonces: NonceStore;
    /** The first account, after which the cookie is named. */
    rootAccount: string;
    now: () => Date;
    site: Site;
    store: UploadRoutes['store'];
    /** Folder of the server; uploads and previews have folders of their own in it. */
    dataDir: string;
    /** Largest upload, in bytes. */
    maxUploadBytes: number;
    buckets: ObjectAccess['buckets'];
    /** Base of the URLs handed out, without a slash at the end; null = as the browser has it. */
    publicUrl: string | null;
  };

/** The console's part of a server. */
export type Console = {
  /** Adds the pages, and everything under `/console/` that they ask for. Comes before routes that know sessions. */
  register(app: FastifyInstance): void;
  /** Whether the session of a request may read an object. */
  mayRead(request: FastifyRequest, location: ObjectLocation): Promise<boolean>;
};

/** Makes the console's part of a server. */
export function createConsole(options: ConsoleOptions): Console {
  const sessions = createSessions(options.sealer, options.access, options.now);
  const cookie = sessionCookie(cookieName(options.rootAccount));
  const parts = { ...options, sessions, cookie };
  return {
    register: (app) => registerRoutes(app, parts),
    mayRead: (request, location) => mayRead(parts, request, location),
  };
}

type ConsoleParts = ConsoleOptions & { sessions: Sessions; cookie: SessionCookie };

function registerRoutes(app: FastifyInstance, parts: ConsoleParts): void {
  const { access, operations, db, sessions, cookie } = parts;
  app.register(fastifyCookie);
  const path = pathOf(parts.publicUrl);
  siteRoutes(app, parts.site, path);
  const callInside = insideCalls(app);
  app.register(
    async (scope) => {
      guard(scope, sessions, cookie);
      scope.setErrorHandler(answerConsoleFailure);
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, readJson);
      scope.addHook('onSend', async (_request, reply) => {
        if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
        reply.header('x-content-type-options', 'nosniff');
      });
      sessionRoutes(scope, parts);
      callRoutes(scope, parts);
      eventRoutes(scope, parts);
      await uploadRoutes(scope, {
        ...parts,
        base: path,
        folder: join(parts.dataDir, 'uploads'),
        maxBytes: parts.maxUploadBytes,
      });
      exploreRoutes(scope, callInside, parts.publicUrl);
      createRoutes(scope, parts);
      healthRoutes(scope, parts);
      const described = [...operations.values()].map(describeOperation);
      scope.get('/operations', async () => ({ operations: described }));
      scope.get('/job-counts', async (request) => {
        const caller = callerOf(request);
        const action = 'ice:ListBatchMediaProducingJobs';
        await access.authorize(caller, { action, resources: null, requestId: request.id });
        return countJobs(db, caller.principal.account);
      });
    },
    { prefix: '/console' },
  );
}

/** The path of a public URL, without a slash at the end. */
const pathOf = (publicUrl: string | null) =>
  publicUrl === null ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');

/** Reads a body of bearable depth; none at all is a body, too. */
async function readJson(_request: FastifyRequest, text: string | Buffer): Promise<unknown> {
  const body = String(text);
  try {
    if (body === '') return undefined;
    if (jsonDepth(body) <= maxJsonDepth) return JSON.parse(body);
  } catch {
    // Told below, in the words that all errors have.
  }
  throw apiError('InvalidParameter', { Reason: `The body must be JSON of at most ${maxJsonDepth} levels.` });
}

/** The console's own errors: `{code, message, requestId}`. Those of operations are the gateway's. */
function answerConsoleFailure(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toApiError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'a request of the console failed');
  return reply
    .status(failureStatus(error))
    .send({ code: error.code, message: error.message, requestId: request.id });
}
