import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../db/postgres-server.ts';
import { account, openBench, smallSubmit } from './harness.ts';

/**
 * The same jobs on a PostgreSQL server, where transactions really run side by side: what the embedded database forgives,
 * because it runs one at a time, shows here.
 */

test('jobs on a PostgreSQL server', async (context) => {
  const postgres = await startPostgres();
  context.after(postgres.stop);
  const makeDatabase = postgres.createDatabase;

  await context.test(
    'submits at once: one job a token, and visible in the order of the list',
    async (part) => {
      const { service } = await openBench(part, { databaseUrl: await makeDatabase() });
      const submit = smallSubmit({ ClientToken: 'a' });
      const answers = await Promise.all(Array.from({ length: 20 }, () => service.submit(account, submit)));
      assert.equal(new Set(answers.map((answer) => answer.JobId)).size, 1);

      const walk = async () => {
        const seen: string[] = [];
        let nextToken: string | undefined;
        do {
          const page = await service.list(account, {
            jobId: undefined,
            jobType: undefined,
            status: undefined,
            startTime: undefined,
            endTime: undefined,
            order: 'asc',
            maxResults: 1,
            nextToken,
          });
          seen.push(...page.EditingBatchJobList.map((job) => job.JobId));
          nextToken = page.NextToken;
        } while (nextToken !== undefined);
        return seen;
      };
      const walks: string[][] = [];
      let submitted = 0;
      const submitting = Array.from({ length: 40 }, async () => {
        await service.submit(account, smallSubmit({}, { Count: 1 }));
        submitted += 1;
      });
      while (submitted < submitting.length) walks.push(await walk());
      await Promise.all(submitting);
      const all = await walk();
      assert.equal(all.length, 41);
      for (const seen of walks) assert.deepEqual(seen, all.slice(0, seen.length));
    },
  );

  await context.test('two videos that end at the same moment finish their batch once', async (part) => {
    const bodies: string[] = [];
    const bench = await openBench(part, {
      databaseUrl: await makeDatabase(),
      // Both transactions are open for a while: each has ended its video and looks for running ones.
      register: async () => async () => {
        await sleep(150);
      },
      post: async (_address, body) => {
        bodies.push(body);
        return 200;
      },
    });
    await bench.work();
    const UserData = JSON.stringify({ NotifyAddress: 'http://receiver.example/' });
    for (let round = 0; round < 3; round += 1) {
      const { JobId } = await bench.service.submit(account, smallSubmit({ UserData }));
      const job = await bench.ended(JobId);
      assert.deepEqual(
        job.SubJobList.map((sub) => sub.Status),
        ['Success', 'Success'],
      );
    }
    await sleep(300);
    assert.equal(bodies.length, 3);
  });

  await context.test('the render of a killed worker is taken over within 30 seconds', async (part) => {
    const databaseUrl = await makeDatabase();
    const bench = await openBench(part, { databaseUrl });
    const stuck = fork(join(import.meta.dirname, 'stuck-process.ts'), [databaseUrl]);
    part.after(() => stuck.kill('SIGKILL'));
    const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 1 }));
    await once(stuck, 'message');
    stuck.kill('SIGKILL');
    const killed = performance.now();
    await bench.work();
    const job = await bench.ended(JobId);
    assert.equal(job.SubJobList[0]?.Status, 'Success');
    const seconds = (performance.now() - killed) / 1000;
    assert.ok(seconds < 30, `${seconds} s`);
    part.diagnostic(`taken over after ${seconds.toFixed(1)} s`);
  });
});
