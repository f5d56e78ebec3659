import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The first tables (types: `schema.ts`). A list is read in pages ordered by `(create_time, seq)`, with any of its filters
 * set, so there is one index for every set of filters that is looked up by equality: a page in the middle of a
 * million rows then costs the same as the first one.
 */
export const firstTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create table batch_jobs (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    job_type text not null,
    status text not null,
    input_config text not null,
    editing_config text not null,
    output_config text not null,
    template_config text not null,
    user_data text not null,
    extend text not null,
    extend_input text not null,
    extend_output text not null,
    seed text not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null,
    complete_time timestamptz(3)
  )`,
  'create index batch_jobs_page on batch_jobs (account_id, create_time, seq)',
  'create index batch_jobs_status_page on batch_jobs (account_id, status, create_time, seq)',
  'create index batch_jobs_type_page on batch_jobs (account_id, job_type, create_time, seq)',
  'create index batch_jobs_type_status_page on batch_jobs (account_id, job_type, status, create_time, seq)',

  `create table producing_jobs (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    batch_job_id text references batch_jobs (id),
    output_index integer not null,
    status text not null,
    project_id text,
    media_id text,
    media_url text not null,
    timeline text not null,
    code text not null,
    message text not null,
    progress integer not null,
    duration double precision,
    sub_job_materials text not null,
    user_data text not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null,
    complete_time timestamptz(3)
  )`,
  'create unique index producing_jobs_output on producing_jobs (batch_job_id, output_index)',
  'create index producing_jobs_page on producing_jobs (account_id, create_time, seq)',
  'create index producing_jobs_status_page on producing_jobs (account_id, status, create_time, seq)',
  'create index producing_jobs_project on producing_jobs (project_id)',
  `create index producing_jobs_running on producing_jobs (seq)
    where status in ('Init', 'Queuing', 'Processing')`,

  `create table editing_projects (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    title text not null,
    description text not null,
    timeline text not null,
    cover_url text not null,
    duration double precision not null,
    status text not null,
    create_source text not null,
    modified_source text not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null
  )`,
  'create index editing_projects_page on editing_projects (account_id, create_time, seq)',

  `create table media (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    input_url text not null,
    bucket text not null,
    object_key text not null,
    media_type text not null,
    business_type text not null,
    source text not null,
    title text not null,
    description text not null,
    tags text not null,
    cover_url text not null,
    user_data text not null,
    category text not null,
    cate_id text not null,
    reference_id text not null,
    status text not null,
    probe text not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null,
    unique (account_id, input_url)
  )`,
  'create index media_page on media (account_id, create_time, seq)',
  'create index media_object on media (account_id, bucket, object_key)',

  `create table client_tokens (
    account_id text not null,
    action text not null,
    token text not null,
    fingerprint text not null,
    job_id text not null,
    create_time timestamptz(3) not null,
    primary key (account_id, action, token)
  )`,
  'create index client_tokens_age on client_tokens (create_time)',

  `create table notifications (
    id text primary key,
    account_id text not null,
    job_id text not null unique,
    address text not null,
    body text not null,
    status text not null,
    attempts integer not null,
    last_error text not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null
  )`,
  `create index notifications_pending on notifications (create_time) where status = 'Pending'`,
];
