import type { Kysely } from 'kysely';
import type { Database, RamUser } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { change, type MarkerPage, type MarkerRequest, type Ram, readMarkerPage } from './ram.ts';
import { newEntityId } from './secrets.ts';

/** What may be said about a user. */
export type UserDetails = {
  name: string;
  displayName: string;
  email: string;
  mobilePhone: string;
  comments: string;
};

const maxUsers = 1000;

/**
 * Makes a user; it may do nothing until a policy is attached to it.
 *
 * @throws ApiError `EntityAlreadyExists.User`, `LimitExceeded.User`
 */
export async function createUser(ram: Ram, account: string, details: UserDetails): Promise<RamUser> {
  return change(ram, async (db) => {
    const { count } = await db
      .selectFrom('ram_users')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxUsers) throw apiError('LimitExceeded.User', { Max: String(maxUsers) });
    const time = ram.now();
    const made = await db
      .insertInto('ram_users')
      .values({
        id: newEntityId(),
        account_id: account,
        name: details.name,
        display_name: details.displayName,
        email: details.email,
        mobile_phone: details.mobilePhone,
        comments: details.comments,
        create_time: time,
        update_time: time,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made === undefined) throw apiError('EntityAlreadyExists.User', { Name: details.name });
    return made;
  });
}

/**
 * The user with this name.
 *
 * @param lock keeps others from changing or deleting it until the transaction ends
 * @throws ApiError `EntityNotExist.User`
 */
export async function getUser(
  db: Kysely<Database>,
  account: string,
  name: string,
  lock?: 'lock',
): Promise<RamUser> {
  const query = db
    .selectFrom('ram_users')
    .selectAll()
    .where('account_id', '=', account)
    .where('name', '=', name);
  const user = await (lock === undefined ? query : query.forUpdate()).executeTakeFirst();
  if (user === undefined) throw apiError('EntityNotExist.User', { Name: name });
  return user;
}

/**
 * Lists users in the order in which they were made.
 *
 * @throws ApiError `InvalidParameter.{Name}` for a bad marker
 */
export async function listUsers(
  ram: Ram,
  account: string,
  request: MarkerRequest,
): Promise<MarkerPage<RamUser>> {
  return readMarkerPage(ram, account, { List: 'users' }, request, (after, limit) =>
    ram.db
      .selectFrom('ram_users')
      .selectAll()
      .where('account_id', '=', account)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(limit)
      .execute(),
  );
}

/**
 * Changes what is given and leaves the rest.
 *
 * @throws ApiError `EntityNotExist.User`, `EntityAlreadyExists.User`
 */
export async function updateUser(
  ram: Ram,
  account: string,
  name: string,
  changes: Partial<UserDetails>,
): Promise<RamUser> {
  const newName = changes.name ?? name;
  try {
    return await change(ram, async (db) => {
      const user = await getUser(db, account, name, 'lock');
      return db
        .updateTable('ram_users')
        .set({
          name: newName,
          display_name: changes.displayName ?? user.display_name,
          email: changes.email ?? user.email,
          mobile_phone: changes.mobilePhone ?? user.mobile_phone,
          comments: changes.comments ?? user.comments,
          update_time: ram.now(),
        })
        .where('id', '=', user.id)
        .returningAll()
        .executeTakeFirstOrThrow();
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw apiError('EntityAlreadyExists.User', { Name: newName });
  }
}

/** Whether the database refused a second row with the same name (SQLSTATE 23505). */
const isDuplicate = (error: unknown) => error instanceof Error && 'code' in error && error.code === '23505';

/**
 * Deletes a user that has no keys and no policies any more.
 *
 * @throws ApiError `EntityNotExist.User`, `DeleteConflict.User.AccessKey`, `DeleteConflict.User.Policy`
 */
export async function deleteUser(ram: Ram, account: string, name: string): Promise<void> {
  await change(ram, async (db) => {
    const { id } = await getUser(db, account, name, 'lock');
    const key = await db.selectFrom('access_keys').select('id').where('user_id', '=', id).executeTakeFirst();
    if (key !== undefined) throw apiError('DeleteConflict.User.AccessKey', { Name: name });
    const policy = await db
      .selectFrom('ram_attachments')
      .select('policy_name')
      .where('holder_id', '=', id)
      .executeTakeFirst();
    if (policy !== undefined) throw apiError('DeleteConflict.User.Policy', { Name: name });
    await db.deleteFrom('ram_users').where('id', '=', id).execute();
  });
}
