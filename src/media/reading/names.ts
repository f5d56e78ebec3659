/** FFmpeg's names of the numbers in ITU-T H.273 and of codec profiles, which the binding does not give. */

const colorSpaces: Record<number, string> = {
  0: 'gbr',
  1: 'bt709',
  4: 'fcc',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  8: 'ycgco',
  9: 'bt2020nc',
  10: 'bt2020c',
  11: 'smpte2085',
  12: 'chroma-derived-nc',
  13: 'chroma-derived-c',
  14: 'ictcp',
};

const colorPrimaries: Record<number, string> = {
  1: 'bt709',
  4: 'bt470m',
  5: 'bt470bg',
  6: 'smpte170m',
  7: 'smpte240m',
  8: 'film',
  9: 'bt2020',
  10: 'smpte428',
  11: 'smpte431',
  12: 'smpte432',
  22: 'ebu3213',
};

const profiles: Record<string, Record<number, string>> = {
  h264: {
    66: 'Baseline',
    77: 'Main',
    88: 'Extended',
    100: 'High',
    110: 'High 10',
    122: 'High 4:2:2',
    244: 'High 4:4:4 Predictive',
    578: 'Constrained Baseline',
  },
  hevc: { 1: 'Main', 2: 'Main 10', 3: 'Main Still Picture', 4: 'Rext' },
  mpeg2video: { 0: '4:2:2', 1: 'High', 4: 'Main', 5: 'Simple' },
  vp9: { 0: 'Profile 0', 1: 'Profile 1', 2: 'Profile 2', 3: 'Profile 3' },
  av1: { 0: 'Main', 1: 'High', 2: 'Professional' },
  aac: { 0: 'Main', 1: 'LC', 2: 'SSR', 3: 'LTP', 4: 'HE-AAC', 28: 'HE-AACv2' },
};

/** Name of a colour matrix, `unspecified` when the file is silent. */
export const colorSpaceName = (value: number): string => colorSpaces[value] ?? 'unspecified';

/** Name of colour primaries, `unspecified` when the file is silent. */
export const colorPrimariesName = (value: number): string => colorPrimaries[value] ?? 'unspecified';

/** Name of a colour range: `tv`, `pc` or `unspecified`. */
export const colorRangeName = (value: number): string => ({ 1: 'tv', 2: 'pc' })[value] ?? 'unspecified';

/** Which dynamic range a transfer characteristic belongs to. */
export const transferName = (value: number): 'sdr' | 'pq' | 'hlg' =>
  value === 16 ? 'pq' : value === 18 ? 'hlg' : 'sdr';

/** Name of a profile, empty when it has none. */
export const profileName = (codec: string, value: number): string => profiles[codec]?.[value] ?? '';

/** Whether an FFmpeg pixel format has an alpha plane or an alpha in its palette. */
export const hasAlpha = (pixelFormat: string): boolean =>
  /^(?:yuva|rgba|bgra|argb|abgr|gbrap|ya\d|pal8|ayuv|vuya|uyva)/.test(pixelFormat);
