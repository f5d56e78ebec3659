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
  return JSON.stringify({
    EventType: 'BatchProduceMediaComplete',
    // Sixteen digits that begin with 1: exact as a JavaScript number.
    UserId: Number(account),
    EventTime: time,
    MessageBody: {
      Status: status,
      UserData: userData,
      JobId: jobId,
      SubJobList: subJobs,
      ...(fault === null ? {} : { ErrorCode: fault.code, ErrorMessage: fault.message }),
    },
  });
}
