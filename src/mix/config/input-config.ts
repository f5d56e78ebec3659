import { z } from 'zod';
import { shownText } from '../../text/ssml.ts';
import { boolean, choice, isUnset, list, material, number, record, section, show, text } from './fields.ts';
import type { Warn } from './warn.ts';

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

/** A group of materials (batch.md 3.2). */
export type MediaGroup = {
  name: string;
  /** 1 to 200 media ids or URLs. */
  materials: string[];
  /** Voice-over alternatives; empty in global mode. */
  speechTexts: string[];
  /** Seconds, or null when not given; null in global mode. */
  duration: number | null;
  /** Linear gain of the clips' own sound, 0 to 10; null = that of MediaConfig. */
  volume: number | null;
  /** Whether long videos may be cut into shots (SplitMode). */
  split: boolean;
  /** Whether the group's length follows the clip that was chosen. */
  adaptDuration: boolean;
};

/** What a Script job is made of. */
export type ScriptInput = {
  /** Where the voice-over comes from (batch.md 2.2): texts of the whole video, or of each group. */
  mode: 'global' | 'grouped';
  groups: MediaGroup[];
  /** Global mode: voice-over alternatives of the whole video. */
  speechTexts: string[];
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

/** Longest speech text, without the tags of SSML (batch.md 7.7). */
const longestSpeech = 1000;

function speechText() {
  return text({ max: 20_000 }).superRefine((value, context) => {
    if (value === undefined) return;
    try {
      const length = [...shownText(value)].length;
      if (length <= longestSpeech) return;
      context.addIssue({
        code: 'custom',
        message: `must have at most ${longestSpeech} characters, not ${length}`,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: 'custom', message: `must be plain text or well-formed SSML: ${reason}` });
    }
  });
}

const speechTexts = () => list(speechText(), { max: 50, what: 'texts' });
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

const group = record(
  {
    GroupName: text({ max: 50 }),
    MediaArray: list(material(), { max: 200, what: 'materials', required: true }),
    SpeechTextArray: speechTexts(),
    Duration: number({ min: 0.1, max: 3600, zeroIsUnset: true }),
    Volume: number({ min: 0, max: 10 }),
    SplitMode: choice(['NoSplit', 'AverageSplit']),
    DurationAutoAdapt: boolean(),
  },
  { SpeechText: 'SpeechTextArray' },
);

const subheading = record(
  { Level: number({ min: 1, max: 5, integer: true }), TitleArray: titles() },
  { Title: 'TitleArray' },
).superRefine((value, context) => {
  if (value === undefined || value.Level !== undefined) return;
  context.addIssue({ code: 'custom', message: 'must have a Level from 1 to 5', path: ['Level'] });
});

/** Schema of InputConfig (batch.md 3.1, 3.2), with the singular forms of old clients. */
export const inputSchema = section(
  {
    MediaGroupArray: list(group, { max: 40, what: 'groups' }),
    /** Only looked at to tell which kind of job is asked for. */
    MediaArray: list(material(), { max: 1000, what: 'materials' }),
    MediaSearchInput: record({}),
    SpeechTextArray: speechTexts(),
    TitleArray: titles(),
    SubHeadingArray: list(subheading, { max: 50, what: 'sub-headings' }),
    StickerArray: list(sticker(), { max: 50, what: 'stickers' }),
    BackgroundMusicArray: mediaList(),
    BackgroundImageArray: mediaList(),
  },
  {
    SpeechText: 'SpeechTextArray',
    Title: 'TitleArray',
    SubHeading: 'SubHeadingArray',
    Sticker: 'StickerArray',
    BackgroundMusic: 'BackgroundMusicArray',
    BackgroundImage: 'BackgroundImageArray',
  },
);

type RawInput = z.output<typeof inputSchema>;
type RawGroup = RawInput['MediaGroupArray'][number];

function readSticker(raw: RawInput['StickerArray'][number]): Sticker {
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

function readSubheadings(raw: RawInput['SubHeadingArray']): Subheading[] {
  const levels = new Map<number, string[]>();
  for (const { Level = 1, TitleArray } of raw) {
    if (TitleArray.length > 0) levels.set(Level, [...(levels.get(Level) ?? []), ...TitleArray]);
  }
  return [...levels].sort(([a], [b]) => a - b).map(([level, texts]) => ({ level, texts }));
}

function readGroup(raw: RawGroup, index: number, mode: ScriptInput['mode']): MediaGroup {
  const grouped = mode === 'grouped';
  return {
    name: raw.GroupName ?? `Group${index + 1}`,
    materials: raw.MediaArray,
    speechTexts: grouped ? raw.SpeechTextArray : [],
    duration: grouped ? (raw.Duration ?? null) : null,
    volume: raw.Volume ?? null,
    split: raw.SplitMode !== 'NoSplit',
    adaptDuration: grouped && raw.DurationAutoAdapt === true,
  };
}

/** The mode rule of batch.md 2.2, applied literally: a text of the whole video selects global mode. */
function modeOf(raw: RawInput): ScriptInput['mode'] {
  if (raw.SpeechTextArray.length > 0) return 'global';
  const grouped = raw.MediaGroupArray.some(
    (item) => item.Duration !== undefined || item.SpeechTextArray.length > 0,
  );
  return grouped ? 'grouped' : 'global';
}

function noteOddities(raw: RawInput, input: ScriptInput, warn: Warn) {
  if (raw.MediaArray.length > 0) {
    warn('MediaArrayIgnored', 'InputConfig.MediaArray is not used because MediaGroupArray is given.');
  }
  const seen = new Set<string>();
  for (const [index, { name, materials }] of input.groups.entries()) {
    const path = `InputConfig.MediaGroupArray[${index}]`;
    if (seen.has(name)) {
      warn('DuplicateGroupName', `${path}.GroupName ${show(name)} stands for several groups; all are used.`);
    }
    seen.add(name);
    if (new Set(materials).size < materials.length) {
      warn('DuplicateMaterial', `${path}.MediaArray names a material twice; it counts once.`);
    }
    const { SpeechTextArray = [], Duration } = raw.MediaGroupArray[index] ?? {};
    if (input.mode === 'global' && (SpeechTextArray.length > 0 || Duration !== undefined)) {
      warn(
        'GroupSettingsIgnored',
        `${path} has SpeechTextArray or Duration, which are not used because InputConfig.SpeechTextArray is given.`,
      );
    }
    if (input.mode === 'grouped' && SpeechTextArray.length > 0 && Duration !== undefined) {
      warn('DurationIgnored', `${path}.Duration is not used: the length follows the group's speech.`);
    }
  }
}

/** Turns a parsed InputConfig with groups into what is planned from, and notes what is odd about it. */
export function readScriptInput(raw: RawInput, warn: Warn): ScriptInput {
  const mode = modeOf(raw);
  const input: ScriptInput = {
    mode,
    groups: raw.MediaGroupArray.map((item, index) => readGroup(item, index, mode)),
    speechTexts: raw.SpeechTextArray,
    titles: raw.TitleArray,
    subheadings: readSubheadings(raw.SubHeadingArray),
    stickers: raw.StickerArray.map(readSticker),
    music: raw.BackgroundMusicArray,
    backgroundImages: raw.BackgroundImageArray,
  };
  noteOddities(raw, input, warn);
  for (const item of input.groups) item.materials = [...new Set(item.materials)];
  return input;
}
