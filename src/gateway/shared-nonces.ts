import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';
import { createBatcher } from './batcher.ts';
import { type NonceStore, nonceEntry } from './nonces.ts';

/** How often old nonces are deleted, and how far the clocks of gateways may differ, in milliseconds. */
const sweepInterval = 60_000;

/**
 * A nonce store in the database, for gateways that work side by side: a request that one has taken is refused by all. The
 * table has no write-ahead log: nonces would be lost by a crash of the database server, which makes requests of the last
 * 15 minutes repeatable once, and in exchange no call waits for a disk.
 */
export function createSharedNonceStore(
  db: Kysely<Database>,
  now: () => Date,
): NonceStore & { close(): void } {
  const take = createBatcher<{ entry: string; expires: Date }, 'taken' | 'used'>(async (items) => {
    // In one order everywhere: two gateways that take the same nonces must not wait for each other in a circle.
    const byEntry = new Map(items.map(({ entry, expires }) => [entry, expires] as const).sort(byName));
    const taken = await sql<{ entry: string }>`
      insert into gateway_nonces (entry, expires)
      select * from unnest(${[...byEntry.keys()]}::text[], ${[...byEntry.values()]}::timestamptz[])
      on conflict (entry) do nothing returning entry`.execute(db);
    const fresh = new Set(taken.rows.map(({ entry }) => entry));
    // Of equal ones in the same batch only the first is fresh.
    return items.map(({ entry }) => (fresh.delete(entry) ? 'taken' : 'used'));
  });
  const sweep = setInterval(() => {
    const oldest = new Date(now().getTime() - sweepInterval);
    // What a failed sweep leaves behind, the next one takes.
    db.deleteFrom('gateway_nonces')
      .where('expires', '<', oldest)
      .execute()
      .catch(() => {});
  }, sweepInterval);
  sweep.unref();
  return {
    take: (keyId, nonce, expires) => take({ entry: nonceEntry(keyId, nonce), expires }),
    close: () => clearInterval(sweep),
  };
}

const byName = ([a]: readonly [string, Date], [b]: readonly [string, Date]) => (a < b ? -1 : a > b ? 1 : 0);
