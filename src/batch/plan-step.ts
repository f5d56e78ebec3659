import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import type { Output } from '../mix/config/output-config.ts';
import type { OutputPlan } from '../mix/plan.ts';
import type { JobQueue, Run } from '../queue/queue.ts';
import { withNotes, withWarnings } from './extend.ts';
import { faultOf } from './fault.ts';
import { derivedId } from './ids.ts';
import type { JobPlan, JobRequest, PlannedOutput } from './kinds/kind.ts';
import { kindOf } from './kinds/registry.ts';
import { planProgress } from './progress.ts';
import { databaseTime, failBatch, lockBatch, setProject, settleBatch } from './settle.ts';
import { batchStatesBefore, producingStatesBefore, runningBatchStates } from './states.ts';
import type { Workshop } from './workshop.ts';

/** What the stages of a job rest on. */
export type StepTools = { db: Kysely<Database>; queue: JobQueue; workshop: Workshop; logger: Logger };

/**
 * The first stage of a batch: looks at the materials, speaks the texts, draws all timelines, and makes a project and a
 * queued render of each output. Everything drawn comes from the seed of the batch, and what is written is written in
 * one transaction that checks that nobody did so before: running it again gives the same, once.
 */
export async function runPlanStep(tools: StepTools, id: string, run: Run): Promise<void> {
  const { db, queue, logger } = tools;
  const batch = await begin(db, id);
  if (batch === undefined) return;
  try {
    const kind = kindOf(batch.job_type);
    const order = { account: batch.account_id, request: requestOf(batch), seed: batch.seed };
    const progress = planProgress(db, id);
    const plan = await kind.plan({ ...tools.workshop, db }, order, {
      signal: run.signal,
      onProgress: (share) => progress.report(share * 100),
    });
    await progress.end();
    await keep(tools, batch, kind.outline(order.request).output, plan);
  } catch (error) {
    if (run.signal.aborted) throw error;
    const fault = faultOf(error, run.last);
    if (fault === null) throw error;
    logger.warn({ err: error, batchJob: id }, 'a batch could not be planned');
    await db.transaction().execute(async (transaction) => {
      const locked = await lockBatch(transaction, id);
      if (locked !== undefined) await failBatch(transaction, queue, locked, fault);
    });
  }
}

/** Marks the batch as being worked on; undefined when it has ended. */
function begin(db: Kysely<Database>, id: string): Promise<BatchJob | undefined> {
  return db
    .updateTable('batch_jobs')
    .set({ status: 'Processing', modified_time: databaseTime })
    .where('id', '=', id)
    .where('status', 'in', batchStatesBefore('Processing'))
    .returningAll()
    .executeTakeFirst();
}

/** The request of a batch as it is kept. */
export function requestOf(batch: BatchJob): JobRequest {
  return {
    InputConfig: batch.input_config,
    EditingConfig: batch.editing_config,
    OutputConfig: batch.output_config,
    TemplateConfig: batch.template_config,
    ExtendInput: batch.extend_input,
  };
}

async function keep(
  { db, queue }: StepTools,
  { id }: BatchJob,
  output: Output,
  plan: JobPlan,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const batch = await lockBatch(transaction, id);
    const jobs = await transaction
      .selectFrom('producing_jobs')
      .select(['id', 'output_index', 'status'])
      .where('batch_job_id', '=', id)
      .execute();
    // Those that were cancelled meanwhile, or planned by another worker, are left as they are.
    const planned = plan.outputs.flatMap((each) => {
      const job = jobs.find(({ output_index, status }) => output_index === each.index && status === 'Init');
      return job === undefined ? [] : [{ ...each, job, ownProject: derivedId(job.id, 'project') }];
    });
    if (batch === undefined || !runningBatchStates.includes(batch.status)) return;
    if (jobs.length > 0 && planned.length === 0) return;
    const projects = planned
      .filter(({ projectId }) => projectId === undefined)
      .map((each) => ({
        ...describeProject(batch, output, each),
        id: each.ownProject,
        create_time: databaseTime,
        modified_time: databaseTime,
      }));
    if (projects.length > 0) await transaction.insertInto('editing_projects').values(projects).execute();
    for (const each of planned) {
      if (each.projectId !== undefined) await setProject(transaction, each.projectId, 'Producing');
      await transaction
        .updateTable('producing_jobs')
        .set({
          ...plannedColumns(output, each),
          project_id: each.projectId ?? each.ownProject,
          modified_time: databaseTime,
        })
        .where('id', '=', each.job.id)
        .where('status', 'in', producingStatesBefore('Queuing'))
        .execute();
    }
    const extend = withWarnings(withNotes(batch.extend, plan.notes), plan.warnings);
    await transaction
      .updateTable('batch_jobs')
      .set({ extend, extend_output: plan.extendOutput, modified_time: databaseTime })
      .where('id', '=', id)
      .execute();
    if (output.previewOnly || jobs.length === 0) {
      await settleBatch(transaction, queue, { ...batch, extend });
    } else {
      await queue.enqueue(
        transaction,
        planned.map(({ job }) => ({ stage: 'render', id: job.id })),
      );
    }
  });
}

function plannedColumns(output: Output, { timeline, drawn, frames }: OutputPlan) {
  const planned = {
    timeline: JSON.stringify(timeline),
    sub_job_materials: JSON.stringify(drawn),
  } satisfies Partial<ProducingJob>;
  if (!output.previewOnly) return { ...planned, status: 'Queuing' as const };
  return {
    ...planned,
    status: 'Success' as const,
    progress: 100,
    duration: frames / output.fps,
    complete_time: databaseTime,
  };
}

function describeProject(batch: BatchJob, output: Output, { index, timeline, frames }: PlannedOutput) {
  return {
    account_id: batch.account_id,
    title: `${batch.id}_${index}`,
    description: '',
    timeline: JSON.stringify(timeline),
    cover_url: '',
    duration: frames / output.fps,
    status: output.previewOnly ? ('Editing' as const) : ('Producing' as const),
    create_source: 'OpenAPI',
    modified_source: 'OpenAPI',
  };
}
