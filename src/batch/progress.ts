import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { databaseTime } from './settle.ts';

const pauseMilliseconds = 500;

/**
 * Writes the progress of a render to its job, at most twice a second. Only 100 is left out: a job shows it when its video
 * is stored.
 */
export function createProgress(db: Kysely<Database>, id: string) {
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
      await db
        .updateTable('producing_jobs')
        .set({ progress: wanted, modified_time: databaseTime })
        .where('id', '=', id)
        .where('status', '=', 'Processing')
        .where('progress', '<', wanted)
        .execute();
    } finally {
      isWriting = false;
    }
  };

  return {
    /** Takes a percentage, 0 to 100. */
    report(percent: number) {
      wanted = Math.min(99, Math.floor(percent));
      if (wanted <= written || isWriting || performance.now() < nextTime) return;
      // A number that could not be written is followed by the next one.
      writing = write().catch(() => {});
    },
    /** Waits for what is being written. */
    async end() {
      await writing;
    },
  };
}
