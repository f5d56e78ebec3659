import { randomInt } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { AccountTable, Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { insertKey, type ListedKey } from './keys.ts';
import { change, type Ram } from './ram.ts';

/** A further account. */
export type Account = Selectable<AccountTable>;

/** A new account number: 16 digits, small enough to be an exact JSON number (`UserId` of callbacks). */
export function newAccountId(): string {
  return `1${Array.from({ length: 15 }, () => randomInt(10)).join('')}`;
}

/**
 * Makes an account with a first key of its own. The secret is answered here and never again.
 *
 * @throws ApiError `EntityAlreadyExists.Account`
 */
export async function createAccount(
  ram: Ram,
  name: string,
): Promise<{ account: Account; key: ListedKey & { secret: string } }> {
  return change(ram, async (db) => {
    const account = await db
      .insertInto('accounts')
      .values({ id: newAccountId(), name, create_time: ram.now() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (account === undefined) throw apiError('EntityAlreadyExists.Account', { Name: name });
    return { account, key: await insertKey(db, ram, { account: account.id, userId: null }) };
  });
}

/** The further accounts, in the order in which they were made. */
export async function listAccounts(db: Kysely<Database>): Promise<Account[]> {
  return db.selectFrom('accounts').selectAll().orderBy('seq').execute();
}
