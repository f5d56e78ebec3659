import type { BatchConfig } from '../mix/config/batch-config.ts';
import { type AddressBook, parseMaterial, parseOutputUrl } from '../storage/material-url.ts';

/** Every material of the configs with the field that names it, for errors. */
function namedMaterials({ input }: BatchConfig): [field: string, reference: string][] {
  const under = (field: string, references: readonly string[]) =>
    references.map((reference): [string, string] => [`InputConfig.${field}`, reference]);
  return [
    ...('groups' in input
      ? input.groups.flatMap((group, index) => under(`MediaGroupArray[${index}].MediaArray`, group.materials))
      : under('MediaArray', input.materials)),
    ...under(
      'StickerArray',
      input.stickers.map((sticker) => sticker.media),
    ),
    ...under('BackgroundMusicArray', input.music),
    ...under('BackgroundImageArray', input.backgroundImages),
  ];
}

/**
 * Refuses addresses that cannot work, wherever they may lead: whether there is something at them is seen when the batch
 * is planned, and told in the job (batch.md 7.6).
 *
 * @param urls where the outputs go; empty ones are not stored
 * @returns the buckets that the outputs go to
 * @throws ApiError `InvalidParameter` naming the field
 */
export function checkAddresses(
  config: BatchConfig,
  urls: readonly string[],
  addresses: AddressBook,
): Set<string> {
  for (const [field, reference] of namedMaterials(config)) parseMaterial(reference, field, addresses);
  const stored = urls.filter((url) => url !== '');
  return new Set(stored.map((url) => parseOutputUrl(url, outputField, addresses).bucket));
}

/** The field that names where outputs go. */
export const outputField = 'OutputConfig.MediaURL';
