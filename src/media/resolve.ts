import type { Kysely } from 'kysely';
import type { BucketOwners } from '../access/buckets.ts';
import type { Database } from '../db/schema.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import { type AddressBook, parseMaterial } from '../storage/material-url.ts';
import { OutboundError } from '../storage/outbound.ts';
import type { MediaFacts } from '../timeline/material.ts';
import { findMedia } from './find-media.ts';
import { ProbeError, type Prober } from './probe.ts';
import { type MediaPlace, placeOf } from './registration.ts';

/** What resolving works with. */
export type ResolveTools = {
  db: Kysely<Database>;
  buckets: Pick<BucketOwners, 'isOwner'>;
  addresses: () => AddressBook;
  probe: Prober['probe'];
  /** A file of this machine with the bytes of a place, or null. */
  fetch(place: MediaPlace): Promise<string | null>;
};

const notFound = (by: 'id' | 'url', reference: string, cause?: unknown) =>
  apiError('InvalidMaterial.NotFound', { By: by, Names: JSON.stringify([reference]) }, cause);
const bad = (reference: string, reason: string, cause: unknown) =>
  apiError('InvalidParameter.ResourceContentBad', { Source: reference, Reason: `it ${reason}` }, cause);

/**
 * Brings a material to this machine and tells its facts.
 *
 * @param reference media id or URL
 * @throws ApiError `InvalidMaterial.NotFound`, `InvalidParameter.ResourceContentBad`; `InvalidParameter` for a URL that
 *   names nothing
 */
export async function resolvePlace(
  tools: ResolveTools,
  account: string,
  reference: string,
): Promise<{ mediaId: string | null; path: string; facts: MediaFacts }> {
  const meaning = parseMaterial(reference, 'the material', tools.addresses());
  const by = meaning.kind === 'media' ? 'id' : 'url';
  const media = await findMedia(tools.db, tools.addresses(), account, { inputUrl: reference });
  const place = media ?? placeOf(meaning);
  if (place === null) throw notFound(by, reference);
  // What is in a bucket of another account is as if it did not exist.
  const isOurs = place.bucket === '' || (await tools.buckets.isOwner(account, place.bucket));
  if (!isOurs) throw notFound(by, reference);
  try {
    const path = await tools.fetch(place);
    if (path === null) throw notFound(by, reference);
    const { facts } = await tools.probe(path);
    return { mediaId: media?.id ?? null, path, facts };
  } catch (error) {
    if (error instanceof ProbeError) throw bad(reference, error.message, error);
    if (error instanceof OutboundError) throw bad(reference, `could not be fetched: ${error.message}`, error);
    if (error instanceof ApiError && error.code === 'EntityTooLarge')
      throw bad(reference, 'is too large', error);
    throw error;
  }
}
