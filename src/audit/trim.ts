import { type Kysely, sql } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * Deletes the records of calls that are too old or too many. Calls of nobody have a tenth of the room for themselves, so
 * that a stranger who floods the server does not wash away what the users did.
 */
export async function trimAudit(
  db: Kysely<Database>,
  { rows, days }: { rows: number; days: number },
): Promise<void> {
  await db
    .deleteFrom('audit_records')
    .where('create_time', '<', sql<Date>`now() - make_interval(days => ${days}::int)`)
    .execute();
  const shares = [
    { which: sql<boolean>`principal <> ''`, room: rows },
    { which: sql<boolean>`principal = ''`, room: Math.ceil(rows / 10) },
  ];
  for (const { which, room } of shares) {
    await sql`
      delete from audit_records where ${which} and seq <= (
        select seq from audit_records where ${which} order by seq desc offset ${room}::bigint limit 1
      )`.execute(db);
  }
}
