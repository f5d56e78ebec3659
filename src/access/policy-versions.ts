import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { parsePolicy } from '../policy/document.ts';
import { systemPolicies } from '../policy/system-policies.ts';
import { findPolicy, type PolicyKind, systemPolicyTime } from './policies.ts';
import { change, type Ram } from './ram.ts';

/** One version of a policy. */
export type PolicyVersion = { id: string; isDefault: boolean; document: string; createTime: Date };

/** Versions of one custom policy (gateway.md 4.4). */
const maxVersions = 5;

/**
 * Adds a version to a custom policy.
 *
 * @param options.setAsDefault whether it counts from now on
 * @param options.rotate whether the oldest version that does not count makes room for it
 * @throws ApiError `EntityNotExist.Policy`, `LimitExceeded.Policy.Version`, and those of `parsePolicy`
 */
export async function createPolicyVersion(
  ram: Ram,
  account: string,
  name: string,
  { document, setAsDefault, rotate }: { document: string; setAsDefault: boolean; rotate: boolean },
): Promise<PolicyVersion> {
  parsePolicy(document);
  return change(ram, async (db) => {
    const policy = await findPolicy(db, account, name, 'lock');
    const versions = await versionsOf(db, policy.id);
    if (versions.length >= maxVersions) {
      const oldest = versions.find(({ version }) => version !== policy.default_version);
      if (!rotate || oldest === undefined) {
        throw apiError('LimitExceeded.Policy.Version', { Max: String(maxVersions) });
      }
      await deleteVersion(db, policy.id, oldest.version);
    }
    const version = policy.last_version + 1;
    const time = ram.now();
    await db
      .insertInto('ram_policy_versions')
      .values({ policy_id: policy.id, version, document, create_time: time })
      .execute();
    await db
      .updateTable('ram_policies')
      .set({
        last_version: version,
        update_time: time,
        ...(setAsDefault ? { default_version: version } : {}),
      })
      .where('id', '=', policy.id)
      .execute();
    return { id: `v${version}`, isDefault: setAsDefault, document, createTime: time };
  });
}

/**
 * All versions of a policy, the newest first; a system policy has the one.
 *
 * @throws ApiError `EntityNotExist.Policy`
 */
export async function listPolicyVersions(
  ram: Ram,
  account: string,
  kind: PolicyKind,
  name: string,
): Promise<PolicyVersion[]> {
  if (kind === 'System') {
    const policy = systemPolicies.get(name);
    if (policy === undefined) throw apiError('EntityNotExist.Policy', { Name: name });
    const document = JSON.stringify(policy.document);
    return [{ id: 'v1', isDefault: true, document, createTime: systemPolicyTime }];
  }
  const policy = await findPolicy(ram.db, account, name);
  const versions = await versionsOf(ram.db, policy.id);
  return versions.toReversed().map((version) => ({
    id: `v${version.version}`,
    isDefault: version.version === policy.default_version,
    document: version.document,
    createTime: version.create_time,
  }));
}

/**
 * Makes another version the one that counts.
 *
 * @param versionId `v2`
 * @throws ApiError `EntityNotExist.Policy`, `EntityNotExist.Policy.Version`
 */
export async function setDefaultPolicyVersion(
  ram: Ram,
  account: string,
  name: string,
  versionId: string,
): Promise<void> {
  await change(ram, async (db) => {
    const policy = await findPolicy(db, account, name, 'lock');
    const version = await versionNamed(db, policy.id, versionId);
    await db
      .updateTable('ram_policies')
      .set({ default_version: version, update_time: ram.now() })
      .where('id', '=', policy.id)
      .execute();
  });
}

/**
 * Deletes a version that does not count.
 *
 * @param versionId `v2`
 * @throws ApiError `EntityNotExist.Policy`, `EntityNotExist.Policy.Version`, `DeleteConflict.Policy.Version.Default`
 */
export async function deletePolicyVersion(
  ram: Ram,
  account: string,
  name: string,
  versionId: string,
): Promise<void> {
  await change(ram, async (db) => {
    const policy = await findPolicy(db, account, name, 'lock');
    const version = await versionNamed(db, policy.id, versionId);
    if (version === policy.default_version) throw apiError('DeleteConflict.Policy.Version.Default');
    await deleteVersion(db, policy.id, version);
  });
}

async function versionsOf(db: Kysely<Database>, policyId: string) {
  return db
    .selectFrom('ram_policy_versions')
    .selectAll()
    .where('policy_id', '=', policyId)
    .orderBy('version')
    .execute();
}

async function versionNamed(db: Kysely<Database>, policyId: string, versionId: string): Promise<number> {
  const versions = await versionsOf(db, policyId);
  const found = versions.find(({ version }) => `v${version}` === versionId);
  if (found === undefined) throw apiError('EntityNotExist.Policy.Version', { Version: versionId });
  return found.version;
}

async function deleteVersion(db: Kysely<Database>, policyId: string, version: number): Promise<void> {
  await db
    .deleteFrom('ram_policy_versions')
    .where('policy_id', '=', policyId)
    .where('version', '=', version)
    .execute();
}
