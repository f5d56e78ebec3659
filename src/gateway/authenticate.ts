import type { Access, AccessKey } from '../access/access.ts';
import type { Principal } from '../access/principal.ts';
import { apiError } from '../errors/api-error.ts';
import { parseTime } from '../wire/time.ts';
import type { Call } from './call.ts';
import type { NonceStore } from './nonces.ts';
import { ThrottlingError } from './throttle.ts';

/** How far a client's clock may be off, either way, in milliseconds (gateway.md 1.5). */
const maxSkew = 15 * 60_000;

/** What proving a call needs. */
export type Authenticator = { access: Access; nonces: NonceStore; now: () => Date };

/**
 * Proves who sent a call, in the order of the real gateway: time, key, token, signature, nonce (gateway.md 1.5). The nonce
 * is taken last, so that a forged request cannot use up the nonce of a real one.
 *
 * @throws ApiError with the code of the first check that fails
 */
export async function authenticate(call: Call, { access, nonces, now }: Authenticator): Promise<Principal> {
  const signedAt = parseTime(call.timestamp);
  if (signedAt === null) throw apiError('InvalidTimeStamp.Format');
  if (Math.abs(now().getTime() - signedAt.getTime()) > maxSkew) throw apiError('InvalidTimeStamp.Expired');
  const key = await findKey(call, access);
  call.checkSignature(key.secret);
  const outcome = await nonces.take(key.id, call.nonce, new Date(signedAt.getTime() + maxSkew));
  if (outcome === 'used') throw apiError('SignatureNonceUsed');
  if (outcome === 'full') throw new ThrottlingError(1000);
  await access.noteUse(key);
  return key.principal;
}

/** Temporary keys are known by their token, all others by their id. */
async function findKey({ accessKeyId, securityToken }: Call, access: Access): Promise<AccessKey> {
  if (accessKeyId.startsWith('STS.')) {
    if (securityToken === '') throw apiError('Missing{Name}', { Name: 'SecurityToken' });
    return access.openSession(accessKeyId, securityToken);
  }
  const key = await access.findKey(accessKeyId);
  if (key === null) throw apiError('InvalidAccessKeyId.NotFound');
  if (!key.active) throw apiError('InvalidAccessKeyId.Inactive');
  if (securityToken !== '') throw apiError('InvalidSecurityToken.MismatchWithAccessKey');
  return key;
}
