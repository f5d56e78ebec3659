import type { z } from 'zod';
import { list, material, number, record, section, text } from './fields.ts';

/** A window of a material, in source seconds; `out` is later than `in`. */
export type TimeRange = { in: number; out: number };

/** The windows that may be used of a material. */
export type MediaRanges = {
  media: string;
  /** Name of the group that the windows are for; null = every group that holds the material. */
  group: string | null;
  ranges: TimeRange[];
};

/** Sound and windows of the clips (batch.md 4.1). */
export type MediaSettings = {
  /** Linear gain of the clips' own sound, 0 to 10; 0 = muted. */
  volume: number;
  ranges: MediaRanges[];
};

const second = () => number({ min: 0, max: 86_400 });

const timeRange = record({ In: second(), Out: second() }).superRefine((value, context) => {
  if (value === undefined) return;
  if (value.Out === undefined || value.Out <= (value.In ?? 0)) {
    context.addIssue({
      code: 'custom',
      message: `must have an Out after its In, not In ${value.In ?? 0} and Out ${value.Out ?? 'missing'}`,
    });
  }
});

const mediaMetaData = record(
  {
    Media: material(),
    GroupName: text({ max: 50 }),
    TimeRangeList: list(timeRange, { max: 1000, what: 'ranges' }),
  },
  { MediaURL: 'Media', MediaId: 'Media' },
).superRefine((value, context) => {
  if (value === undefined || value.Media !== undefined) return;
  context.addIssue({ code: 'custom', message: 'must name a material in Media' });
});

/** Schema of EditingConfig.MediaConfig; `MediaId` and `MediaURL` stand for `Media` in some clients. */
export const mediaSchema = section({
  Volume: number({ min: 0, max: 10 }),
  MediaMetaDataArray: list(mediaMetaData, { max: 8000, what: 'materials' }),
});

/** Settings from a parsed MediaConfig. */
export function readMediaSettings(raw: z.output<typeof mediaSchema>): MediaSettings {
  return {
    volume: raw.Volume ?? 0,
    ranges: raw.MediaMetaDataArray.filter((item) => item.TimeRangeList.length > 0).map((item) => ({
      media: item.Media ?? '',
      group: item.GroupName ?? null,
      ranges: item.TimeRangeList.map(({ In = 0, Out = 0 }) => ({ in: In, out: Out })),
    })),
  };
}
