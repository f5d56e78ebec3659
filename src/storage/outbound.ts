import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { hostOf, isAllowedHost, isPublicAddress } from './public-address.ts';

/**
 * Calls that the server makes because a client named a URL: materials and callbacks. A client must not reach with them
 * what only the server can reach, so every address is looked at before it is connected to, in whatever spelling it came,
 * and the connection goes to the very address that was looked at (design.md section 7, hostile input).
 */

/** A URL that may be called, and the addresses that its host had when it was checked. */
export type OutboundTarget = { url: URL; addresses: { address: string; family: 4 | 6 }[] };

/** A URL that may not be called, or a call that failed; the message says why and names the host. */
export class OutboundError extends Error {
  override readonly name: string = 'OutboundError';
}

/** A URL that may not be called, however often it is tried: it is none, or its host is not public and not allowed. */
export class OutboundRefusal extends OutboundError {
  override readonly name: string = 'OutboundRefusal';
}

function parseUrl(url: string): URL {
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new OutboundRefusal(`"${url.slice(0, 200)}" is not an http or https URL`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw new OutboundRefusal(`the URL of ${parsed.host} must not have a user name`);
  }
  return parsed;
}

/** Looks a name up; the name service takes no signal, so a look-up that takes too long is left to itself. */
async function lookUp(host: string, signal: AbortSignal | undefined) {
  signal?.throwIfAborted();
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(new Error('it took too long'));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([lookup(host, { all: true }), tooLong]);
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Looks up the host of a URL and decides whether the server may call it.
 *
 * @param allowHosts lower case, of `Config.allowHosts`
 * @param signal ends the look-up
 * @throws OutboundError when the URL is none, the host is unknown, or one of its addresses is not public
 */
export async function checkOutbound(
  url: string,
  allowHosts: readonly string[],
  signal?: AbortSignal,
): Promise<OutboundTarget> {
  const parsed = parseUrl(url);
  const host = hostOf(parsed);
  let addresses: { address: string; family: number }[];
  try {
    addresses = await lookUp(host, signal);
  } catch (error) {
    const reason = signal?.aborted === true ? 'was not found in time' : 'is not known';
    throw new OutboundError(`the host ${parsed.hostname} ${reason}`, { cause: error });
  }
  if (!isAllowedHost(parsed, allowHosts)) {
    const hidden = addresses.find(({ address }) => !isPublicAddress(address));
    if (hidden !== undefined) {
      throw new OutboundRefusal(
        `the host ${parsed.hostname} has the address ${hidden.address}, which is not public; list the host in REELMILL_ALLOW_HOSTS to allow it`,
      );
    }
  }
  return {
    url: parsed,
    addresses: addresses.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 })),
  };
}

/** How a call is made. */
export type OutboundRequest = {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** Ends the call, also while its answer is being read. */
  signal: AbortSignal;
};

/** Gives the connection the addresses that were checked, whatever the name service says by now. */
const pinned =
  ({ addresses }: OutboundTarget): LookupFunction =>
  (_host, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, addresses);
    else done(null, first?.address ?? '', first?.family);
  };

/**
 * Calls a checked URL; redirects are not followed. The caller reads or destroys the answer.
 *
 * @throws OutboundError when there is no answer
 */
export async function callOutbound(
  target: OutboundTarget,
  { method, headers, body, signal }: OutboundRequest,
): Promise<IncomingMessage> {
  const send = target.url.protocol === 'https:' ? requestHttps : requestHttp;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  // No agent: a kept connection could be one that was made before its address was checked.
  const options = { method, headers, signal, agent: false, lookup: pinned(target) } as const;
  const call: ClientRequest = send(target.url, options, resolve);
  call.on('error', reject);
  call.end(body);
  try {
    return await promise;
  } catch (error) {
    const reason = signal.aborted
      ? 'it took too long'
      : error instanceof Error
        ? error.message
        : String(error);
    throw new OutboundError(`${target.url.host} did not answer: ${reason}`, { cause: error });
  }
}

/**
 * Posts a JSON text, e.g. a callback. Redirects are not followed and the answer's body is not read.
 *
 * @param timeout milliseconds, name look-up included
 * @param extra further headers
 * @returns HTTP status of the answer
 * @throws OutboundError when the URL may not be called or does not answer in time
 */
export async function postJson(
  url: string,
  body: string,
  { allowHosts, timeout }: { allowHosts: readonly string[]; timeout: number },
  extra: Readonly<Record<string, string>> = {},
): Promise<number> {
  const signal = AbortSignal.timeout(timeout);
  const headers = {
    'content-type': 'application/json;charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'Reelmill',
    ...extra,
  };
  const target = await checkOutbound(url, allowHosts, signal);
  const answer = await callOutbound(target, { method: 'POST', headers, body, signal });
  answer.destroy();
  return answer.statusCode ?? 0;
}
