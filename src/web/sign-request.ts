import { randomUUID } from 'node:crypto';
import { signAcs3 } from '../client/sign-acs3.ts';
import { formatPairs, type Pair } from '../wire/percent.ts';
import { rpcSignature, rpcStringToSign } from '../wire/rpc.ts';
import { formatTime } from '../wire/time.ts';
import type { CallParameters } from './call-routes.ts';

/** A call that a session wants to see signed. */
export type CallToSign = {
  action: string;
  version: string;
  parameters: CallParameters;
  /** The V3 signature in headers, or the V1 signature among the parameters. */
  dialect: 'acs3' | 'rpc';
};

/** A request as it goes over the wire. */
export type SignedRequest = {
  method: 'POST';
  url: string;
  headers: Record<string, string>;
  body: string;
  stringToSign: string;
};

/** The key that signs. */
export type SigningKey = { id: string; secret: string; securityToken: string };

/**
 * Signs a call. A signed request is valid once, within 15 minutes.
 *
 * @param endpoint base URL of this server, without a slash at the end
 */
export function signRequest(call: CallToSign, key: SigningKey, endpoint: string): SignedRequest {
  const url = `${endpoint}/`;
  const pairs = Object.entries(call.parameters).flatMap(toPair);
  const securityToken = key.securityToken === '' ? undefined : key.securityToken;
  if (call.dialect === 'acs3') {
    const { action, version } = call;
    const body = formatPairs(pairs);
    const { id, secret } = key;
    const { host } = new URL(url);
    return {
      method: 'POST',
      url,
      body,
      ...signAcs3({ action, version, body, host, id, secret, securityToken }),
    };
  }
  const method = 'HMAC-SHA1';
  const signed: Pair[] = [
    ...pairs,
    ['Action', call.action],
    ['Version', call.version],
    ['Format', 'JSON'],
    ['AccessKeyId', key.id],
    ...(securityToken === undefined ? [] : [['SecurityToken', securityToken] as const]),
    ['SignatureMethod', method],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', randomUUID()],
    ['Timestamp', formatTime(new Date())],
  ];
  const stringToSign = rpcStringToSign('POST', signed);
  const body = formatPairs([...signed, ['Signature', rpcSignature(key.secret, stringToSign, method)]]);
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
    stringToSign,
  };
}

/** A parameter as SDKs send it: nested values as JSON text, absent ones not at all. */
function toPair([name, value]: [string, unknown]): [string, string][] {
  if (value === undefined || value === null || value === '') return [];
  return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
}
