import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { runPlanStep } from '../../src/batch/plan-step.ts';
import { runRenderStep } from '../../src/batch/render-step.ts';
import { createHandlers } from '../../src/batch/stages.ts';
import { apiError } from '../../src/errors/api-error.ts';
import { RenderError } from '../../src/render/request.ts';
import { account, clipFacts, openBench, smallSubmit } from './harness.ts';

/** Whether a batch showed Finished while one of its videos had not ended. */
type Look = { status: string; running: number };

test('a batch goes from Init to Finished, never before its last video', async (context) => {
  const registered: string[] = [];
  const stored: string[] = [];
  const bench = await openBench(context, {
    render: async (request, { onProgress }) => {
      onProgress?.(40);
      await new Promise((resolve) => setTimeout(resolve, 30));
      await writeFile(request.outputFile, 'video');
      const warnings = [{ Code: 'GlyphReplaced', Message: 'The sign X was replaced.' }];
      return { frames: 50, duration: 2, size: 5, warnings };
    },
    store: async ({ bucket, key }) => {
      stored.push(`${bucket}/${key}`);
    },
    register: async (owner, { mediaId }) => {
      assert.equal(owner, account);
      return async () => {
        registered.push(mediaId);
      };
    },
  });
  const { service } = bench;
  const { JobId } = await service.submit(account, smallSubmit({}, { Count: 5 }));
  await bench.work();
  const looks: Look[] = [];
  for (;;) {
    const job = await service.get(account, JobId);
    const running = job.SubJobList.filter((sub) => sub.Status !== 'Success').length;
    looks.push({ status: job.Status, running });
    if (job.Status === 'Finished') break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.deepEqual(
    looks.filter((look) => look.status === 'Finished' && look.running > 0),
    [],
  );
  const order = ['Init', 'Processing', 'Finished'];
  const seen = looks.map((look) => order.indexOf(look.status));
  assert.deepEqual(seen, [...seen].sort());

  const job = await service.get(account, JobId);
  assert.deepEqual(JSON.parse(job.Extend), {
    Warnings: [{ Code: 'GlyphReplaced', Message: 'The sign X was replaced.' }],
  });
  assert.equal(typeof JSON.parse(job.ExtendOutput).LargestOverlap, 'number');
  assert.ok(job.CompleteTime instanceof Date);
  assert.deepEqual(
    stored.sort(),
    [0, 1, 2, 3, 4].map((index) => `out/v_${index}.mp4`),
  );
  assert.deepEqual(registered.sort(), job.SubJobList.map((sub) => sub.MediaId).sort());
  for (const sub of job.SubJobList) {
    assert.deepEqual([sub.Duration, sub.Progress, sub.ErrorCode], [2, 100, '']);
    const producing = await service.getProducingJob(account, sub.JobId);
    assert.equal(producing.Status, 'Success');
    assert.ok(JSON.parse(producing.Timeline).VideoTracks.length > 0);
    const { Project } = await service.getEditingProject(account, sub.ProjectId, 'WebSDK');
    assert.deepEqual(
      [Project.Timeline, Project.Status, Project.TimelineConvertStatus],
      [producing.Timeline, 'Produced', 'Converted'],
    );
  }
});

test('one broken video fails alone, with its code and message', async (context) => {
  const bench = await openBench(context, {
    render: async (request, { onProgress }) => {
      onProgress?.(1);
      const [clip] = request.timeline.VideoTracks.at(-1)?.VideoTrackClips ?? [];
      if (clip?.MediaURL === 'oss://clips/1.mp4') {
        throw new RenderError(
          'InvalidParameter.ResourceContentBad',
          'The resource oss://clips/1.mp4 is bad',
          clip.MediaURL,
        );
      }
      await writeFile(request.outputFile, 'video');
      return { frames: 50, duration: 2, size: 5, warnings: [] };
    },
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 2 }));
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  const failed = job.SubJobList.filter((sub) => sub.Status === 'Failed');
  assert.equal(failed.length, 1);
  const [bad] = failed;
  assert.equal(bad?.ErrorCode, 'InvalidParameter.ResourceContentBad');
  assert.match(bad?.ErrorMessage ?? '', /clips\/1\.mp4/);
  assert.deepEqual([bad?.MediaId, bad?.MediaURL, bad?.Duration], ['', '', 0]);
  const { Project } = await bench.service.getEditingProject(account, bad?.ProjectId ?? '', 'OpenAPI');
  assert.equal(Project.Status, 'ProduceFailed');
});

test('a batch whose materials are gone fails with the reason in Extend and in every sub job', async (context) => {
  const names = '["oss://clips/1.mp4"]';
  const bench = await openBench(context, {
    material: async () => {
      throw apiError('InvalidMaterial.NotFound', { By: 'url', Names: names });
    },
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit());
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Failed');
  const extend = JSON.parse(job.Extend);
  assert.equal(extend.ErrorCode, 'InvalidMaterial.NotFound');
  for (const sub of job.SubJobList) {
    assert.deepEqual(
      [sub.Status, sub.ErrorCode, sub.ErrorMessage],
      ['Failed', extend.ErrorCode, extend.ErrorMessage],
    );
  }
});

test('one missing material is a warning when others can take its place', async (context) => {
  const bench = await openBench(context, {
    material: async (_account, reference) => {
      if (reference === 'oss://clips/1.mp4') {
        throw apiError('InvalidMaterial.NotFound', { By: 'url', Names: `["${reference}"]` });
      }
      return { mediaId: null, path: `/${reference}`, facts: clipFacts };
    },
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit());
  const job = await bench.ended(JobId);
  assert.deepEqual(
    job.SubJobList.map((sub) => sub.Status),
    ['Success', 'Success'],
  );
  const { Warnings } = JSON.parse(job.Extend);
  assert.ok(Warnings.some((warning: { Code: string }) => warning.Code === 'InvalidMaterial.NotFound'));
});

test('previews are planned and not rendered', async (context) => {
  const bench = await openBench(context, {
    render: () => assert.fail('nothing is to be rendered'),
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { GeneratePreviewOnly: true }));
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  for (const sub of job.SubJobList) {
    assert.deepEqual([sub.Status, sub.MediaId, sub.MediaURL], ['Success', '', '']);
    assert.ok(sub.Duration > 0);
    const { Project } = await bench.service.getEditingProject(account, sub.ProjectId, 'OpenAPI');
    assert.equal(Project.Status, 'Editing');
  }
});

test('a renderer that breaks once is tried again', async (context) => {
  let renders = 0;
  const bench = await openBench(context, {
    render: async (request) => {
      renders += 1;
      if (renders === 1) throw new RenderError('ProduceFailed', 'the renderer crashed');
      await writeFile(request.outputFile, 'video');
      return { frames: 50, duration: 2, size: 5, warnings: [] };
    },
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 1 }));
  const job = await bench.ended(JobId);
  assert.deepEqual(
    job.SubJobList.map((sub) => sub.Status),
    ['Success'],
  );
  assert.equal(renders, 2);
});

test('two runs of one render end it once', async (context) => {
  const registered: string[] = [];
  const bench = await openBench(context, {
    register:
      async (_account, { mediaId }) =>
      async () => {
        registered.push(mediaId);
      },
  });
  const { JobId } = await bench.service.submit(account, smallSubmit({}, { Count: 1 }));
  await bench.work();
  const first = await bench.ended(JobId);
  const [sub] = first.SubJobList;
  const run = { signal: new AbortController().signal, last: true };
  await runPlanStep(bench.tools, JobId, run);
  await runRenderStep(bench.tools, sub?.JobId ?? '', run);
  assert.deepEqual(await bench.service.get(account, JobId), first);
  assert.equal(registered.length, 1);
});

test('a job starts within a moment of its submit', async (context) => {
  const bench = await openBench(context);
  await bench.work();
  const waits: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const { JobId } = await bench.service.submit(
      account,
      smallSubmit({}, { GeneratePreviewOnly: true, Count: 1 }),
    );
    const submitted = performance.now();
    await bench.ended(JobId);
    waits.push(performance.now() - submitted);
  }
  waits.sort((a, b) => a - b);
  assert.ok((waits[2] ?? Number.POSITIVE_INFINITY) < 1000, `median ${waits[2]} ms`);
});

test('work that every process lost is ended, not left for ever', async (context) => {
  const bench = await openBench(context);
  const { service } = bench;
  const handlers = createHandlers(bench.tools);
  const unplanned = await service.submit(account, smallSubmit());
  await handlers.abandoned('plan', unplanned.JobId);
  const failed = await service.get(account, unplanned.JobId);
  assert.equal(failed.Status, 'Failed');
  assert.equal(JSON.parse(failed.Extend).ErrorCode, 'ProduceFailed');

  const planned = await service.submit(account, smallSubmit());
  await runPlanStep(bench.tools, planned.JobId, { signal: new AbortController().signal, last: false });
  const [first, second] = (await service.get(account, planned.JobId)).SubJobList;
  await handlers.abandoned('render', first?.JobId ?? '');
  assert.equal((await service.get(account, planned.JobId)).Status, 'Processing');
  await handlers.render(second?.JobId ?? '', { signal: new AbortController().signal, last: false });
  const finished = await service.get(account, planned.JobId);
  assert.equal(finished.Status, 'Finished');
  assert.deepEqual(
    finished.SubJobList.map((sub) => [sub.Status, sub.ErrorCode]),
    [
      ['Failed', 'ProduceFailed'],
      ['Success', ''],
    ],
  );
  // Late work finds everything ended.
  await handlers.abandoned('render', second?.JobId ?? '');
  await handlers.abandoned('plan', planned.JobId);
  assert.deepEqual(await service.get(account, planned.JobId), finished);
});
