import { isObject, type JsonObject, type JsonValue, readObject } from '../create/codec.ts';

/** Why a clip has its score: who says so, how much from 0 to 1, and in a few words. */
export type ChosenReason = { judge: string; score: number; detail: string };

/** A piece of a source, in seconds. */
export type ChosenClip = {
  /** Media id or address. */
  media: string;
  from: number;
  to: number;
  /** Null where nothing was compared. */
  score: number | null;
  reasons: readonly ChosenReason[];
};

/** A phrase of a video, what is shown for it, and what else could have been. */
export type ChosenSentence = {
  /** Empty where nothing is said. */
  text: string;
  /** Which part of a highlights video it is; empty in other videos. */
  part: string;
  seconds: number;
  clips: readonly ChosenClip[];
  runnersUp: readonly ChosenClip[];
};

const list = (json: JsonValue | undefined): JsonObject[] =>
  Array.isArray(json) ? json.filter(isObject) : [];
const text = (json: JsonValue | undefined) => (typeof json === 'string' ? json : '');
const figure = (json: JsonValue | undefined) => {
  const value = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};

/** Reasons of Smart_Mix are a list; those of highlights are figures by name. */
function reasonsOf(json: JsonValue | undefined): ChosenReason[] {
  if (!isObject(json)) {
    return list(json).map(({ judge, score, detail }) => ({
      judge: text(judge),
      score: figure(score) ?? 0,
      detail: text(detail),
    }));
  }
  return Object.entries(json).map(([judge, score]) => ({ judge, score: figure(score) ?? 0, detail: '' }));
}

function clipOf(clip: JsonObject): ChosenClip {
  return {
    media: text(clip.mediaId) || text(clip.mediaURL),
    from: figure(clip.startTime) ?? 0,
    to: figure(clip.endTime) ?? 0,
    score: figure(clip.score),
    reasons: reasonsOf(clip.reasons),
  };
}

function sentencesOf(output: JsonObject, told: Map<string, ChosenSentence>): ChosenSentence[] {
  return list(output.textMatchMediaSentenceOutputList).map((sentence) => {
    const clips = list(sentence.matchClipList);
    const own: ChosenSentence = {
      text: text(sentence.text),
      part: '',
      seconds: figure(sentence.duration) ?? 0,
      clips: clips.map(clipOf),
      runnersUp: list(sentence.runnersUp).map(clipOf),
    };
    // Large selections tell the reasons of a text and its clips only where they come first.
    const key = JSON.stringify([own.text, clips.map(({ clipId }) => clipId ?? null)]);
    const full = told.get(key) ?? own;
    told.set(key, full);
    return {
      ...own,
      clips: own.clips.map((clip, index) =>
        clip.reasons.length > 0 ? clip : { ...clip, reasons: full.clips[index]?.reasons ?? [] },
      ),
      runnersUp: own.runnersUp.length > 0 ? own.runnersUp : full.runnersUp,
    };
  });
}

/** The clips of a highlights video: they follow no text, so each stands for itself. */
function highlightsOf(output: JsonObject): ChosenSentence[] {
  return list(output.highlightClipList).map((json) => {
    const clip = clipOf(json);
    return { text: '', part: text(json.part), seconds: clip.to - clip.from, clips: [clip], runnersUp: [] };
  });
}

/**
 * What a job chose for each of its videos, from its result, or from what it was told to show (batch.md 7.5, and the keys
 * of our own).
 *
 * @returns one list a video; none where nothing was chosen
 */
export function readSelection(job: { ExtendOutput: string; ExtendInput: string }): ChosenSentence[][] {
  const told = new Map<string, ChosenSentence>();
  for (const json of [job.ExtendOutput, job.ExtendInput]) {
    const content = readObject(json) ?? {};
    const matched = list(content.textMatchMediaOutputList).map((output) => sentencesOf(output, told));
    const lively = list(content.highlightMediaOutputList).map(highlightsOf);
    if (matched.length + lively.length > 0) return [...matched, ...lively];
  }
  return [];
}
