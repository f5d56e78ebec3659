import type { MediaFacts } from '../../timeline/material.ts';
import type { DecorInput, Output, Sticker } from '../config/batch-config.ts';
import type { Warn } from '../config/warn.ts';
import { drawEvenly, randomFor } from '../random.ts';

/** What goes with the pictures of one output. */
export type Decor = {
  sticker: Sticker | null;
  /** Media ids or URLs. */
  music: string | null;
  backgroundImage: string | null;
};

/**
 * Draws sticker, music and background image of every output. Files that are missing or of another kind are left out,
 * with a warning: they are not worth the loss of a video.
 */
export function drawDecor(
  config: { input: Omit<DecorInput, 'titles' | 'subheadings'>; output: Pick<Output, 'count'> },
  materials: ReadonlyMap<string, MediaFacts>,
  seed: string,
  warn: Warn,
): Decor[] {
  const { input, output } = config;
  const usable = (media: string, what: string, fits: (facts: MediaFacts) => boolean) => {
    const facts = materials.get(media);
    if (facts !== undefined && fits(facts)) return true;
    const fault = facts === undefined ? 'cannot be used' : 'is of another kind';
    warn('MaterialSkipped', `The ${what} ${media} ${fault}; it was left out.`);
    return false;
  };
  const isImage = (facts: MediaFacts) => facts.kind === 'image';
  const stickers = input.stickers.filter(({ media }) => usable(media, 'sticker', isImage));
  const music = input.music.filter((media) => usable(media, 'music', (facts) => facts.sound !== null));
  const images = input.backgroundImages.filter((media) => usable(media, 'background image', isImage));
  // batch.md 3.1: a random first sticker, then the list in order, again from its start.
  const firstSticker = stickers.length > 0 ? randomFor(seed, 'sticker').int(stickers.length) : 0;
  const tracks = drawEvenly(music, output.count, randomFor(seed, 'music'));
  const backgrounds = drawEvenly(images, output.count, randomFor(seed, 'background image'));
  return Array.from({ length: output.count }, (_, index) => ({
    sticker: stickers[(firstSticker + index) % stickers.length] ?? null,
    music: tracks[index] ?? null,
    backgroundImage: backgrounds[index] ?? null,
  }));
}
