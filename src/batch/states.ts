import type { BatchJob, ProducingJob } from '../db/schema.ts';

/**
 * The states of jobs (batch.md 7.2) and the only ways between them. Every write of a state is guarded by the states it
 * may come from, so that a stage that runs twice, or late, changes nothing.
 *
 * A batch: Init, then Processing from the first look at its materials until its last video, then Finished, also when
 * some or all of its videos failed. Failed is a batch that could not be planned, or that was cancelled before it had
 * made anything.
 *
 * A producing job: Init until planned, Queuing until a worker takes it, Processing, then Success or Failed. A render
 * that is taken over by another worker stays in Processing.
 *
 * A retry is the one way back: failed sub jobs go to Queuing, or to Init when they were never planned, and their batch to
 * Processing.
 */

export type BatchStatus = BatchJob['status'];
/** State of a producing job (batch.md 7.2). */
export type ProducingStatus = ProducingJob['status'];

const batchSources: Record<BatchStatus, readonly BatchStatus[]> = {
  Init: [],
  Processing: ['Init', 'Processing'],
  Finished: ['Init', 'Processing'],
  Failed: ['Init', 'Processing'],
};

const producingSources: Record<ProducingStatus, readonly ProducingStatus[]> = {
  Init: [],
  Queuing: ['Init'],
  Processing: ['Queuing', 'Processing'],
  Success: ['Init', 'Processing'],
  Failed: ['Init', 'Queuing', 'Processing'],
};

/** States from which a batch may come to `target`. */
export function batchStatesBefore(target: BatchStatus): readonly BatchStatus[] {
  return batchSources[target];
}

/** States from which a producing job may come to `target`; `Init` leads to `Success` where nothing is rendered. */
export function producingStatesBefore(target: ProducingStatus): readonly ProducingStatus[] {
  return producingSources[target];
}

/** States of a batch whose failed sub jobs may be tried again. */
export const retryableBatchStates: readonly BatchStatus[] = ['Processing', 'Finished', 'Failed'];

/** States in which a producing job has not ended. */
export const runningProducingStates: readonly ProducingStatus[] = ['Init', 'Queuing', 'Processing'];

/** States in which a batch has not ended. */
export const runningBatchStates: readonly BatchStatus[] = ['Init', 'Processing'];

/** The state of a sub job as the batch answer shows it: waiting in the queue is not told apart there (batch.md 1.2). */
export function shownSubStatus(status: ProducingStatus): Exclude<ProducingStatus, 'Queuing'> {
  return status === 'Queuing' ? 'Init' : status;
}
