import type { Transaction } from 'kysely';
import { fromKysely, fromPglite, type JobWithMetadata, PgBoss, type Queue } from 'pg-boss';
import type { Logger } from 'pino';
import type { DatabaseHandle } from '../db/database.ts';
import type { Database } from '../db/schema.ts';

/**
 * The queued stages of a job (design.md section 3) on pg-boss: a stage is enqueued in the transaction that makes it
 * due, so neither can exist without the other. The tables of `db/schema.ts` hold the truth of every job; a queue entry
 * only says that somebody should look at a row, and every stage may be run twice without harm.
 */

/** A stage: draw the timelines of a batch, render one video, deliver one callback. */
export type Stage = 'plan' | 'render' | 'notify';

/** Work that is due: the stage and the id of its batch, producing job or notification. */
export type Task = {
  stage: Stage;
  id: string;
  /** Seconds to wait before it is due. */
  delay?: number;
};

/** How a stage is being run. */
export type Run = {
  /** Ends the work: the server is closing, or the time of the stage is over. */
  signal: AbortSignal;
  /** Whether this is the last try: after it, `abandoned` is called instead. */
  last: boolean;
};

/** What runs the stages. A handler that throws is tried again later. */
export type Handlers = Record<Stage, (id: string, run: Run) => Promise<void>> & {
  /** Called with work whose tries are used up because the processes that did it were lost. */
  abandoned(stage: Stage, id: string): Promise<void>;
};

/** How a stage stands in the queue, all processes together. */
export type StageCounts = { name: Stage; waiting: number; active: number; failed: number };

/** The queue of one process. */
export type JobQueue = {
  /** Enqueues with the transaction: the tasks exist when it commits. */
  enqueue(transaction: Transaction<Database>, tasks: readonly Task[]): Promise<void>;
  /**
   * Starts to work. `due` names what the tables know to be unfinished: in the embedded database every entry that
   * is left belongs to a dead process, so the queue is filled anew from it, at once.
   */
  work(handlers: Handlers, due: () => Promise<Task[]>): Promise<void>;
  /** How many entries of each stage wait, are worked on, and were given up lately. */
  counts(): Promise<StageCounts[]>;
  /** Stops taking work, ends what is running (it is taken up again later) and waits for it, 20 s at most. */
  close(): Promise<void>;
};

/** Settings of {@link openQueue}. */
export type QueueOptions = {
  /** How many renders run at once; 0 = neither planning nor rendering happens in this process. */
  renderConcurrency: number;
  logger: Logger;
};

const schema = 'queue';
const abandonedQueue = 'abandoned';
const stages: readonly Stage[] = ['plan', 'render', 'notify'];
/** A stage that fails by itself is given up by its handler after this many tries. */
const ownTries = 3;
/** Tries when the processes that ran it were lost; then the job is ended as failed instead of blocking for ever. */
const tries = 20;
/** The longest a stage may take, in seconds. */
const expiry: Record<Stage, number> = { plan: 6 * 3600, render: 6 * 3600, notify: 120 };
/** Workers are woken by the database; polling is only the safety net. */
const workOptions = {
  includeMetadata: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 2,
} as const;
const planConcurrency = 2;
const notifyConcurrency = 4;
/** A dead worker is found after this and one round of supervision: together less than 30 s (design.md section 7). */
const heartbeatSeconds = 12;
const superviseSeconds = 8;
/** In the embedded database nobody can die alone, so there is little to look after. */
const embeddedSuperviseSeconds = 60;
const closeMilliseconds = 20_000;

/** Opens the queue on the database; its own tables live in the schema `queue`. */
export async function openQueue(database: DatabaseHandle, options: QueueOptions): Promise<JobQueue> {
  const { engine } = database;
  const { logger, renderConcurrency } = options;
  const isShared = engine.kind === 'server';
  const supervision = isShared ? superviseSeconds : embeddedSuperviseSeconds;
  const boss = new PgBoss({
    ...(engine.kind === 'embedded'
      ? { db: fromPglite(engine.pglite), backend: 'pglite' }
      : { connectionString: engine.url, max: 4 }),
    schema,
    useListenNotify: true,
    registerInstance: false,
    schedule: false,
    superviseIntervalSeconds: supervision,
    monitorIntervalSeconds: supervision,
    maintenanceIntervalSeconds: 600,
  });
  boss.on('error', (error) => logger.error({ error: error.message }, 'queue error'));
  boss.on('warning', (warning) => logger.warn({ warning }, 'queue warning'));
  await boss.start();
  await boss.createQueue(abandonedQueue, { notify: true, retryLimit: tries, retryBackoff: true });
  for (const stage of stages) {
    const settings: Omit<Queue, 'name'> = {
      notify: true,
      retryLimit: tries,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      expireInSeconds: expiry[stage],
      retentionSeconds: 365 * 86_400,
      deleteAfterSeconds: 600,
      deadLetter: abandonedQueue,
      // A process that is alone would only lose its own work by a beat that comes late.
      ...(isShared ? { heartbeatSeconds } : {}),
    };
    await boss.createQueue(stage, settings);
    // A queue that an earlier version made keeps its old settings otherwise.
    await boss.updateQueue(stage, settings);
  }

  const closing = new AbortController();

  const insert = (tasks: readonly Task[], transaction?: Transaction<Database>) =>
    Promise.all(
      stages.map(async (stage) => {
        const jobs = tasks
          .filter((task) => task.stage === stage)
          .map(({ id, delay }) => ({ data: { stage, id }, ...(delay ? { startAfter: delay } : {}) }));
        if (jobs.length === 0) return;
        await boss.insert(stage, jobs, transaction === undefined ? {} : { db: fromKysely(transaction) });
      }),
    );

  type Entry = { stage: Stage; id: string };

  const serve = async (
    queue: string,
    concurrency: number,
    run: (job: JobWithMetadata<Entry>) => Promise<void>,
  ) => {
    for (let each = 0; each < concurrency; each += 1) {
      let worker = '';
      worker = await boss.work<Entry, void, typeof workOptions>(queue, workOptions, async ([job]) => {
        if (job === undefined) return;
        try {
          await run(job);
        } finally {
          // A worker that just finished would wait out its polling interval although more may be queued.
          boss.notifyWorker(worker);
        }
      });
    }
  };

  return {
    async enqueue(transaction, tasks) {
      await insert(tasks, transaction);
    },

    async work(handlers, due) {
      if (engine.kind === 'embedded') {
        for (const stage of stages) await boss.deleteAllJobs(stage);
        await insert(await due());
      }
      const concurrency: Record<Stage, number> = {
        plan: Math.min(renderConcurrency, planConcurrency),
        render: renderConcurrency,
        notify: notifyConcurrency,
      };
      for (const stage of stages) {
        if (concurrency[stage] === 0) continue;
        await serve(stage, concurrency[stage], async (job) => {
          const signal = AbortSignal.any([closing.signal, job.signal]);
          try {
            await handlers[stage](job.data.id, { signal, last: job.retryCount >= ownTries - 1 });
          } catch (error) {
            if (!closing.signal.aborted)
              logger.error({ err: error, stage, id: job.data.id }, 'a stage failed');
            throw error;
          }
        });
      }
      await serve(abandonedQueue, 1, (job) => handlers.abandoned(job.data.stage, job.data.id));
    },

    async counts() {
      const states = `select name, state, count(*)::int as count from ${schema}.job group by name, state`;
      const { rows } = (await boss.getDb().executeSql(states)) as {
        rows: { name: string; state: string; count: number }[];
      };
      const sum = (stage: Stage, ...wanted: string[]) =>
        rows
          .filter(({ name, state }) => name === stage && wanted.includes(state))
          .reduce((total, { count }) => total + count, 0);
      return stages.map((name) => ({
        name,
        waiting: sum(name, 'created', 'retry'),
        active: sum(name, 'active'),
        failed: sum(name, 'failed'),
      }));
    },

    async close() {
      closing.abort(new Error('the server is closing'));
      await boss.stop({ graceful: true, timeout: closeMilliseconds });
    },
  };
}
