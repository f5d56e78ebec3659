import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Answer, call, type Parameters } from './call.ts';
import { request } from './http.ts';

/** A batch as the list has it. */
export type BatchRow = Answer<'ListBatchMediaProducingJobs'>['EditingBatchJobList'][number];
/** A batch with its videos. */
export type Batch = Answer<'GetBatchMediaProducingJob'>['EditingBatchJob'];
/** One video of a batch. */
export type SubJob = Batch['SubJobList'][number];
/** State of a batch. */
export type BatchStatus = BatchRow['Status'];
/** Filters, order and page of the list. */
export type BatchListRequest = Parameters<'ListBatchMediaProducingJobs'>;
/** How many batches are in each state. */
export type JobCounts = Record<BatchStatus, number>;

/** Where lists of batches are kept. */
export const batchListKey = ['batches'] as const;
/** Where the counts by state are kept. */
export const jobCountsKey = ['job-counts'] as const;
/** Where a batch is kept. */
export const batchKey = (id: string) => ['batch', id] as const;

/** One page of the list; the page before stays on the screen until the new one is there. */
export const batchListQuery = (parameters: BatchListRequest) =>
  queryOptions({
    queryKey: [...batchListKey, parameters],
    queryFn: ({ signal }) => call('ListBatchMediaProducingJobs', parameters, signal),
    placeholderData: keepPreviousData,
  });

/** A batch with the state of every video. */
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: batchKey(id),
    queryFn: async ({ signal }) =>
      (await call('GetBatchMediaProducingJob', { JobId: id }, signal)).EditingBatchJob,
  });

/** Counts by state. */
export const jobCountsQuery = queryOptions({
  queryKey: jobCountsKey,
  queryFn: ({ signal }) => request<JobCounts>('job-counts', { signal }),
});

/** The editing project of a video, with its timeline as JSON. */
export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ['project', id],
    queryFn: async ({ signal }) => (await call('GetEditingProject', { ProjectId: id }, signal)).Project,
    staleTime: Number.POSITIVE_INFINITY,
  });
