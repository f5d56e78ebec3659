import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Changes of jobs and media are told on the channel `reelmill_news` when their transaction commits, whoever makes
 * them (`batch/news.ts`). A job that is retried ends, and tells so, once more.
 */
export const newsTriggers: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  `create function tell_batch_news() returns trigger language plpgsql as $$ begin
    perform pg_notify('reelmill_news', json_build_object(
      'kind', 'batch', 'account', new.account_id, 'batchJobId', new.id, 'status', new.status)::text);
    return null;
  end $$`,
  `create trigger batch_news_of_insert after insert on batch_jobs
    for each row execute function tell_batch_news()`,
  `create trigger batch_news_of_update after update of status on batch_jobs
    for each row when (old.status is distinct from new.status) execute function tell_batch_news()`,

  `create function tell_producing_news() returns trigger language plpgsql as $$ begin
    perform pg_notify('reelmill_news', json_build_object(
      'kind', 'job', 'account', new.account_id, 'batchJobId', new.batch_job_id, 'jobId', new.id,
      'status', new.status, 'progress', new.progress)::text);
    return null;
  end $$`,
  `create trigger producing_news after update of status, progress on producing_jobs for each row
    when (old.status is distinct from new.status or old.progress is distinct from new.progress)
    execute function tell_producing_news()`,

  `create function tell_media_news() returns trigger language plpgsql as $$ begin
    perform pg_notify('reelmill_news', json_build_object(
      'kind', 'media', 'account', new.account_id, 'mediaId', new.id, 'status', new.status)::text);
    return null;
  end $$`,
  'create trigger media_news_of_insert after insert on media for each row execute function tell_media_news()',
  `create trigger media_news_of_update after update of status on media for each row
    when (old.status is distinct from new.status) execute function tell_media_news()`,

  'alter table notifications drop constraint notifications_job_id_key',
  'create index notifications_job on notifications (job_id)',
];
