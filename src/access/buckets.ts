import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { createLookupCache } from './lookup-cache.ts';

/**
 * Whose objects are whose. Names of buckets are common to all accounts, as in OSS: a further account has the buckets that
 * it was given, and the first account has all others.
 */
export type BucketOwners = {
  /** Whether the account may read and write what is in a bucket. */
  isOwner(account: string, bucket: string): Promise<boolean>;
  /**
   * @param field names the parameter in the error
   * @throws ApiError `InvalidParameter` unless the bucket is the account's
   */
  check(account: string, bucket: string, field: string): Promise<void>;
};

/** How long another server's change may take to act here, in milliseconds. */
const lifetime = 1000;

/** Opens the owners of a database. */
export function createBucketOwners(
  db: Kysely<Database>,
  firstAccount: string,
  now: () => Date,
): BucketOwners {
  const owners = createLookupCache<string>(lifetime, now);
  const isOwner = async (account: string, bucket: string) =>
    account === (await owners.get(bucket, () => ownerOf(db, firstAccount, bucket)));
  return {
    isOwner,
    async check(account, bucket, field) {
      if (await isOwner(account, bucket)) return;
      throw apiError('InvalidParameter', {
        Reason: `${field} must be in a bucket of the account, not in "${bucket}".`,
      });
    },
  };
}

async function ownerOf(db: Kysely<Database>, firstAccount: string, bucket: string): Promise<string> {
  const given = await db
    .selectFrom('account_buckets')
    .select('account_id')
    .where('bucket', '=', bucket)
    .executeTakeFirst();
  return given?.account_id ?? firstAccount;
}
