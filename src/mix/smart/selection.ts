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
