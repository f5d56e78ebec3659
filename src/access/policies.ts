import { type Kysely, sql } from 'kysely';
import type { Database, RamPolicy } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { parsePolicy } from '../policy/document.ts';
import { systemPolicies } from '../policy/system-policies.ts';
import { change, type MarkerPage, type MarkerRequest, type Ram, readMarkerPage } from './ram.ts';
import { newEntityId } from './secrets.ts';

/** Kind of a policy: made by the account, or coming with the server. */
export type PolicyKind = 'System' | 'Custom';

/** A policy as lists show it. */
export type ListedPolicy = {
  seq: string;
  name: string;
  kind: PolicyKind;
  description: string;
  /** `v1`. */
  defaultVersion: string;
  attachmentCount: number;
  createTime: Date;
  updateTime: Date;
};

const maxPolicies = 1500;

/** System policies have no time of their own; this is the date of the API version. */
export const systemPolicyTime = new Date('2020-11-09T00:00:00Z');

/**
 * Makes a custom policy with its version `v1`.
 *
 * @throws ApiError `EntityAlreadyExists.Policy`, `LimitExceeded.Policy`, and those of `parsePolicy`
 */
export async function createPolicy(
  ram: Ram,
  account: string,
  { name, description, document }: { name: string; description: string; document: string },
): Promise<RamPolicy> {
  parsePolicy(document);
  // A custom policy that looks like a system policy could only mislead.
  if (systemPolicies.has(name)) throw apiError('EntityAlreadyExists.Policy', { Name: name });
  return change(ram, async (db) => {
    const { count } = await db
      .selectFrom('ram_policies')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('account_id', '=', account)
      .executeTakeFirstOrThrow();
    if (Number(count) >= maxPolicies) throw apiError('LimitExceeded.Policy', { Max: String(maxPolicies) });
    const time = ram.now();
    const made = await db
      .insertInto('ram_policies')
      .values({
        id: newEntityId(),
        account_id: account,
        name,
        description,
        default_version: 1,
        last_version: 1,
        create_time: time,
        update_time: time,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'name']).doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made === undefined) throw apiError('EntityAlreadyExists.Policy', { Name: name });
    await db
      .insertInto('ram_policy_versions')
      .values({ policy_id: made.id, version: 1, document, create_time: time })
      .execute();
    return made;
  });
}

/**
 * The custom policy with this name.
 *
 * @param lock keeps others from changing, attaching or deleting it until the transaction ends
 * @throws ApiError `EntityNotExist.Policy`
 */
export async function findPolicy(
  db: Kysely<Database>,
  account: string,
  name: string,
  lock?: 'lock',
): Promise<RamPolicy> {
  const query = db
    .selectFrom('ram_policies')
    .selectAll()
    .where('account_id', '=', account)
    .where('name', '=', name);
  const policy = await (lock === undefined ? query : query.forUpdate()).executeTakeFirst();
  if (policy === undefined) throw apiError('EntityNotExist.Policy', { Name: name });
  return policy;
}

/**
 * A policy of either kind, as lists show it.
 *
 * @throws ApiError `EntityNotExist.Policy`
 */
export async function getPolicy(
  ram: Ram,
  account: string,
  kind: PolicyKind,
  name: string,
): Promise<ListedPolicy> {
  const rows =
    kind === 'System' ? await systemRows(ram.db, account) : await customRows(ram.db, account, name);
  const policy = rows.find((row) => row.name === name);
  if (policy === undefined) throw apiError('EntityNotExist.Policy', { Name: name });
  return policy;
}

/**
 * Lists policies: the system policies first, then the custom ones in the order in which they were made.
 *
 * @param kind only those, or both
 * @throws ApiError `InvalidParameter.{Name}` for a bad marker
 */
export async function listPolicies(
  ram: Ram,
  account: string,
  kind: PolicyKind | undefined,
  request: MarkerRequest,
): Promise<MarkerPage<ListedPolicy>> {
  const list = { List: 'policies', PolicyType: kind };
  return readMarkerPage(ram, account, list, request, async (after, limit) => {
    const system = kind === 'Custom' ? [] : await systemRows(ram.db, account);
    const custom = kind === 'System' ? [] : await customRows(ram.db, account, null, { after, limit });
    return [...system.filter(({ seq }) => Number(seq) > Number(after)), ...custom];
  });
}

/**
 * Deletes a custom policy that nobody has any more.
 *
 * @param withVersions whether versions besides the default one may go with it
 * @throws ApiError `EntityNotExist.Policy`, `DeleteConflict.Policy.User`, `DeleteConflict.Policy.Role`,
 *   `DeleteConflict.Policy.Version`
 */
export async function deletePolicy(
  ram: Ram,
  account: string,
  name: string,
  withVersions: boolean,
): Promise<void> {
  await change(ram, async (db) => {
    const policy = await findPolicy(db, account, name, 'lock');
    const holder = await db
      .selectFrom('ram_attachments')
      .select('holder_kind')
      .where('account_id', '=', account)
      .where('policy_type', '=', 'Custom')
      .where('policy_name', '=', name)
      .orderBy('holder_kind', 'desc')
      .executeTakeFirst();
    if (holder !== undefined) {
      throw apiError(
        holder.holder_kind === 'user' ? 'DeleteConflict.Policy.User' : 'DeleteConflict.Policy.Role',
        { Name: name },
      );
    }
    const other = await db
      .selectFrom('ram_policy_versions')
      .select('version')
      .where('policy_id', '=', policy.id)
      .where('version', '<>', policy.default_version)
      .executeTakeFirst();
    if (other !== undefined && !withVersions) throw apiError('DeleteConflict.Policy.Version', { Name: name });
    await db.deleteFrom('ram_policies').where('id', '=', policy.id).execute();
  });
}

async function systemRows(db: Kysely<Database>, account: string): Promise<ListedPolicy[]> {
  const counts = await db
    .selectFrom('ram_attachments')
    .select(['policy_name', ({ fn }) => fn.countAll<string>().as('count')])
    .where('account_id', '=', account)
    .where('policy_type', '=', 'System')
    .groupBy('policy_name')
    .execute();
  return [...systemPolicies.values()].map(({ name, description }, index) => ({
    seq: String(index - systemPolicies.size),
    name,
    kind: 'System',
    description,
    defaultVersion: 'v1',
    attachmentCount: Number(counts.find((row) => row.policy_name === name)?.count ?? 0),
    createTime: systemPolicyTime,
    updateTime: systemPolicyTime,
  }));
}

async function customRows(
  db: Kysely<Database>,
  account: string,
  name: string | null,
  window: { after: string; limit: number } = { after: '0', limit: 1 },
): Promise<ListedPolicy[]> {
  const query = db
    .selectFrom('ram_policies as policy')
    .selectAll()
    .select(
      sql<string>`(select count(*) from ram_attachments a where a.account_id = policy.account_id
        and a.policy_type = 'Custom' and a.policy_name = policy.name)`.as('attachments'),
    )
    .where('account_id', '=', account)
    .where('seq', '>', window.after)
    .orderBy('seq')
    .limit(window.limit);
  const rows = await (name === null ? query : query.where('name', '=', name)).execute();
  return rows.map((row) => ({
    seq: row.seq,
    name: row.name,
    kind: 'Custom',
    description: row.description,
    defaultVersion: `v${row.default_version}`,
    attachmentCount: Number(row.attachments),
    createTime: row.create_time,
    updateTime: row.update_time,
  }));
}
