import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeClips } from '../batch/server.ts';
import { type EventStream, openEvents } from './event-stream.ts';
import { type Browser, openBrowser, signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let browser: Browser;
let clips: string[];
before(async () => {
  server = await startWebServer();
  browser = await signedIn(server.url);
  clips = await makeClips(server.config.dataDir, 3);
});
after(() => server.close());

const configs = (output: Record<string, unknown>, materials = clips) => ({
  InputConfig: JSON.stringify({ MediaGroupArray: [{ GroupName: 'a', MediaArray: materials }] }),
  OutputConfig: JSON.stringify({
    MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/v_{index}.mp4',
    Count: 1,
    Width: 180,
    Height: 320,
    FixedDuration: 2,
    ...output,
  }),
});

/** A job that would be rendered for minutes. */
const endless = () =>
  configs({ FixedDuration: 600, Width: 1080, Height: 1920, MediaURL: 'oss://out/long_{index}.mp4' });

async function submit(parameters: Record<string, unknown>): Promise<string> {
  const answer = await browser.call('SubmitBatchMediaProducingJob', parameters);
  assert.equal(answer.status, 200, answer.text);
  return String(answer.json.JobId);
}

type SubJob = { JobId: string; Status: string; ErrorCode: string; MediaId: string };

async function batchOf(id: string): Promise<{ Status: string; SubJobList: SubJob[] }> {
  const answer = await browser.call('GetBatchMediaProducingJob', { JobId: id });
  return answer.json.EditingBatchJob as { Status: string; SubJobList: SubJob[] };
}

/** Renderer processes of this process; the system tells on Linux only. */
async function renderers(): Promise<number> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').catch(
    () => '',
  );
  const lines = await Promise.all(
    children.split(' ').map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes('renderer-process')).length;
}

const rendering = (stream: EventStream, id: string) =>
  stream.until(
    ({ data }) => data.batchJobId === id && data.status === 'Processing' && Number(data.progress) > 0,
  );

test('the events of a job tell its way, in order and not too often', async (context) => {
  const stream = await openEvents(server.url, browser);
  context.after(stream.close);
  const id = await submit(configs({ Count: 2 }));
  await stream.until(({ data }) => data.batchJobId === id && data.status === 'Finished');
  const own = stream.events.filter(({ data }) => data.batchJobId === id);
  const states = own.filter(({ data }) => data.jobId === undefined).map(({ data }) => data.status);
  assert.deepEqual([...new Set(states)], ['Init', 'Processing', 'Finished'].slice(-new Set(states).size));
  for (const { JobId } of (await batchOf(id)).SubJobList) {
    await stream.until(
      ({ data }) => data.jobId === JobId && data.status === 'Success' && data.progress === 100,
    );
  }
  await stream.until(({ event, data }) => event === 'media' && data.status === 'Normal');
  for (const time of stream.pieces) {
    const near = stream.pieces.filter((other) => other >= time && other < time + 1000);
    assert.ok(near.length <= 5, `${near.length} sends within a second`);
  }
});

test('events of one account are not told to another, nor to nobody', async (context) => {
  assert.equal((await openBrowser(server.url).get('/console/events')).status, 401);
  const made = await browser.call('CreateAccount', { AccountName: 'other' }, '2015-05-01');
  const { AccessKeyId, AccessKeySecret } = findKey(made.json);
  const other = await signedIn(server.url, { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  const [strange, own] = [await openEvents(server.url, other), await openEvents(server.url, browser)];
  context.after(strange.close);
  context.after(own.close);
  const id = await submit(configs({}));
  await own.until(({ data }) => data.batchJobId === id && data.status === 'Finished');
  assert.deepEqual(
    strange.events.filter(({ event }) => event !== 'ping'),
    [],
  );
  for (const action of [
    'CancelBatchMediaProducingJob',
    'RetryMediaProducingJob',
    'GetBatchMediaProducingJob',
  ]) {
    assert.equal((await other.call(action, { JobId: id })).json.Code, 'InvalidParameter.JobNotFound');
  }
  assert.equal((await other.get('/console/job-counts')).json.Finished, 0);
});

function findKey(json: Record<string, unknown>): { AccessKeyId: string; AccessKeySecret: string } {
  const key = json.AccessKey ?? (json.Account as Record<string, unknown> | undefined)?.AccessKey;
  return key as { AccessKeyId: string; AccessKeySecret: string };
}

test('a running render stops within two seconds, and can be taken up again', async (context) => {
  const stream = await openEvents(server.url, browser);
  context.after(stream.close);
  const id = await submit(endless());
  await rendering(stream, id);
  assert.ok((await renderers()) >= (process.platform === 'linux' ? 1 : 0));
  const began = performance.now();
  assert.equal((await browser.call('CancelBatchMediaProducingJob', { JobId: id })).status, 200);
  while ((await renderers()) > 0 && performance.now() - began < 5000) await sleep(20);
  assert.ok(performance.now() - began < 2000, `stopped after ${performance.now() - began} ms`);
  const cancelled = await batchOf(id);
  assert.equal(cancelled.Status, 'Failed');
  assert.equal(cancelled.SubJobList[0]?.ErrorCode, 'Cancelled');

  const retried = await browser.call('RetryMediaProducingJob', { JobId: cancelled.SubJobList[0]?.JobId });
  assert.equal(retried.status, 200, retried.text);
  stream.events.length = 0;
  await rendering(stream, id);
  assert.equal((await batchOf(id)).Status, 'Processing');
  const [video] = (await batchOf(id)).SubJobList;
  assert.equal((await browser.call('CancelMediaProducingJob', { JobId: video?.JobId })).status, 200);
  await stream.until(
    ({ data }) => data.batchJobId === id && data.status === 'Failed' && data.jobId === undefined,
  );
});

test('a dry run tells the plan of a real batch and leaves nothing behind', async () => {
  const before = (await browser.get('/console/job-counts')).json;
  const parameters = configs({ Count: 4, FixedDuration: 3 });
  const answer = await browser.call('ValidateBatchMediaProducingJob', parameters);
  assert.equal(answer.json.Valid, true, answer.text);
  assert.deepEqual(
    (answer.json.Outputs as { Duration: number }[]).map(({ Duration }) => Duration),
    [3, 3, 3, 3],
  );
  assert.equal(answer.json.DistinctOutputs, 3);
  assert.ok((answer.json.Warnings as { Code: string }[]).some(({ Code }) => Code === 'NotDistinct'));
  const absent = await browser.call(
    'ValidateBatchMediaProducingJob',
    configs({}, ['oss://clips/absent.mp4']),
  );
  assert.equal(absent.json.Valid, false);
  assert.equal((absent.json.Errors as { Code: string }[])[0]?.Code, 'InvalidMaterial.NotFound');
  assert.deepEqual((await browser.get('/console/job-counts')).json, before);
});

test('a server closes although somebody listens to its events', { timeout: 20_000 }, async () => {
  const own = await startWebServer();
  const stream = await openEvents(own.url, await signedIn(own.url));
  await own.close();
  await stream.ended;
});
