import type { Reason } from '../mix/smart/matching.ts';
import type { SourceShot } from '../timeline/footage.ts';

/** Where words about a shot come from. */
export type WordSource =
  | 'fileName'
  | 'title'
  | 'description'
  | 'tags'
  | 'category'
  | 'screenText'
  | 'spokenWords';

/** What judges may look at to tell what a shot shows. */
export type ShotEvidence = {
  /** The material as the config names it. */
  media: string;
  /** Place of the shot in its material, from 0. */
  index: number;
  shot: SourceShot;
  /** The material's file on this machine. */
  path: string;
  /** Key frame of the shot, a JPEG file on this machine. */
  keyFrame: string;
  words: readonly { source: WordSource; text: string }[];
};

/** What a judge found. */
export type Judgement = {
  judge: Reason['judge'];
  /** A row for each phrase, a column for each shot: 0 (says nothing for it) to 1 (is sure). */
  scores: Float32Array[];
  /** Why, in a few words; empty where nothing speaks for the shot. */
  detail(phrase: number, shot: number): string;
};

/** Compares phrases with shots. */
export type Judge = (
  phrases: readonly string[],
  shots: readonly ShotEvidence[],
  signal: AbortSignal,
) => Promise<Judgement>;
