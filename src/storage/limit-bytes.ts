import { Transform } from 'node:stream';
import { apiError } from '../errors/api-error.ts';

/**
 * Passes bytes on, and fails as soon as there are more than `maxBytes` of them.
 *
 * @throws ApiError `EntityTooLarge`, as the stream's error
 */
export function limitBytes(maxBytes: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > maxBytes) done(apiError('EntityTooLarge', { MaxBytes: String(maxBytes) }));
      else done(null, chunk);
    },
  });
}
