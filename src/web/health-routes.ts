import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { FastifyInstance } from 'fastify';
import { type Kysely, sql } from 'kysely';
import type { Access } from '../access/access.ts';
import type { RunningWork } from '../batch/running-work.ts';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { JobQueue } from '../queue/queue.ts';
import { engineVersion } from '../render/engine-version.ts';
import type { Figures } from './figures.ts';
import { callerOf } from './guard.ts';
import { countJobs } from './job-counts.ts';

/** What the state of the server is told from. */
export type HealthRoutes = {
  access: Pick<Access, 'authorize'>;
  db: Kysely<Database>;
  queue: Pick<JobQueue, 'counts'>;
  running: Pick<RunningWork, 'active'>;
  figures: Figures;
  /** The account whose users may see the state of the machine: the others share it as strangers. */
  rootAccount: string;
  dataDir: string;
  renderConcurrency: number;
};

/** Name of this right in policies; whoever may do everything has it. */
const action = 'reelmill:GetHealth';

/** Version of this program. */
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

/** Adds `/console/health`: versions, disk, workers, queue and figures of this server. */
export function healthRoutes(scope: FastifyInstance, options: HealthRoutes): void {
  const { access, db, queue, running, figures, dataDir } = options;
  const began = Date.now();

  scope.get('/health', async (request) => {
    const caller = callerOf(request);
    if (caller.principal.account !== options.rootAccount) throw apiError('NoPermission');
    await access.authorize(caller, { action, resources: null, requestId: request.id });
    const [ffmpeg, disk, database, counts, jobs] = await Promise.all([
      engineVersion(),
      statfs(dataDir),
      databaseName(db),
      queue.counts(),
      countJobs(db, null),
    ]);
    return {
      version,
      node: process.version,
      ffmpeg,
      database,
      dataDir,
      diskFree: disk.bavail * disk.bsize,
      diskTotal: disk.blocks * disk.bsize,
      workers: { concurrency: options.renderConcurrency, active: running.active() },
      queue: counts,
      jobs,
      uptime: Math.round((Date.now() - began) / 1000),
      series: figures.series(),
    };
  });
}

/** `PostgreSQL 17.5`, with a word for the embedded one. */
async function databaseName(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ version: string }>`select version()`.execute(db);
  const text = rows[0]?.version ?? '';
  const name = /^PostgreSQL [\d.]+/.exec(text)?.[0] ?? 'PostgreSQL';
  return /wasm|emscripten|pglite/i.test(text) ? `${name} (embedded)` : name;
}
