import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RenderError } from '../../src/render/request.ts';
import { startPostgres } from '../db/postgres-server.ts';
import { account, openBench, smallSubmit } from './harness.ts';

test('a render of one server stops when another server cancels its job', async (context) => {
  const postgres = await startPostgres();
  context.after(postgres.stop);
  const databaseUrl = await postgres.createDatabase();
  await context.test('within two seconds, and it can be retried there', async (part) => {
    const begun = Promise.withResolvers<void>();
    let stopped = 0;
    const worker = await openBench(part, {
      databaseUrl,
      render: (_request, { signal }) => {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            stopped = performance.now();
            reject(new RenderError('RenderCancelled', 'The render was cancelled.'));
          });
        });
      },
    });
    const other = await openBench(part, { databaseUrl });
    const { JobId } = await other.service.submit(account, smallSubmit({}, { Count: 1 }));
    await worker.work();
    await begun.promise;
    const cancelled = performance.now();
    await other.service.cancel(account, JobId);
    while (stopped === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.ok(stopped - cancelled < 1500, `${stopped - cancelled} ms`);
    assert.equal((await worker.ended(JobId)).Status, 'Failed');
    assert.deepEqual((await other.service.retry(account, JobId)).JobIds.length, 1);
    assert.equal((await other.service.get(account, JobId)).Status, 'Processing');
    await other.service.cancel(account, JobId);
  });
});
