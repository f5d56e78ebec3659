import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { change, type Ram } from './ram.ts';
import { newKeyId, newSecret } from './secrets.ts';
import { getUser } from './users.ts';

/** Whose keys: those of a user, or null for those of the account itself. */
export type KeyOwner = { account: string; userName: string | null };

/** Status of a key. */
export type KeyStatus = 'Active' | 'Inactive';

/** A key as it is listed: without its secret. */
export type ListedKey = { id: string; status: KeyStatus; create_time: Date };

/** Keys of one owner (gateway.md 4.4): enough to replace one by the other without a pause. */
const maxKeys = 2;

/**
 * Makes a key. Its secret is answered here and never again.
 *
 * @throws ApiError `EntityNotExist.User`, `LimitExceeded.User.AccessKey`
 */
export async function createKey(ram: Ram, owner: KeyOwner): Promise<ListedKey & { secret: string }> {
  return change(ram, async (db) => {
    const userId = await ownerId(db, owner, 'lock');
    const keys = await keysOf(db, owner.account, userId);
    if (keys.length >= maxKeys) throw apiError('LimitExceeded.User.AccessKey', { Max: String(maxKeys) });
    return insertKey(db, ram, { account: owner.account, userId });
  });
}

/** Writes a new key of an owner that is known to exist. */
export async function insertKey(
  db: Kysely<Database>,
  { sealer, now }: Pick<Ram, 'sealer' | 'now'>,
  { account, userId }: { account: string; userId: string | null },
): Promise<ListedKey & { secret: string }> {
  const id = newKeyId('RM');
  const secret = newSecret();
  const made = await db
    .insertInto('access_keys')
    .values({
      id,
      account_id: account,
      user_id: userId,
      sealed_secret: sealer.seal(secret, id),
      status: 'Active',
      create_time: now(),
    })
    .returning(['id', 'status', 'create_time'])
    .executeTakeFirstOrThrow();
  return { ...made, secret };
}

/**
 * Lists the keys of an owner in the order in which they were made.
 *
 * @throws ApiError `EntityNotExist.User`
 */
export async function listKeys(ram: Ram, owner: KeyOwner): Promise<ListedKey[]> {
  return keysOf(ram.db, owner.account, await ownerId(ram.db, owner));
}

/**
 * Switches a key on or off.
 *
 * @throws ApiError `EntityNotExist.User`, `EntityNotExist.User.AccessKey`
 */
export async function setKeyStatus(ram: Ram, owner: KeyOwner, id: string, status: KeyStatus): Promise<void> {
  await change(ram, async (db) => {
    const { id: found } = await keyOf(db, owner, id);
    await db.updateTable('access_keys').set({ status }).where('id', '=', found).execute();
  });
}

/**
 * Deletes a key.
 *
 * @throws ApiError `EntityNotExist.User`, `EntityNotExist.User.AccessKey`
 */
export async function deleteKey(ram: Ram, owner: KeyOwner, id: string): Promise<void> {
  await change(ram, async (db) => {
    const { id: found } = await keyOf(db, owner, id);
    await db.deleteFrom('access_keys').where('id', '=', found).execute();
  });
}

/**
 * When a key was used last, to the minute; null when never.
 *
 * @throws ApiError `EntityNotExist.User`, `EntityNotExist.User.AccessKey`
 */
export async function keyLastUsed(ram: Ram, owner: KeyOwner, id: string): Promise<Date | null> {
  return (await keyOf(ram.db, owner, id)).last_used_time;
}

async function ownerId(db: Kysely<Database>, owner: KeyOwner, lock?: 'lock'): Promise<string | null> {
  if (owner.userName !== null) return (await getUser(db, owner.account, owner.userName, lock)).id;
  // The account has no row of its own to lock.
  if (lock !== undefined) await sql`select pg_advisory_xact_lock(hashtext(${owner.account}))`.execute(db);
  return null;
}

async function keysOf(db: Kysely<Database>, account: string, userId: string | null): Promise<ListedKey[]> {
  return db
    .selectFrom('access_keys')
    .select(['id', 'status', 'create_time'])
    .where('account_id', '=', account)
    .where('user_id', 'is not distinct from', userId)
    .orderBy('seq')
    .execute();
}

async function keyOf(db: Kysely<Database>, owner: KeyOwner, id: string) {
  const userId = await ownerId(db, owner);
  const key = await db
    .selectFrom('access_keys')
    .select(['id', 'last_used_time'])
    .where('id', '=', id)
    .where('account_id', '=', owner.account)
    .where('user_id', 'is not distinct from', userId)
    .executeTakeFirst();
  if (key === undefined) throw apiError('EntityNotExist.User.AccessKey', { KeyId: id });
  return key;
}
