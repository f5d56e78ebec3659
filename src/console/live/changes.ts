import type { Batch, BatchRow, SubJob } from '../api/jobs.ts';

/** What the server tells about a job: about a batch, or, with `jobId`, about one of its videos. */
export type JobEvent = {
  batchJobId: string;
  jobId?: string;
  status: string;
  /** Percent. */
  progress?: number;
};

const hasEnded = (status: string) => status === 'Success' || status === 'Failed' || status === 'Finished';

function changeSubJob(job: SubJob, { jobId, status, progress }: JobEvent): SubJob {
  if (job.JobId !== jobId) return job;
  const shown = (status === 'Queuing' ? 'Init' : status) as SubJob['Status'];
  // Events may be late: within a render, progress never goes back.
  const isSame = shown === job.Status;
  const Progress =
    progress === undefined ? job.Progress : isSame ? Math.max(progress, job.Progress) : progress;
  return { ...job, Status: shown, Progress };
}

/** A batch after an event; the same object when the event does not concern it. */
export function changeBatch(batch: Batch, event: JobEvent): Batch {
  if (batch.JobId !== event.batchJobId) return batch;
  if (event.jobId === undefined) return { ...batch, Status: event.status as Batch['Status'] };
  return { ...batch, SubJobList: batch.SubJobList.map((job) => changeSubJob(job, event)) };
}

/** A page of the list after an event; the same object when the event does not concern it. */
export function changeRows<Page extends { EditingBatchJobList: BatchRow[] }>(
  page: Page,
  event: JobEvent,
): Page {
  if (event.jobId !== undefined) return page;
  const index = page.EditingBatchJobList.findIndex((row) => row.JobId === event.batchJobId);
  if (index < 0) return page;
  const rows = page.EditingBatchJobList.map((row, at) =>
    at === index ? { ...row, Status: event.status as BatchRow['Status'] } : row,
  );
  return { ...page, EditingBatchJobList: rows };
}

/** Whether more has changed than an event says: an ended job has results, a new one is in no list yet. */
export function asksForMore(event: JobEvent): boolean {
  return event.jobId === undefined || hasEnded(event.status);
}

/** Reads the data of an event; null when it is none that is known. */
export function readJobEvent(data: string): JobEvent | null {
  const event: unknown = JSON.parse(data);
  if (typeof event !== 'object' || event === null) return null;
  const { batchJobId, status } = event as Record<string, unknown>;
  return typeof batchJobId === 'string' && typeof status === 'string' ? (event as JobEvent) : null;
}
