import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../src/errors/api-error.ts';
import { account, type Bench, openBench, smallSubmit } from './harness.ts';

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof ApiError, String(error));
  assert.equal(error.code, code);
  assert.equal(error.status, 400);
  assert.match(error.message, pattern);
  return true;
};

const count = async ({ database }: Bench, table: 'batch_jobs' | 'producing_jobs') => {
  const { n } = await database.kysely
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
};

test('submit', async (context) => {
  const bench = await openBench(context);
  const { service } = bench;

  await context.test('all sub jobs are listed from the start, with their URLs', async () => {
    const submit = smallSubmit(
      { UserData: '{"a" : 1}' },
      { Count: 3, MediaURL: 'http:/out.oss-cn-shanghai.aliyuncs.com/{index}/v.mp4' },
    );
    const { JobId } = await service.submit(account, submit);
    const job = await service.get(account, JobId);
    assert.match(JobId, /^[0-9a-f]{32}$/);
    assert.equal(job.Status, 'Init');
    assert.equal(job.JobType, 'Script');
    assert.equal(job.Extend, '{}');
    assert.equal(job.CompleteTime, null);
    assert.deepEqual(
      job.SubJobList.map(({ MediaURL, Status, Progress, Duration, MediaId }) => [
        MediaURL,
        Status,
        Progress,
        Duration,
        MediaId,
      ]),
      [0, 1, 2].map((index) => [`http://out.oss-cn-shanghai.aliyuncs.com/${index}/v.mp4`, 'Init', 0, 0, '']),
    );
    const configs = [job.InputConfig, job.EditingConfig, job.OutputConfig, job.UserData];
    assert.deepEqual(configs, [
      submit.InputConfig,
      submit.EditingConfig,
      submit.OutputConfig,
      submit.UserData,
    ]);
  });

  await context.test('twenty repeats at once with one token are one job', async () => {
    const before = [await count(bench, 'batch_jobs'), await count(bench, 'producing_jobs')];
    const submit = smallSubmit({ ClientToken: '****12e8864746a0a398****' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.submit(account, submit)));
    assert.equal(new Set(answers.map((answer) => answer.JobId)).size, 1);
    const after = [await count(bench, 'batch_jobs'), await count(bench, 'producing_jobs')];
    assert.deepEqual(after, [(before[0] ?? 0) + 1, (before[1] ?? 0) + 2]);
  });

  await context.test('a token with other parameters is refused, for this account only', async () => {
    const ClientToken = 'other-parameters';
    const first = await service.submit(account, smallSubmit({ ClientToken }));
    for (const changed of [
      smallSubmit({ ClientToken }, { Count: 1 }),
      smallSubmit({ ClientToken, UserData: '{}' }),
    ]) {
      await assert.rejects(
        service.submit(account, changed),
        refusal('IdempotentParameterMismatch', /ClientToken/),
      );
    }
    const other = await service.submit('1000000000000002', smallSubmit({ ClientToken }, { Count: 1 }));
    assert.notEqual(other.JobId, first.JobId);
  });

  await context.test('a token is forgotten after 24 hours', async () => {
    const submit = smallSubmit({ ClientToken: 'yesterday' });
    const first = await service.submit(account, submit);
    await bench.database.kysely
      .updateTable('client_tokens')
      .set({ create_time: new Date(Date.now() - 24 * 3_600_000 - 1000) })
      .where('token', '=', 'yesterday')
      .execute();
    assert.notEqual((await service.submit(account, submit)).JobId, first.JobId);
  });

  await context.test('what cannot work is refused and leaves nothing behind', async () => {
    const jobs = await count(bench, 'batch_jobs');
    const material = JSON.stringify({
      MediaGroupArray: [{ GroupName: 'a', MediaArray: ['https://elsewhere.example/a.mp4'] }],
    });
    const cases: [Parameters<typeof smallSubmit>, RegExp][] = [
      [
        [{ UserData: JSON.stringify({ a: 'é'.repeat(300) }) }],
        /UserData must have at most 512 bytes, not 60\d/,
      ],
      [[{ UserData: '[1]' }], /UserData must be a JSON object/],
      [[{ UserData: '{' }], /UserData must be a JSON object/],
      [[{ ClientToken: 'é' }], /ClientToken/],
      [[{ ClientToken: 'x'.repeat(65) }], /ClientToken/],
      [[{ InputConfig: material }], /InputConfig\.MediaGroupArray\[0\]\.MediaArray/],
      [[{}, { MediaURL: 'https://elsewhere.example/v_{index}.mp4' }], /OutputConfig\.MediaURL/],
      [[{}, { Count: 0 }], /Count/],
    ];
    for (const [[changes, output], pattern] of cases) {
      await assert.rejects(
        service.submit(account, smallSubmit(changes, output)),
        refusal('InvalidParameter', pattern),
      );
    }
    assert.equal(await count(bench, 'batch_jobs'), jobs);
  });

  await context.test('an odd callback address is accepted with a warning', async () => {
    const UserData = '{"NotifyAddress":"callback-demo","RegisterMediaNotifyAddress":"http://a.example"}';
    const { JobId } = await service.submit(account, smallSubmit({ UserData }));
    const { Warnings } = JSON.parse((await service.get(account, JobId)).Extend);
    assert.deepEqual(
      Warnings.map((warning: { Code: string }) => warning.Code),
      ['CallbackNotSupported', 'CallbackNotSupported'],
    );
  });

  await context.test('jobs of another account and unknown ids are not found', async () => {
    const { JobId } = await service.submit(account, smallSubmit());
    for (const [owner, id] of [
      ['1000000000000002', JobId],
      [account, 'nothing'],
    ] as const) {
      await assert.rejects(service.get(owner, id), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.code, error.status], ['InvalidParameter.JobNotFound', 404]);
        return true;
      });
    }
  });
});
