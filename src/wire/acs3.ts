import { createHmac, hash } from 'node:crypto';
import { formatPairs, type Pair, percentEncode, sortPairs } from './percent.ts';

/** The V3 signature, `ACS3-HMAC-SHA256` (gateway.md section 1); the same code signs in the client and checks here. */

/** Name of the algorithm in the `Authorization` header and in the string to sign. */
export const acs3Algorithm = 'ACS3-HMAC-SHA256';

/** What a V3 signature covers. */
export type Acs3Request = {
  /** Upper case. */
  method: string;
  query: readonly Pair[];
  /** Values by lower-case name. */
  headers: Readonly<Record<string, readonly string[] | undefined>>;
  /** Lower-case names, in the order in which the signer listed them. */
  signedHeaders: readonly string[];
  /** {@link acs3BodyHash} of the body. */
  bodyHash: string;
};

/** Lower-case hex SHA-256 of the raw bytes of a body. */
export function acs3BodyHash(body: Uint8Array): string {
  return hash('sha256', body, 'hex');
}

/**
 * The text whose hash is signed (gateway.md 1.2). The path is always `/`: RPC operations have no other.
 *
 * @param names whether names of the query are percent-encoded: Java does, TypeScript, Go and Python do not
 */
export function acs3CanonicalRequest(request: Acs3Request, names: 'raw' | 'encoded'): string {
  const query = sortPairs(request.query);
  const headers = request.signedHeaders.map((name) => {
    const values = (request.headers[name] ?? []).map((value) => value.trim()).sort();
    return `${name}:${values.join(',')}\n`;
  });
  return [
    request.method,
    '/',
    names === 'encoded'
      ? formatPairs(query)
      : query.map(([name, value]) => `${name}=${percentEncode(value)}`).join('&'),
    headers.join(''),
    request.signedHeaders.join(';'),
    request.bodyHash,
  ].join('\n');
}

/** The string to sign of a canonical request. */
export function acs3StringToSign(canonicalRequest: string): string {
  return `${acs3Algorithm}\n${hash('sha256', canonicalRequest, 'hex')}`;
}

/** The signature, lower-case hex. */
export function acs3Signature(secret: string, stringToSign: string): string {
  return createHmac('sha256', secret).update(stringToSign).digest('hex');
}
