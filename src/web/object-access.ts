import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Access } from '../access/access.ts';
import type { BucketOwners } from '../access/buckets.ts';
import { sourceOf } from '../access/call-source.ts';
import type { Database } from '../db/schema.ts';
import { coverBucket } from '../media/media-info.ts';
import type { ObjectLocation } from '../storage/object-name.ts';
import type { SessionCookie } from './guard.ts';
import { isAllowed } from './is-allowed.ts';
import type { Sessions } from './session.ts';

/** What reading objects with a session rests on. */
export type ObjectAccess = {
  sessions: Sessions;
  cookie: SessionCookie;
  access: Pick<Access, 'authorize'>;
  buckets: Pick<BucketOwners, 'isOwner'>;
  db: Kysely<Database>;
};

/**
 * Whether the session of a request may read an object: one of its account's, by somebody who may ask for media, and so
 * for a signed URL of it.
 */
export async function mayRead(
  { sessions, cookie, access, buckets, db }: ObjectAccess,
  request: FastifyRequest,
  location: ObjectLocation,
): Promise<boolean> {
  const session = await sessions.read(cookie.read(request));
  if (session === null) return false;
  const { principal, id } = session.key;
  const caller = { principal, accessKeyId: id, source: sourceOf(request) };
  const isOwn =
    location.bucket === coverBucket
      ? await hasMedia(db, principal.account, location.key.split('.')[0] ?? '')
      : await buckets.isOwner(principal.account, location.bucket);
  return isOwn && isAllowed(access, caller, 'ice:GetMediaInfo', request.id);
}

/** Covers of all accounts are in one bucket, each under the id of its media. */
async function hasMedia(db: Kysely<Database>, account: string, id: string): Promise<boolean> {
  const media = await db
    .selectFrom('media')
    .select('id')
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst();
  return media !== undefined;
}
