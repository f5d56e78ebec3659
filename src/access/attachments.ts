import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { systemPolicies } from '../policy/system-policies.ts';
import { findPolicy, type ListedPolicy, type PolicyKind } from './policies.ts';
import { change, type Ram } from './ram.ts';
import { getRole } from './roles.ts';
import { getUser } from './users.ts';

/** Who has a policy. */
export type PolicyHolder = { kind: 'user' | 'role'; name: string };

/** A policy by kind and name. */
export type PolicyName = { kind: PolicyKind; name: string };

/** A policy that somebody has. */
export type AttachedListedPolicy = Pick<ListedPolicy, 'name' | 'kind' | 'description' | 'defaultVersion'> & {
  attachTime: Date;
};

const maxAttachments = 20;

/** Codes of what can be wrong with an attachment, by the kind of its holder. */
const codes = {
  user: {
    present: 'EntityAlreadyExists.User.Policy',
    limit: 'LimitExceeded.User.Policy',
    absent: 'EntityNotExist.User.Policy',
  },
  role: {
    present: 'EntityAlreadyExists.Role.Policy',
    limit: 'LimitExceeded.Role.Policy',
    absent: 'EntityNotExist.Role.Policy',
  },
} as const;

/**
 * Gives a policy to a user or a role.
 *
 * @throws ApiError `EntityNotExist.User` (or `.Role`), `EntityNotExist.Policy`, `EntityAlreadyExists.User.Policy`,
 *   `LimitExceeded.User.Policy`
 */
export async function attachPolicy(
  ram: Ram,
  account: string,
  policy: PolicyName,
  holder: PolicyHolder,
): Promise<void> {
  await change(ram, async (db) => {
    const holderId = await findHolder(db, account, holder);
    await checkPolicy(db, account, policy, 'lock');
    const attached = await attachmentsOf(db, holderId);
    if (attached.some((row) => row.policy_type === policy.kind && row.policy_name === policy.name)) {
      throw apiError(codes[holder.kind].present, { Name: policy.name });
    }
    if (attached.length >= maxAttachments) {
      throw apiError(codes[holder.kind].limit, { Max: String(maxAttachments) });
    }
    await db
      .insertInto('ram_attachments')
      .values({
        account_id: account,
        policy_type: policy.kind,
        policy_name: policy.name,
        holder_kind: holder.kind,
        holder_id: holderId,
        create_time: ram.now(),
      })
      .execute();
  });
}

/**
 * Takes a policy from a user or a role.
 *
 * @throws ApiError `EntityNotExist.User` (or `.Role`), `EntityNotExist.Policy`, `EntityNotExist.User.Policy`
 */
export async function detachPolicy(
  ram: Ram,
  account: string,
  policy: PolicyName,
  holder: PolicyHolder,
): Promise<void> {
  await change(ram, async (db) => {
    const holderId = await findHolder(db, account, holder);
    await checkPolicy(db, account, policy);
    const { numDeletedRows } = await db
      .deleteFrom('ram_attachments')
      .where('holder_id', '=', holderId)
      .where('policy_type', '=', policy.kind)
      .where('policy_name', '=', policy.name)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw apiError(codes[holder.kind].absent, { Name: policy.name });
  });
}

/**
 * The policies that a user or a role has, in the order in which it got them.
 *
 * @throws ApiError `EntityNotExist.User` (or `.Role`)
 */
export async function policiesOfHolder(
  ram: Ram,
  account: string,
  holder: PolicyHolder,
): Promise<AttachedListedPolicy[]> {
  const { id } = await (holder.kind === 'user' ? getUser : getRole)(ram.db, account, holder.name);
  const rows = await ram.db
    .selectFrom('ram_attachments as attachment')
    .leftJoin('ram_policies as policy', (join) =>
      join
        .onRef('policy.account_id', '=', 'attachment.account_id')
        .onRef('policy.name', '=', 'attachment.policy_name')
        .on('attachment.policy_type', '=', 'Custom'),
    )
    .select(['policy_type', 'policy_name', 'attachment.create_time', 'description', 'default_version'])
    .where('holder_id', '=', id)
    .orderBy('attachment.seq')
    .execute();
  return rows.map((row) => ({
    name: row.policy_name,
    kind: row.policy_type,
    description: row.description ?? systemPolicies.get(row.policy_name)?.description ?? '',
    defaultVersion: `v${row.default_version ?? 1}`,
    attachTime: row.create_time,
  }));
}

/** A user or a role that has a policy. */
export type HolderOfPolicy = { id: string; name: string; note: string; attachTime: Date };

/**
 * Who has a policy.
 *
 * @throws ApiError `EntityNotExist.Policy`
 */
export async function holdersOf(
  ram: Ram,
  account: string,
  policy: PolicyName,
): Promise<{ users: HolderOfPolicy[]; roles: HolderOfPolicy[] }> {
  await checkPolicy(ram.db, account, policy);
  const attached = ram.db
    .selectFrom('ram_attachments as attachment')
    .where('attachment.account_id', '=', account)
    .where('policy_type', '=', policy.kind)
    .where('policy_name', '=', policy.name)
    .orderBy('attachment.seq');
  const users = await attached
    .innerJoin('ram_users as holder', 'holder.id', 'holder_id')
    .select(['holder.id', 'holder.name', 'display_name as note', 'attachment.create_time as attachTime'])
    .execute();
  const roles = await attached
    .innerJoin('ram_roles as holder', 'holder.id', 'holder_id')
    .select(['holder.id', 'holder.name', 'description as note', 'attachment.create_time as attachTime'])
    .execute();
  return { users, roles };
}

async function findHolder(
  db: Kysely<Database>,
  account: string,
  { kind, name }: PolicyHolder,
): Promise<string> {
  return (await (kind === 'user' ? getUser : getRole)(db, account, name, 'lock')).id;
}

/** @param lock keeps a custom policy from being deleted while it is being attached */
async function checkPolicy(
  db: Kysely<Database>,
  account: string,
  { kind, name }: PolicyName,
  lock?: 'lock',
): Promise<void> {
  if (kind === 'Custom') await findPolicy(db, account, name, lock);
  else if (!systemPolicies.has(name)) throw apiError('EntityNotExist.Policy', { Name: name });
}

async function attachmentsOf(db: Kysely<Database>, holderId: string) {
  return db
    .selectFrom('ram_attachments')
    .selectAll()
    .where('holder_id', '=', holderId)
    .orderBy('seq')
    .execute();
}
