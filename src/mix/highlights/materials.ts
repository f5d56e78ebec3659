import { apiError } from '../../errors/api-error.ts';
import type { Footage } from '../../timeline/footage.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import { noSound, type SoundCourse } from '../../timeline/sound-course.ts';
import { show } from '../config/fields.ts';
import type { HighlightsConfig } from '../config/highlights-config.ts';
import type { Warn } from '../config/warn.ts';
import { isMediaId } from '../reference.ts';
import type { Watched } from './moments.ts';

/** Longest length of all videos together, in seconds (batch.md 7.7). */
const longestTotal = 7200;

const seconds = (value: number) => value.toFixed(1);

/**
 * The videos of a job, as far as they can be used. It needs no look at their frames, so that a job that cannot work is
 * refused before hours of footage are read.
 *
 * @returns references in the order of the plot, and their length together in seconds
 * @throws ApiError InvalidMaterial.NotFound when there is none; InvalidParameter when one is no video, or when they are
 *   longer than 2 hours or shorter than what is wanted
 */
export function usableVideos(
  { input }: HighlightsConfig,
  materials: ReadonlyMap<string, MediaFacts>,
  warn: Warn,
): { videos: string[]; total: number } {
  const videos: string[] = [];
  const missing: string[] = [];
  let total = 0;
  for (const [index, media] of input.materials.entries()) {
    const facts = materials.get(media);
    if (facts === undefined) {
      missing.push(media);
    } else if (facts.kind !== 'video') {
      const kind = facts.kind === 'image' ? 'an image' : 'sound';
      throw apiError('InvalidParameter', {
        Reason: `InputConfig.MediaArray[${index}] must be a video; ${show(media)} is ${kind}.`,
      });
    } else {
      videos.push(media);
      total += facts.duration;
    }
  }
  if (videos.length === 0) {
    const By = missing.every(isMediaId) ? 'id' : 'url';
    throw apiError('InvalidMaterial.NotFound', { By, Names: JSON.stringify(missing) });
  }
  for (const media of missing) {
    warn('MaterialSkipped', `InputConfig.MediaArray: ${show(media)} cannot be used; it was left out.`);
  }
  if (total > longestTotal) {
    throw apiError('InvalidParameter', {
      Reason: `InputConfig.MediaArray: the videos must last at most ${longestTotal} s together, not ${seconds(total)} s.`,
    });
  }
  const { targetDuration } = input;
  if (targetDuration !== null && targetDuration > total + 0.05) {
    throw apiError('InvalidParameter', {
      Reason:
        `InputConfig.HighlightStrategy.TargetDuration must be at most the length of the videos, ` +
        `${seconds(total)} s, not ${targetDuration} s.`,
    });
  }
  return { videos, total };
}

/** What the cutting of moments looks at, for each video. */
export function watchedVideos(
  videos: readonly string[],
  config: HighlightsConfig,
  footage: ReadonlyMap<string, Footage>,
  sounds: ReadonlyMap<string, SoundCourse>,
): Watched[] {
  return videos.map((media) => ({
    media,
    footage: footage.get(media) ?? { shots: [] },
    sound: sounds.get(media) ?? noSound,
    windows: config.editing.media.ranges
      .filter((item) => item.media === media)
      .flatMap((item) => item.ranges),
  }));
}
