import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { type Client, createClient } from '../../src/client/client.ts';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';

/** A whole server on a data folder of its own, and a client that signs with its root key. */
export type MediaServer = {
  dataDir: string;
  client: Client;
  /** Where to put a file so that it is an object. */
  objectPath(bucket: string, key: string): Promise<string>;
  /** Stops the server, lets `meanwhile` work on the data folder, and starts it again. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const key = { id: 'testkey', secret: 'testsecret' };

/** Starts a server that renders nothing. */
export async function startMediaServer(): Promise<MediaServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-media-'));
  const config = readConfig({
    REELMILL_DATA_DIR: dataDir,
    REELMILL_PORT: '0',
    REELMILL_RENDER_CONCURRENCY: '0',
    REELMILL_ACCESS_KEY_ID: key.id,
    REELMILL_ACCESS_KEY_SECRET: key.secret,
  });
  const start = () => startServer(config, pino({ level: 'silent' }));
  let running: RunningServer = await start();
  return {
    dataDir,
    client: {
      call: (action, parameters) => createClient({ endpoint: running.url, ...key }).call(action, parameters),
    },
    async objectPath(bucket, name) {
      const path = join(dataDir, 'buckets', bucket, name);
      await mkdir(dirname(path), { recursive: true });
      return path;
    },
    async restart(meanwhile) {
      await running.close();
      await meanwhile();
      running = await start();
    },
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
