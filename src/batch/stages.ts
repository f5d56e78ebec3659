import type { Kysely } from 'kysely';
import type { Database, Notification } from '../db/schema.ts';
import { type DeliveryTools, deliver, drop } from '../notify/deliver.ts';
import type { Handlers, Stage, Task } from '../queue/queue.ts';
import { withWarnings } from './extend.ts';
import { lostFault } from './fault.ts';
import { runPlanStep, type StepTools } from './plan-step.ts';
import { endFailed, runRenderStep } from './render-step.ts';
import type { RunningWork } from './running-work.ts';
import { failBatch, lockBatch } from './settle.ts';
import { runningBatchStates } from './states.ts';

/** What the stages need besides the tools of the steps: how callbacks are delivered, and what stops cancelled work. */
export type StageTools = StepTools & Omit<DeliveryTools, 'onDropped'> & { running: Pick<RunningWork, 'run'> };

/** The handlers of all stages, for the queue. */
export function createHandlers(tools: StageTools): Handlers {
  const delivery: DeliveryTools = {
    ...tools,
    onDropped: (notification, reason) => noteDropped(tools.db, notification, reason),
  };
  return {
    plan: (id, run) => tools.running.run(id, run, (bounded) => runPlanStep(tools, id, bounded)),
    render: (id, run) => tools.running.run(id, run, (bounded) => runRenderStep(tools, id, bounded)),
    notify: (id, run) => deliver(delivery, id, run.signal),
    abandoned: (stage, id) => abandon(tools, delivery, stage, id),
  };
}

/** A callback that was given up is no secret: the batch says so, also when it was that of a sub job. */
async function noteDropped(
  db: Kysely<Database>,
  { job_id, event_type }: Notification,
  reason: string,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const sub = await transaction
      .selectFrom('producing_jobs')
      .select('batch_job_id')
      .where('id', '=', job_id)
      .executeTakeFirst();
    const batch = await lockBatch(transaction, sub?.batch_job_id ?? job_id);
    if (batch === undefined) return;
    const warning = { Code: 'CallbackNotDelivered', Message: `${event_type} was not delivered: ${reason}.` };
    await transaction
      .updateTable('batch_jobs')
      .set({ extend: withWarnings(batch.extend, [warning]) })
      .where('id', '=', batch.id)
      .execute();
  });
}

/** Ends work that every process lost, so that nobody waits for it for ever. */
async function abandon(tools: StageTools, delivery: DeliveryTools, stage: Stage, id: string): Promise<void> {
  const { db, queue } = tools;
  if (stage === 'plan') {
    await db.transaction().execute(async (transaction) => {
      const batch = await lockBatch(transaction, id);
      if (batch !== undefined) await failBatch(transaction, queue, batch, lostFault());
    });
  } else if (stage === 'render') {
    const job = await db
      .selectFrom('producing_jobs')
      .select('batch_job_id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (job?.batch_job_id != null) await endFailed(tools, job.batch_job_id, id, lostFault());
  } else {
    const lost = await db.selectFrom('notifications').selectAll().where('id', '=', id).executeTakeFirst();
    if (lost?.status === 'Pending') await drop(delivery, lost, 'the server was stopped too often meanwhile');
  }
}

/** All work that the tables know to be unfinished. */
export async function dueTasks(db: Kysely<Database>): Promise<Task[]> {
  const unplannedBatches = await db
    .selectFrom('batch_jobs')
    .select('id')
    .where('status', 'in', runningBatchStates)
    .where(({ not, exists, selectFrom, ref }) =>
      not(exists(selectFrom('producing_jobs').select('id').where('batch_job_id', '=', ref('batch_jobs.id')))),
    )
    .execute();
  const jobs = await db
    .selectFrom('producing_jobs')
    .innerJoin('batch_jobs', 'batch_jobs.id', 'producing_jobs.batch_job_id')
    .select(['producing_jobs.id', 'producing_jobs.status', 'producing_jobs.batch_job_id'])
    .where('batch_jobs.status', 'in', runningBatchStates)
    .where('producing_jobs.status', 'in', ['Init', 'Queuing', 'Processing'])
    .orderBy('producing_jobs.seq')
    .execute();
  const unplanned = new Set([
    ...jobs.filter((job) => job.status === 'Init').map((job) => job.batch_job_id ?? ''),
    // A batch without sub jobs is over once it is planned.
    ...unplannedBatches.map(({ id }) => id),
  ]);
  const notifications = await db
    .selectFrom('notifications')
    .select('id')
    .where('status', '=', 'Pending')
    .orderBy('create_time')
    .execute();
  return [
    ...[...unplanned].map((id): Task => ({ stage: 'plan', id })),
    ...jobs.filter((job) => job.status !== 'Init').map(({ id }): Task => ({ stage: 'render', id })),
    ...notifications.map(({ id }): Task => ({ stage: 'notify', id })),
  ];
}
