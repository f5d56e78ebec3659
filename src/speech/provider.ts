import type { Run, Sentence } from '../text/sentences.ts';
import type { Sound } from './filter.ts';
import type { Voice } from './voices.ts';

/** A point at which text and sound are known to meet. */
export type Anchor = {
  /** Characters (UTF-16 units) of the spoken text before it. */
  offset: number;
  /** Seconds from the start of the sound. */
  time: number;
};

/** A stretch of text as sound. */
export type SpokenRun = {
  run: Run;
  sound: Sound;
  /** In order, the ends included. */
  anchors: Anchor[];
};

/** A sentence as sound: its stretches, and the silence after each. */
export type SpokenSentence = { runs: { spoken: SpokenRun; pause: number }[] };

/** How a text is to be spoken. */
export type Delivery = {
  voice: Voice;
  /** The voice id as it was asked for, and whether it is one of ICE; services have voices of their own. */
  voiceId: string;
  known: boolean;
  /** BCP 47 primary language of the whole text. */
  language: string;
  /** -500 to 500. */
  pitch: number;
};

/** What makes sound of text. Speed, loudness and masking are not its matter. */
export type SpeechProvider = {
  /** Whether voice ids that ICE does not know may be voices of the provider. */
  ownVoices: boolean;
  /**
   * What a listener may dislike about a text in this language, as a sentence for the user; null for nothing.
   */
  caveat(text: string, language: string): string | null;
  /**
   * Speaks sentences at normal speed, in order.
   *
   * @throws Error with a sentence for the user when that fails
   */
  speak(sentences: readonly Sentence[], delivery: Delivery): Promise<SpokenSentence[]>;
};

/** The text of a run as it is read. */
export function spokenText(run: Run): string {
  return run.atoms.map(({ spoken }) => spoken).join('');
}
