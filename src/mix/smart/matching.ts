import type { SourceShot } from '../../timeline/footage.ts';

/** A shot that may be shown for a phrase. */
export type Candidate = {
  /** The material as the config names it. */
  media: string;
  kind: 'video' | 'image';
  /** Place of the shot in its material, from 0. */
  index: number;
  shot: SourceShot;
};

/** What one judge says for a shot: its score from 0 to 1, and why in a few words. */
export type Reason = { judge: 'words' | 'embeddings' | 'sight'; score: number; detail: string };

/** How well each shot shows each phrase. */
export type Matching = {
  /** Distinct texts that pictures are wanted for. */
  phrases: readonly string[];
  candidates: readonly Candidate[];
  /** A row for each phrase, a column for each candidate: 0 (nothing speaks for it) to 1. */
  scores: readonly Float32Array[];
  /** Why a candidate has its score, the weightiest reason first. */
  reasons(phrase: number, candidate: number): Reason[];
};
