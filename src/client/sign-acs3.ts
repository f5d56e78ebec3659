import { randomBytes } from 'node:crypto';
import {
  acs3Algorithm,
  acs3BodyHash,
  acs3CanonicalRequest,
  acs3Signature,
  acs3StringToSign,
} from '../wire/acs3.ts';
import { formatTime } from '../wire/time.ts';

/** A call that is to be signed; its parameters are a form. */
export type UnsignedCall = {
  action: string;
  version: string;
  /** The form, encoded. */
  body: string;
  /** Host and port of the server. */
  host: string;
  id: string;
  secret: string;
  /** Goes with a temporary key. */
  securityToken?: string | undefined;
};

/** Signs a POST as the official V3 SDKs do; answers all its headers. */
export function signAcs3(call: UnsignedCall): { headers: Record<string, string>; stringToSign: string } {
  const bodyHash = acs3BodyHash(Buffer.from(call.body));
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': formatTime(new Date()),
    'x-acs-signature-nonce': randomBytes(16).toString('hex'),
    ...(call.securityToken !== undefined && { 'x-acs-security-token': call.securityToken }),
    'x-acs-version': call.version,
  };
  const names = Object.keys(headers);
  const canonicalRequest = acs3CanonicalRequest(
    {
      method: 'POST',
      query: [],
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      signedHeaders: names,
      bodyHash,
    },
    'raw',
  );
  const stringToSign = acs3StringToSign(canonicalRequest);
  const signature = acs3Signature(call.secret, stringToSign);
  const authorization = `${acs3Algorithm} Credential=${call.id},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return { headers: { ...headers, authorization }, stringToSign };
}
