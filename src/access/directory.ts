import type { Kysely } from 'kysely';
import { ConfigError } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { parsePolicy } from '../policy/document.ts';
import type { AttachedPolicy } from '../policy/evaluate.ts';
import { systemPolicies } from '../policy/system-policies.ts';
import { createLookupCache } from './lookup-cache.ts';
import type { AccessKey, Principal } from './principal.ts';
import type { Sealer } from './secrets.ts';

/** What is looked up with every call: keys, and the policies of their holders. */
export type Directory = {
  /** The key with this id, or null. */
  findKey(id: string): Promise<AccessKey | null>;
  /** The policies that a user or a role has, each in the version that counts. */
  policiesOf(principal: Exclude<Principal, { kind: 'root' }>): Promise<AttachedPolicy[]>;
  /** Remembers that a key was used just now. */
  noteUse(keyId: string): Promise<void>;
  /** Forgets what was looked up: after every change. */
  forget(): void;
};

/** How long another server's change may take to act here, in milliseconds. */
const lifetime = 1000;

/** A time of last use is written at most once in this time, in milliseconds. */
const usePrecision = 60_000;

/** Opens the directory of a database. */
export function createDirectory({
  db,
  sealer,
  now,
}: {
  db: Kysely<Database>;
  sealer: Sealer;
  now: () => Date;
}): Directory {
  const keys = createLookupCache<AccessKey | null>(lifetime, now);
  const policies = createLookupCache<AttachedPolicy[]>(lifetime, now);
  /** When the use of each key was written last; a key is one entry, so this grows as the table does. */
  const noted = new Map<string, number>();
  return {
    findKey: (id) => keys.get(id, () => loadKey(db, sealer, id)),
    policiesOf(principal) {
      const holder = principal.kind === 'user' ? principal.userId : principal.roleId;
      return policies.get(holder, () => loadPolicies(db, holder));
    },
    async noteUse(keyId) {
      const time = now();
      if (time.getTime() - (noted.get(keyId) ?? 0) < usePrecision) return;
      noted.set(keyId, time.getTime());
      await db.updateTable('access_keys').set({ last_used_time: time }).where('id', '=', keyId).execute();
    },
    forget() {
      keys.clear();
      policies.clear();
    },
  };
}

/**
 * Makes sure that the master key is the one that the secrets in the database were sealed with: with another one every
 * signature would be refused, and new keys would add to the confusion.
 *
 * @throws ConfigError
 */
export async function checkMasterKey(db: Kysely<Database>, sealer: Sealer): Promise<void> {
  const sample = await db
    .selectFrom('access_keys')
    .select(['id', 'sealed_secret'])
    .limit(1)
    .executeTakeFirst();
  if (sample === undefined || sealer.open(sample.sealed_secret, sample.id) !== null) return;
  throw new ConfigError(
    'the secrets in the database were sealed with another master key: restore master.key in the data folder, or set ' +
      'REELMILL_MASTER_KEY, to the one that was used before',
  );
}

async function loadKey(db: Kysely<Database>, sealer: Sealer, id: string): Promise<AccessKey | null> {
  const row = await db
    .selectFrom('access_keys as key')
    .leftJoin('ram_users as user', 'user.id', 'key.user_id')
    .select(['key.id', 'key.account_id', 'key.user_id', 'key.sealed_secret', 'key.status', 'user.name'])
    .where('key.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const secret = sealer.open(row.sealed_secret, row.id);
  if (secret === null) throw new Error(`the secret of the key ${row.id} was sealed with another master key`);
  const { account_id: account, user_id: userId } = row;
  return {
    id: row.id,
    secret,
    active: row.status === 'Active',
    principal:
      userId === null
        ? { kind: 'root', account }
        : { kind: 'user', account, userId, userName: row.name ?? '' },
  };
}

async function loadPolicies(db: Kysely<Database>, holderId: string): Promise<AttachedPolicy[]> {
  const rows = await db
    .selectFrom('ram_attachments as attachment')
    .leftJoin('ram_policies as policy', (join) =>
      join
        .onRef('policy.account_id', '=', 'attachment.account_id')
        .onRef('policy.name', '=', 'attachment.policy_name')
        .on('attachment.policy_type', '=', 'Custom'),
    )
    .leftJoin('ram_policy_versions as version', (join) =>
      join
        .onRef('version.policy_id', '=', 'policy.id')
        .onRef('version.version', '=', 'policy.default_version'),
    )
    .select(['policy_type', 'policy_name', 'default_version', 'document'])
    .where('holder_id', '=', holderId)
    .orderBy('attachment.seq')
    .execute();
  return rows.flatMap<AttachedPolicy>(
    ({ policy_type: kind, policy_name: name, default_version, document }) => {
      if (kind === 'Custom') {
        return document === null
          ? []
          : [{ name, kind, version: `v${default_version}`, document: parsePolicy(document) }];
      }
      const system = systemPolicies.get(name);
      return system === undefined ? [] : [{ name, kind, version: null, document: system.document }];
    },
  );
}
