import { apiError } from '../errors/api-error.ts';
import {
  type Acs3Request,
  acs3Algorithm,
  acs3BodyHash,
  acs3CanonicalRequest,
  acs3Signature,
  acs3StringToSign,
} from '../wire/acs3.ts';
import { collectParameters } from '../wire/parameters.ts';
import type { Call } from './call.ts';
import { sameText } from './same-text.ts';
import type { WireRequest } from './wire-request.ts';

/** Headers that the signature has to cover when they are present (gateway.md 1.5). */
const mandatory = ['host', 'x-acs-action', 'x-acs-version', 'x-acs-date', 'x-acs-content-sha256'];
const mandatoryIfPresent = ['x-acs-signature-nonce', 'x-acs-security-token'];

/**
 * Reads a call of the V3 dialect (gateway.md section 1).
 *
 * @param publicHosts under which clients know this server
 * @throws ApiError `Missing{Name}`, `IncompleteSignature`, `InvalidSignatureMethod`
 */
export function readAcs3Call(request: WireRequest, publicHosts: readonly string[]): Call {
  const header = (name: string) => request.headers[name]?.[0]?.trim() ?? '';
  const common = (name: string, headerName: string) => {
    const value = header(headerName);
    if (value === '') throw apiError('Missing{Name}', { Name: name });
    return value;
  };
  const action = common('Action', 'x-acs-action');
  const version = common('Version', 'x-acs-version');
  const timestamp = common('Timestamp', 'x-acs-date');
  common('AccessKeyId', 'authorization');
  const authorization = readAuthorization(header('authorization'));
  const isSigned = (name: string) => authorization.signedHeaders.includes(name);
  const isCovered =
    authorization.signedHeaders.every((name) => request.headers[name] !== undefined) &&
    mandatory.every(isSigned) &&
    mandatoryIfPresent.every((name) => request.headers[name] === undefined || isSigned(name));
  if (!isCovered) throw apiError('IncompleteSignature');
  return {
    action,
    version,
    accessKeyId: authorization.accessKeyId,
    timestamp,
    nonce: header('x-acs-signature-nonce') || authorization.signature,
    securityToken: header('x-acs-security-token'),
    parameters: { ...request.json, ...collectParameters([...request.query, ...request.form]) },
    checkSignature: (secret) => checkSignature(request, { authorization, publicHosts, secret }),
  };
}

type Authorization = { accessKeyId: string; signedHeaders: string[]; signature: string };

function readAuthorization(value: string): Authorization {
  const [algorithm = '', ...rest] = value.split(/\s+/);
  if (algorithm.toUpperCase().startsWith('ACS3-') && algorithm !== acs3Algorithm) {
    throw apiError('InvalidSignatureMethod');
  }
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field): [string, string] => {
        const equals = field.indexOf('=');
        return [field.slice(0, equals), field.slice(equals + 1)];
      }),
  );
  const accessKeyId = fields.get('Credential') ?? '';
  const signature = fields.get('Signature') ?? '';
  const signedHeaders = fields.get('SignedHeaders')?.toLowerCase().split(';') ?? [];
  const isWhole =
    algorithm === acs3Algorithm && accessKeyId !== '' && signature !== '' && !signedHeaders.includes('');
  if (!isWhole) throw apiError('IncompleteSignature');
  return { accessKeyId, signature, signedHeaders };
}

/**
 * The hash of the body is always made from the bytes received, so a changed body is a changed signature. Two spellings
 * of query names are tried (gateway.md 0.3), and the host names that a client behind a proxy may have used (1.5).
 */
function checkSignature(
  request: WireRequest,
  {
    authorization,
    publicHosts,
    secret,
  }: { authorization: Authorization; publicHosts: readonly string[]; secret: string },
): void {
  const bodyHash = acs3BodyHash(request.body);
  const signed: Acs3Request = { ...request, signedHeaders: authorization.signedHeaders, bodyHash };
  const hosts = new Set([...(request.headers.host ?? []), ...publicHosts]);
  const canonical = (host: string, names: 'raw' | 'encoded') =>
    acs3CanonicalRequest({ ...signed, headers: { ...request.headers, host: [host] } }, names);
  const isMatch = [...hosts].some((host) =>
    (['raw', 'encoded'] as const).some((names) => {
      const stringToSign = acs3StringToSign(canonical(host, names));
      return sameText(acs3Signature(secret, stringToSign), authorization.signature);
    }),
  );
  // A client that signed a wrong hash of its body would match if only its own header were looked at.
  const isBodyRight = sameText(request.headers['x-acs-content-sha256']?.[0]?.trim() ?? '', bodyHash);
  if (isMatch && isBodyRight) return;
  const canonicalRequest = canonical(request.headers.host?.[0] ?? '', 'raw');
  throw apiError('SignatureDoesNotMatch', {
    Reason:
      'Specified signature does not match our calculation. ' +
      `server StringToSign is [${acs3StringToSign(canonicalRequest)}] ` +
      `server CanonicalRequest is [${canonicalRequest}]`,
  });
}
