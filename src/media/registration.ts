import { randomBytes } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Database, Media, NewMedia } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { MaterialReference } from '../storage/material-url.ts';
import { formatTime } from '../wire/time.ts';
import { type MediaType, mediaTypeOf, textBusinessType } from './media-type.ts';

/** What a client says of an asset that it registers (timeline.md 5.1); checked for form and length already. */
export type MediaRegistration = {
  inputUrl: string;
  mediaType?: MediaType | undefined;
  businessType?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  tags?: string | undefined;
  coverUrl?: string | undefined;
  userData?: string | undefined;
  cateId?: number | undefined;
  referenceId?: string | undefined;
  /** Search library that it belongs to besides that of the account (batch.md 3.3). */
  searchLib?: string | undefined;
  /** Replaces an asset of the same object instead of refusing. */
  overwrite: boolean;
};

/** Where the bytes of an asset are: an object, or an address of another server (bucket empty, the URL for a key). */
export type MediaPlace = Pick<Media, 'bucket' | 'object_key'>;

/**
 * The place that a reference names, the same for every spelling of it; null for a media id.
 */
export function placeOf(reference: MaterialReference): MediaPlace | null {
  if (reference.kind === 'media') return null;
  return reference.kind === 'object'
    ? { bucket: reference.bucket, object_key: reference.key }
    : { bucket: '', object_key: reference.url };
}

/** Media type and business type of a registration, refused when they do not go together. */
function typesOf({ mediaType, businessType }: MediaRegistration, key: string): [MediaType, string] {
  const type = mediaType ?? mediaTypeOf(key) ?? 'video';
  if (type !== 'text') return [type, businessType ?? 'general'];
  const business = businessType ?? (mediaType === undefined ? textBusinessType(key) : undefined);
  if (business !== 'subtitles' && business !== 'font') {
    throw apiError('InvalidParameter', {
      Reason: `BusinessType must be subtitles or font when MediaType is text, not ${JSON.stringify(business ?? '')}.`,
    });
  }
  return [type, business];
}

/** The row of a new asset. */
export function newMediaRow(
  account: string,
  place: MediaPlace,
  registration: MediaRegistration,
  now: Date,
): NewMedia {
  const [mediaType, businessType] = typesOf(registration, place.object_key);
  return {
    id: randomBytes(16).toString('hex'),
    account_id: account,
    input_url: registration.inputUrl,
    ...place,
    media_type: mediaType,
    business_type: businessType,
    source: 'oss',
    title: registration.title ?? `default_title_${formatTime(now)}`,
    description: registration.description ?? '',
    tags: registration.tags ?? '',
    cover_url: registration.coverUrl ?? '',
    user_data: registration.userData ?? '',
    category: '',
    cate_id: registration.cateId === undefined ? '' : String(registration.cateId),
    reference_id: registration.referenceId ?? '',
    search_lib: registration.searchLib ?? '',
    status: 'Init',
    probe: '',
    create_time: now,
    modified_time: now,
  };
}

/**
 * Enters a new asset, in place of another one of the same object when `overwrite` says so.
 *
 * @throws ApiError `MediaAlreadyExist` for an object that has an asset, `InvalidParameter` for a ReferenceId that is taken
 */
export async function insertMedia(
  transaction: Transaction<Database>,
  row: NewMedia,
  overwrite: boolean,
): Promise<void> {
  const existing = await transaction
    .selectFrom('media')
    .select('id')
    .where('account_id', '=', row.account_id)
    .where((where) =>
      where.or([
        where.eb('input_url', '=', row.input_url),
        where.and([where.eb('bucket', '=', row.bucket), where.eb('object_key', '=', row.object_key)]),
      ]),
    )
    .forUpdate()
    .execute();
  const [first] = existing;
  if (first !== undefined && !overwrite) {
    throw apiError('MediaAlreadyExist', { InputURL: row.input_url, MediaId: first.id });
  }
  for (const { id } of existing) await transaction.deleteFrom('media').where('id', '=', id).execute();
  if (row.reference_id !== '') {
    const taken = await transaction
      .selectFrom('media')
      .select('id')
      .where('account_id', '=', row.account_id)
      .where('reference_id', '=', row.reference_id)
      .executeTakeFirst();
    if (taken !== undefined) {
      throw apiError('InvalidParameter', {
        Reason: `ReferenceId must be one that no other media has; "${row.reference_id}" is that of ${taken.id}.`,
      });
    }
  }
  await transaction.insertInto('media').values(row).execute();
}
