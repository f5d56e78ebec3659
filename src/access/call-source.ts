import type { FastifyRequest } from 'fastify';
import type { CallSource } from './principal.ts';

const sources = new WeakMap<FastifyRequest, CallSource>();

/**
 * Where a call comes from, as the server sees it. Routes that prove and record calls look at it in their `onRequest` hook,
 * while the caller is there: a socket that is closed has no address any more, and who leaves early is on record, too.
 */
export function sourceOf(request: FastifyRequest): CallSource {
  const known = sources.get(request);
  if (known !== undefined) return known;
  const source = {
    ip: request.ip ?? '',
    isSecure: request.protocol === 'https',
    userAgent: request.headers['user-agent'] ?? null,
  };
  sources.set(request, source);
  return source;
}

/** Lets a call that the server makes itself count as coming from where the request comes from that asked for it. */
export function lendSource(call: FastifyRequest, asking: FastifyRequest): void {
  sources.set(call, sourceOf(asking));
}
