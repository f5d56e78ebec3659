import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import type { Warning } from '../../errors/warning.ts';
import type { RawConfigs } from '../../mix/config/batch-config.ts';
import type { Output } from '../../mix/config/output-config.ts';
import type { OutputPlan } from '../../mix/plan.ts';
import type { Workshop } from '../workshop.ts';

/** A request of a job as it is kept: JSON texts. */
export type JobRequest = RawConfigs & {
  /** What the job builds on besides its configs (batch.md 7.3): a selection, or the ids of projects; else empty. */
  ExtendInput: string;
};

/** What a request asks for, as far as its own words tell. */
export type JobOutline = {
  output: Output;
  /** Where the video of each sub job goes, in the order of their index; empty = it is planned and not rendered. */
  urls: string[];
  /** Every material with the field that names it. */
  materials: [field: string, reference: string][];
  warnings: Warning[];
};

/** A job that is to be planned. */
export type JobOrder = {
  account: string;
  request: JobRequest;
  /** Of every random choice. */
  seed: string;
};

/** What planning may use. */
export type PlanTools = Pick<
  Workshop,
  'material' | 'footage' | 'sounds' | 'match' | 'search' | 'speak' | 'fonts' | 'fontDir'
> & {
  db: Kysely<Database>;
};

/** What a tool throws in the place of work for which there is no time: only dry runs are in such a hurry. */
export class NotInTimeError extends Error {
  override name = 'NotInTimeError';
}

/** How planning is being run. */
export type PlanRun = {
  signal: AbortSignal;
  /** Takes the share (0 to 1) of what is looked at that is done; for jobs whose footage takes minutes to look at. */
  onProgress(share: number): void;
};

/** One planned sub job. */
export type PlannedOutput = OutputPlan & {
  /** The project that it renders, where it is there already; else one is made. */
  projectId?: string;
};

/** A planned job. */
export type JobPlan = {
  /** Those of the sub jobs that can be made, by their index. */
  outputs: PlannedOutput[];
  /** JSON text for ExtendOutput (batch.md 7.3). */
  extendOutput: string;
  /** Facts for `Extend` besides the warnings. */
  notes: Record<string, unknown>;
  warnings: Warning[];
  /** How many different videos the materials allow. */
  distinctOutputs(): number | 'many';
};

/**
 * A kind of batch job: the one place that knows what a JobType is made of. Everything else (submit, plan, render, settle,
 * cancel, retry, lists) is the same for all of them.
 */
export type JobKind = {
  /**
   * Reads a request.
   *
   * @throws ApiError naming the field that cannot work
   */
  outline(request: JobRequest): JobOutline;
  /**
   * Holds a new request against what the account has.
   *
   * @throws ApiError naming the field that cannot work
   */
  check?(db: Kysely<Database>, account: string, request: JobRequest): Promise<void>;
  /**
   * Looks at the materials and draws the timelines. Nothing is written, and running it again gives the same.
   *
   * @throws ApiError of what cannot work
   */
  plan(tools: PlanTools, order: JobOrder, run: PlanRun): Promise<JobPlan>;
};
