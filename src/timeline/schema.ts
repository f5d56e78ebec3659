import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import type { Timeline } from './model.ts';

/**
 * Reads Timeline JSON as real clients write it (timeline.md 0.2): any key case, numbers and booleans as strings, nulls,
 * keys that nobody knows. What comes out has exactly the shapes of `model.ts`.
 */

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object whose keys are matched without regard to case; nulls and empty strings count as absent. */
function tolerant<Shape extends z.ZodRawShape>(shape: Shape) {
  const canonical = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  const align = (value: unknown) => {
    if (!isRecord(value)) return value;
    const given = Object.entries(value).filter(([, member]) => member !== null && member !== '');
    return Object.fromEntries(
      given.flatMap(([key, member]) => {
        const name = canonical.get(key.toLowerCase());
        return name === undefined ? [] : [[name, member]];
      }),
    );
  };
  return z.preprocess(align, z.object(shape));
}

const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());
const number = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
  z.number(),
);
const flag = z.preprocess((value) => {
  const word = typeof value === 'string' ? value.toLowerCase() : value;
  if (word === 'true' || word === 1 || word === '1') return true;
  return word === 'false' || word === 0 || word === '0' ? false : value;
}, z.boolean());
/** One of the words, in any case; `words[0]` is not a default. */
const word = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.preprocess(
    (value) => words.find((known) => known.toLowerCase() === String(value).toLowerCase()) ?? value,
    z.enum(words),
  );
const list = <Item extends z.ZodType>(item: Item) => z.array(item);

const seconds = number.pipe(z.number().min(0).max(360_000));
const place = number.pipe(z.number().min(-10_000).max(10_000));
const speed = number.pipe(z.number().min(0.1).max(100));
const share = number.pipe(z.number().min(0).max(1));

const effects = {
  Transition: tolerant({
    Type: word(['Transition']),
    SubType: text.default('fade'),
    // timeline.md 2.1: one second unless said otherwise.
    Duration: seconds.default(1),
  }),
  Volume: tolerant({
    Type: word(['Volume']),
    Gain: number.pipe(z.number().min(0).max(10)),
    In: seconds.optional(),
    Out: seconds.optional(),
  }),
  AFade: tolerant({
    Type: word(['AFade']),
    SubType: word(['In', 'Out']),
    Duration: seconds,
    Curve: text.optional(),
  }),
} as const;

const background = z.union([
  tolerant({ Type: word(['Background']), SubType: word(['Blur']), Radius: share.default(0.1) }),
  tolerant({ Type: word(['Background']), SubType: word(['Color']), Color: text }),
]);

/** Effects are told apart by `Type`; those that are not drawn keep all their keys. */
const effect = z
  .preprocess(
    (value) => {
      if (!isRecord(value)) return value;
      const type = Object.entries(value).find(([key]) => key.toLowerCase() === 'type')?.[1];
      return type === undefined ? value : { ...value, Type: type };
    },
    z.looseObject({ Type: z.string() }),
  )
  .transform((value, context) => {
    const type = value.Type.toLowerCase();
    const schema =
      type === 'background'
        ? background
        : Object.entries(effects).find(([name]) => name.toLowerCase() === type)?.[1];
    if (schema === undefined) return value;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: issue.path.map(String), message: issue.message });
    }
    return z.NEVER;
  });

const mediaReference = { MediaId: text.optional(), MediaURL: text.optional() };
const clipTimes = {
  In: seconds.optional(),
  Out: seconds.optional(),
  TimelineIn: seconds.optional(),
  TimelineOut: seconds.optional(),
  Speed: speed.optional(),
};

const videoClip = tolerant({
  ...mediaReference,
  ...clipTimes,
  Type: word(['Video', 'Image', 'GlobalImage']).optional(),
  MaxOut: seconds.optional(),
  Duration: seconds.optional(),
  X: place.optional(),
  Y: place.optional(),
  Width: place.optional(),
  Height: place.optional(),
  AdaptMode: word(['Contain', 'Cover', 'Fill']).optional(),
  DyncFrames: number.optional(),
  Opacity: share.optional(),
  ClipId: text.optional(),
  ReferenceClipId: text.optional(),
  Effects: list(effect).optional(),
}).refine(
  (clip) => clip.MediaId !== undefined || clip.MediaURL !== undefined,
  'MediaId and MediaURL are both empty.',
);

const audioClip = tolerant({
  ...mediaReference,
  ...clipTimes,
  Type: word(['Audio', 'AI_TTS']).optional(),
  LoopMode: flag.optional(),
  Effects: list(effect).optional(),
  Content: text.optional(),
  Voice: text.optional(),
  SpeechRate: number.pipe(z.number().min(-500).max(500)).optional(),
  PitchRate: number.pipe(z.number().min(-500).max(500)).optional(),
  Language: text.optional(),
  MaskedWords: list(tolerant({ word: text, sound: word(['None', 'Beep']) })).optional(),
}).refine(
  (clip) =>
    clip.Type === 'AI_TTS'
      ? clip.Content !== undefined
      : clip.MediaId !== undefined || clip.MediaURL !== undefined,
  'MediaId and MediaURL are both empty, or an AI_TTS clip has no Content.',
);

const fontFace = tolerant({ Bold: flag.optional(), Italic: flag.optional(), Underline: flag.optional() });

const textClip = tolerant({
  Type: word(['Text']),
  Content: text,
  TimelineIn: seconds.optional(),
  TimelineOut: seconds.optional(),
  ClipId: text.optional(),
  ReferenceClipId: text.optional(),
  Font: text.optional(),
  FontUrl: text.optional(),
  FontSize: number.optional(),
  FontColor: text.optional(),
  FontColorOpacity: share.optional(),
  FontFace: fontFace.optional(),
  Spacing: number.optional(),
  LineSpacing: number.optional(),
  Angle: number.optional(),
  BorderStyle: number.optional(),
  Outline: number.optional(),
  OutlineColour: text.optional(),
  Shadow: number.optional(),
  BackColour: text.optional(),
  Alignment: text.optional(),
  X: place.optional(),
  Y: place.optional(),
  AdaptMode: text.optional(),
  TextWidth: place.optional(),
  SizeRequestType: text.optional(),
  EffectColorStyle: text.optional(),
  BubbleStyleId: text.optional(),
  AaiMotionInEffect: text.optional(),
  AaiMotionIn: number.optional(),
  AaiMotionOutEffect: text.optional(),
  AaiMotionOut: number.optional(),
  AaiMotionLoopEffect: text.optional(),
  Ratio: number.optional(),
});

const timelineSchema = tolerant({
  VideoTracks: list(
    tolerant({
      VideoTrackClips: list(videoClip),
      Type: word(['Video']).optional(),
      MainTrack: flag.optional(),
    }),
  ).default([]),
  AudioTracks: list(tolerant({ AudioTrackClips: list(audioClip), MainTrack: flag.optional() })).optional(),
  SubtitleTracks: list(tolerant({ SubtitleTrackClips: list(textClip) })).optional(),
  ImageTracks: list(z.unknown()).optional(),
  EffectTracks: list(z.unknown()).optional(),
  FECanvas: tolerant({ Width: number, Height: number }).optional(),
  MaxDuration: seconds.optional(),
});

/**
 * Reads the JSON text of a timeline.
 *
 * @throws ApiError `TimelineFormatError` when the text is no JSON or has neither pictures nor sounds (timeline.md 1.1),
 *   `InvalidTimelineFormat` with the path of the first value that cannot work
 */
export function parseTimeline(json: string): Timeline {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw apiError('TimelineFormatError', { Reason: 'The timeline is not valid JSON.' }, cause);
  }
  const parsed = timelineSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue === undefined || issue.path.length === 0 ? 'Timeline' : issue.path.join('.');
    throw apiError('InvalidTimelineFormat', { Reason: `${path}: ${issue?.message}` });
  }
  const timeline = parsed.data;
  const hasClips =
    timeline.VideoTracks.some((track) => track.VideoTrackClips.length > 0) ||
    (timeline.AudioTracks ?? []).some((track) => track.AudioTrackClips.length > 0);
  if (!hasClips) {
    throw apiError('TimelineFormatError', { Reason: 'Both video tracks and audio tracks are empty.' });
  }
  return timeline as Timeline;
}
