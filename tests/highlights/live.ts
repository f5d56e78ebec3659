import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import openapiCore from '@alicloud/openapi-core';
import { RuntimeOptions } from '@darabonba/typescript';
import { startTestServer, type TestServer } from '../batch/server.ts';

/** A live server that is called through the official SDK. */

/** A batch as GetBatchMediaProducingJob answers it. */
export type Batch = {
  JobId: string;
  JobType: string;
  Status: string;
  Extend: string;
  ExtendInput: string;
  ExtendOutput: string;
  SubJobList: {
    JobId: string;
    ProjectId: string;
    MediaURL: string;
    Status: string;
    ErrorMessage: string;
    Duration: number;
  }[];
};

/** A server of a test with a bucket of clips. */
export type Live = {
  server: TestServer;
  dataDir: string;
  /** Folder of the objects of the bucket `clips`. */
  clips: string;
  /** File of an object of the bucket `out`. */
  outFile(key: string): string;
  /** Calls an operation; configs that the SDK puts into the form go there. */
  call<Answer>(action: string, parameters: Record<string, string>): Promise<Answer>;
  /** Submits a job and waits until it has ended. */
  produce(action: string, parameters: Record<string, string>): Promise<Batch>;
  ended(jobId: string): Promise<Batch>;
  close(): Promise<void>;
};

const inForm = ['InputConfig', 'EditingConfig', 'MediaSelectResult'];

/**
 * Starts a server on a data folder of its own.
 *
 * @param environment settings that the test is about
 */
export async function startLive(environment: Record<string, string> = {}): Promise<Live> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-highlights-'));
  const clips = join(dataDir, 'buckets', 'clips');
  await mkdir(clips, { recursive: true });
  const server = await startTestServer(dataDir, environment);
  const { $OpenApiUtil, default: Client } = openapiCore;
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: 'test-key',
      accessKeySecret: 'test-secret',
      endpoint: new URL(server.url).host,
      protocol: 'HTTP',
      regionId: 'cn-shanghai',
    }),
  );

  const call: Live['call'] = async (action, parameters) => {
    const part = (form: boolean) =>
      Object.fromEntries(Object.entries(parameters).filter(([name]) => inForm.includes(name) === form));
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
    const request = new $OpenApiUtil.OpenApiRequest({ query: part(false), body: part(true) });
    const { body } = (await client.callApi(params, request, new RuntimeOptions({}))) as { body: never };
    return body;
  };

  const ended = async (JobId: string) => {
    for (;;) {
      const { EditingBatchJob: batch } = await call<{ EditingBatchJob: Batch }>('GetBatchMediaProducingJob', {
        JobId,
      });
      if (batch.Status === 'Finished' || batch.Status === 'Failed') return batch;
      await pause(100);
    }
  };

  return {
    server,
    dataDir,
    clips,
    outFile: (key) => join(dataDir, 'buckets', 'out', key),
    call,
    async produce(action, parameters) {
      const { JobId } = await call<{ JobId: string }>(action, parameters);
      return ended(JobId);
    },
    ended,
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Address of an object of the bucket `clips`. */
export const clipUrl = (key: string) => `http://clips.oss-cn-shanghai.aliyuncs.com/${key}`;
