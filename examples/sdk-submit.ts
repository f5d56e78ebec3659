import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import OpenApi from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';

/**
 * Submits a batch job with the official SDK core and prints where each video can be downloaded:
 *
 *     REELMILL_ACCESS_KEY_ID=… REELMILL_ACCESS_KEY_SECRET=… node examples/sdk-submit.ts JOB.json
 *
 * The key is shown by `./reelmill keys`. `JOB.json` has the parameters of SubmitBatchMediaProducingJob, see the jobs in
 * this folder. Compared with the hosted service only the endpoint and the protocol are different.
 */
const { default: Client, $OpenApiUtil } = OpenApi;
const [file = 'examples/grouped-speech.json'] = process.argv.slice(2);

const client = new Client(
  new $OpenApiUtil.Config({
    accessKeyId: process.env.REELMILL_ACCESS_KEY_ID ?? '',
    accessKeySecret: process.env.REELMILL_ACCESS_KEY_SECRET ?? '',
    endpoint: process.env.REELMILL_ENDPOINT ?? '127.0.0.1:8080',
    protocol: 'HTTP',
    regionId: 'cn-shanghai',
  }),
);

type SubJob = { Status: string; MediaId: string; MediaURL: string; Duration: number; ErrorMessage: string };
type BatchJob = { Status: string; SubJobList: SubJob[] };
type MediaInfo = { FileInfoList: { FileBasicInfo: { FileUrl: string } }[] };

/** Calls an operation as the generated SDK does. */
async function call<Answer>(action: string, query: Record<string, string>, form?: Record<string, string>) {
  const params = new $OpenApiUtil.Params({
    action,
    version: '2020-11-09',
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const request = new $OpenApiUtil.OpenApiRequest({ query, ...(form ? { body: form } : {}) });
  const { body } = await client.callApi(params, request, new RuntimeOptions({}));
  return body as Answer;
}

const job: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
const { JobId } = await call<{ JobId: string }>(
  'SubmitBatchMediaProducingJob',
  { OutputConfig: JSON.stringify(job.OutputConfig) },
  { InputConfig: JSON.stringify(job.InputConfig), EditingConfig: JSON.stringify(job.EditingConfig ?? {}) },
);
console.log(`submitted ${JobId}`);

let batch: BatchJob;
do {
  await pause(1000);
  const answer = await call<{ EditingBatchJob: BatchJob }>('GetBatchMediaProducingJob', { JobId });
  batch = answer.EditingBatchJob;
} while (batch.Status !== 'Finished' && batch.Status !== 'Failed');

for (const video of batch.SubJobList) {
  if (video.Status !== 'Success') {
    console.log(`failed: ${video.ErrorMessage}`);
    process.exitCode = 1;
    continue;
  }
  const { MediaInfo } = await call<{ MediaInfo: MediaInfo }>('GetMediaInfo', { MediaId: video.MediaId });
  console.log(`${video.Duration} s  ${MediaInfo.FileInfoList[0]?.FileBasicInfo.FileUrl}`);
}
