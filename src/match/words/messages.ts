import type { WordSource } from '../judge.ts';
import type { Hits } from './ranking.ts';

/** What the words' process is asked for. */
export type WordsOrder = {
  phrases: readonly string[];
  /** Documents: everything that is written or said of a shot. */
  documents: readonly (readonly { source: WordSource; text: string }[])[];
};

/** A concept and where it was found. */
export type FoundConcept = Hits & {
  shown: string;
  /** What was found instead, alternative by alternative; empty = the concept's own word. */
  instead: string[];
};

/** What it answers: concepts, and those of each phrase with the scores of all documents. */
export type WordsReply = {
  concepts: FoundConcept[];
  phrases: { concepts: number[]; scores: Float32Array }[];
};
