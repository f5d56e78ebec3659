import type { Kysely } from 'kysely';
import type { Database, RamRole } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { parseTrustPolicy } from '../policy/document.ts';
import { change, type MarkerPage, type MarkerRequest, type Ram, readMarkerPage } from './ram.ts';
import { newEntityId } from './secrets.ts';

/** What makes up a role besides its name. */
export type RoleDetails = {
  description: string;
  /** JSON text: who may assume it. */
  trustPolicy: string;
  /** Seconds. */
  maxSessionDuration: number;
};

const maxRoles = 1000;

/** The name of a role in policies. */
export function roleArn(account: string, name: string): string {
  return `acs:ram::${account}:role/${name}`;
}

/**
 * Makes a role; who assumes it may do nothing until a policy is attached to it.
 *
 * @throws ApiError `EntityAlreadyExists.Role`, `LimitExceeded.Role`, and those of `parseTrustPolicy`
 */
export async function createRole(
  ram: Ram,
  account: string,
  name: string,
  details: RoleDetails,
): Promise<RamRole> {
  parseTrustPolicy(details.trustPolicy);
  return change(ram, async (db) => {
    const { count } = await db
      .selectFrom('ram_roles')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxRoles) throw apiError('LimitExceeded.Role', { Max: String(maxRoles) });
    const time = ram.now();
    const made = await db
      .insertInto('ram_roles')
      .values({
        id: newEntityId(),
        account_id: account,
        name,
        description: details.description,
        trust_policy: details.trustPolicy,
        max_session_duration: details.maxSessionDuration,
        create_time: time,
        update_time: time,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made === undefined) throw apiError('EntityAlreadyExists.Role', { Name: name });
    return made;
  });
}

/**
 * The role with this name.
 *
 * @param lock keeps others from changing or deleting it until the transaction ends
 * @throws ApiError `EntityNotExist.Role`
 */
export async function getRole(
  db: Kysely<Database>,
  account: string,
  name: string,
  lock?: 'lock',
): Promise<RamRole> {
  const query = db
    .selectFrom('ram_roles')
    .selectAll()
    .where('account_id', '=', account)
    .where('name', '=', name);
  const role = await (lock === undefined ? query : query.forUpdate()).executeTakeFirst();
  if (role === undefined) throw apiError('EntityNotExist.Role', { Name: name });
  return role;
}

/**
 * Lists roles in the order in which they were made.
 *
 * @throws ApiError `InvalidParameter.{Name}` for a bad marker
 */
export async function listRoles(
  ram: Ram,
  account: string,
  request: MarkerRequest,
): Promise<MarkerPage<RamRole>> {
  return readMarkerPage(ram, account, { List: 'roles' }, request, (after, limit) =>
    ram.db
      .selectFrom('ram_roles')
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
 * @throws ApiError `EntityNotExist.Role`, and those of `parseTrustPolicy`
 */
export async function updateRole(
  ram: Ram,
  account: string,
  name: string,
  changes: Partial<RoleDetails>,
): Promise<RamRole> {
  if (changes.trustPolicy !== undefined) parseTrustPolicy(changes.trustPolicy);
  return change(ram, async (db) => {
    const role = await getRole(db, account, name, 'lock');
    return db
      .updateTable('ram_roles')
      .set({
        description: changes.description ?? role.description,
        trust_policy: changes.trustPolicy ?? role.trust_policy,
        max_session_duration: changes.maxSessionDuration ?? role.max_session_duration,
        update_time: ram.now(),
      })
      .where('id', '=', role.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
}

/**
 * Deletes a role that has no policies any more. Its running sessions may do nothing from then on.
 *
 * @throws ApiError `EntityNotExist.Role`, `DeleteConflict.Role.Policy`
 */
export async function deleteRole(ram: Ram, account: string, name: string): Promise<void> {
  await change(ram, async (db) => {
    const { id } = await getRole(db, account, name, 'lock');
    const policy = await db
      .selectFrom('ram_attachments')
      .select('policy_name')
      .where('holder_id', '=', id)
      .executeTakeFirst();
    if (policy !== undefined) throw apiError('DeleteConflict.Role.Policy', { Name: name });
    await db.deleteFrom('ram_roles').where('id', '=', id).execute();
  });
}
