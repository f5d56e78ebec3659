import { type AccessOptions, connectRam, printJson } from './ram.ts';
import { tableOf } from './table.ts';
import { type NewKey, printNewKey } from './user-keys.ts';

type Account = {
  AccountId: string;
  AccountName: string;
  Buckets: { Bucket: string[] };
  CreateDate: string;
};

/** Lists the further accounts. */
export async function listAccounts(options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  const { Accounts } = await call<{ Accounts: { Account: Account[] } }>('ListAccounts');
  if (options.json) return printJson(Accounts.Account);
  const rows = Accounts.Account.map((account) => [
    account.AccountName,
    account.AccountId,
    account.Buckets.Bucket.join(', '),
    account.CreateDate,
  ]);
  process.stdout.write(tableOf(['Account', 'Id', 'Buckets', 'Created'], rows));
}

/** Makes an account with a key of its own. */
export async function createAccount(
  name: string,
  options: AccessOptions & { bucket?: string[] },
): Promise<void> {
  const call = await connectRam(options);
  const { Account: account, AccessKey } = await call<{ Account: Account; AccessKey: NewKey }>(
    'CreateAccount',
    { AccountName: name, Buckets: options.bucket?.join(',') },
  );
  const buckets = account.Buckets.Bucket.join(', ');
  printNewKey(AccessKey, options, { Account: name, AccountId: account.AccountId, Buckets: buckets });
}
