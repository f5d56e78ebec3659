import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient } from '../../src/client/client.ts';
import { makeMedia } from '../media/make-media.ts';

/** The root key of servers of tests. */
const key = { id: 'test-key', secret: 'test-secret' };

/** A server process of a test. */
export type TestServer = {
  url: string;
  client: Client;
  process: ChildProcess;
  /** Ends the process without a chance to clean up. */
  kill(): Promise<void>;
  /** Asks it to end, and waits; answers its exit code. */
  stop(): Promise<number | null>;
};

/** Starts a server on a data folder. */
export async function startTestServer(
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<TestServer> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), {
    env: {
      ...process.env,
      REELMILL_DATA_DIR: dataDir,
      REELMILL_PORT: '0',
      REELMILL_ACCESS_KEY_ID: key.id,
      REELMILL_ACCESS_KEY_SECRET: key.secret,
      REELMILL_RENDER_CONCURRENCY: '2',
      REELMILL_LOG_LEVEL: 'fatal',
      ...environment,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  const [first] = (await once(child, 'message')) as [{ url: string } | { fault: string }];
  if ('fault' in first) throw new Error(first.fault);
  return {
    url: first.url,
    client: createClient({ endpoint: first.url, ...key }),
    process: child,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}

/** Puts short clips that differ in colour into the bucket `clips` of a data folder; answers their URLs. */
export async function makeClips(dataDir: string, count: number): Promise<string[]> {
  const bucket = join(dataDir, 'buckets', 'clips');
  await mkdir(bucket, { recursive: true });
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const hue = Math.round((360 / count) * index);
      const graph = `testsrc2=size=180x320:rate=25:duration=4,hue=h=${hue},format=yuv420p`;
      await makeMedia(join(bucket, `${index}.mp4`), { streams: [{ graph, codec: 'libx264' }] });
      return `http://clips.oss-cn-shanghai.aliyuncs.com/${index}.mp4`;
    }),
  );
}
