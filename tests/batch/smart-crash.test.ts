import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeMedia } from '../media/make-media.ts';
import { fillFolder, temporaryFolder } from './harness.ts';
import { startTestServer, type TestServer } from './server.ts';

type Batch = { Status: string; Extend: string; ExtendOutput: string; SubJobList: { Status: string }[] };

const get = async ({ client }: TestServer, JobId: string) =>
  (await client.call<{ EditingBatchJob: Batch }>('GetBatchMediaProducingJob', { JobId })).EditingBatchJob;

test('a server that is killed while it looks at footage goes on with it at its next start', async (context) => {
  const dataDir = await temporaryFolder(context);
  await fillFolder(dataDir);
  const bucket = join(dataDir, 'buckets', 'clips');
  await mkdir(bucket, { recursive: true });
  const clips = await Promise.all(
    ['red', 'blue', 'green', 'yellow', 'white', 'orange'].map(async (colour) => {
      const graph = `color=${colour}:size=180x320:rate=25:duration=3,noise=alls=8:allf=t,format=yuv420p`;
      await makeMedia(join(bucket, `${colour}.mp4`), { streams: [{ graph, codec: 'libx264' }] });
      return `http://clips.oss-cn-shanghai.aliyuncs.com/${colour}.mp4`;
    }),
  );
  const first = await startTestServer(dataDir);
  const { JobId } = await first.client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: {
      MediaArray: clips,
      SpeechTextArray: ['Something blue comes first. Then it is all green.'],
    },
    OutputConfig: { GeneratePreviewOnly: true, Width: 180, Height: 320, Count: 2 },
  });
  while ((await get(first, JobId)).Status === 'Init') await sleep(20);
  await first.kill();

  const second = await startTestServer(dataDir);
  context.after(() => second.stop());
  let job = await get(second, JobId);
  assert.equal(job.Status, 'Processing');
  while (job.Status === 'Processing') {
    await sleep(50);
    job = await get(second, JobId);
  }
  assert.equal(job.Status, 'Finished', job.Extend);
  assert.deepEqual(
    job.SubJobList.map(({ Status }) => Status),
    ['Success', 'Success'],
  );
  const [output] = JSON.parse(job.ExtendOutput).textMatchMediaOutputList;
  const shown = output.textMatchMediaSentenceOutputList.map(
    (sentence: { matchClipList: { mediaId: string }[] }) => sentence.matchClipList[0]?.mediaId,
  );
  assert.deepEqual(shown, [clips[1], clips[2]]);
});
