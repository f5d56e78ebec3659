/** A video of a batch job, as GetBatchMediaProducingJob answers it. */
export type SubJob = {
  JobId: string;
  MediaId: string;
  MediaURL: string;
  /** Seconds, 0 until it is finished. */
  Duration: number;
  Status: 'Init' | 'Processing' | 'Success' | 'Failed';
  ErrorCode: string;
  ErrorMessage: string;
  /** Percent. */
  Progress: number;
};

/** A batch job as the list answers it. */
export type ListedJob = {
  JobId: string;
  JobType: string;
  Status: 'Init' | 'Processing' | 'Finished' | 'Failed';
  InputConfig: string;
  EditingConfig: string;
  OutputConfig: string;
  /** JSON text: warnings, or the error of a failed job. */
  Extend: string;
  UserData: string;
  CreateTime: string;
  CompleteTime: string;
};

/** A batch job with its videos. */
export type BatchJob = ListedJob & { SubJobList: SubJob[] };

/** Whether nothing will change any more. */
export const hasEnded = (job: ListedJob) => job.Status === 'Finished' || job.Status === 'Failed';

/** Whether every video was made. */
export const succeeded = (job: BatchJob) =>
  job.Status === 'Finished' && job.SubJobList.every(({ Status }) => Status === 'Success');

/** The warnings of a job, and why it failed, as lines for the user. */
export function remarksOf(job: ListedJob): string[] {
  const extend: {
    Warnings?: { Code: string; Message: string }[];
    ErrorCode?: string;
    ErrorMessage?: string;
  } = JSON.parse(job.Extend || '{}');
  const failure = extend.ErrorCode ? [`${extend.ErrorCode}: ${extend.ErrorMessage ?? ''}`] : [];
  return [...failure, ...(extend.Warnings ?? []).map(({ Code, Message }) => `${Code}: ${Message}`)];
}

/** How long a job has taken until it ended, or `-`. */
export function elapsed(job: ListedJob): string {
  if (job.CompleteTime === '') return '-';
  return `${(Date.parse(job.CompleteTime) - Date.parse(job.CreateTime)) / 1000} s`;
}
