import type { Kysely } from 'kysely';
import type { Database, Media } from '../db/schema.ts';
import { type AddressBook, parseMaterial } from '../storage/material-url.ts';
import { placeOf } from './registration.ts';

/** How a client names an asset. */
export type MediaReference = { mediaId: string } | { inputUrl: string };

/**
 * Finds the row of an asset: by id, or by the object that a URL in any spelling names.
 *
 * @returns undefined when the account has no such asset
 * @throws ApiError `InvalidParameter` for a URL that names nothing
 */
export async function findMedia(
  db: Kysely<Database>,
  addresses: AddressBook,
  account: string,
  reference: MediaReference,
): Promise<Media | undefined> {
  const rows = db.selectFrom('media').selectAll().where('account_id', '=', account);
  if ('mediaId' in reference)
    return rows.where('id', '=', reference.mediaId.toLowerCase()).executeTakeFirst();
  const meaning = parseMaterial(reference.inputUrl, 'InputURL', addresses);
  const place = placeOf(meaning);
  if (place === null) return rows.where('id', '=', reference.inputUrl.toLowerCase()).executeTakeFirst();
  return rows
    .where('bucket', '=', place.bucket)
    .where('object_key', '=', place.object_key)
    .executeTakeFirst();
}
