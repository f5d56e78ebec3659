import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { pino } from 'pino';
import { createSealer } from '../../src/access/secrets.ts';
import { createSessionTokens, type TemporaryKey } from '../../src/access/sessions.ts';
import { createClient } from '../../src/client/client.ts';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import type { AccessServer, Key } from '../access/access-server.ts';
import { makeCertificate } from '../gateway/certificate.ts';

/** A whole server, everything that it logs, and a way to make temporary keys of another time. */
export type LiveServer = AccessServer & {
  scheme: 'http' | 'https';
  /** All lines of the log so far, at its most talkative. */
  log(): string;
  /** A temporary key of a role that does not matter, given out at some moment for an hour. */
  temporaryKey(givenOut: Date): TemporaryKey;
};

const rootKey: Key = { id: 'root-key-id', secret: 'root-key-secret-that-nobody-may-read' };
const masterKey = Buffer.alloc(32, 9);

/** Starts a server that renders nothing on a data folder of its own; with TLS its certificate is trusted by this process. */
export async function startLiveServer(
  scheme: 'http' | 'https',
  environment: Record<string, string> = {},
): Promise<LiveServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-live-'));
  const tls: Record<string, string> = {};
  if (scheme === 'https') {
    const { cert, key } = await makeCertificate();
    tls.REELMILL_TLS_CERT = join(dataDir, 'cert.pem');
    tls.REELMILL_TLS_KEY = join(dataDir, 'key.pem');
    await writeFile(tls.REELMILL_TLS_CERT, cert);
    await writeFile(tls.REELMILL_TLS_KEY, key);
    setDefaultCACertificates([...getCACertificates('default'), cert]);
  }
  const lines: string[] = [];
  const config = readConfig({
    REELMILL_DATA_DIR: dataDir,
    REELMILL_PORT: '0',
    REELMILL_RENDER_CONCURRENCY: '0',
    REELMILL_ACCESS_KEY_ID: rootKey.id,
    REELMILL_ACCESS_KEY_SECRET: rootKey.secret,
    REELMILL_MASTER_KEY: masterKey.toString('hex'),
    ...tls,
    ...environment,
  });
  const logger = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const running = await startServer(config, logger);
  const client = (key: Key = rootKey) => createClient({ endpoint: running.url, ...key });
  const { AccountId: account } = await client().call<{ AccountId: string }>('GetCallerIdentity', {}, 'STS');
  return {
    scheme,
    url: running.url,
    host: new URL(running.url).host,
    dataDir,
    account,
    masterKey,
    rootKey,
    client,
    log: () => lines.join(''),
    temporaryKey(givenOut) {
      const sessions = createSessionTokens(createSealer(masterKey, 'security tokens'), () => givenOut);
      const session = { account, roleId: '300000000000000001', roleName: 'none', sessionName: 'test' };
      return sessions.issue(session, null, 3600);
    },
    async close() {
      await running.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
