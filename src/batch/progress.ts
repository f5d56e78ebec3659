import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { databaseTime } from './settle.ts';

const pauseMilliseconds = 500;
/** Percent of a sub job that are over when its footage was looked at; the render has the rest. */
const planShare = 30;

/** Takes percentages as they come and writes the risen ones, at most twice a second. */
export type Progress = {
  /** Takes a percentage, 0 to 100. */
  report(percent: number): void;
  /** Waits for what is being written. */
  end(): Promise<void>;
};

/** Only 100 is left out: a job shows it when its video is stored. */
function createProgress(save: (percent: number) => Promise<unknown>): Progress {
  let written = 0;
  let wanted = 0;
  let nextTime = 0;
  let writing: Promise<unknown> = Promise.resolve();
  let isWriting = false;

  const write = async () => {
    isWriting = true;
    written = wanted;
    nextTime = performance.now() + pauseMilliseconds;
    try {
      await save(wanted);
    } finally {
      isWriting = false;
    }
  };

  return {
    report(percent) {
      wanted = Math.min(99, Math.floor(percent));
      if (wanted <= written || isWriting || performance.now() < nextTime) return;
      // A number that could not be written is followed by the next one.
      writing = write().catch(() => {});
    },
    async end() {
      await writing;
    },
  };
}

/** Writes the progress of a render to its job. It never goes back: a render that is taken over catches up first. */
export function renderProgress(db: Kysely<Database>, id: string): Progress {
  return createProgress((percent) =>
    db
      .updateTable('producing_jobs')
      .set({ progress: percent, modified_time: databaseTime })
      .where('id', '=', id)
      .where('status', '=', 'Processing')
      .where('progress', '<', percent)
      .execute(),
  );
}

/**
 * Writes how far the footage of a batch was looked at: to its sub jobs, as their first 30 percent, and into the `Extend`
 * of a batch that has none, as `Progress`.
 */
export function planProgress(db: Kysely<Database>, id: string): Progress {
  return createProgress(async (percent) => {
    const share = Math.floor((percent * planShare) / 100);
    await db
      .updateTable('producing_jobs')
      .set({ progress: share, modified_time: databaseTime })
      .where('batch_job_id', '=', id)
      .where('status', '=', 'Init')
      .where('progress', '<', share)
      .execute();
    await db
      .updateTable('batch_jobs')
      .set({
        extend: sql`(extend::jsonb || ${JSON.stringify({ Progress: percent })}::jsonb)::text`,
        modified_time: databaseTime,
      })
      .where('id', '=', id)
      .where('status', '=', 'Processing')
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('producing_jobs').select('id').where('batch_job_id', '=', id))),
      )
      .execute();
  });
}
