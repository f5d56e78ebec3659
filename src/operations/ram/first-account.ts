import { z } from 'zod';
import type { Account } from '../../access/accounts.ts';
import { apiError } from '../../errors/api-error.ts';
import { answerTime } from '../fields.ts';
import type { OperationContext } from '../operation.ts';

/** A further account. */
export const accountAnswer = z.object({
  AccountId: z.string().describe('Number of the account.'),
  AccountName: z.string().describe('Name of the account.'),
  Buckets: z.object({ Bucket: z.array(z.string()).describe('Buckets of the account.') }),
  CreateDate: answerTime('When it was made.'),
});

/** Shows an account. */
export const showAccount = (account: Account): z.input<typeof accountAnswer> => ({
  AccountId: account.id,
  AccountName: account.name,
  Buckets: { Bucket: account.buckets },
  CreateDate: account.create_time,
});

/**
 * Lets pass only the key of the account that the server began with: no policy of an account reaches beyond it.
 *
 * @throws ApiError `NoPermission`
 */
export function checkIsFirstAccount({ caller: { principal }, services }: OperationContext): void {
  if (principal.kind !== 'root' || principal.account !== services.rootAccount) throw apiError('NoPermission');
}
