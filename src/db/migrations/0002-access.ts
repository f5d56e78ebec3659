import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Users, keys, policies and roles (types: `schema.ts`). Every row belongs to an account; names are unique in it. Lists
 * are read in pages ordered by `seq`.
 */
export const accessTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table accounts (
    id text primary key,
    seq bigint generated always as identity unique,
    name text not null unique,
    create_time timestamptz(3) not null
  )`,

  `create table account_buckets (
    bucket text primary key,
    account_id text not null references accounts (id)
  )`,
  'create index account_buckets_owner on account_buckets (account_id)',

  `create table ram_users (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    name text not null,
    display_name text not null,
    email text not null,
    mobile_phone text not null,
    comments text not null,
    create_time timestamptz(3) not null,
    update_time timestamptz(3) not null,
    unique (account_id, name)
  )`,
  'create index ram_users_page on ram_users (account_id, seq)',

  `create table access_keys (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    user_id text references ram_users (id),
    sealed_secret text not null,
    status text not null,
    last_used_time timestamptz(3),
    create_time timestamptz(3) not null
  )`,
  'create index access_keys_owner on access_keys (account_id, user_id, seq)',

  `create table ram_policies (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    name text not null,
    description text not null,
    default_version integer not null,
    last_version integer not null,
    create_time timestamptz(3) not null,
    update_time timestamptz(3) not null,
    unique (account_id, name)
  )`,
  'create index ram_policies_page on ram_policies (account_id, seq)',

  `create table ram_policy_versions (
    policy_id text not null references ram_policies (id) on delete cascade,
    version integer not null,
    document text not null,
    create_time timestamptz(3) not null,
    primary key (policy_id, version)
  )`,

  `create table ram_roles (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    name text not null,
    description text not null,
    trust_policy text not null,
    max_session_duration integer not null,
    create_time timestamptz(3) not null,
    update_time timestamptz(3) not null,
    unique (account_id, name)
  )`,
  'create index ram_roles_page on ram_roles (account_id, seq)',

  `create table ram_attachments (
    account_id text not null,
    policy_type text not null,
    policy_name text not null,
    holder_kind text not null,
    holder_id text not null,
    seq bigint generated always as identity unique,
    create_time timestamptz(3) not null,
    primary key (holder_id, policy_type, policy_name)
  )`,
  'create index ram_attachments_policy on ram_attachments (account_id, policy_type, policy_name)',
];
