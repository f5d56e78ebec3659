import type { z } from 'zod';
import { apiError } from '../../errors/api-error.ts';
import type { Warning } from '../../errors/warning.ts';
import { boolean, number, section, show, text } from './fields.ts';
import { parsePart } from './parse-part.ts';
import { collectWarnings, type Warn } from './warn.ts';

/** OutputConfig with its defaults filled in (batch.md 5). */
export type Output = {
  /** URL pattern with `{index}`; empty when only previews are made. */
  mediaUrl: string;
  /** 1 to 100. */
  count: number;
  /** Pixels, even, 128 to 4096. */
  width: number;
  height: number;
  /** Seconds; at most one of the two is given. */
  maxDuration: number | null;
  fixedDuration: number | null;
  /** Frames a second, 1 to 120. */
  fps: number;
  codec: 'H.264' | 'H.265';
  /** 0 to 51. */
  crf: number;
  /** kbit/s, or null for constant quality. */
  bitrate: number | null;
  preset: string;
  /** Only editing projects are made, nothing is rendered. */
  previewOnly: boolean;
};

const side = () => number({ min: 128, max: 4096, integer: true, zeroIsUnset: true });
const bitrate = () => number({ min: 0, max: 1e9, zeroIsUnset: true });

const videoSchema = section({
  Crf: number({ min: 0, max: 51, integer: true }),
  Codec: text({ max: 50 }),
  Bitrate: bitrate(),
  Fps: number({ min: 0, max: 120, zeroIsUnset: true }),
  Preset: text({ max: 50 }),
  Profile: text({ max: 50 }),
});

/** Schema of OutputConfig. */
export const outputSchema = section({
  MediaURL: text({ max: 4096 }),
  StorageLocation: text({ max: 1024 }),
  FileName: text({ max: 1024 }),
  Count: number({ min: 1, max: 100, integer: true }),
  MaxDuration: number({ min: 0.2, max: 3600, zeroIsUnset: true }),
  FixedDuration: number({ min: 0.2, max: 3600, zeroIsUnset: true }),
  Width: side(),
  Height: side(),
  Bitrate: bitrate(),
  Video: videoSchema,
  GeneratePreviewOnly: boolean(),
});

type RawOutput = z.output<typeof outputSchema>;
type RawVideo = z.output<typeof videoSchema>;

const refuse = (reason: string) => apiError('InvalidParameter', { Reason: `${reason}.` });

const codecs = new Map<string, Output['codec']>([
  ['h264', 'H.264'],
  ['avc', 'H.264'],
  ['x264', 'H.264'],
  ['libx264', 'H.264'],
  ['h265', 'H.265'],
  ['hevc', 'H.265'],
  ['x265', 'H.265'],
  ['libx265', 'H.265'],
]);

const presets = [
  'ultrafast',
  'superfast',
  'veryfast',
  'faster',
  'fast',
  'medium',
  'slow',
  'slower',
  'veryslow',
];

/** Above this, a Bitrate can only be meant in bit/s: the API counts kbit/s, its sister pages bit/s. */
const highestKilobits = 200_000;

function readBitrate(value: number | undefined, warn: Warn): number | null {
  if (value === undefined) return null;
  if (value > highestKilobits) {
    warn('BitrateRead', `OutputConfig.Video.Bitrate ${value} was read as bit/s; the unit is kbit/s.`);
  }
  return Math.max(10, Math.round(value > highestKilobits ? value / 1000 : value));
}

function readVideo(raw: RawVideo, looseBitrate: number | undefined, warn: Warn) {
  const codec = codecs.get((raw.Codec ?? 'h264').toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (codec === undefined) {
    throw refuse(`OutputConfig.Video.Codec must be one of H.264, H.265, not ${show(raw.Codec)}`);
  }
  if (raw.Fps !== undefined && raw.Fps < 1) {
    throw refuse(`OutputConfig.Video.Fps must be a number from 1 to 120, not ${raw.Fps}`);
  }
  const preset = (raw.Preset ?? 'veryfast').toLowerCase();
  const known = presets.includes(preset);
  if (!known)
    warn('PresetReplaced', `OutputConfig.Video.Preset ${show(raw.Preset)} is unknown; veryfast is used.`);
  if (raw.Profile !== undefined && raw.Profile.toLowerCase() !== 'high') {
    warn('ProfileIgnored', `OutputConfig.Video.Profile ${show(raw.Profile)} is not used.`);
  }
  return {
    codec,
    fps: raw.Fps ?? 25,
    crf: raw.Crf ?? 23,
    bitrate: readBitrate(raw.Bitrate ?? looseBitrate, warn),
    preset: known ? preset : 'veryfast',
  };
}

/** Size of the output (batch.md 7.7): both sides or none, the short one at most 2160, drawn down to even numbers. */
function readSize({ Width, Height }: RawOutput, warn: Warn): { width: number; height: number } {
  if (Width === undefined && Height === undefined) {
    warn('SizeReplaced', 'OutputConfig.Width and Height are not given; 1080x1920 is used.');
    return { width: 1080, height: 1920 };
  }
  if (Width === undefined || Height === undefined) {
    throw refuse(
      `OutputConfig.${Width === undefined ? 'Width' : 'Height'} is missing: Width and Height go together`,
    );
  }
  if (Math.min(Width, Height) > 2160) {
    throw refuse(
      `OutputConfig.Width and Height: the shorter one must be at most 2160, not ${Width}x${Height}`,
    );
  }
  const size = { width: Width - (Width % 2), height: Height - (Height % 2) };
  if (size.width !== Width || size.height !== Height) {
    warn(
      'SizeReplaced',
      `OutputConfig: ${Width}x${Height} became ${size.width}x${size.height}, as both must be even.`,
    );
  }
  return size;
}

function readMediaUrl(raw: RawOutput, previewOnly: boolean): string {
  const { StorageLocation, FileName } = raw;
  const stored = StorageLocation !== undefined && FileName !== undefined;
  const given =
    raw.MediaURL ?? (stored ? `http://${StorageLocation.replace(/^https?:\/\//i, '')}/${FileName}` : '');
  if (given === '' && previewOnly) return '';
  if (given === '') throw apiError('MissingParameter', { Name: 'OutputConfig.MediaURL' });
  // Some clients send the URL with the braces percent-encoded.
  const url = given.replace(/(?:\{|%7b)index(?:\}|%7d)/gi, '{index}');
  if (!url.includes('{index}') && !previewOnly) {
    throw refuse(`OutputConfig.MediaURL must contain {index}, not ${show(given)}`);
  }
  const container = /\.(m3u8|webm|mp3|mov|mkv|flv)(?:\?|$)/i.exec(url)?.[1];
  if (container !== undefined) {
    throw refuse(`OutputConfig.MediaURL must name an .mp4 file, not .${container}: only MP4 is written`);
  }
  return url;
}

/**
 * Settings from a parsed OutputConfig.
 *
 * @throws ApiError InvalidParameter, MissingParameter
 */
export function readOutput(raw: RawOutput, warn: Warn): Output {
  const previewOnly = raw.GeneratePreviewOnly ?? false;
  if (raw.MaxDuration !== undefined && raw.FixedDuration !== undefined) {
    throw refuse(
      'OutputConfig.MaxDuration and OutputConfig.FixedDuration exclude each other: give one of them',
    );
  }
  return {
    mediaUrl: readMediaUrl(raw, previewOnly),
    count: raw.Count ?? 1,
    ...readSize(raw, warn),
    maxDuration: raw.MaxDuration ?? null,
    fixedDuration: raw.FixedDuration ?? null,
    ...readVideo(raw.Video, raw.Bitrate, warn),
    previewOnly,
  };
}

/**
 * Reads the OutputConfig of SubmitSceneBatchEditingJob, whose projects say how many videos there are (batch.md 1.5).
 *
 * @throws ApiError InvalidParameter, MissingParameter
 */
export function parseSceneOutput(json: string | undefined): { output: Output; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings();
  const raw = parsePart('OutputConfig', json, outputSchema);
  if (raw.Count !== undefined) {
    throw refuse(`OutputConfig.Count cannot be used here: each project is one video, not ${raw.Count}`);
  }
  if (raw.GeneratePreviewOnly !== undefined) {
    throw refuse('OutputConfig.GeneratePreviewOnly cannot be used here: the projects are there already');
  }
  return { output: readOutput(raw, warn), warnings };
}
