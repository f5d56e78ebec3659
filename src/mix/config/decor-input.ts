import { z } from 'zod';
import { isUnset, list, material, number, record, show, text } from './fields.ts';

/** A sticker as it is asked for (batch.md 3.1): sizes follow timeline.md 1.9.1, null = the picture's own. */
export type Sticker = {
  media: string;
  x: number;
  y: number;
  width: number | null;
  height: number | null;
  dyncFrames: number | null;
  /** 0 to 1. */
  opacity: number;
};

/** Alternatives of the sub-heading of one level. */
export type Subheading = { level: number; texts: string[] };

/** What goes over, under and with the pictures in every kind of job (batch.md 3.1). */
export type DecorInput = {
  titles: string[];
  subheadings: Subheading[];
  stickers: Sticker[];
  /** Media ids or URLs. */
  music: string[];
  backgroundImages: string[];
};

const title = () => text({ max: 50 });
const titles = () => list(title(), { max: 50, what: 'titles' });
const mediaList = () => list(material(), { max: 50, what: 'materials' });
const place = () => number({ min: 0, max: 8192 });
const size = () => number({ min: 0, max: 8192, zeroIsUnset: true });

const stickerRecord = record({
  MediaId: text({ max: 4096 }),
  MediaURL: text({ max: 4096 }),
  X: place(),
  Y: place(),
  Width: size(),
  Height: size(),
  DyncFrames: number({ min: 0, max: 100, integer: true, zeroIsUnset: true }),
  Opacity: number({ min: 0, max: 1 }),
});

/** A sticker; a bare text is taken for the material alone. */
function sticker() {
  const named = stickerRecord.superRefine((value, context) => {
    if (value === undefined || value.MediaId !== undefined || value.MediaURL !== undefined) return;
    context.addIssue({ code: 'custom', message: `must have MediaId or MediaURL, not ${show(value)}` });
  });
  const isBare = (value: unknown) => typeof value === 'string' && !isUnset(value) && !/^\s*\{/.test(value);
  return z.preprocess((value) => (isBare(value) ? { MediaURL: value } : value), named);
}

const subheading = record(
  { Level: number({ min: 1, max: 5, integer: true }), TitleArray: titles() },
  { Title: 'TitleArray' },
).superRefine((value, context) => {
  if (value === undefined || value.Level !== undefined) return;
  context.addIssue({ code: 'custom', message: 'must have a Level from 1 to 5', path: ['Level'] });
});

/** Schemas of the fields of InputConfig that every kind of job has (batch.md 3.1). */
export const decorFields = {
  TitleArray: titles(),
  SubHeadingArray: list(subheading, { max: 50, what: 'sub-headings' }),
  StickerArray: list(sticker(), { max: 50, what: 'stickers' }),
  BackgroundMusicArray: mediaList(),
  BackgroundImageArray: mediaList(),
};

/** The singular forms of old clients. */
export const decorAliases = {
  Title: 'TitleArray',
  SubHeading: 'SubHeadingArray',
  Sticker: 'StickerArray',
  BackgroundMusic: 'BackgroundMusicArray',
  BackgroundImage: 'BackgroundImageArray',
};

type RawDecor = { [Field in keyof typeof decorFields]: z.output<(typeof decorFields)[Field]> };

function readSticker(raw: RawDecor['StickerArray'][number]): Sticker {
  return {
    // The schema has seen to it that one of the two is there; MediaId wins (batch.md 3.1).
    media: raw.MediaId ?? raw.MediaURL ?? '',
    x: raw.X ?? 0,
    y: raw.Y ?? 0,
    width: raw.Width ?? null,
    height: raw.Height ?? null,
    dyncFrames: raw.DyncFrames ?? null,
    opacity: raw.Opacity ?? 1,
  };
}

function readSubheadings(raw: RawDecor['SubHeadingArray']): Subheading[] {
  const levels = new Map<number, string[]>();
  for (const { Level = 1, TitleArray } of raw) {
    if (TitleArray.length > 0) levels.set(Level, [...(levels.get(Level) ?? []), ...TitleArray]);
  }
  return [...levels].sort(([a], [b]) => a - b).map(([level, texts]) => ({ level, texts }));
}

/** What a parsed InputConfig says of titles, sub-headings, stickers, music and background images. */
export function readDecor(raw: RawDecor): DecorInput {
  return {
    titles: raw.TitleArray,
    subheadings: readSubheadings(raw.SubHeadingArray),
    stickers: raw.StickerArray.map(readSticker),
    music: raw.BackgroundMusicArray,
    backgroundImages: raw.BackgroundImageArray,
  };
}
