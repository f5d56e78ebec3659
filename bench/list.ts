import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type BatchListRequest, listBatches } from '../src/batch/list.ts';
import { type DatabaseHandle, openDatabase } from '../src/db/database.ts';

/**
 * What a page deep in the list costs, compared with the first one: 200,000 jobs of one account in the embedded database,
 * page 1,000 against page 1 with every filter and both orders, at most 1.5 times. Writes `bench/results/list.json`.
 */

const jobCount = 200_000;
const deepPage = 1000;
const bound = 1.5;
const runs = 60;
const account = '1000000000000001';
const tokenKey = Buffer.alloc(32, 1);
const first = Date.UTC(2026, 0, 1);
const last = first + (jobCount - 1) * 100;

/** Every filter alone and together; each lets more than 1,000 pages through. */
const filters: Record<string, Partial<BatchListRequest>> = {
  none: {},
  'Status=Init': { status: 'Init' },
  'Status=Processing': { status: 'Processing' },
  'Status=Finished': { status: 'Finished' },
  'Status=Failed': { status: 'Failed' },
  'JobType=Script': { jobType: 'Script' },
  'JobType=Smart_Mix': { jobType: 'Smart_Mix' },
  'JobType, Status': { jobType: 'Script', status: 'Finished' },
  'StartTime, EndTime': { startTime: new Date(first + 1e6), endTime: new Date(last - 1e6) },
  'all but JobId': {
    jobType: 'Script',
    status: 'Finished',
    startTime: new Date(first + 1e6),
    endTime: new Date(last - 1e6),
  },
};

type Row = { filter: string; order: 'desc' | 'asc'; firstPage: number; deepPage: number; ratio: number };

async function fill({ kysely }: DatabaseHandle): Promise<void> {
  const config = JSON.stringify({ MediaGroupArray: [{ GroupName: 'a', MediaArray: ['x'.repeat(400)] }] });
  await sql`
    insert into batch_jobs (id, account_id, job_type, status, input_config, editing_config, output_config,
      template_config, user_data, extend, extend_input, extend_output, seed, create_time, modified_time)
    select lpad(to_hex(n), 32, '0'), ${account},
      case when n % 10 < 7 then 'Script' else 'Smart_Mix' end,
      (array['Init', 'Processing', 'Finished', 'Failed'])[1 + (n / 10) % 4],
      ${config}, '{}', '{}', '', '', '{}', '', '', '',
      to_timestamp(${first / 1000}::float8 + n * 0.1), to_timestamp(${first / 1000}::float8 + n * 0.1)
    from generate_series(0, ${jobCount - 1}::int) as n`.execute(kysely);
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Walks to the deep page as a client does; answers its token. */
async function walk({ kysely }: DatabaseHandle, request: BatchListRequest): Promise<string> {
  let nextToken: string | undefined;
  for (let page = 1; page < deepPage; page += 1) {
    const answer = await listBatches(kysely, tokenKey, account, { ...request, nextToken });
    nextToken = answer.NextToken;
    if (nextToken === undefined) throw new Error(`the list ends at page ${page}`);
  }
  return nextToken ?? '';
}

async function measure(database: DatabaseHandle, filter: string, order: 'desc' | 'asc'): Promise<Row> {
  const request: BatchListRequest = {
    jobId: undefined,
    jobType: undefined,
    status: undefined,
    startTime: undefined,
    endTime: undefined,
    ...filters[filter],
    order,
    maxResults: 10,
    nextToken: undefined,
  };
  const nextToken = await walk(database, request);
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    for (const [index, token] of [undefined, nextToken].entries()) {
      const begun = performance.now();
      await listBatches(database.kysely, tokenKey, account, { ...request, nextToken: token });
      times[index]?.push(performance.now() - begun);
    }
  }
  const [one, deep] = [median(times[0]), median(times[1])];
  return { filter, order, firstPage: one, deepPage: deep, ratio: deep / one };
}

const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
const database = await openDatabase({ dataDir, databaseUrl: '' });
const rows: Row[] = [];
try {
  await fill(database);
  for (const filter of Object.keys(filters)) {
    for (const order of ['desc', 'asc'] as const) rows.push(await measure(database, filter, order));
  }
} finally {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
}
console.table(
  rows.map(({ filter, order, firstPage, deepPage: deep, ratio }) => ({
    filter,
    order,
    'page 1 (ms)': firstPage.toFixed(2),
    [`page ${deepPage} (ms)`]: deep.toFixed(2),
    ratio: ratio.toFixed(2),
  })),
);
const worst = Math.max(...rows.map((row) => row.ratio));
const passed = worst <= bound;
const results = join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
await writeFile(
  join(results, 'list.json'),
  `${JSON.stringify({ jobCount, deepPage, bound, worst, passed, rows }, null, 2)}\n`,
);
console.log(`worst ratio ${worst.toFixed(2)}, bound ${bound}: ${passed ? 'passed' : 'FAILED'}`);
process.exitCode = passed ? 0 : 1;
