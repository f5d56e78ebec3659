import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Callbacks of an account, every attempt to deliver one, and message queues (types: `schema.ts`). A queue is read from
 * its front: by priority, then in the order of arrival.
 */
export const callbackTables: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `alter table notifications add column event_type text not null default 'BatchProduceMediaComplete'`,
  'alter table notifications alter column event_type drop default',

  `create table event_callbacks (
    account_id text primary key,
    callback_type text not null,
    address text not null,
    event_types text not null,
    is_signed boolean not null,
    sealed_auth_key text not null,
    modified_time timestamptz(3) not null
  )`,

  `create table callback_attempts (
    seq bigint generated always as identity primary key,
    notification_id text not null references notifications (id),
    account_id text not null,
    job_id text not null,
    event_type text not null,
    address text not null,
    number integer not null,
    outcome text not null,
    http_status integer,
    duration_ms integer not null,
    error text not null,
    create_time timestamptz(3) not null
  )`,
  'create index callback_attempts_page on callback_attempts (account_id, create_time, seq)',
  'create index callback_attempts_job_page on callback_attempts (account_id, job_id, create_time, seq)',

  `create table message_queues (
    account_id text not null,
    name text not null,
    is_explicit boolean not null,
    delay_seconds integer not null,
    maximum_message_size integer not null,
    message_retention_period integer not null,
    visibility_timeout integer not null,
    polling_wait_seconds integer not null,
    create_time timestamptz(3) not null,
    modified_time timestamptz(3) not null,
    primary key (account_id, name)
  )`,

  `create table messages (
    id text primary key,
    seq bigint generated always as identity unique,
    account_id text not null,
    queue_name text not null,
    body text not null,
    priority integer not null,
    receipt text,
    dequeue_count integer not null,
    enqueue_time timestamptz(3) not null,
    visible_time timestamptz(3) not null,
    first_dequeue_time timestamptz(3),
    expire_time timestamptz(3) not null,
    foreign key (account_id, queue_name) references message_queues (account_id, name) on delete cascade
  )`,
  'create index messages_front on messages (account_id, queue_name, priority, seq)',
  'create index messages_age on messages (expire_time)',
];
