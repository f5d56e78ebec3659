import { z } from 'zod';
import { listAccounts } from '../../access/accounts.ts';
import { defineOperation } from '../operation.ts';
import { accountAnswer, checkIsFirstAccount, showAccount } from './first-account.ts';

/** Lists the further accounts. An operation of our own: the real RAM has no accounts to manage. */
export const ListAccounts = defineOperation({
  action: 'ListAccounts',
  product: 'RAM',
  access: 'list',
  own: true,
  summary: 'Lists the further accounts of this server; for the first account alone.',
  resources: () => null,
  input: z.object({}),
  output: z.object({ Accounts: z.object({ Account: z.array(accountAnswer).describe('The accounts.') }) }),
  errors: [],
  handler: async (context) => {
    checkIsFirstAccount(context);
    const accounts = await listAccounts(context.services.ram.db);
    return { Accounts: { Account: accounts.map(showAccount) } };
  },
});
