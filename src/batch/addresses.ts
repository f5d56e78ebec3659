import { type AddressBook, parseMaterial, parseOutputUrl } from '../storage/material-url.ts';
import type { JobOutline } from './kinds/kind.ts';

/**
 * Refuses addresses that cannot work, wherever they may lead: whether there is something at them is seen when the batch
 * is planned, and told in the job (batch.md 7.6).
 *
 * @returns the buckets that the outputs go to
 * @throws ApiError `InvalidParameter` naming the field
 */
export function checkAddresses(
  { materials, urls }: Pick<JobOutline, 'materials' | 'urls'>,
  addresses: AddressBook,
): Set<string> {
  for (const [field, reference] of materials) parseMaterial(reference, field, addresses);
  const stored = urls.filter((url) => url !== '');
  return new Set(stored.map((url) => parseOutputUrl(url, outputField, addresses).bucket));
}

/** The field that names where outputs go. */
export const outputField = 'OutputConfig.MediaURL';
