import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { BatchListRequest } from '../../src/batch/list.ts';
import { ApiError } from '../../src/errors/api-error.ts';
import { type Bench, openBench, smallSubmit } from './harness.ts';

const start = Date.UTC(2026, 0, 1);

const request = (changes: Partial<BatchListRequest> = {}): BatchListRequest => ({
  jobId: undefined,
  jobType: undefined,
  status: undefined,
  startTime: undefined,
  endTime: undefined,
  order: 'desc',
  maxResults: 10,
  nextToken: undefined,
  ...changes,
});

const shownStatuses = ['Init', 'Finished'] as const;
const shownTypes = ['Script', 'Smart_Mix'] as const;

/** A job of the table; few different times, so that the tie-break is needed all the time. */
const jobs = fc.record({
  status: fc.constantFrom(...shownStatuses),
  job_type: fc.constantFrom(...shownTypes),
  create_time: fc.integer({ min: 0, max: 9 }).map((step) => new Date(start + step * 250)),
});
type Job = { status: 'Init' | 'Finished'; job_type: string; create_time: Date };

const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 2 });
const second = fc.integer({ min: 0, max: 2 }).map((each) => new Date(start + each * 1000));

const filters = fc
  .record({
    status: sometimes(fc.constantFrom(...shownStatuses)),
    jobType: sometimes(fc.constantFrom(...shownTypes)),
    startTime: sometimes(second),
    endTime: sometimes(second),
    order: fc.constantFrom('desc' as const, 'asc' as const),
    maxResults: fc.integer({ min: 1, max: 7 }),
  })
  .filter(
    ({ startTime, endTime }) => startTime === undefined || endTime === undefined || startTime <= endTime,
  );

let serial = 0;
const nextAccount = () => {
  serial += 1;
  return String(2_000_000_000_000_000 + serial);
};

/** Inserts jobs of an account; returns their ids in the order of insertion. */
async function insert({ database }: Bench, account: string, list: readonly Job[]): Promise<string[]> {
  if (list.length === 0) return [];
  const rows = list.map((job) => {
    serial += 1;
    return {
      ...job,
      id: serial.toString(16).padStart(32, '0'),
      account_id: account,
      input_config: '{}',
      editing_config: '',
      output_config: '{}',
      template_config: '',
      user_data: '',
      extend: '{}',
      extend_input: '',
      extend_output: '',
      seed: '',
      modified_time: job.create_time,
    };
  });
  await database.kysely.insertInto('batch_jobs').values(rows).execute();
  return rows.map((row) => row.id);
}

/** The rule of the list, said another way: what a client should get. */
function expected(list: readonly Job[], ids: readonly string[], filter: BatchListRequest): string[] {
  const whole = (time: Date) => Math.floor(time.getTime() / 1000);
  const sorted = list
    .map((job, seq) => ({ job, seq, id: ids[seq] ?? '' }))
    .filter(({ job }) => filter.status === undefined || job.status === filter.status)
    .filter(({ job }) => filter.jobType === undefined || job.job_type === filter.jobType)
    .filter(({ job }) => filter.startTime === undefined || whole(job.create_time) >= whole(filter.startTime))
    .filter(({ job }) => filter.endTime === undefined || whole(job.create_time) <= whole(filter.endTime))
    .sort((a, b) => a.job.create_time.getTime() - b.job.create_time.getTime() || a.seq - b.seq)
    .map(({ id }) => id);
  return filter.order === 'asc' ? sorted : sorted.reverse();
}

test('list', async (context) => {
  const bench = await openBench(context);
  const { service } = bench;

  const walk = async (account: string, filter: BatchListRequest, between: () => Promise<void>) => {
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await service.list(account, { ...filter, nextToken });
      assert.ok(page.EditingBatchJobList.length <= filter.maxResults);
      seen.push(...page.EditingBatchJobList.map((job) => job.JobId));
      nextToken = page.NextToken;
      await between();
    } while (nextToken !== undefined);
    return seen;
  };

  await context.test(
    'pages have no gap and no duplicate, with every filter, while jobs are inserted',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(jobs, { minLength: 20, maxLength: 40 }),
          filters,
          fc.array(jobs, { minLength: 4, maxLength: 4 }),
          async (list, filter, late) => {
            const account = nextAccount();
            const ids = await insert(bench, account, list);
            const query = request(filter);
            const added: string[] = [];
            // New jobs are the youngest: a walk from new to old must not see them, one from old to new sees them at its end.
            const seen = await walk(account, query, async () => {
              const job = late[added.length];
              if (job === undefined) return;
              added.push(
                ...(await insert(bench, account, [{ ...job, create_time: new Date(start + 3_600_000) }])),
              );
            });
            const old = seen.filter((id) => ids.includes(id));
            assert.deepEqual(old, expected(list, ids, query));
            const fresh = seen.slice(old.length);
            assert.deepEqual(fresh, filter.order === 'desc' ? [] : added.filter((id) => fresh.includes(id)));
          },
        ),
        { numRuns: 60 },
      );
    },
  );

  await context.test('the id filter, an empty page and the last page have no token', async () => {
    const account = nextAccount();
    const ids = await insert(
      bench,
      account,
      Array.from({ length: 10 }, () => ({
        status: 'Init' as const,
        job_type: 'Script',
        create_time: new Date(start),
      })),
    );
    const full = await service.list(account, request());
    assert.equal(full.EditingBatchJobList.length, 10);
    assert.equal(full.NextToken, undefined);
    const one = await service.list(account, request({ jobId: ids[3] }));
    assert.deepEqual(
      one.EditingBatchJobList.map((job) => job.JobId),
      [ids[3]],
    );
    const none = await service.list(account, request({ jobId: 'unknown' }));
    assert.deepEqual([none.EditingBatchJobList, none.NextToken, none.MaxResults], [[], undefined, 10]);
    assert.deepEqual((await service.list(nextAccount(), request({ jobId: ids[3] }))).EditingBatchJobList, []);
  });

  await context.test('a token is refused when it was altered or belongs to another list', async () => {
    const account = nextAccount();
    const list = Array.from({ length: 5 }, () => ({
      status: 'Init' as const,
      job_type: 'Script',
      create_time: new Date(start),
    }));
    await insert(bench, account, list);
    const query = request({ maxResults: 2, status: 'Init', startTime: new Date(start) });
    const { NextToken: nextToken = '' } = await service.list(account, query);
    assert.match(nextToken, /^[A-Za-z0-9+/]+={0,2}$/);
    assert.equal(
      (await service.list(account, { ...query, maxResults: 3, nextToken })).EditingBatchJobList.length,
      3,
    );
    const refused = async (owner: string, changed: Partial<BatchListRequest>) =>
      assert.rejects(service.list(owner, { ...query, nextToken, ...changed }), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.code, error.status], ['InvalidParameter', 400]);
        assert.match(error.message, /NextToken/);
        return true;
      });
    await refused(nextAccount(), {});
    await refused(account, { status: 'Failed' });
    await refused(account, { status: undefined });
    await refused(account, { order: 'asc' });
    await refused(account, { jobType: 'Script' });
    await refused(account, { endTime: new Date(start + 1000) });
    await refused(account, { nextToken: 'abc' });
    const bytes = Buffer.from(nextToken, 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      await refused(account, { nextToken: altered.toString('base64') });
    }
    await assert.rejects(
      service.listProducingJobs(account, {
        masterJobId: undefined,
        projectId: undefined,
        keyword: undefined,
        jobType: undefined,
        status: undefined,
        startTime: new Date(start),
        endTime: undefined,
        order: 'desc',
        maxResults: 2,
        nextToken,
      }),
      /NextToken/,
    );
  });

  await context.test('an end before the start is refused', async () => {
    const changed = request({ startTime: new Date(start + 1000), endTime: new Date(start) });
    await assert.rejects(service.list(nextAccount(), changed), /EndTime must not be before StartTime/);
  });

  await context.test(
    'jobs submitted at the same time are listed in the order in which they became visible',
    async () => {
      const account = nextAccount();
      const walks: string[][] = [];
      let submitted = 0;
      const submitting = Array.from({ length: 12 }, async () => {
        await service.submit(account, smallSubmit({}, { Count: 1 }));
        submitted += 1;
      });
      const query = request({ order: 'asc', maxResults: 1 });
      while (submitted < submitting.length) walks.push(await walk(account, query, async () => {}));
      await Promise.all(submitting);
      const all = await walk(account, query, async () => {});
      assert.equal(all.length, 12);
      // What a walk saw are the oldest jobs without a hole: nothing became visible behind it.
      for (const seen of walks) assert.deepEqual(seen, all.slice(0, seen.length));
    },
  );

  await context.test('sub jobs are listed under their batch, by state and by keyword', async () => {
    const account = nextAccount();
    const { JobId } = await service.submit(account, smallSubmit({}, { Count: 3 }));
    await service.submit(account, smallSubmit());
    const query = { projectId: undefined, keyword: undefined, jobType: undefined, status: undefined };
    const list = (changes: object) =>
      service.listProducingJobs(account, {
        ...request({ order: 'asc' }),
        masterJobId: JobId,
        ...query,
        ...changes,
      });
    const batch = await service.get(account, JobId);
    const ids = batch.SubJobList.map((job) => job.JobId);
    const shown = async (changes: object) =>
      (await list(changes)).MediaProducingJobList.map((job) => job.JobId);
    assert.deepEqual(await shown({}), ids);
    assert.deepEqual(await shown({ status: 'Init' }), ids);
    assert.deepEqual(await shown({ status: 'Success' }), []);
    assert.deepEqual(await shown({ jobType: 'EditingJob' }), ids);
    assert.deepEqual(await shown({ jobType: 'LiveEditingJob' }), []);
    assert.deepEqual(await shown({ keyword: ids[1] }), [ids[1]]);
    assert.equal((await shown({ masterJobId: undefined })).length, 5);
    assert.equal((await list({})).MaxResults, '10');
  });
});
