import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Access, AccessKey } from '../access/access.ts';
import { ApiError } from '../errors/api-error.ts';
import { mnsError } from './mns-error.ts';

/** A request of the message queue protocol, as far as its signature covers it. */
export type MnsRequest = {
  /** Upper case. */
  method: string;
  /** Path with query, as it came; without the path of the public address. */
  resource: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

/** How far a client's clock may be off, either way, in milliseconds. */
const maxSkew = 15 * 60_000;

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(',') : value);

/**
 * The text that is signed (gateway.md 7.4): method, content hash, type, date, the `x-mns-` headers by name, path with
 * query, each but the last on a line.
 */
export function mnsStringToSign({ method, resource, headers }: Omit<MnsRequest, 'body'>): string {
  const own = Object.keys(headers)
    .filter((name) => name.startsWith('x-mns-'))
    .sort()
    .map((name) => `${name}:${one(headers[name])}\n`);
  const { 'content-md5': hash = '', 'content-type': type = '' } = headers;
  const date = headers.date ?? one(headers['x-mns-date']) ?? '';
  return `${method}\n${one(hash)}\n${type}\n${date}\n${own.join('')}${resource}`;
}

/** The signature, as bytes. */
export function mnsSignature(secret: string, stringToSign: string): Buffer {
  return createHmac('sha1', secret).update(stringToSign).digest();
}

/**
 * Proves who sent a request: headers, time, body hash, key, signature.
 *
 * @throws MnsError with the code of the first check that fails
 */
export async function authenticateMns(
  request: MnsRequest,
  { access, now }: { access: Access; now: () => Date },
): Promise<AccessKey> {
  const { headers } = request;
  const credential = readAuthorization(headers.authorization);
  checkDate(one(headers['x-mns-date']) ?? headers.date, now());
  checkBody(one(headers['content-md5']), request.body);
  const key = await findKey(access, credential.keyId, one(headers['security-token']));
  const wanted = mnsSignature(key.secret, mnsStringToSign(request));
  const given = Buffer.from(credential.signature, 'base64');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw mnsError('SignatureDoesNotMatch');
  return key;
}

/** The key id that a request names, proven or not; empty without one. */
export function claimedKeyId(authorization: string | undefined): string {
  return /^MNS ([^:\s]{1,128}):/.exec(authorization ?? '')?.[1] ?? '';
}

function readAuthorization(header: string | undefined): { keyId: string; signature: string } {
  if (header === undefined || header === '') throw mnsError('MissingAuthorizationHeader');
  const [, keyId, signature] = /^MNS ([^:\s]+):([A-Za-z0-9+/=]+)$/.exec(header) ?? [];
  if (keyId === undefined || signature === undefined) throw mnsError('InvalidAuthorizationHeader');
  return { keyId, signature };
}

/** RFC 1123 as the protocol wants it; `Date.parse` would take much else. */
const datePattern = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function checkDate(header: string | undefined, now: Date): void {
  if (header === undefined || header === '') throw mnsError('MissingDateHeader');
  const time = datePattern.test(header) ? Date.parse(header) : Number.NaN;
  if (Number.isNaN(time)) throw mnsError('InvalidDateHeader');
  if (Math.abs(now.getTime() - time) > maxSkew) throw mnsError('TimeExpired');
}

/** The official client writes the base64 of the hash's hex text, others that of its bytes. */
function checkBody(header: string | undefined, body: Buffer): void {
  if (header === undefined) return;
  const hash = createHash('md5').update(body).digest();
  const ofText = Buffer.from(hash.toString('hex')).toString('base64');
  if (header !== ofText && header !== hash.toString('base64')) throw mnsError('InvalidDegist');
}

async function findKey(access: Access, id: string, token: string | undefined): Promise<AccessKey> {
  if (token === undefined || token === '') {
    const key = await access.findKey(id);
    if (key?.active !== true) throw mnsError('InvalidAccessKeyId');
    return key;
  }
  try {
    return access.openSession(id, token);
  } catch (error) {
    if (error instanceof ApiError) throw mnsError('AccessDenied', { Reason: error.message }, error);
    throw error;
  }
}
