import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was found out about the content of files (types: `schema.ts`). */
export const findingTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table footage_findings (
    fingerprint text not null,
    finder text not null,
    body bytea not null,
    create_time timestamptz(3) not null,
    used_time timestamptz(3) not null,
    primary key (fingerprint, finder)
  )`,
  'create index footage_findings_used on footage_findings (used_time)',
];
