import type { KeyOwner } from '../../access/keys.ts';
import type { Caller } from '../../access/principal.ts';
import { apiError } from '../../errors/api-error.ts';

/**
 * Whose keys an operation means: those of the named user, else those of the caller. A session of a role has no keys of
 * its own, and must not get at those of the account by leaving the name out.
 *
 * @throws ApiError `MissingUserName`
 */
export function keyOwner({ principal }: Caller, userName: string | undefined): KeyOwner {
  const { account } = principal;
  if (userName !== undefined) return { account, userName };
  if (principal.kind === 'session') throw apiError('Missing{Name}', { Name: 'UserName' });
  return { account, userName: principal.kind === 'user' ? principal.userName : null };
}
