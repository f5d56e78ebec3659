import type { Kysely } from 'kysely';
import { type PageRequest, readPage } from '../db/page.ts';
import type { Database, ProducingJob } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import { shownUrl } from './settle.ts';
import type { ProducingStatus } from './states.ts';

/** What the list and the look-up of producing jobs have in common (timeline.md 4.2, 4.3). */
function showProducing(
  job: Omit<ProducingJob, 'seq' | 'account_id' | 'timeline' | 'progress' | 'sub_job_materials'>,
) {
  return {
    JobId: job.id,
    ProjectId: job.project_id ?? '',
    MediaId: job.media_id ?? '',
    MediaURL: shownUrl(job),
    Status: job.status,
    Code: job.code,
    Message: job.message,
    Duration: job.duration ?? undefined,
    TemplateId: '',
    ClipsParam: '',
    UserData: job.user_data,
    CreateTime: job.create_time,
    ModifiedTime: job.modified_time,
    CompleteTime: job.complete_time,
  };
}

/**
 * A producing job, e.g. a sub job of a batch.
 *
 * @throws ApiError `InvalidParameter.JobNotFound`
 */
export async function getProducingJob(db: Kysely<Database>, account: string, id: string) {
  const job = await db
    .selectFrom('producing_jobs')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', account)
    .executeTakeFirst();
  if (job === undefined) throw apiError('InvalidParameter.JobNotFound', { JobId: id });
  return {
    ...showProducing(job),
    VodMediaId: '',
    Progress: job.progress,
    Timeline: job.timeline,
    SubJobMaterials: job.batch_job_id === null ? '' : job.sub_job_materials,
  };
}

/** Types of producing jobs (timeline.md 4.3); all that Reelmill makes are `EditingJob`. */
export const producingJobTypes = ['EditingJob', 'VETemplateJob', 'LiveEditingJob'] as const;

/** Filters of the list of producing jobs. */
export type ProducingListRequest = PageRequest & {
  masterJobId: string | undefined;
  projectId: string | undefined;
  /** Id of a job or of a project. */
  keyword: string | undefined;
  jobType: (typeof producingJobTypes)[number] | undefined;
  status: ProducingStatus | undefined;
};

const columns = [
  'id',
  'seq',
  'batch_job_id',
  'output_index',
  'project_id',
  'media_id',
  'media_url',
  'status',
  'code',
  'message',
  'duration',
  'user_data',
  'create_time',
  'modified_time',
  'complete_time',
] as const;

/** Lists the producing jobs of an account by creation time. */
export async function listProducingJobs(
  db: Kysely<Database>,
  tokenKey: Uint8Array,
  account: string,
  request: ProducingListRequest,
) {
  const { masterJobId, projectId, keyword, jobType, status } = request;
  const filters = {
    List: 'producing_jobs',
    MasterJobId: masterJobId,
    ProjectId: projectId,
    Keyword: keyword,
    JobType: jobType,
    Status: status,
  };
  const { rows, nextToken } = await readPage({ tokenKey, account, filters }, request, async (window) => {
    if (jobType !== undefined && jobType !== 'EditingJob') return [];
    let query = db.selectFrom('producing_jobs').select(columns).where('account_id', '=', account);
    if (masterJobId !== undefined) query = query.where('batch_job_id', '=', masterJobId);
    if (projectId !== undefined) query = query.where('project_id', '=', projectId);
    if (keyword !== undefined) {
      query = query.where((either) =>
        either.or([either('id', '=', keyword), either('project_id', '=', keyword)]),
      );
    }
    // The list knows no waiting in the queue as a state of its own: who asks for Init means what has not begun.
    if (status === 'Init') query = query.where('status', 'in', ['Init', 'Queuing']);
    else if (status !== undefined) query = query.where('status', '=', status);
    return query
      .where(window.where)
      .orderBy('create_time', window.order)
      .orderBy('seq', window.order)
      .limit(window.limit)
      .execute();
  });
  return {
    MediaProducingJobList: rows.map(showProducing),
    MaxResults: String(request.maxResults),
    NextToken: nextToken,
  };
}
