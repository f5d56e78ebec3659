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
  /** How the pictures are brought to the length of the speech in global mode of Script. */
  alignment: 'AutoSpeed' | 'Cut';
  /**
   * Smart_Mix: whether shots are found in the footage, in the film scene without intros, outros, ads and black frames;
   * false = pieces of `shotDuration`.
   */
  clipDetection: boolean;
  /** Film scene: shots are shown in the order of their source. */
  temporalOrder: boolean;
  /** Whether an output may show a shot twice although another one is left. */
  duplicates: boolean;
};

/** For what kind of job a ProcessConfig is read: its fields are not all for all (batch.md 2.4). */
export type EditingMode = 'global' | 'grouped' | 'general' | 'film' | 'highlights';

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
  EnableClipDetection: boolean(),
  EnableTemporalOpt: boolean(),
  AllowDuplicateMatch: boolean(),
});

type RawProcess = z.output<typeof processSchema>;

/** What stands in the way of AlignmentMode. */
const alignedBy: Record<Exclude<EditingMode, 'global'>, string> = {
  grouped: 'when groups have their own speech or length',
  general: 'as shots follow the text',
  film: 'as shots follow the text',
  highlights: 'in highlights, which have no voice-over',
};

/** Notes what is asked for and not done in this kind of job (batch.md 2.4). */
function noteForeignFields(raw: RawProcess, mode: EditingMode, warn: Warn) {
  const note = (field: keyof RawProcess, why: string) =>
    warn(`${field}Ignored`, `EditingConfig.ProcessConfig.${field} is not used ${why}.`);
  const isSmart = mode === 'general' || mode === 'film';
  if (raw.AlignmentMode !== undefined && mode !== 'global') {
    note('AlignmentMode', alignedBy[mode]);
  }
  if (raw.EnableClipDetection === false && mode !== 'film') {
    note('EnableClipDetection', 'outside of the film scene of Smart_Mix');
  }
  if (raw.EnableTemporalOpt === true && mode !== 'film') {
    note('EnableTemporalOpt', 'outside of the film scene of Smart_Mix');
  }
  if (raw.AllowDuplicateMatch === true && !isSmart) {
    note('AllowDuplicateMatch', 'outside of Smart_Mix');
  }
}

/** Settings from a parsed ProcessConfig. */
export function readProcessSettings(raw: RawProcess, mode: EditingMode, warn: Warn): ProcessSettings {
  const path = 'EditingConfig.ProcessConfig';
  if (raw.AllowVfxEffect === true || raw.AllowFilter === true) {
    warn('EffectNotDrawn', `${path}: visual effects and filters are not drawn by this version.`);
  }
  noteForeignFields(raw, mode, warn);
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
    clipDetection: mode !== 'film' || (raw.EnableClipDetection ?? true),
    temporalOrder: mode === 'film' && (raw.EnableTemporalOpt ?? false),
    duplicates: raw.AllowDuplicateMatch ?? false,
  };
}
