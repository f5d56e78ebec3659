import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { BatchJob, Database, ProducingJob } from '../db/schema.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import { type BatchConfig, materialsOf, parseBatchConfigs } from '../mix/config/batch-config.ts';
import type { BatchPlan, OutputPlan, PlanFacts } from '../mix/plan.ts';
import { planBatch, speechRequests } from '../mix/plan-batch.ts';
import type { JobQueue, Run } from '../queue/queue.ts';
import type { MediaFacts } from '../timeline/material.ts';
import type { Speech } from '../timeline/speech.ts';
import { mapConcurrently } from './each.ts';
import { withWarnings } from './extend.ts';
import { faultOf } from './fault.ts';
import { derivedId } from './ids.ts';
import { databaseTime, failBatch, lockBatch, settleBatch } from './settle.ts';
import { batchStatesBefore, producingStatesBefore } from './states.ts';
import type { Workshop } from './workshop.ts';

/** What the stages of a job rest on. */
export type StepTools = { db: Kysely<Database>; queue: JobQueue; workshop: Workshop; logger: Logger };

const materialConcurrency = 4;
const speechConcurrency = 2;

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
    const plan = await prepare(tools.workshop, batch, run.signal);
    await keep(tools, batch, plan);
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

type Prepared = { config: BatchConfig; plan: BatchPlan; warnings: Warning[] };

async function prepare(workshop: Workshop, batch: BatchJob, signal: AbortSignal): Promise<Prepared> {
  const { config } = parseBatchConfigs({
    InputConfig: batch.input_config,
    EditingConfig: batch.editing_config,
    OutputConfig: batch.output_config,
    TemplateConfig: batch.template_config,
  });
  const found = await lookAtMaterials(workshop, batch.account_id, config, signal);
  const spoken = await speakAll(workshop, config, batch.seed, signal);
  const fonts = await workshop.fonts();
  const plan = planWithReasons(found.faults, {
    config,
    materials: found.materials,
    speeches: spoken.speeches,
    fonts,
    seed: batch.seed,
  });
  const missing = [...found.faults.values()].map(({ code, message }) => ({ Code: code, Message: message }));
  return { config, plan, warnings: [...missing, ...spoken.warnings, ...plan.warnings] };
}

/** Plans; a group without any usable material is refused for what is wrong with the material, not only for its absence. */
function planWithReasons(faults: ReadonlyMap<string, ApiError>, facts: PlanFacts): BatchPlan {
  try {
    return planBatch(facts);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const named = [...faults].find(([reference]) => error.message.includes(JSON.stringify(reference)));
    throw named?.[1] ?? error;
  }
}

/** Facts of every material that can be used, and what is wrong with each other one. */
async function lookAtMaterials(
  workshop: Workshop,
  account: string,
  config: BatchConfig,
  signal: AbortSignal,
): Promise<{ materials: Map<string, MediaFacts>; faults: Map<string, ApiError> }> {
  const materials = new Map<string, MediaFacts>();
  const faults = new Map<string, ApiError>();
  await mapConcurrently(materialsOf(config), materialConcurrency, async (reference) => {
    signal.throwIfAborted();
    try {
      materials.set(reference, (await workshop.material(account, reference)).facts);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      faults.set(reference, error);
    }
  });
  return { materials, faults };
}

async function speakAll(
  workshop: Workshop,
  config: BatchConfig,
  seed: string,
  signal: AbortSignal,
): Promise<{ speeches: Map<string, Speech>; warnings: Warning[] }> {
  const spoken = await mapConcurrently(speechRequests(config, seed), speechConcurrency, (request) => {
    signal.throwIfAborted();
    return workshop.speak(request);
  });
  return {
    speeches: new Map(spoken.map((speech) => [speech.key, speech])),
    warnings: spoken.flatMap((speech) => speech.warnings),
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
    if (batch === undefined || jobs.some((job) => job.status !== 'Init')) return;
    const outputs = plan.outputs.map((output) => {
      const job = jobs.find((each) => each.output_index === output.index);
      if (job === undefined) throw new Error(`output ${output.index} of batch ${id} has no sub job`);
      return { output, job, projectId: derivedId(job.id, 'project') };
    });
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
        jobs.map((job) => ({ stage: 'render', id: job.id })),
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
