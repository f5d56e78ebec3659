import type { Readable } from 'node:stream';
import { apiError } from '../errors/api-error.ts';

/** How much of a request is taken, and how long it may need. */
export type BodyLimits = {
  /** Largest body, in bytes. */
  maxBytes: number;
  /** From the first look to the last byte, in milliseconds. */
  timeout: number;
};

/** A body that is too large is read on to this multiple, unstored, so that its sender gets to read the answer. */
const drainFactor = 4;

/**
 * Reads a whole body.
 *
 * @throws ApiError `RequestTooLarge`, `RequestTimeout`, `MalformedRequest` (the body broke off)
 */
export async function readBody(stream: Readable, { maxBytes, timeout }: BodyLimits): Promise<Buffer> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(apiError('RequestTimeout')), timeout);
  try {
    return await Promise.race([collect(stream, maxBytes), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function collect(stream: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const ended = Promise.withResolvers<void>();
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (length > maxBytes * drainFactor) ended.resolve();
  });
  stream.on('end', ended.resolve);
  // 'close' without 'end' is a sender that went away in the middle.
  stream.on('close', () => ended.reject(apiError('MalformedRequest')));
  stream.on('error', (error) => ended.reject(apiError('MalformedRequest', {}, error)));
  await ended.promise;
  if (length > maxBytes) throw apiError('RequestTooLarge', { MaxBytes: String(maxBytes) });
  return Buffer.concat(chunks, length);
}
