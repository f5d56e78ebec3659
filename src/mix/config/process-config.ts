import type { z } from 'zod';
import { boolean, choice, list, number, section, text } from './fields.ts';
import { commaList } from './speech-config.ts';
import type { Warn } from './warn.ts';

/** Cutting, transitions and alignment (batch.md 4.6). Seconds. */
export type ProcessSettings = {
  /** Length of a shot after long videos are split. */
  shotDuration: number;
  /** Whether long videos are split at all. */
  splitClips: boolean;
  imageDuration: number;
  /** Null = plain cuts. An empty pool leaves the choice to the planner. */
  transition: { duration: number; pool: string[]; uniform: boolean } | null;
  /** How the pictures are brought to the length of the speech in global mode. */
  alignment: 'AutoSpeed' | 'Cut';
};

const names = () => list(text({ max: 200 }), { max: 500, what: 'names' });

/** Schema of EditingConfig.ProcessConfig. */
export const processSchema = section({
  SingleShotDuration: number({ min: 0.2, max: 3600, zeroIsUnset: true }),
  EnableClipSplit: boolean(),
  ImageDuration: number({ min: 0.2, max: 3600, zeroIsUnset: true }),
  AllowVfxEffect: boolean(),
  AllowTransition: boolean(),
  TransitionDuration: number({ min: 0.04, max: 10, zeroIsUnset: true }),
  TransitionList: names(),
  UseUniformTransition: boolean(),
  AllowFilter: boolean(),
  AlignmentMode: choice(['AutoSpeed', 'Cut']),
});

/** Settings from a parsed ProcessConfig. */
export function readProcessSettings(
  raw: z.output<typeof processSchema>,
  mode: 'global' | 'grouped',
  warn: Warn,
): ProcessSettings {
  const path = 'EditingConfig.ProcessConfig';
  if (raw.AllowVfxEffect === true || raw.AllowFilter === true) {
    warn('EffectNotDrawn', `${path}: visual effects and filters are not drawn by this version.`);
  }
  if (mode === 'grouped' && raw.AlignmentMode !== undefined) {
    warn(
      'AlignmentModeIgnored',
      `${path}.AlignmentMode is not used when groups have their own speech or length.`,
    );
  }
  const allowed = raw.AllowTransition === true;
  if (!allowed && raw.TransitionList.length > 0) {
    warn('TransitionListIgnored', `${path}.TransitionList is not used because AllowTransition is not true.`);
  }
  const shotDuration = raw.SingleShotDuration ?? 3;
  return {
    shotDuration,
    splitClips: raw.EnableClipSplit ?? true,
    imageDuration: raw.ImageDuration ?? shotDuration,
    transition: allowed
      ? {
          duration: raw.TransitionDuration ?? 0.5,
          pool: [...new Set(raw.TransitionList.flatMap(commaList))],
          uniform: raw.UseUniformTransition ?? true,
        }
      : null,
    alignment: raw.AlignmentMode ?? 'AutoSpeed',
  };
}
