import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The search library that a media was registered into (types: `schema.ts`). */
export const searchLibraries: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  "alter table media add column search_lib text not null default ''",
  "create index media_search_lib on media (account_id, search_lib) where search_lib <> ''",
];
