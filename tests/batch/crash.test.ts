import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillFolder, temporaryFolder } from './harness.ts';
import { makeClips, startTestServer, type TestServer } from './server.ts';

type SubJob = {
  JobId: string;
  ProjectId: string;
  MediaId: string;
  MediaURL: string;
  Status: string;
  Duration: number;
};
type Batch = { Status: string; SubJobList: SubJob[] };

/** Milliseconds after the start of a server at which it is killed: while it plans, renders, settles, or does nothing yet. */
const moments = [150, 700, 1500, 2600];
const count = 2;

const submit = async ({ client }: TestServer, clips: string[], address: string, name: string) => {
  const { JobId } = await client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: {
      MediaGroupArray: [
        { GroupName: 'a', MediaArray: clips.slice(0, 2), Duration: 0.6 },
        { GroupName: 'b', MediaArray: clips.slice(2), Duration: 0.6 },
      ],
    },
    OutputConfig: {
      MediaURL: `http://out.oss-cn-shanghai.aliyuncs.com/${name}/v_{index}.mp4`,
      Count: count,
      Width: 180,
      Height: 320,
    },
    UserData: { NotifyAddress: address },
    ClientToken: name,
  });
  return JobId;
};

test('whenever the server is killed, every answered submit ends, and nothing is made twice', async (context) => {
  const dataDir = await temporaryFolder(context);
  await fillFolder(dataDir);
  const clips = await makeClips(dataDir, 4);
  const bodies = new Map<string, Set<string>>();
  const receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { JobId } = JSON.parse(body).MessageBody;
    bodies.set(JobId, (bodies.get(JobId) ?? new Set()).add(body));
    response.end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  context.after(() => receiver.close());
  const { port } = receiver.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}/`;

  const answered = new Set<string>();
  const environment = { REELMILL_ALLOW_HOSTS: '127.0.0.1' };
  for (const [round, moment] of moments.entries()) {
    const server = await startTestServer(dataDir, environment);
    const submitting = submit(server, clips, address, `round${round}`).then(
      (id) => answered.add(id),
      () => {},
    );
    await sleep(moment);
    await server.kill();
    await submitting;
  }
  const server = await startTestServer(dataDir, environment);
  context.after(() => server.kill());
  // A client that got no answer sends its token again: it gets the first job, if there was one.
  for (const round of moments.keys()) answered.add(await submit(server, clips, address, `round${round}`));
  assert.equal(answered.size, moments.length);

  const mediaIds = new Set<string>();
  for (const JobId of answered) {
    let batch: Batch;
    for (;;) {
      const answer = await server.client.call<{ EditingBatchJob: Batch }>('GetBatchMediaProducingJob', {
        JobId,
      });
      batch = answer.EditingBatchJob;
      if (batch.Status === 'Finished' || batch.Status === 'Failed') break;
      await sleep(100);
    }
    assert.equal(batch.Status, 'Finished');
    assert.deepEqual(
      batch.SubJobList.map((sub) => [sub.Status, sub.Duration]),
      [
        ['Success', 1.2],
        ['Success', 1.2],
      ],
    );
    for (const sub of batch.SubJobList) {
      mediaIds.add(sub.MediaId);
      const { MediaInfo } = await server.client.call<{ MediaInfo: { MediaId: string } }>('GetMediaInfo', {
        InputURL: sub.MediaURL,
      });
      assert.equal(MediaInfo.MediaId, sub.MediaId);
    }
  }
  const media = await server.client.call<{ TotalCount: number }>('ListMediaBasicInfos', {});
  assert.equal(media.TotalCount, moments.length * count);
  assert.equal(mediaIds.size, moments.length * count);
  for (let wait = 0; bodies.size < answered.size && wait < 100; wait += 1) await sleep(50);
  assert.deepEqual([...bodies.keys()].sort(), [...answered].sort());
  for (const [id, texts] of bodies) assert.equal(texts.size, 1, `callbacks of ${id} differ`);
  assert.equal(await server.stop(), 0);
});

test('a second server on the same data folder refuses, and a killed one does not stand in the way', async (context) => {
  const dataDir = await temporaryFolder(context);
  await fillFolder(dataDir);
  const first = await startTestServer(dataDir);
  context.after(() => first.kill());
  await assert.rejects(startTestServer(dataDir), /is in use by process \d+/);
  await first.kill();
  const second = await startTestServer(dataDir);
  assert.equal(await second.stop(), 0);
});

test('a server that is asked to stop in the middle of a render hands it back', async (context) => {
  const dataDir = await temporaryFolder(context);
  await fillFolder(dataDir);
  const clips = await makeClips(dataDir, 4);
  const first = await startTestServer(dataDir);
  context.after(() => first.kill());
  const JobId = await submit(first, clips, '', 'stopped');
  const look = async ({ client }: TestServer) =>
    (await client.call<{ EditingBatchJob: Batch }>('GetBatchMediaProducingJob', { JobId })).EditingBatchJob;
  while ((await look(first)).SubJobList.every((sub) => sub.Status === 'Init')) await sleep(20);
  const asked = performance.now();
  assert.equal(await first.stop(), 0);
  assert.ok(performance.now() - asked < 10_000);
  const second = await startTestServer(dataDir);
  context.after(() => second.kill());
  let batch = await look(second);
  for (; batch.Status !== 'Finished'; batch = await look(second)) await sleep(100);
  assert.deepEqual(
    batch.SubJobList.map((sub) => sub.Status),
    ['Success', 'Success'],
  );
});
