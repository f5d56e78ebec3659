import { readAcs3Call } from './acs3-call.ts';
import type { Call } from './call.ts';
import { readRpcCall } from './rpc-call.ts';
import type { WireRequest } from './wire-request.ts';

/**
 * Reads a call in the dialect that it is written in (gateway.md 0.1).
 *
 * @param publicHosts under which clients know this server
 * @throws ApiError `Missing{Name}`, `IncompleteSignature`, `InvalidSignatureMethod`
 */
export function readCall(request: WireRequest, publicHosts: readonly string[]): Call {
  return isAcs3(request) ? readAcs3Call(request, publicHosts) : readRpcCall(request);
}

/**
 * V3 signs in the `Authorization` header. Header names alone do not tell: pop-core sends `x-acs-action` in V1 too; and
 * an `Authorization` of another scheme may belong to a proxy in front.
 */
function isAcs3({ headers, query, form }: WireRequest): boolean {
  if (headers.authorization?.[0]?.trimStart().toUpperCase().startsWith('ACS3-')) return true;
  const isRpc = [...query, ...form].some(([name]) => name === 'Action' || name === 'Signature');
  return !isRpc && headers['x-acs-action'] !== undefined;
}
