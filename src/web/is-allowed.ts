import type { Access } from '../access/access.ts';
import type { Caller } from '../access/principal.ts';
import { ApiError } from '../errors/api-error.ts';

/**
 * Whether a caller may do something with the things of his account.
 *
 * @param action in the words of policies: `ice:ListMediaBasicInfos`
 */
export async function isAllowed(
  access: Pick<Access, 'authorize'>,
  caller: Caller,
  action: string,
  requestId: string,
): Promise<boolean> {
  try {
    await access.authorize(caller, { action, resources: null, requestId });
    return true;
  } catch (error) {
    if (error instanceof ApiError && error.code === 'NoPermission') return false;
    throw error;
  }
}
