import type { Kysely } from 'kysely';
import type { BucketOwners } from '../access/buckets.ts';
import type { Database } from '../db/schema.ts';
import type { MessageQueues } from '../mns/message-queues.ts';
import type { JobQueue } from '../queue/queue.ts';
import type { AddressBook } from '../storage/material-url.ts';
import { cancelBatch, cancelProducingJob } from './cancel.ts';
import { getBatch } from './get.ts';
import { type BatchListRequest, listBatches } from './list.ts';
import { getProducingJob, listProducingJobs, type ProducingListRequest } from './producing.ts';
import { getEditingProject } from './projects.ts';
import { retryJobs } from './retry.ts';
import { type BatchSubmit, type JobSubmit, submitBatch, submitJob } from './submit.ts';
import { type ValidateTools, validateBatch } from './validate.ts';

/** What {@link createBatchService} rests on. */
export type BatchServiceOptions = {
  db: Kysely<Database>;
  queue: JobQueue;
  queues: MessageQueues;
  buckets: Pick<BucketOwners, 'check'>;
  /** 32 bytes that page tokens are sealed with. */
  tokenKey: Uint8Array;
  addresses(): AddressBook;
  workshop: ValidateTools['workshop'];
};

/** Jobs as operations use them. */
export type BatchService = ReturnType<typeof createBatchService>;

/** Makes the functions that operations call, for the account of the caller. */
export function createBatchService(options: BatchServiceOptions) {
  const { db, queue, queues, buckets, tokenKey, addresses, workshop } = options;
  return {
    submit: (account: string, submit: BatchSubmit) =>
      submitBatch({ db, queue, queues, buckets, addresses }, account, submit),
    submitJob: (account: string, submit: JobSubmit) =>
      submitJob({ db, queue, queues, buckets, addresses }, account, submit),
    validate: (account: string, request: Parameters<typeof validateBatch>[2]) =>
      validateBatch({ db, workshop, buckets, addresses }, account, request),
    cancel: (account: string, id: string) => cancelBatch({ db, queue }, account, id),
    cancelProducingJob: (account: string, id: string) => cancelProducingJob({ db, queue }, account, id),
    retry: (account: string, id: string) => retryJobs({ db, queue }, account, id),
    get: (account: string, id: string) => getBatch(db, account, id),
    list: (account: string, request: BatchListRequest) => listBatches(db, tokenKey, account, request),
    getProducingJob: (account: string, id: string) => getProducingJob(db, account, id),
    listProducingJobs: (account: string, request: ProducingListRequest) =>
      listProducingJobs(db, tokenKey, account, request),
    getEditingProject: (account: string, id: string, source: 'OpenAPI' | 'WebSDK') =>
      getEditingProject(db, account, id, source),
  };
}
