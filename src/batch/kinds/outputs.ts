import type { BatchConfig, DecorInput, Output } from '../../mix/config/batch-config.ts';
import { outputUrl } from '../output-url.ts';

/** Where the outputs of a job go: one URL each, empty where only previews are made (batch.md 5). */
export function outputUrls({ count, mediaUrl, previewOnly }: Output): string[] {
  return Array.from({ length: count }, (_, index) => (previewOnly ? '' : outputUrl(mediaUrl, index)));
}

const under = (field: string, references: readonly string[]) =>
  references.map((reference): [string, string] => [`InputConfig.${field}`, reference]);

/** Stickers, music and background images with the fields that name them. */
export function decorMaterials(input: DecorInput): [field: string, reference: string][] {
  return [
    ...under(
      'StickerArray',
      input.stickers.map((sticker) => sticker.media),
    ),
    ...under('BackgroundMusicArray', input.music),
    ...under('BackgroundImageArray', input.backgroundImages),
  ];
}

/** Every material of the configs with the field that names it. */
export function namedMaterials({ input }: BatchConfig): [field: string, reference: string][] {
  return [
    ...('groups' in input
      ? input.groups.flatMap((group, index) => under(`MediaGroupArray[${index}].MediaArray`, group.materials))
      : under('MediaArray', input.materials)),
    ...decorMaterials(input),
  ];
}
