import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Run } from '../queue/queue.ts';
import type { News } from './news.ts';
import { runningBatchStates, runningProducingStates } from './states.ts';

/**
 * The work that this process is doing, so that it stops when its job has ended meanwhile: cancelled here or by another
 * process, or finished by another worker. The tables say what has ended; the news only say when to look.
 */
export type RunningWork = {
  /**
   * Does the work of a batch or a producing job. Where it is being done here already, the call returns at once and the
   * work is looked at once more when it is over: the job may have been retried meanwhile.
   */
  run(id: string, run: Run, work: (run: Run) => Promise<void>): Promise<void>;
  /** How much is being done. */
  active(): number;
  /** Ends work whose job has ended. */
  look(): Promise<void>;
  close(): void;
};

type Entry = { stop: AbortController; isWantedAgain: boolean };

/** How long a cancellation may go unnoticed when its news is lost, in milliseconds. */
const interval = 1000;

/** Starts to watch over the work of this process. */
export function watchRunningWork(db: Kysely<Database>, news: Pick<News, 'subscribe'>): RunningWork {
  const entries = new Map<string, Entry>();

  const look = async () => {
    // Work that begins while the tables are read is not judged by what they said before.
    const looked = [...entries];
    if (looked.length === 0) return;
    const ids = looked.map(([id]) => id);
    const unfinished = new Set(await unfinishedOf(db, ids));
    for (const [id, { stop }] of looked) {
      if (!unfinished.has(id)) stop.abort(new Error('the job has ended meanwhile'));
    }
  };
  // A look that fails is followed by the next one.
  const lookSafely = () => void look().catch(() => {});
  const unsubscribe = news.subscribe({
    onNews(item) {
      if (item.kind === 'job' && entries.has(item.jobId) && !isRunning(item.status)) lookSafely();
      if (item.kind === 'batch' && entries.has(item.batchJobId) && !isRunning(item.status)) lookSafely();
    },
    onGap: lookSafely,
  });
  const timer = setInterval(lookSafely, interval);
  timer.unref();

  return {
    look,
    active: () => entries.size,
    async run(id, run, work) {
      const current = entries.get(id);
      if (current !== undefined) {
        current.isWantedAgain = true;
        return;
      }
      try {
        for (let again = true; again; ) {
          const entry: Entry = { stop: new AbortController(), isWantedAgain: false };
          entries.set(id, entry);
          try {
            await work({ ...run, signal: AbortSignal.any([run.signal, entry.stop.signal]) });
          } catch (error) {
            if (run.signal.aborted || !entry.stop.signal.aborted) throw error;
          }
          again = entry.isWantedAgain;
        }
      } finally {
        entries.delete(id);
      }
    },
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

const running: ReadonlySet<string> = new Set([...runningBatchStates, ...runningProducingStates]);
const isRunning = (status: string) => running.has(status);

/** Which of these batches and producing jobs have not ended. */
async function unfinishedOf(db: Kysely<Database>, ids: string[]): Promise<string[]> {
  const jobs = await db
    .selectFrom('producing_jobs')
    .select('id')
    .where('id', 'in', ids)
    .where('status', 'in', runningProducingStates)
    .unionAll(
      db
        .selectFrom('batch_jobs')
        .select('id')
        .where('id', 'in', ids)
        .where('status', 'in', runningBatchStates),
    )
    .execute();
  return jobs.map(({ id }) => id);
}
