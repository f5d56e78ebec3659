import { apiError } from '../../errors/api-error.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { MediaGroup, ScriptConfig } from '../config/batch-config.ts';
import { show } from '../config/fields.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Warn } from '../config/warn.ts';
import { isMediaId } from '../reference.ts';
import { usableWindows } from '../windows.ts';

/**
 * A stretch of a material that shots are cut from: cells of equal length side by side. The grid may be moved within its
 * window by the slack that is left over, so that the outputs do not all cut at the same places.
 */
export type Grid = {
  media: string;
  kind: 'video' | 'image';
  /** Source seconds that may be shown; a still image has no end. */
  window: TimeRange;
  /** Number of cells, at least 1. */
  cells: number;
  /** Length of a cell in seconds: the natural length of a shot. */
  shot: number;
  /** Seconds by which the grid may be moved. */
  slack: number;
  /** Distinguishes the grids of a batch; equal for equal stretches in different groups. */
  key: string;
};

/** A group with the stretches that can be shown of it. */
export type GroupFootage = { group: MediaGroup; grids: Grid[] };

/** Windows shorter than this (seconds) are not worth a shot. */
const shortestWindow = 0.2;

function imageGrid(media: string, seconds: number): Grid {
  const window = { in: 0, out: Number.POSITIVE_INFINITY };
  return { media, kind: 'image', window, cells: 1, shot: seconds, slack: 0, key: `${media}\n` };
}

/** batch.md 9.1, step 1: a long window is cut into shots of the wanted length, a short or unsplit one is one shot. */
function videoGrid(media: string, window: TimeRange, shotDuration: number, split: boolean): Grid {
  const length = window.out - window.in;
  const cells = split ? Math.max(1, Math.floor(length / shotDuration + 1e-6)) : 1;
  const shot = split ? Math.min(length, shotDuration) : length;
  const slack = Math.max(0, length - cells * shot);
  return {
    media,
    kind: 'video',
    window,
    cells,
    shot,
    slack,
    key: `${media}\n${window.in},${window.out},${shot}`,
  };
}

/** The windows of a material in a group, inside of the source, overlapping ones merged. */
function windowsOf(config: ScriptConfig, group: MediaGroup, media: string, duration: number): TimeRange[] {
  const given = config.editing.media.ranges
    .filter((item) => item.media === media && (item.group === null || item.group === group.name))
    .flatMap((item) => item.ranges);
  const merged = usableWindows(given, duration);
  const long = merged.filter((range) => range.out - range.in >= shortestWindow);
  return long.length > 0 ? long : merged;
}

function gridsOf(config: ScriptConfig, group: MediaGroup, media: string, facts: MediaFacts): Grid[] {
  const { shotDuration, imageDuration, splitClips } = config.editing.process;
  // A sound file may carry a cover picture; it is still nothing to watch.
  if (facts.picture === null || facts.kind === 'audio') return [];
  if (facts.kind === 'image') return [imageGrid(media, imageDuration)];
  return windowsOf(config, group, media, facts.duration)
    .filter((window) => window.out > window.in)
    .map((window) => videoGrid(media, window, shotDuration, splitClips && group.split));
}

/**
 * The stretches that every group offers. A material that is missing or has nothing to show is left out with a warning
 * while its group has another one.
 *
 * @throws ApiError InvalidMaterial.NotFound when nothing is left of a group because its materials are missing;
 *   InvalidParameter when what is there cannot be shown
 */
export function groupFootage(
  config: ScriptConfig,
  materials: ReadonlyMap<string, MediaFacts>,
  warn: Warn,
): GroupFootage[] {
  return config.input.groups.map((group, index) => {
    const path = `InputConfig.MediaGroupArray[${index}]`;
    const missing: string[] = [];
    const unusable: string[] = [];
    const grids = group.materials.flatMap((media) => {
      const facts = materials.get(media);
      if (facts === undefined) {
        missing.push(media);
        return [];
      }
      const found = gridsOf(config, group, media, facts);
      if (found.length === 0) unusable.push(media);
      return found;
    });
    if (grids.length === 0 && missing.length > 0) {
      throw apiError('InvalidMaterial.NotFound', {
        By: missing.every(isMediaId) ? 'id' : 'url',
        Names: JSON.stringify(missing),
      });
    }
    if (grids.length === 0) {
      throw apiError('InvalidParameter', {
        Reason: `${path}: ${unusable.map(show).join(', ')} has no picture in the given time ranges.`,
      });
    }
    for (const media of missing) {
      warn(
        'MaterialSkipped',
        `${path}: the material ${show(media)} cannot be used; others of its group were taken.`,
      );
    }
    for (const media of unusable) {
      warn('MaterialSkipped', `${path}: the material ${show(media)} has nothing to show; it was left out.`);
    }
    return { group, grids };
  });
}
