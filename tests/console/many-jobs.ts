import { sql } from 'kysely';
import { loadRootAccount } from '../../src/access/root-account.ts';
import { openDatabase } from '../../src/db/database.ts';

/** How many jobs there are in each state once {@link insertManyJobs} is done: ten thousand together. */
export const manyJobs = { Init: 0, Processing: 40, Finished: 8964, Failed: 996 };

/**
 * Puts ten thousand jobs with two videos each into the database of a data folder. The first 40 are in progress, though
 * all their videos are ready: a server that starts finds nothing to do.
 */
export async function insertManyJobs(dataDir: string): Promise<void> {
  const { account } = await loadRootAccount({ dataDir, rootKey: null });
  const database = await openDatabase({ dataDir, databaseUrl: '' });
  const input = JSON.stringify({ MediaGroupArray: [{ GroupName: 'one' }], TitleArray: ['Many'] });
  const output = JSON.stringify({ Count: 2, Width: 180, Height: 320 });
  const time = sql`timestamptz '2026-01-01 00:00:00Z' + n * interval '1 minute'`;
  await sql`
    insert into batch_jobs (id, account_id, job_type, status, input_config, editing_config, output_config,
      template_config, user_data, extend, extend_input, extend_output, seed, create_time, modified_time, complete_time)
    select md5('batch' || n), ${account}, 'Script',
      case when n <= 40 then 'Processing' when n % 10 = 1 then 'Failed' else 'Finished' end,
      ${input}, '{}', ${output}, '{}', '', '{}', '', '', '1', ${time}, ${time},
      case when n > 40 then ${time} end
    from generate_series(1, 10000) n`.execute(database.kysely);
  await sql`
    insert into producing_jobs (id, account_id, batch_job_id, output_index, status, media_url, timeline, code, message,
      progress, sub_job_materials, user_data, create_time, modified_time, complete_time)
    select md5('video' || n || '-' || i), ${account}, md5('batch' || n), i,
      case when n > 40 and n % 10 = 1 then 'Failed' else 'Success' end,
      'http://nowhere.oss-cn-shanghai.aliyuncs.com/' || n || '.mp4', '', '', '', 100, '', '', ${time}, ${time}, ${time}
    from generate_series(1, 10000) n, generate_series(0, 1) i`.execute(database.kysely);
  await database.close();
}
