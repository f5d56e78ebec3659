import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { fingerprintOf } from './fingerprint.ts';

/**
 * What was found out about files: kept with their content, not with their path, and found out once, also across restarts
 * and by servers that share a database.
 */
export type Findings = {
  /**
   * What a finder finds in a file. Equal calls at the same time do the work once.
   *
   * @param path absolute path of a plain file
   * @param finder names what is looked for, with its version and model: `shots/1`. Another name is another finding
   * @param make does the work; its signal is aborted when nobody waits for the result any more
   * @param signal ends the wait, not the work of others
   * @returns what `make` answered now or earlier
   * @throws what `make` throws (which is not kept), or the reason of the signal
   */
  of(
    path: string,
    finder: string,
    make: (signal: AbortSignal) => Promise<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<Buffer>;
};

const dayMs = 24 * 60 * 60 * 1000;
/** A finding that nobody asked for in so long is thrown away: finding it again costs less than keeping all for ever. */
const keepDays = 90;
/** How often what is too old is looked for. */
const sweepMs = dayMs;

type Work = { result: Promise<Buffer>; abort: AbortController; waiting: number };

/** Waits for a shared work; who is the last to lose patience ends it. */
async function waitFor(work: Work, signal: AbortSignal | undefined): Promise<Buffer> {
  work.waiting += 1;
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    signal?.throwIfAborted();
    return await Promise.race([work.result, promise]);
  } finally {
    signal?.removeEventListener('abort', giveUp);
    work.waiting -= 1;
    if (work.waiting === 0) work.abort.abort(new Error('nobody waits for this finding any more'));
  }
}

/**
 * Opens the findings of a database.
 *
 * @param now the clock
 */
export function openFindings(db: Kysely<Database>, now: () => Date = () => new Date()): Findings {
  const running = new Map<string, Work>();
  let sweptAt = 0;

  async function recall(fingerprint: string, finder: string): Promise<Buffer | null> {
    const row = await db
      .selectFrom('footage_findings')
      .select(['body', 'used_time'])
      .where('fingerprint', '=', fingerprint)
      .where('finder', '=', finder)
      .executeTakeFirst();
    if (row === undefined) return null;
    // Written once a day at most: a row that is read a thousand times needs no thousand writes.
    if (now().getTime() - row.used_time.getTime() > dayMs) {
      await db
        .updateTable('footage_findings')
        .set({ used_time: now() })
        .where('fingerprint', '=', fingerprint)
        .where('finder', '=', finder)
        .execute();
    }
    return Buffer.from(row.body);
  }

  async function keep(fingerprint: string, finder: string, body: Buffer): Promise<void> {
    const time = now();
    await db
      .insertInto('footage_findings')
      .values({ fingerprint, finder, body, create_time: time, used_time: time })
      // Another server may have found the same meanwhile.
      .onConflict((conflict) => conflict.columns(['fingerprint', 'finder']).doNothing())
      .execute();
    if (time.getTime() - sweptAt < sweepMs) return;
    sweptAt = time.getTime();
    await db
      .deleteFrom('footage_findings')
      .where('used_time', '<', new Date(sweptAt - keepDays * dayMs))
      .execute();
  }

  return {
    async of(path, finder, make, signal) {
      const fingerprint = await fingerprintOf(path);
      const key = `${fingerprint} ${finder}`;
      for (;;) {
        let work = running.get(key);
        // A work that was given up a moment ago still unwinds; it is not for those who come now.
        if (work?.abort.signal.aborted) {
          await work.result.catch(() => {});
          continue;
        }
        if (work === undefined) {
          const abort = new AbortController();
          const run = async () => {
            const known = await recall(fingerprint, finder);
            if (known !== null) return known;
            const body = Buffer.from(await make(abort.signal));
            await keep(fingerprint, finder, body);
            return body;
          };
          const result = run().finally(() => running.delete(key));
          // Those who wait hear of a failure; when nobody waits any more it must not end the process.
          result.catch(() => {});
          work = { result, abort, waiting: 0 };
          running.set(key, work);
        }
        return await waitFor(work, signal);
      }
    },
  };
}
