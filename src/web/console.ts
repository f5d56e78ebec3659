import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Sealer } from '../access/secrets.ts';
import type { Database } from '../db/schema.ts';
import { failureStatus } from '../gateway/answer.ts';
import { toApiError } from '../gateway/failure.ts';
import type { NonceStore } from '../gateway/nonces.ts';
import { type CallRoutes, callRoutes } from './call-routes.ts';
import { type EventRoutes, eventRoutes } from './event-routes.ts';
import { callerOf, guard, sessionCookie } from './guard.ts';
import { countJobs } from './job-counts.ts';
import { describeOperation } from './operation-list.ts';
import { cookieName, createSessions } from './session.ts';
import { sessionRoutes } from './session-routes.ts';
import type { Site } from './site/site.ts';
import { siteRoutes } from './site/site-routes.ts';

/** What the console's part of a server rests on. */
export type ConsoleOptions = CallRoutes & {
  db: Kysely<Database>;
  news: EventRoutes['news'];
  /** Seals sessions and sign-in links, with the purpose `consolePurpose`. */
  sealer: Sealer;
  nonces: NonceStore;
  /** The first account, after which the cookie is named. */
  rootAccount: string;
  now: () => Date;
  site: Site;
};

/** Adds the pages of the console, and everything under `/console/` that they ask for. */
export function registerConsole(app: FastifyInstance, options: ConsoleOptions): void {
  const { access, sealer, now, operations, db } = options;
  const sessions = createSessions(sealer, access, now);
  const cookie = sessionCookie(cookieName(options.rootAccount));
  app.register(fastifyCookie);
  siteRoutes(app, options.site);
  app.register(
    async (scope) => {
      guard(scope, sessions, cookie);
      scope.setErrorHandler(answerConsoleFailure);
      scope.addHook('onSend', async (_request, reply) => {
        if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
        reply.header('x-content-type-options', 'nosniff');
      });
      sessionRoutes(scope, { ...options, sessions, cookie });
      callRoutes(scope, options);
      eventRoutes(scope, { ...options, sessions, cookie });
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

/** The console's own errors: `{code, message, requestId}`. Those of operations are the gateway's. */
function answerConsoleFailure(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toApiError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'a request of the console failed');
  return reply
    .status(failureStatus(error))
    .send({ code: error.code, message: error.message, requestId: request.id });
}
