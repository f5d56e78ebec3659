import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { credentialsPath } from '../../access/root-account.ts';
import type { Config } from '../../config.ts';
import { openDatabase } from '../../db/database.ts';
import { FolderInUseError } from '../../db/folder-lock.ts';
import { localUrl, trustOwnCertificate } from '../connection.ts';
import { Caution, type Check } from './check.ts';

const oldestNode = 24;
/** Free bytes below which a batch may not fit any more. */
const littleSpace = 2e9;

/** Checks of the machine and of the data folder. */
export function machineChecks(config: Config): Check[] {
  return [
    {
      name: 'Node.js',
      advice: `start through ./reelmill, which fetches Node.js ${oldestNode}`,
      look: async () => {
        const major = Number(process.versions.node.split('.')[0]);
        if (major < oldestNode) throw new Error(`version ${process.versions.node} is too old`);
        return process.version;
      },
    },
    {
      name: 'data folder',
      advice: 'give this user the right to write there, or set REELMILL_DATA_DIR to another folder',
      look: async () => {
        const made = await mkdir(config.dataDir, { recursive: true });
        const trial = join(config.dataDir, `.${randomUUID()}`);
        await writeFile(trial, 'x');
        await rm(trial);
        // Looking leaves nothing behind: a folder made by another user would stop the server later.
        if (made !== undefined) await rm(made, { recursive: true });
        return config.dataDir;
      },
    },
    {
      name: 'free space',
      advice: 'make room on the disk of the data folder, or set REELMILL_DATA_DIR to another one',
      look: async () => {
        const { bavail, bsize } = await statfs(existingFolder(config.dataDir));
        const free = `${((bavail * bsize) / 1e9).toFixed(1)} GB`;
        if (bavail * bsize < littleSpace) throw new Caution(`only ${free} free`);
        return `${free} free`;
      },
    },
    {
      name: 'credentials',
      advice: `run: chmod 600 ${credentialsPath(config.dataDir)}`,
      look: async () => {
        if (config.rootKey !== null) return 'from the environment';
        const facts = await stat(credentialsPath(config.dataDir)).catch(() => null);
        if (facts === null) return 'made at the first start';
        if ((facts.mode & 0o077) !== 0) throw new Error('other users of this machine can read the root key');
        return 'only this user can read the root key';
      },
    },
    {
      name: 'port',
      advice: 'end the program that has the port, or set REELMILL_PORT to another one',
      look: () => lookAtPort(config),
    },
    {
      name: 'database',
      advice:
        config.databaseUrl === ''
          ? 'restore the folder "database" in the data folder from a backup'
          : 'check DATABASE_URL and that the PostgreSQL server runs',
      look: () => lookAtDatabase(config),
    },
  ];
}

/** The folder itself, or the nearest one above it that exists. */
function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : existingFolder(dirname(folder));
}

async function lookAtDatabase(config: Config): Promise<string> {
  const isNew = config.databaseUrl === '' && !existsSync(join(config.dataDir, 'database'));
  const trial = isNew ? await mkdtemp(join(tmpdir(), 'reelmill-doctor-')) : null;
  try {
    const database = await openDatabase({ ...config, dataDir: trial ?? config.dataDir });
    try {
      await sql`select 1`.execute(database.kysely);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof FolderInUseError) return 'in use by the running server';
    throw error;
  } finally {
    if (trial !== null) await rm(trial, { recursive: true, force: true });
  }
  if (isNew) return 'embedded, made at the first start';
  return config.databaseUrl === '' ? 'embedded, opens' : 'PostgreSQL, opens';
}

async function lookAtPort(config: Config): Promise<string> {
  if (config.port === 0) return 'any free one';
  const failure = await tryToListen(config.host, config.port);
  if (failure === null) return `${config.port} is free`;
  if (failure.code !== 'EADDRINUSE') throw failure;
  trustOwnCertificate(config);
  const health = await fetch(`${localUrl(config)}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(
    () => null,
  );
  if (health?.ok) return `a server answers at ${localUrl(config)}`;
  throw new Error(`${config.port} is taken by another program`);
}

function tryToListen(host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
