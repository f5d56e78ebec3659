import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { apiError } from '../../src/errors/api-error.ts';
import { RenderError } from '../../src/render/request.ts';
import { account, clipFacts, openBench, smallSubmit } from './harness.ts';

const finished = { frames: 50, duration: 2, size: 5, warnings: [] };

/** A render that runs until it is stopped, and says when it began. */
function endlessRender() {
  const begun = Promise.withResolvers<void>();
  let stopped = 0;
  return {
    begun: begun.promise,
    stopped: () => stopped,
    render: (_request: unknown, { signal }: { signal?: AbortSignal }) => {
      begun.resolve();
      return new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          stopped += 1;
          reject(new RenderError('RenderCancelled', 'The render was cancelled.'));
        });
      });
    },
  };
}

test('a cancelled batch stops its renders at once and fails, as it has made nothing', async (context) => {
  const endless = endlessRender();
  const bodies: string[] = [];
  const bench = await openBench(context, {
    render: endless.render,
    post: async (_address, body) => {
      bodies.push(body);
      return 200;
    },
  });
  const UserData = '{"NotifyAddress":"http://127.0.0.1:9/cb"}';
  const { JobId } = await bench.service.submit(account, smallSubmit({ UserData }, { Count: 5 }));
  await bench.work();
  await endless.begun;
  const began = performance.now();
  assert.deepEqual(await bench.service.cancel(account, JobId), { JobId });
  while (endless.stopped() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(performance.now() - began < 500, `stopped after ${performance.now() - began} ms`);
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Failed');
  assert.equal(JSON.parse(job.Extend).ErrorCode, 'Cancelled');
  assert.deepEqual(
    [...new Set(job.SubJobList.map((sub) => `${sub.Status} ${sub.ErrorCode}`))],
    ['Failed Cancelled'],
  );
  await assert.rejects(bench.service.cancel(account, JobId), { code: 'InvalidParameter.JobStatus' });
  await assert.rejects(bench.service.cancel('1000000000000002', JobId), {
    code: 'InvalidParameter.JobNotFound',
  });
  while (bodies.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(JSON.parse(bodies[0] ?? '').MessageBody.Status, 'Failed');
});

test('a cancelled video leaves the others alone', async (context) => {
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const bench = await openBench(context, {
    render: async (request) => {
      begun.resolve();
      await release.promise;
      await writeFile(request.outputFile, 'video');
      return finished;
    },
  });
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 3 }));
  await bench.work();
  await begun.promise;
  const before = await bench.service.get(account, JobId);
  const waiting = before.SubJobList.at(-1)?.JobId ?? '';
  await bench.service.cancelProducingJob(account, waiting);
  await assert.rejects(bench.service.cancelProducingJob(account, waiting), {
    code: 'InvalidParameter.JobStatus',
  });
  release.resolve();
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  assert.deepEqual(
    job.SubJobList.map((sub) => sub.Status),
    ['Success', 'Success', 'Failed'],
  );
});

test('a video that is cancelled before the batch is planned is left out of the plan', async (context) => {
  const bench = await openBench(context);
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 2 }));
  const [first] = (await bench.service.get(account, JobId)).SubJobList;
  await bench.service.cancelProducingJob(account, first?.JobId ?? '');
  await bench.work();
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  assert.deepEqual(
    job.SubJobList.map((sub) => sub.Status),
    ['Failed', 'Success'],
  );
});

test('a retry makes only the failed videos, from the same timelines, and tells the end once more', async (context) => {
  const rendered: string[] = [];
  const bodies: string[] = [];
  let isBroken = true;
  const bench = await openBench(context, {
    render: async (request) => {
      rendered.push(JSON.stringify(request.timeline));
      if (isBroken && rendered.length === 1)
        throw new RenderError('InvalidTimelineFormat', 'broken for the test');
      await writeFile(request.outputFile, 'video');
      return finished;
    },
    post: async (_address, body) => {
      bodies.push(body);
      return 200;
    },
  });
  const UserData = '{"NotifyAddress":"http://127.0.0.1:9/cb"}';
  const { JobId } = await bench.service.submit(account, smallSubmit({ UserData }, { Count: 3 }));
  await bench.work();
  const first = await bench.ended(JobId);
  const failed = first.SubJobList.find((sub) => sub.Status === 'Failed');
  assert.ok(failed !== undefined);
  isBroken = false;
  assert.deepEqual(await bench.service.retry(account, JobId), { JobIds: [failed.JobId] });
  const second = await bench.ended(JobId);
  assert.equal(second.Status, 'Finished');
  assert.deepEqual(
    second.SubJobList.map((sub) => sub.Status),
    ['Success', 'Success', 'Success'],
  );
  assert.equal(rendered.length, 4);
  assert.equal(rendered[3], rendered[0]);
  while (bodies.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  const counts = bodies.map(
    (body) =>
      (JSON.parse(body).MessageBody.SubJobList as { Status: string }[]).filter(
        (sub) => sub.Status === 'Success',
      ).length,
  );
  assert.deepEqual(counts, [2, 3]);
  await assert.rejects(bench.service.retry(account, JobId), { code: 'InvalidParameter.JobStatus' });
  await assert.rejects(bench.service.retry('1000000000000002', JobId), {
    code: 'InvalidParameter.JobNotFound',
  });
});

test('a batch that could not be planned is planned again by a retry', async (context) => {
  let isThere = false;
  const bench = await openBench(context, {
    material: async (_account, reference) => {
      if (isThere) return { mediaId: null, path: `/${reference}`, facts: clipFacts };
      throw apiError('InvalidMaterial.NotFound', { By: 'url', Names: reference });
    },
  });
  const { JobId } = await bench.service.submit(account, smallSubmit());
  await bench.work();
  assert.equal((await bench.ended(JobId)).Status, 'Failed');
  isThere = true;
  await bench.service.retry(account, JobId);
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  assert.equal(JSON.parse(job.Extend).ErrorCode, undefined);
});

test('a job that is cancelled and retried while it is being rendered ends well', async (context) => {
  let runs = 0;
  const begun = Promise.withResolvers<void>();
  const bench = await openBench(context, {
    render: async (request, { signal }) => {
      runs += 1;
      begun.resolve();
      if (runs === 1) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      signal?.throwIfAborted();
      await writeFile(request.outputFile, 'video');
      return finished;
    },
  });
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 1 }));
  await bench.work();
  await begun.promise;
  await bench.service.cancel(account, JobId);
  await bench.service.retry(account, JobId);
  assert.equal((await bench.ended(JobId)).Status, 'Finished');
});

test('a dry run tells lengths, distinct videos and faults, and stores nothing', async (context) => {
  const bench = await openBench(context);
  const forecast = await bench.service.validate(account, smallSubmit({}, { Count: 3 }));
  assert.equal(forecast.Valid, true);
  assert.equal(forecast.Outputs.length, 3);
  assert.ok(forecast.Outputs.every(({ Duration }) => Duration > 1));
  assert.deepEqual(forecast.Errors, []);
  const broken = await bench.service.validate(account, smallSubmit({}, { Count: 0 }));
  assert.equal(broken.Valid, false);
  assert.equal(broken.Errors[0]?.Field, 'OutputConfig.Count');
  const strange = await bench.service.validate(
    account,
    smallSubmit({ InputConfig: '{"MediaGroupArray":[{"MediaArray":["ftp://x/y"]}]}' }),
  );
  assert.match(strange.Errors[0]?.Field ?? '', /^InputConfig\.MediaGroupArray\[0\]\.MediaArray/);
  const { numJobs } = await bench.database.kysely
    .selectFrom('batch_jobs')
    .select((each) => each.fn.countAll<string>().as('numJobs'))
    .executeTakeFirstOrThrow();
  assert.equal(numJobs, '0');
});

test('texts that are spoken too slowly are estimated in a dry run', { timeout: 10_000 }, async (context) => {
  const bench = await openBench(context, { speak: () => new Promise(() => {}) });
  const InputConfig = JSON.stringify({
    MediaGroupArray: [{ MediaArray: ['oss://clips/1.mp4', 'oss://clips/2.mp4'] }],
    SpeechTextArray: ['This is a text that somebody would need about four seconds to read aloud.'],
  });
  const forecast = await bench.service.validate(account, smallSubmit({ InputConfig }, { Count: 1 }));
  assert.equal(forecast.Valid, true);
  const [output] = forecast.Outputs;
  assert.ok(output !== undefined && output.Duration > 2.5 && output.Duration < 6, `${output?.Duration} s`);
  assert.ok(forecast.Warnings.some(({ Code }) => Code === 'LengthEstimated'));
});
