import { createHash } from 'node:crypto';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { parseBatchConfigs, type RawConfigs } from '../mix/config/batch-config.ts';
import type { MessageQueues } from '../mns/message-queues.ts';
import { isCallbackQueue } from '../notify/address.ts';
import type { JobQueue } from '../queue/queue.ts';
import { type CheckTools, checkRequest } from './check-request.ts';
import { withWarnings } from './extend.ts';
import { newId } from './ids.ts';
import type { BatchJobType } from './job-types.ts';
import { kindOf } from './kinds/registry.ts';
import { databaseTime } from './settle.ts';

/** A submit as the client sent it: the configs are JSON texts and are kept byte for byte; absent ones are empty. */
export type JobSubmit = {
  /** The operation that was called; a ClientToken counts for one operation. */
  Action: string;
  JobType: BatchJobType;
  InputConfig: string;
  EditingConfig: string;
  OutputConfig: string;
  TemplateConfig: string;
  /** What the job builds on besides its configs (batch.md 7.3). */
  ExtendInput: string;
  UserData: string;
  /** Makes repeats of the call one job for 24 hours; empty = none. */
  ClientToken: string;
};

/** The parameters of SubmitBatchMediaProducingJob, whose InputConfig tells the kind of the job (batch.md 2.1). */
export type BatchSubmit = Omit<JobSubmit, 'Action' | 'JobType' | 'ExtendInput'>;

/** What submitting rests on. */
export type SubmitTools = CheckTools & {
  db: Kysely<Database>;
  queue: JobQueue;
  queues: MessageQueues;
};

const maxTokenLength = 64;

/**
 * Takes a Script or Smart_Mix job.
 *
 * @throws ApiError as {@link submitJob}
 */
export async function submitBatch(
  tools: SubmitTools,
  account: string,
  submit: BatchSubmit,
): Promise<{ JobId: string }> {
  return submitJob(tools, account, { ...submit, ...batchRequest(submit) });
}

/** What a SubmitBatchMediaProducingJob is submitted as. */
export function batchRequest(configs: RawConfigs): Pick<JobSubmit, 'Action' | 'JobType' | 'ExtendInput'> {
  const { jobType } = parseBatchConfigs(configs).config;
  return { Action: 'SubmitBatchMediaProducingJob', JobType: jobType, ExtendInput: '' };
}

/**
 * Takes a batch job: checks it, writes it with all its sub jobs, and queues its planning, in one transaction. Once it
 * has answered, nothing of it can be lost.
 *
 * @throws ApiError naming the field that cannot work; `IdempotentParameterMismatch`
 */
export async function submitJob(
  { db, queue, queues, buckets, addresses }: SubmitTools,
  account: string,
  submit: JobSubmit,
): Promise<{ JobId: string }> {
  checkToken(submit.ClientToken);
  const kind = kindOf(submit.JobType);
  const { outline, wish, warnings } = await checkRequest({ buckets, addresses }, account, kind, submit);
  await kind.check?.(db, account, submit);

  return db.transaction().execute(async (transaction) => {
    // One submit of an account at a time: equal tokens see each other, and the order of creation times is the order in
    // which jobs become visible, so that a list that is being paged never finds a job behind the page it has left.
    await sql`select pg_advisory_xact_lock(hashtextextended(${account}, 0))`.execute(transaction);
    const token = {
      account,
      action: submit.Action,
      value: submit.ClientToken,
      fingerprint: fingerprintOf(submit),
    };
    const earlier = await findAnswer(transaction, token);
    if (earlier !== null) return { JobId: earlier };
    const batch = {
      id: newId(),
      account_id: account,
      user_data: submit.UserData,
      create_time: databaseTime,
      modified_time: databaseTime,
    };
    const { id, create_time } = await transaction
      .insertInto('batch_jobs')
      .values({
        ...batch,
        job_type: submit.JobType,
        status: 'Init',
        input_config: submit.InputConfig,
        editing_config: submit.EditingConfig,
        output_config: submit.OutputConfig,
        template_config: submit.TemplateConfig,
        extend: withWarnings('{}', warnings),
        extend_input: submit.ExtendInput,
        extend_output: '',
        seed: newId(),
      })
      .returning(['id', 'create_time'])
      .executeTakeFirstOrThrow();
    const subJobs = outline.urls.map((url, index) => ({
      id: newId(),
      account_id: account,
      batch_job_id: id,
      output_index: index,
      status: 'Init' as const,
      media_url: url,
      timeline: '',
      code: '',
      message: '',
      progress: 0,
      sub_job_materials: '{}',
      user_data: submit.UserData,
      create_time,
      modified_time: create_time,
    }));
    if (subJobs.length > 0) await transaction.insertInto('producing_jobs').values(subJobs).execute();
    await keepAnswer(transaction, token, id);
    // There from now on, so that a reader may wait at it.
    if (wish.address !== null && isCallbackQueue(wish.address)) {
      await queues.ensure(transaction, { account, name: wish.address });
    }
    await queue.enqueue(transaction, [{ stage: 'plan', id }]);
    return { JobId: id };
  });
}

function checkToken(token: string): void {
  if (token.length <= maxTokenLength && /^[\x21-\x7e]*$/.test(token)) return;
  throw apiError('InvalidParameter', {
    Reason: `ClientToken must have at most ${maxTokenLength} ASCII characters without spaces, not ${JSON.stringify(token.slice(0, 80))}.`,
  });
}

/** Equal for equal requests; signatures and times of the call do not count (gateway.md 6). */
function fingerprintOf(submit: JobSubmit): string {
  const { InputConfig, EditingConfig, OutputConfig, TemplateConfig, UserData } = submit;
  const text = JSON.stringify([InputConfig, EditingConfig, OutputConfig, TemplateConfig, UserData]);
  return createHash('sha256').update(text).digest('hex');
}

type Token = { account: string; action: string; value: string; fingerprint: string };

/** The job of an earlier call with the token, or null. */
async function findAnswer(transaction: Transaction<Database>, token: Token): Promise<string | null> {
  if (token.value === '') return null;
  await transaction
    .deleteFrom('client_tokens')
    .where('create_time', '<', sql<Date>`clock_timestamp() - interval '24 hours'`)
    .execute();
  const answered = await transaction
    .selectFrom('client_tokens')
    .select(['fingerprint', 'job_id'])
    .where('account_id', '=', token.account)
    .where('action', '=', token.action)
    .where('token', '=', token.value)
    .executeTakeFirst();
  if (answered === undefined) return null;
  if (answered.fingerprint !== token.fingerprint) throw apiError('IdempotentParameterMismatch');
  return answered.job_id;
}

async function keepAnswer(transaction: Transaction<Database>, token: Token, job: string): Promise<void> {
  if (token.value === '') return;
  await transaction
    .insertInto('client_tokens')
    .values({
      account_id: token.account,
      action: token.action,
      token: token.value,
      fingerprint: token.fingerprint,
      job_id: job,
      create_time: databaseTime,
    })
    .execute();
}
