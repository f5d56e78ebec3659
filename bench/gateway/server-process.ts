import { fastify } from 'fastify';
import { CompiledQuery, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { loadRootAccount } from '../../src/access/root-account.ts';
import { listBatches } from '../../src/batch/list.ts';
import { readConfig } from '../../src/config.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import type { Database } from '../../src/db/schema.ts';
import { startServer } from '../../src/server.ts';

/**
 * One side of the bench: `gateway` is the whole server, `bare` a Fastify route that runs the SQL of the list and writes
 * its rows as JSON. Tells its address, and at the end the CPU time that it used; ends with its parent.
 */

const config = readConfig(process.env);
const side = process.argv[2] === 'bare' ? await startBare() : await startGateway();
process.on('message', async (message) => {
  if (message === 'usage') process.send?.(process.cpuUsage());
  else {
    await side.close();
    process.exit(0);
  }
});
process.once('disconnect', () => process.exit(1));
process.send?.({ url: side.url });

async function startGateway() {
  return startServer(config, pino({ level: config.logLevel }, pino.destination(2)));
}

async function startBare() {
  const database = await openDatabase(config);
  const { text, values } = await listQuery(database);
  const app = fastify();
  app.get('/', async () => {
    const { rows } = await database.kysely.executeQuery(CompiledQuery.raw(text, values));
    return { rows };
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** The statement of a List request, caught on its way to the database. */
async function listQuery(database: DatabaseHandle): Promise<{ text: string; values: unknown[] }> {
  const { account } = await loadRootAccount(config);
  let caught: CompiledQuery | undefined;
  const dialect =
    database.engine.kind === 'embedded'
      ? new PGliteDialect({ pglite: database.engine.pglite })
      : new PostgresDialect({ pool: new pg.Pool({ connectionString: database.engine.url, max: 1 }) });
  const watched = new Kysely<Database>({
    dialect,
    log: ({ query }) => {
      caught = query;
    },
  });
  await listBatches(watched, Buffer.alloc(32), account, {
    jobId: undefined,
    jobType: undefined,
    status: undefined,
    startTime: undefined,
    endTime: undefined,
    order: 'desc',
    maxResults: 10,
    nextToken: undefined,
  });
  if (database.engine.kind === 'server') await watched.destroy();
  if (caught === undefined) throw new Error('the list ran no statement');
  return { text: caught.sql, values: [...caught.parameters] };
}
