import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Workshop } from '../../src/batch/workshop.ts';
import { apiError } from '../../src/errors/api-error.ts';
import { fuse } from '../../src/match/fuse.ts';
import { colourNames, type Footage } from '../../src/timeline/footage.ts';
import { account, clipFacts, openBench, smallSubmit } from './harness.ts';

/** How the stages of Smart_Mix jobs begin, go on and end, with a library of paper. */

const footage: Footage = {
  shots: [0, 5, 10, 15].map((begin) => ({
    in: begin,
    out: begin + 5,
    keyTime: begin + 2,
    motion: 0.2,
    brightness: 0.5,
    sharpness: 0.5,
    colours: colourNames.map(() => 0),
    outdoors: 0.5,
    marks: [],
  })),
};
const found: Workshop['footage'] = { of: async () => footage, keyFrames: async () => [] };

const input = (clips: string[]) =>
  JSON.stringify({
    MediaArray: clips.map((name) => `oss://clips/${name}.mp4`),
    SpeechTextArray: ['First. Then more.'],
  });
const smart = (clips = ['1', '2'], output: Record<string, unknown> = {}) =>
  smallSubmit({ InputConfig: input(clips) }, output);
const select = (clips = ['1']) => ({
  ...smart(clips),
  Action: 'SubmitSceneMediaSelectionJob',
  JobType: 'Smart_Mix_Media_Select' as const,
  ExtendInput: '',
});

/** Footage whose look never ends by itself. */
function endlessFootage() {
  const begun = Promise.withResolvers<void>();
  let stopped = 0;
  const of: Workshop['footage']['of'] = (_source, { signal, onProgress } = {}) => {
    onProgress?.(0.5);
    begun.resolve();
    return new Promise<never>((_resolve, reject) => {
      signal?.addEventListener('abort', () => {
        stopped += 1;
        reject(signal.reason);
      });
    });
  };
  return { footage: { of, keyFrames: async () => [] }, begun: begun.promise, stopped: () => stopped };
}

const codesOf = ({ Extend }: { Extend: string }) =>
  ((JSON.parse(Extend) as { Warnings?: { Code: string }[] }).Warnings ?? []).map(({ Code }) => Code);

test('a Smart_Mix job is planned and rendered as any other', async (context) => {
  const bench = await openBench(context, { footage: found });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smart());
  const job = await bench.ended(JobId);
  assert.deepEqual([job.Status, job.JobType], ['Finished', 'Smart_Mix'], job.Extend);
  assert.deepEqual(
    job.SubJobList.map(({ Status }) => Status),
    ['Success', 'Success'],
  );
  const again = await bench.service.list(account, {
    jobId: undefined,
    jobType: 'Smart_Mix',
    status: 'Finished',
    startTime: undefined,
    endTime: undefined,
    order: 'desc',
    maxResults: 10,
    nextToken: undefined,
  });
  assert.deepEqual(
    again.EditingBatchJobList.map((each) => each.JobId),
    [JobId],
  );
});

test('more than two hours of video are refused with both numbers, pictures do not count', async (context) => {
  const bench = await openBench(context, {
    footage: found,
    material: async (_account, reference) => {
      const isPicture = reference.includes('picture');
      const facts = {
        ...clipFacts,
        duration: isPicture ? 0 : 3700,
        kind: isPicture ? 'image' : 'video',
      } as const;
      return { mediaId: null, path: `/${reference}`, facts };
    },
  });
  await bench.work();
  const long = await bench.service.submit(account, smart(['1', '2']));
  const failed = await bench.ended(long.JobId);
  assert.equal(failed.Status, 'Failed');
  const { ErrorCode, ErrorMessage } = JSON.parse(failed.Extend) as Record<string, string>;
  assert.equal(ErrorCode, 'InvalidParameter');
  assert.match(ErrorMessage ?? '', /InputConfig\.MediaArray.*7200 s.*not 7400 s/);
  const { JobId } = await bench.service.submit(account, smart(['1', 'picture']));
  assert.equal((await bench.ended(JobId)).Status, 'Finished');
});

test('a job is cancelled while its footage is looked at, and tells how far that was', async (context) => {
  const endless = endlessFootage();
  const bench = await openBench(context, { footage: endless.footage });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smart());
  await endless.begun;
  let { SubJobList } = await bench.service.get(account, JobId);
  while (SubJobList[0]?.Progress === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ({ SubJobList } = await bench.service.get(account, JobId));
  }
  assert.ok((SubJobList[0]?.Progress ?? 0) < 30);
  await bench.service.cancel(account, JobId);
  const job = await bench.ended(JobId);
  assert.equal(JSON.parse(job.Extend).ErrorCode, 'Cancelled');
  while (endless.stopped() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('a selection is cancelled while it runs, which a client sees in Extend', async (context) => {
  const endless = endlessFootage();
  const bench = await openBench(context, { footage: endless.footage });
  await bench.work();
  const { JobId } = await bench.service.submitJob(account, select());
  await endless.begun;
  const progress = async () =>
    (JSON.parse((await bench.service.get(account, JobId)).Extend) as { Progress?: number }).Progress;
  while ((await progress()) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  await bench.service.cancel(account, JobId);
  const job = await bench.ended(JobId);
  assert.deepEqual([job.Status, job.SubJobList], ['Failed', []]);
  assert.deepEqual(Object.keys(JSON.parse(job.Extend)).sort(), ['ErrorCode', 'ErrorMessage']);
  await assert.rejects(bench.service.cancel(account, JobId), { code: 'InvalidParameter.JobStatus' });
});

test('a selection that failed is made again by a retry', async (context) => {
  let isThere = false;
  const bench = await openBench(context, {
    footage: found,
    material: async (_account, reference) => {
      if (isThere) return { mediaId: null, path: `/${reference}`, facts: clipFacts };
      throw apiError('InvalidMaterial.NotFound', { By: 'url', Names: reference });
    },
  });
  await bench.work();
  const { JobId } = await bench.service.submitJob(account, select());
  assert.equal((await bench.ended(JobId)).Status, 'Failed');
  isThere = true;
  assert.deepEqual(await bench.service.retry(account, JobId), { JobIds: [] });
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished', job.Extend);
  assert.ok(JSON.parse(job.ExtendOutput).textMatchMediaOutputList.length > 0);
  await assert.rejects(bench.service.retry(account, JobId), { code: 'InvalidParameter.JobStatus' });
});

test('a job whose worker is gone begins again at the next start, a selection too', async (context) => {
  const bench = await openBench(context, { footage: found });
  const whole = await bench.service.submit(account, smart());
  const chosen = await bench.service.submitJob(account, select());
  // As a process leaves them that was killed while it looked at footage.
  await bench.database.kysely.updateTable('batch_jobs').set({ status: 'Processing' }).execute();
  await bench.work();
  assert.equal((await bench.ended(whole.JobId)).Status, 'Finished');
  assert.equal((await bench.ended(chosen.JobId)).Status, 'Finished');
});

test('a source of understanding that could not be used is told, and the job goes on', async (context) => {
  const bench = await openBench(context, {
    footage: found,
    match: async ({ phrases, candidates }) => ({
      matching: fuse(phrases, candidates, []),
      judges: ['sight'],
      warnings: [{ Code: 'SourceLeftOut', Message: 'The text on screen could not be used.' }],
    }),
  });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smart());
  const job = await bench.ended(JobId);
  assert.equal(job.Status, 'Finished');
  assert.ok(codesOf(job).includes('SourceLeftOut'));
  assert.deepEqual(JSON.parse(job.Extend).Judges, ['sight']);
});

test('a dry run does not wait for footage, and says that it cut it evenly', async (context) => {
  const endless = endlessFootage();
  const bench = await openBench(context, { footage: endless.footage });
  const { Action: _action, JobType: _type, ...request } = select(['1', '2']);
  const forecast = await bench.service.validate(account, request);
  assert.equal(forecast.Valid, true, JSON.stringify(forecast.Errors));
  assert.ok(forecast.Warnings.some(({ Code }) => Code === 'FootageNotAnalysed'));
  assert.equal(endless.stopped(), 2, 'nobody looks at footage for a dry run that is over');
});
