import type { SpokenSpan } from '../../timeline/speech.ts';

/** A model: its folder, and its fingerprint, so that other files in the same folder are another model. */
export type ModelFiles = { folder: string; fingerprint: string };

/** What the model process is asked for. Folders and files are absolute paths. */
export type ModelOrder =
  /** Brings a model of the hub to `folder`. An empty `hub` is the one that the library knows. */
  | { task: 'download'; id: string; folder: string; hub: string }
  | { task: 'pictures'; model: ModelFiles; files: string[] }
  | { task: 'texts'; model: ModelFiles; texts: string[] }
  /** Compares all phrases with all pictures; both are vectors of one length, one after the other. */
  | { task: 'compare'; phrases: Float32Array; pictures: Float32Array; length: number }
  /** Writes down what is said in the next piece of a file of 16-bit samples, one channel at 16 kHz, from a sample on. */
  | { task: 'recognise'; model: ModelFiles; sound: string; from: number }
  /** Loads a speech model and says what it is. */
  | { task: 'inspect'; model: ModelFiles };

/** Vectors of length 1, one after the other. */
export type Vectors = { data: Float32Array; length: number };

/** Cosines, and scores from 0 to 1: a row for each phrase, a column for each picture, row after row. */
export type Comparison = { cosines: Float32Array; scores: Float32Array };

/** What is said in a piece of a sound, and the sample at which the next piece begins; null at the end. */
export type HeardPiece = { spans: SpokenSpan[]; next: number | null };

/** What the model process finds for each task. */
export type ModelFindings = {
  download: { folder: string };
  pictures: Vectors;
  texts: Vectors;
  compare: Comparison;
  recognise: HeardPiece;
  inspect: { kind: string };
};

/** What the model process answers. */
export type ModelReply = { found: ModelFindings[ModelOrder['task']] } | { failure: string };
