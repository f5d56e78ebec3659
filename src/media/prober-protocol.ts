import type { Footage } from '../timeline/footage.ts';
import type { Probe } from './probe-report.ts';

/** What the server sends to a prober process: one request at a time. */
export type ProberRequest =
  | { task: 'probe'; path: string }
  | { task: 'poster'; path: string; output: string }
  | ({ task: 'footage' } & FootageRequest)
  | { task: 'keyFrames'; path: string; folder: string; times: number[] };

/** What is asked of a film. */
export type FootageRequest = {
  /** Absolute. */
  path: string;
  /** A folder of the caller's for the key frames. */
  folder: string;
  /** Length of the film in seconds; 0 for a still. */
  duration: number;
};

/** The shots of a film, and the file of the key frame of each; empty where none could be made. */
export type FootageReading = { footage: Footage; keyFrames: string[] };

/** What the tasks answer with when they went well. */
export type ProberResults = {
  probe: Probe;
  /** The file that was written. */
  poster: string;
  footage: FootageReading;
  /** The files that were written, in the order of the times. */
  keyFrames: string[];
};

/** What a prober process sends back: the result under the name of its task, or why the file cannot be used. */
export type ProberReply = { result: Partial<ProberResults> } | { unreadable: string } | { failed: string };

/** Exit code of a prober process that found itself to be over its memory bound. */
export const memoryExitCode = 77;

/** Resident bytes that a prober process may have. */
export const memoryLimit = 1024 * 1024 * 1024;
