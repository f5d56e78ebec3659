import type { FastifyInstance } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { Access, AccessKey } from '../access/access.ts';
import type { Sealer } from '../access/secrets.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import type { NonceStore } from '../gateway/nonces.ts';
import { sameText } from '../gateway/same-text.ts';
import { type SessionCookie, sessionOf } from './guard.ts';
import { describeSession, type Sessions } from './session.ts';
import { readSignInLink } from './sign-in-link.ts';

/** What signing in rests on. */
export type SessionRoutes = {
  access: Access;
  sessions: Sessions;
  cookie: SessionCookie;
  sealer: Sealer;
  /** Remembers which links were used. */
  nonces: NonceStore;
  now: () => Date;
};

/** Wrong keys that one address may try in a minute. */
const maxFailures = 10;

const credentials = z.union([
  z.object({ link: z.string().max(1000) }),
  z.object({
    accessKeyId: z.string().trim().max(128),
    accessKeySecret: z.string().trim().max(256),
    securityToken: z.string().trim().max(3000).default(''),
  }),
]);

/** Adds `/console/session`: signing in with a key or a link, who is signed in, signing out. */
export function sessionRoutes(scope: FastifyInstance, options: SessionRoutes): void {
  const { sessions, cookie, access } = options;
  const failures = new RateLimiterMemory({ points: maxFailures, duration: 60 });

  scope.post('/session', { config: { isPublic: true } }, async (request, reply) => {
    // A page of another site could sign its visitor in as somebody else; browsers say where a request comes from.
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw apiError('InvalidCsrfToken');
    await holdBack(failures, request.ip);
    const given = credentials.safeParse(request.body);
    if (!given.success) throw apiError('SignInFailed');
    let key: AccessKey;
    let securityToken = '';
    try {
      if ('link' in given.data) key = await keyOfLink(given.data.link, options);
      else {
        securityToken = given.data.securityToken;
        key = await keyOfSecret(given.data, access);
      }
    } catch (error) {
      await failures.penalty(request.ip);
      throw error;
    }
    await access.noteUse(key);
    const value = sessions.open(key, securityToken);
    const session = await sessions.read(value);
    if (session === null) throw apiError('SignInFailed');
    cookie.write(request, reply, value);
    return describeSession(session);
  });

  scope.get('/session', async (request) => describeSession(sessionOf(request)));

  scope.delete('/session', async (request, reply) => {
    sessions.end(sessionOf(request));
    cookie.clear(request, reply);
    return reply.status(204).send();
  });
}

/** @throws ApiError `Throttling.SignIn` for an address that has failed too often */
async function holdBack(failures: RateLimiterMemory, ip: string): Promise<void> {
  const known = await failures.get(ip);
  if (!(known instanceof RateLimiterRes) || known.consumedPoints < maxFailures) return;
  throw apiError('Throttling.SignIn', { Seconds: String(Math.ceil(known.msBeforeNext / 1000)) });
}

async function keyOfLink(token: string, { sealer, nonces, access, now }: SessionRoutes): Promise<AccessKey> {
  const link = readSignInLink(sealer, token, now());
  if (link === null) throw apiError('SignInLinkInvalid');
  const outcome = await nonces.take('console link', link.nonce, new Date(link.end));
  const key = await access.findKey(link.key);
  if (outcome !== 'taken' || key === null || !key.active) throw apiError('SignInLinkInvalid');
  return key;
}

async function keyOfSecret(
  given: { accessKeyId: string; accessKeySecret: string; securityToken: string },
  access: Access,
): Promise<AccessKey> {
  const key = await findKey(given, access);
  // Compared also when there is no such key, so that the time does not tell.
  const isRight = sameText(given.accessKeySecret, key?.secret ?? '');
  if (key === null || !isRight || !key.active) throw apiError('SignInFailed');
  return key;
}

async function findKey(
  { accessKeyId, securityToken }: { accessKeyId: string; securityToken: string },
  access: Access,
): Promise<AccessKey | null> {
  if (securityToken === '') return access.findKey(accessKeyId);
  try {
    return access.openSession(accessKeyId, securityToken);
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
