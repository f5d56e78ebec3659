import { apiError } from '../errors/api-error.ts';
import { collectParameters } from '../wire/parameters.ts';
import { isRpcSignatureMethod, type RpcSignatureMethod, rpcSignature, rpcStringToSign } from '../wire/rpc.ts';
import type { Call } from './call.ts';
import { sameText } from './same-text.ts';
import { firstValue, type WireRequest } from './wire-request.ts';

/**
 * Reads a call of the V1 dialect: everything is a parameter, in the query or the form (gateway.md section 2). A JSON
 * body takes no part in the signature, so its members are no parameters here.
 *
 * @throws ApiError `Missing{Name}`, `IncompleteSignature`, `InvalidSignatureMethod`
 */
export function readRpcCall(request: WireRequest): Call {
  const pairs = [...request.query, ...request.form];
  const common = (name: string) => {
    const value = firstValue(pairs, name) ?? '';
    if (value === '') throw apiError('Missing{Name}', { Name: name });
    return value;
  };
  const action = common('Action');
  const version = common('Version');
  const timestamp = common('Timestamp');
  const accessKeyId = common('AccessKeyId');
  const nonce = common('SignatureNonce');
  const method = common('SignatureMethod');
  const signature = common('Signature');
  if (!isRpcSignatureMethod(method)) throw apiError('InvalidSignatureMethod');
  if (common('SignatureVersion') !== '1.0') throw apiError('IncompleteSignature');
  return {
    action,
    version,
    accessKeyId,
    timestamp,
    nonce,
    securityToken: firstValue(pairs, 'SecurityToken') ?? '',
    parameters: collectParameters(pairs),
    checkSignature: (secret) => checkSignature(request.method, pairs, { secret, method, signature }),
  };
}

/** Escaping makes the string of a large form several times as large as the form, too large for an answer. */
const maxShown = 64 * 1024;

/** The Java SDK leaves parameters without a value out of what it signs, the others sign them (gateway.md 0.5). */
function checkSignature(
  httpMethod: string,
  pairs: WireRequest['query'],
  { secret, method, signature }: { secret: string; method: RpcSignatureMethod; signature: string },
): void {
  const stringToSign = rpcStringToSign(httpMethod, pairs);
  const withoutEmpty = rpcStringToSign(
    httpMethod,
    pairs.filter(([, value]) => value !== ''),
  );
  const isMatch = [stringToSign, withoutEmpty].some((candidate) =>
    sameText(rpcSignature(secret, candidate, method), signature),
  );
  if (isMatch) return;
  // Clients cut this sentence at the colon and compare the rest with their own string (gateway.md 1.6).
  const shown = stringToSign.slice(0, maxShown);
  throw apiError('SignatureDoesNotMatch', {
    Reason: `Specified signature is not matched with our calculation. server string to sign is:${shown}`,
  });
}
