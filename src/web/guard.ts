import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sourceOf } from '../access/call-source.ts';
import type { Caller } from '../access/principal.ts';
import { apiError } from '../errors/api-error.ts';
import { sameText } from '../gateway/same-text.ts';
import type { Session, Sessions } from './session.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Routes of the console need a session unless this says that they are for everybody. */
    isPublic?: boolean;
  }
}

const found = new WeakMap<FastifyRequest, Session>();

/** The session of a request that the guard has let through. */
export function sessionOf(request: FastifyRequest): Session {
  const session = found.get(request);
  if (session === undefined) throw new TypeError(`${request.url} is a public route: it has no session`);
  return session;
}

/** Who sends a request that the guard has let through. */
export function callerOf(request: FastifyRequest): Caller {
  const { key } = sessionOf(request);
  return { principal: key.principal, accessKeyId: key.id, source: sourceOf(request) };
}

/** Reads and writes the cookie of a session. */
export type SessionCookie = {
  read(request: FastifyRequest): string | undefined;
  write(request: FastifyRequest, reply: FastifyReply, value: string): void;
  clear(request: FastifyRequest, reply: FastifyReply): void;
};

/** The cookie of this name: not for scripts, not for other sites, and not without TLS where there is TLS. */
export function sessionCookie(name: string): SessionCookie {
  const attributes = (request: FastifyRequest) => ({
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: request.protocol === 'https',
  });
  return {
    read: (request) => request.cookies[name],
    write: (request, reply, value) => void reply.setCookie(name, value, attributes(request)),
    clear: (request, reply) => void reply.clearCookie(name, attributes(request)),
  };
}

/**
 * Lets only requests with a session through, and of those that change something only those that come from a page of
 * this server: such a page knows the token of the session, others can make a browser send the cookie at most.
 *
 * @throws ApiError `NotSignedIn`, `InvalidCsrfToken`
 */
export function guard(scope: FastifyInstance, sessions: Sessions, cookie: SessionCookie): void {
  scope.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.config.isPublic === true) return;
    const session = await sessions.read(cookie.read(request));
    if (session === null) throw apiError('NotSignedIn');
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const token = request.headers['x-reelmill-csrf'];
    if (!isReading && (typeof token !== 'string' || !sameText(token, session.csrf))) {
      throw apiError('InvalidCsrfToken');
    }
    if (session.renewed !== null) cookie.write(request, reply, session.renewed);
    found.set(request, session);
  });
}
