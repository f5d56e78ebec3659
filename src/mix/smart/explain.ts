import type { Reason } from './matching.ts';
import { type MediaSelection, type SelectedClip, type SelectedSentence, sentenceKey } from './selection.ts';

/** A clip that was or could have been shown: where it lies, how well it fits, and why. */
export type ExplainedClip = {
  media: string;
  /** Seconds in the source. */
  from: number;
  to: number;
  /** 0 to 1. */
  score: number;
  /** One sentence part for each judge; empty where nothing speaks for the clip. */
  why: string;
};

/** Why an output shows what it shows for a phrase. */
export type ExplainedSentence = {
  /** Places from 0. */
  output: number;
  sentence: number;
  text: string;
  seconds: number;
  clips: ExplainedClip[];
  runnersUp: ExplainedClip[];
};

const reasonText = ({ judge, score, detail }: Reason) =>
  `${judge} ${score.toFixed(2)}${detail === '' ? '' : `: ${detail}`}`;

function explainClip({ mediaId, startTime, endTime, score, reasons = [] }: SelectedClip): ExplainedClip {
  return {
    media: mediaId,
    from: startTime,
    to: endTime,
    score,
    why: reasons.map(reasonText).join('; '),
  };
}

/**
 * A selection as rows for a reader: for each phrase of each output the chosen clips, why they were chosen, and the
 * runners-up. Reasons that a large selection tells only once are told for every row.
 */
export function explainSelection(selection: MediaSelection): ExplainedSentence[] {
  const told = new Map<string, SelectedSentence>();
  return selection.textMatchMediaOutputList.flatMap(({ textMatchMediaSentenceOutputList }, output) =>
    textMatchMediaSentenceOutputList.map((own, sentence): ExplainedSentence => {
      const key = sentenceKey(own);
      const full = told.get(key) ?? own;
      told.set(key, full);
      return {
        output,
        sentence,
        text: own.text,
        seconds: own.duration,
        clips: own.matchClipList.map((clip, index) => {
          const reasons = clip.reasons ?? full.matchClipList[index]?.reasons ?? [];
          return explainClip({ ...clip, reasons });
        }),
        runnersUp: (own.runnersUp ?? full.runnersUp ?? []).map(explainClip),
      };
    }),
  );
}
