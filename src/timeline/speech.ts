import { createHash } from 'node:crypto';

/**
 * The two sides of speaking a text: what is asked for and what is known of the result. Both the planner (lengths,
 * captions) and the renderer (sound file) rest on these shapes; only `speech/` makes them.
 */

/** A word that must not be heard, and what is heard in its place (batch.md 4.3, SpecialWordsConfig Forbidden). */
export type MaskedWord = { word: string; sound: 'None' | 'Beep' };

/** One text to speak. Equal requests give equal sound. */
export type SpeechRequest = {
  /** Plain text or SSML with a `<speak>` root (batch.md 8.2). */
  text: string;
  /** An ICE voice id, or empty for the default voice of the language. */
  voice: string;
  /** BCP 47 primary language, e.g. `zh`, `en`. */
  language: string;
  /** -500 to 500: 0 is normal speed (batch.md 4.3, SpeechRate). */
  rate: number;
  /** -500 to 500: 0 is the voice's own pitch. */
  pitch: number;
  masked: MaskedWord[];
};

/** A piece of the spoken text with its place in the sound, in seconds from the start of the sound. */
export type SpokenSpan = { text: string; start: number; end: number };

/** A text that has been spoken. */
export type Speech = {
  /** {@link speechKey} of the request. */
  key: string;
  /** Length in seconds, from the first to the last sample. */
  duration: number;
  /** Sentences in order, as written for the eye (SSML tags gone, `<sub>` shows its text, masked words as `*`). */
  sentences: SpokenSpan[];
  /** Words (for Chinese: words or single characters) in order; they tile the sentences they belong to. */
  words: SpokenSpan[];
};

/** A stable name for a request: equal requests have equal keys. 64 hex digits. */
export function speechKey(request: SpeechRequest): string {
  const { text, voice, language, rate, pitch, masked } = request;
  const words = masked.map(({ word, sound }) => [word, sound]);
  return createHash('sha256')
    .update(JSON.stringify([text, voice, language, rate, pitch, words]))
    .digest('hex');
}
