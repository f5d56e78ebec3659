import { createHmac } from 'node:crypto';
import { formatPairs, type Pair, percentEncode, sortPairs } from './percent.ts';

/** The V1 signature of the RPC style (gateway.md section 2). */

/** Hash of each `SignatureMethod`. */
const hashes = { 'HMAC-SHA1': 'sha1', 'HMAC-SHA256': 'sha256' } as const;

/** A `SignatureMethod` that is understood. */
export type RpcSignatureMethod = keyof typeof hashes;

/** Whether a `SignatureMethod` is understood. */
export function isRpcSignatureMethod(method: string): method is RpcSignatureMethod {
  return Object.hasOwn(hashes, method);
}

/**
 * The string to sign: method, path and all parameters of query and form but `Signature`, the parameters encoded twice.
 *
 * @param httpMethod upper case
 */
export function rpcStringToSign(httpMethod: string, parameters: readonly Pair[]): string {
  const signed = sortPairs(parameters.filter(([name]) => name !== 'Signature'));
  return `${httpMethod}&%2F&${percentEncode(formatPairs(signed))}`;
}

/** The signature, base64. */
export function rpcSignature(secret: string, stringToSign: string, method: RpcSignatureMethod): string {
  return createHmac(hashes[method], `${secret}&`).update(stringToSign).digest('base64');
}
