import type { SentEventType } from './event-types.ts';

/** What a callback says about one video of the batch. */
export type SubJobSummary = {
  JobId: string;
  ProjectId: string;
  MediaId: string;
  MediaURL: string;
  /** Seconds, 0 when there is no video. */
  Duration: number;
  Status: string;
  ErrorCode: string;
  ErrorMessage: string;
};

/** The end of a batch. */
export type BatchEnd = {
  account: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  time: string;
  jobId: string;
  status: 'Finished' | 'Failed';
  userData: string;
  subJobs: SubJobSummary[];
  /** Why the batch failed. */
  fault: { code: string; message: string } | null;
};

/**
 * The body of the callback at the end of a batch (batch.md 8.1), as JSON text. `SubJobList` and the error go beyond the
 * documented keys: receivers may use them and need not ask again.
 */
export function batchEndEvent({ account, time, jobId, status, userData, subJobs, fault }: BatchEnd): string {
  return envelope('BatchProduceMediaComplete', account, time, {
    Status: status,
    UserData: userData,
    JobId: jobId,
    SubJobList: subJobs,
    ...(fault === null ? {} : { ErrorCode: fault.code, ErrorMessage: fault.message }),
  });
}

/** The end of one video. */
export type ProduceEnd = {
  account: string;
  /** `yyyy-MM-ddTHH:mm:ssZ`. */
  time: string;
  userData: string;
  job: Omit<SubJobSummary, 'Status' | 'Duration'>;
  isSuccess: boolean;
};

/** The body of the callback at the end of one video (batch.md 8.1), as JSON text. */
export function produceEndEvent({ account, time, userData, job, isSuccess }: ProduceEnd): string {
  const { JobId, ProjectId, MediaId, MediaURL, ErrorCode, ErrorMessage } = job;
  return envelope('ProduceMediaComplete', account, time, {
    Status: isSuccess ? 'Success' : 'Fail',
    MediaURL,
    MediaId,
    ProjectId,
    ErrorCode,
    ErrorMessage,
    JobId,
    UserData: userData,
  });
}

function envelope(
  type: SentEventType,
  account: string,
  time: string,
  message: Record<string, unknown>,
): string {
  return JSON.stringify({
    EventType: type,
    // Sixteen digits that begin with 1: exact as a JavaScript number.
    UserId: Number(account),
    EventTime: time,
    MessageBody: message,
  });
}
