import type { Warning } from '../errors/warning.ts';
import type { FontBook } from '../text/font-book.ts';
import type { MediaFacts } from '../timeline/material.ts';
import type { Timeline } from '../timeline/model.ts';
import type { Speech } from '../timeline/speech.ts';
import type { ScriptConfig } from './config/batch-config.ts';

/** Everything a plan rests on: equal facts give equal plans. */
export type PlanFacts = {
  config: ScriptConfig;
  /** By the reference (id or URL) as it stands in the config. Broken materials are absent. */
  materials: ReadonlyMap<string, MediaFacts>;
  /** By `speechKey` of every request that `speechRequests` named. */
  speeches: ReadonlyMap<string, Speech>;
  fonts: FontBook;
  seed: string;
};

/** One planned output. */
export type OutputPlan = {
  index: number;
  /** Exact length of the video in frames of `config.output.fps`. */
  frames: number;
  timeline: Timeline;
  /** What was drawn, for `SubJobMaterials`: `Title`, `SpeechText`, … (batch.md 7.4). */
  drawn: Record<string, unknown>;
};

/** The planned batch. */
export type BatchPlan = {
  outputs: OutputPlan[];
  warnings: Warning[];
  /** Greatest share of footage (0 to 1) that any two outputs have in common; 0 for a single output. */
  largestOverlap: number;
};
