import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What gateways that work side by side remember together (nonces, calls of this second), and the record of calls (types:
 * `schema.ts`). Nonces and counts live for minutes and seconds, so they have no write-ahead log.
 */
export const gatewayTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create unlogged table gateway_nonces (
    entry text primary key,
    expires timestamptz(3) not null
  )`,
  'create index gateway_nonces_expires on gateway_nonces (expires)',

  // The columns are those of rate-limiter-flexible; a row changes with every call, so pages keep room for its next version.
  `create unlogged table throttle_windows (
    key varchar(255) primary key,
    points integer not null default 0,
    expire bigint
  ) with (fillfactor = 20)`,

  `create table audit_records (
    seq bigint generated always as identity primary key,
    account_id text not null,
    request_id text not null,
    principal text not null,
    access_key_id text not null,
    action text not null,
    source_ip text not null,
    user_agent text not null,
    code text not null,
    http_status integer not null,
    duration_ms double precision not null,
    create_time timestamptz(3) not null
  )`,
  'create index audit_records_page on audit_records (account_id, create_time, seq)',
  "create index audit_records_unproven on audit_records (seq) where principal = ''",
];
