import type { z } from 'zod';
import { choice, list, number, record, section, text } from '../config/fields.ts';
import { parsePart } from '../config/parse-part.ts';
import type { Reason } from './matching.ts';

/** A piece of a source that is shown for a phrase (batch.md 7.5). */
export type SelectedClip = {
  /** Material and shot: `<place of the material>-<place of the shot>`, from 0. */
  clipId: string;
  /** Media id or URL, as the request names it. */
  mediaId: string;
  /** Seconds in the source; a still image has 0 and the length for which it is shown. */
  startTime: number;
  endTime: number;
  /** How well it shows the phrase, 0 to 1. */
  score: number;
  /** Own key: why it has its score, the weightiest reason first. */
  reasons?: Reason[];
};

/** A phrase of an output and what is shown for it. */
export type SelectedSentence = {
  text: string;
  /** Place in SpeechTextArray or ShotScripts; empty where there is no text. */
  textId: string;
  /** Seconds, a whole number of output frames. */
  duration: number;
  matchClipList: SelectedClip[];
  /** Own key: the score of the clip that is shown longest. */
  matchScore: number;
  /** Own key: the best shots that were not taken, the best first. */
  runnersUp?: SelectedClip[];
};

/** What each output shows for each phrase: the result of a media selection (batch.md 7.5). */
export type MediaSelection = {
  textMatchMediaOutputList: { textMatchMediaSentenceOutputList: SelectedSentence[] }[];
};

const seconds = () => number({ min: 0, max: 86_400 });
/** Other systems write scores below 0. */
const score = () => number({ min: -1e9, max: 1e9 });

const reasonSchema = record({
  judge: choice(['words', 'embeddings', 'sight']),
  score: score(),
  detail: text({ max: 1000 }),
});

const clipSchema = record(
  {
    clipId: text({ max: 200 }),
    mediaId: text({ max: 4096 }),
    startTime: seconds(),
    endTime: seconds(),
    score: score(),
    reasons: list(reasonSchema, { max: 20, what: 'reasons' }),
  },
  { mediaURL: 'mediaId', media: 'mediaId' },
).superRefine((clip, context) => {
  if (clip === undefined) return;
  if (clip.mediaId === undefined) {
    context.addIssue({ code: 'custom', message: 'must name a material in mediaId' });
  }
  const { startTime = 0, endTime } = clip;
  if (endTime !== undefined && endTime < startTime) {
    context.addIssue({
      code: 'custom',
      message: `must have an endTime after its startTime, not ${startTime} to ${endTime}`,
    });
  }
});

const clips = (required: boolean) => list(clipSchema, { max: 50, what: 'clips', required });

const sentenceSchema = record({
  text: text({ max: 20_000 }),
  textId: text({ max: 20 }),
  duration: number({ min: 0.04, max: 3600, zeroIsUnset: true }),
  matchClipList: clips(true),
  matchScore: score(),
  runnersUp: clips(false),
});

const outputSchema = record({
  textMatchMediaSentenceOutputList: list(sentenceSchema, { max: 2000, what: 'sentences', required: true }),
});

const selectionSchema = section({
  textMatchMediaOutputList: list(outputSchema, { max: 100, what: 'outputs', required: true }),
});

type RawClip = NonNullable<z.output<typeof clipSchema>>;
type RawSentence = NonNullable<z.output<typeof sentenceSchema>>;

function readClip(raw: RawClip): SelectedClip {
  const startTime = raw.startTime ?? 0;
  const reasons = raw.reasons.map(({ judge = 'words', score = 0, detail = '' }) => ({
    judge,
    score,
    detail,
  }));
  return {
    clipId: raw.clipId ?? '',
    mediaId: raw.mediaId ?? '',
    startTime,
    endTime: raw.endTime ?? startTime,
    score: raw.score ?? 0,
    ...(reasons.length > 0 ? { reasons } : {}),
  };
}

function readSentence(raw: RawSentence): SelectedSentence {
  const matchClipList = raw.matchClipList.map(readClip);
  const shown = matchClipList.reduce((sum, clip) => sum + clip.endTime - clip.startTime, 0);
  return {
    text: raw.text ?? '',
    textId: raw.textId ?? '',
    duration: raw.duration ?? shown,
    matchClipList,
    matchScore: raw.matchScore ?? matchClipList[0]?.score ?? 0,
    ...(raw.runnersUp.length > 0 ? { runnersUp: raw.runnersUp.map(readClip) } : {}),
  };
}

/**
 * Reads a selection that a client gives back, perhaps edited (batch.md 1.5): text, textId, clipId, scores and our own keys
 * may be left out, a duration too when the clips say how long they are.
 *
 * @param json value of MediaSelectResult
 * @throws ApiError InvalidParameter that names the path, the rule and the value
 */
export function parseSelection(json: string): MediaSelection {
  const raw = parsePart('MediaSelectResult', json, selectionSchema);
  return {
    textMatchMediaOutputList: raw.textMatchMediaOutputList.map((output) => ({
      textMatchMediaSentenceOutputList: output.textMatchMediaSentenceOutputList.map(readSentence),
    })),
  };
}

/** Sentences with the same key have the same reasons and runners-up. */
export function sentenceKey({
  text,
  matchClipList,
}: Pick<SelectedSentence, 'text' | 'matchClipList'>): string {
  return JSON.stringify([text, matchClipList.map(({ clipId }) => clipId)]);
}

/** Path of a value of a selection, as error sentences name it. */
export function selectionPath(output: number, sentence: number, clip?: number): string {
  const path = `MediaSelectResult.textMatchMediaOutputList[${output}].textMatchMediaSentenceOutputList[${sentence}]`;
  return clip === undefined ? path : `${path}.matchClipList[${clip}]`;
}
