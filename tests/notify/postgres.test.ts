import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { openDatabase } from '../../src/db/database.ts';
import { type MessageQueues, openMessageQueues } from '../../src/mns/message-queues.ts';
import { startPostgres } from '../db/postgres-server.ts';

/** Queues of two servers on one PostgreSQL, where statements really run side by side. */

const key = { account: '1000000000000001', name: 'orders' };
const never = new AbortController().signal;

/** Receives and deletes until the queue has been empty for two seconds; answers the bodies. */
async function drain(queues: MessageQueues): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const messages = await queues.receive(key, { limit: 3, seconds: 2, signal: never });
    if (messages.length === 0) return bodies;
    bodies.push(...messages.map(({ body }) => body));
    const outcomes = await queues.delete(
      key,
      messages.map(({ receiptHandle }) => receiptHandle ?? ''),
    );
    assert.ok(outcomes.every((outcome) => outcome === 'deleted'));
  }
}

test('of two servers, six readers and four writers no message is lost or doubled', async (t) => {
  const postgres = await startPostgres();
  const opened = new AsyncDisposableStack();
  opened.defer(() => postgres.stop());
  t.after(() => opened.disposeAsync());
  const databaseUrl = await postgres.createDatabase();
  const open = async () => {
    const database = await openDatabase({ dataDir: '', databaseUrl });
    opened.defer(() => database.close());
    return { db: database.kysely, queues: openMessageQueues(database.kysely) };
  };
  const [one, other] = [await open(), await open()];
  await one.queues.create(key, {});
  const readers = [one, one, one, other, other, other].map(({ queues }) => drain(queues));
  const writers = [one, one, other, other].map(async ({ queues }, writer) => {
    for (let batch = 0; batch < 10; batch += 1) {
      const messages = Array.from({ length: 5 }, (_, index) => ({ body: `${writer}-${batch}-${index}` }));
      await queues.send(key, messages);
    }
  });
  await Promise.all(writers);
  const read = (await Promise.all(readers)).flat();
  assert.equal(read.length, 200);
  assert.equal(new Set(read).size, 200);
  assert.deepEqual(await one.queues.count(key), { active: 0, inactive: 0, delayed: 0 });

  // A hundred waiting readers leave the connections free.
  const gone = new AbortController();
  const waiting = Array.from({ length: 100 }, () =>
    one.queues.receive(key, { limit: 1, seconds: 30, signal: gone.signal }),
  );
  const started = performance.now();
  await Promise.all(Array.from({ length: 20 }, () => sql`select 1`.execute(one.db)));
  assert.ok(performance.now() - started < 2000);
  const { rows } = await sql<{ busy: number }>`
    select count(*)::int as busy from pg_stat_activity
    where state <> 'idle' and pid <> pg_backend_pid() and datname = current_database()`.execute(other.db);
  assert.ok((rows[0]?.busy ?? 99) <= 2, `${rows[0]?.busy} connections are busy`);
  gone.abort();
  assert.equal((await Promise.all(waiting)).flat().length, 0);
});
