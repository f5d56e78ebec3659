import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Config } from '../config.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { Database } from './schema.ts';

/** An open database with all its tables. */
export type DatabaseHandle = {
  /**
   * For queries. Inside `kysely.transaction()` use only the transaction: the embedded engine has one connection, and a
   * query beside the transaction would wait for its end for ever.
   */
  kysely: Kysely<Database>;
  /** The engine below, for the queue (which has its own tables there). */
  engine: { kind: 'embedded'; pglite: PGlite } | { kind: 'server'; url: string };
  /** Finishes and gives the data folder back. */
  close(): Promise<void>;
};

/** Connections of one process to a PostgreSQL server; the queue has its own. */
const poolSize = 8;

/**
 * Opens the database: PGlite in `<dataDir>/database`, or the PostgreSQL server of `databaseUrl`; migrates it.
 *
 * @throws FolderInUseError when another process has the data folder
 */
export async function openDatabase(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<DatabaseHandle> {
  return config.databaseUrl === '' ? openEmbedded(config.dataDir) : openServer(config.databaseUrl);
}

async function openEmbedded(dataDir: string): Promise<DatabaseHandle> {
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockFolder(dataDir);
  try {
    const pglite = await PGlite.create(join(dataDir, 'database'), {
      // As node-postgres reads them: a bigint may be greater than a JavaScript number.
      parsers: { [pgliteTypes.INT8]: (value) => value },
    });
    const kysely = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
    await migrate(kysely);
    return {
      kysely,
      engine: { kind: 'embedded', pglite },
      async close() {
        await pglite.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function openServer(url: string): Promise<DatabaseHandle> {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(kysely);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return { kysely, engine: { kind: 'server', url }, close: () => kysely.destroy() };
}
