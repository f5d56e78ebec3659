import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ObjectLocation } from './object-name.ts';

/** What a signed URL allows; reading includes HEAD. */
export type SignedMethod = 'GET' | 'PUT';

/** Makes and checks URLs that give access to one object for a while, without a key or a session. */
export type ObjectSigner = {
  /**
   * An absolute URL at which the object can be got or put.
   *
   * @param seconds how long it is valid
   * @example signer.sign('GET', { bucket: 'clips', key: 'a/b.mp4' }, 3600)
   */
  sign(method: SignedMethod, location: ObjectLocation, seconds: number): string;
  /** Why the query of a URL does not give access, or null when it does. */
  fault(
    method: SignedMethod,
    location: ObjectLocation,
    query: { Expires?: unknown; Signature?: unknown },
  ): string | null;
};

/** The path of an object's URL, percent-encoded. */
export function objectPath({ bucket, key }: ObjectLocation): string {
  return `/buckets/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

/**
 * Makes the signer of a server.
 *
 * @param secret of `loadSecret(dataDir, 'object-urls')`
 * @param baseUrl gives the base of the URLs handed out, without a slash at the end; asked each time, because a server knows
 *   its address only when it listens
 */
export function createObjectSigner(
  secret: Uint8Array,
  baseUrl: () => string,
  now: () => number = Date.now,
): ObjectSigner {
  const mac = (method: SignedMethod, { bucket, key }: ObjectLocation, expires: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([method, bucket, key, expires]))
      .digest();

  return {
    sign(method, location, seconds) {
      const expires = String(Math.floor(now() / 1000) + seconds);
      const signature = mac(method, location, expires).toString('base64url');
      return `${baseUrl()}${objectPath(location)}?Expires=${expires}&Signature=${signature}`;
    },
    fault(method, location, { Expires: expires, Signature: signature }) {
      if (typeof expires !== 'string' || typeof signature !== 'string') return 'The URL is not signed.';
      const given = Buffer.from(signature, 'base64url');
      const wanted = mac(method, location, expires);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
        return 'The signature of the URL does not fit the method and the object.';
      }
      return Number(expires) * 1000 < now() ? 'The time of the URL is over.' : null;
    },
  };
}
