import { randomInt } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { AccountTable, Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { insertKey, type ListedKey } from './keys.ts';
import { change, type Ram } from './ram.ts';

/** A further account with its buckets. */
export type Account = Selectable<AccountTable> & { buckets: string[] };

/** A new account number: 16 digits, small enough to be an exact JSON number (`UserId` of callbacks). */
export function newAccountId(): string {
  return `1${Array.from({ length: 15 }, () => randomInt(10)).join('')}`;
}

/**
 * Makes an account with a first key of its own. The secret is answered here and never again.
 *
 * @param buckets those that it gets; nobody else may have them
 * @throws ApiError `EntityAlreadyExists.Account`, `EntityAlreadyExists.Bucket`
 */
export async function createAccount(
  ram: Ram,
  name: string,
  buckets: readonly string[],
): Promise<{ account: Account; key: ListedKey & { secret: string } }> {
  return change(ram, async (db) => {
    const account = await db
      .insertInto('accounts')
      .values({ id: newAccountId(), name, create_time: ram.now() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (account === undefined) throw apiError('EntityAlreadyExists.Account', { Name: name });
    for (const bucket of buckets) {
      const given = await db
        .insertInto('account_buckets')
        .values({ bucket, account_id: account.id })
        .onConflict((conflict) => conflict.column('bucket').doNothing())
        .executeTakeFirst();
      if (given.numInsertedOrUpdatedRows === 0n)
        throw apiError('EntityAlreadyExists.Bucket', { Name: bucket });
    }
    const made = { ...account, buckets: [...buckets] };
    return { account: made, key: await insertKey(db, ram, { account: account.id, userId: null }) };
  });
}

/** The further accounts, in the order in which they were made. */
export async function listAccounts(db: Kysely<Database>): Promise<Account[]> {
  const accounts = await db.selectFrom('accounts').selectAll().orderBy('seq').execute();
  const given = await db.selectFrom('account_buckets').selectAll().orderBy('bucket').execute();
  return accounts.map((account) => ({
    ...account,
    buckets: given.filter((row) => row.account_id === account.id).map(({ bucket }) => bucket),
  }));
}
