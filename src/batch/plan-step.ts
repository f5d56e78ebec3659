import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import type { BatchConfig } from '../mix/config/batch-config.ts';
import type { OutputPlan } from '../mix/plan.ts';
import type { JobQueue, Run } from '../queue/queue.ts';
import { withWarnings } from './extend.ts';
import { faultOf } from './fault.ts';
import { derivedId } from './ids.ts';
import { type BatchOrder, type Prepared, prepareBatch } from './prepare.ts';
import { databaseTime, failBatch, lockBatch, settleBatch } from './settle.ts';
import { batchStatesBefore, producingStatesBefore } from './states.ts';
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
    const { workshop } = tools;
    const prepared = await prepareBatch(workshop, orderOf(batch), workshop.speak, run.signal);
    await keep(tools, batch, prepared);
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

function orderOf(batch: BatchJob): BatchOrder {
  return {
    account: batch.account_id,
    seed: batch.seed,
    configs: {
      InputConfig: batch.input_config,
      EditingConfig: batch.editing_config,
      OutputConfig: batch.output_config,
      TemplateConfig: batch.template_config,
    },
  };
}

async function keep({ db, queue }: StepTools, { id }: BatchJob, prepared: Prepared): Promise<void> {
  const { config, plan, warnings } = prepared;
  await db.transaction().execute(async (transaction) => {
    const batch = await lockBatch(transaction, id);
    const jobs = await transaction
      .selectFrom('producing_jobs')
      .select(['id', 'output_index', 'status'])
      .where('batch_job_id', '=', id)
      .execute();
    // Those that were cancelled meanwhile, or planned by another worker, are left as they are.
    const outputs = plan.outputs.flatMap((output) => {
      const job = jobs.find((each) => each.output_index === output.index && each.status === 'Init');
      return job === undefined ? [] : [{ output, job, projectId: derivedId(job.id, 'project') }];
    });
    if (batch === undefined || outputs.length === 0) return;
    await transaction
      .insertInto('editing_projects')
      .values(
        outputs.map(({ output, projectId }) => ({
          ...describeProject(batch, config, output),
          id: projectId,
          create_time: databaseTime,
          modified_time: databaseTime,
        })),
      )
      .execute();
    for (const { output, job, projectId } of outputs) {
      await transaction
        .updateTable('producing_jobs')
        .set({ ...plannedColumns(config, output), project_id: projectId, modified_time: databaseTime })
        .where('id', '=', job.id)
        .where('status', 'in', producingStatesBefore('Queuing'))
        .execute();
    }
    const extend = withWarnings(batch.extend, warnings);
    const report = { LargestOverlap: Math.round(plan.largestOverlap * 1e4) / 1e4 };
    await transaction
      .updateTable('batch_jobs')
      .set({ extend, extend_output: JSON.stringify(report), modified_time: databaseTime })
      .where('id', '=', id)
      .execute();
    if (config.output.previewOnly) await settleBatch(transaction, queue, { ...batch, extend });
    else
      await queue.enqueue(
        transaction,
        outputs.map(({ job }) => ({ stage: 'render', id: job.id })),
      );
  });
}

function plannedColumns(config: BatchConfig, output: OutputPlan) {
  const planned = {
    timeline: JSON.stringify(output.timeline),
    sub_job_materials: JSON.stringify(output.drawn),
  } satisfies Partial<ProducingJob>;
  if (!config.output.previewOnly) return { ...planned, status: 'Queuing' as const };
  return {
    ...planned,
    status: 'Success' as const,
    progress: 100,
    duration: output.frames / config.output.fps,
    complete_time: databaseTime,
  };
}

function describeProject(batch: BatchJob, config: BatchConfig, output: OutputPlan) {
  return {
    account_id: batch.account_id,
    title: `${batch.id}_${output.index}`,
    description: '',
    timeline: JSON.stringify(output.timeline),
    cover_url: '',
    duration: output.frames / config.output.fps,
    status: config.output.previewOnly ? ('Editing' as const) : ('Producing' as const),
    create_source: 'OpenAPI',
    modified_source: 'OpenAPI',
  };
}
