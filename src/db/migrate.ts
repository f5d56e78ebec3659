import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { firstTables } from './migrations/0001-first-tables.ts';
import { accessTables } from './migrations/0002-access.ts';
import { callbackTables } from './migrations/0003-callbacks.ts';
import { newsTriggers } from './migrations/0004-news.ts';
import { gatewayTables } from './migrations/0005-gateway.ts';
import { findingTables } from './migrations/0006-findings.ts';
import { searchLibraries } from './migrations/0007-search-libraries.ts';
import type { Database } from './schema.ts';

/** Every migration in order; a released one is never changed, only followed by another. */
const migrations: Record<string, Migration> = {
  '0001-first-tables': firstTables,
  '0002-access': accessTables,
  '0003-callbacks': callbackTables,
  '0004-news': newsTriggers,
  '0005-gateway': gatewayTables,
  '0006-findings': findingTables,
  '0007-search-libraries': searchLibraries,
};

/**
 * Brings the tables up to date. Several servers may start on one PostgreSQL at once: one of them migrates, the others wait.
 *
 * @throws Error of the statement that failed, or when the database is newer than this program
 */
export async function migrate(kysely: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
