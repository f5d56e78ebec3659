import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';

/** The built pages of the console. */
export type Site = {
  /** Looks for a build of the sources as they are, and begins one when there is none. Once begun it goes on by itself. */
  prepare(): Promise<void>;
  /** The folder of the build; null while there is none. */
  root(): string | null;
  /** Why there is none and none will come; null when all is well. */
  failure(): string | null;
  /** Ends a build that is under way. */
  close(): Promise<void>;
};

const project = fileURLToPath(new URL('../../../', import.meta.url));
const sources = join(project, 'src', 'console');
const configFile = join(sources, 'vite.config.ts');
const program = fileURLToPath(new URL('build-process.ts', import.meta.url));
/** Characters of the log of a build that are kept. */
const logTail = 4000;

/** The site of this project; nothing is done before `prepare`. */
export function openSite(logger: Logger): Site {
  let folder: string | null = null;
  let failure: string | null = null;
  let preparing: Promise<void> | undefined;
  let child: ChildProcess | undefined;
  let isClosing = false;

  const run = (target: string) =>
    new Promise<void>((resolve, reject) => {
      child = fork(program, [configFile, target], {
        cwd: project,
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      // A build must not keep a process alive that has nothing else to do.
      child.unref();
      child.channel?.unref();
      let log = '';
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        log = (log + text).slice(-logTail);
      });
      child.once('error', reject);
      child.once('close', (code) =>
        code === 0 ? resolve() : reject(new Error(`the build of the console failed: ${log.trim()}`)),
      );
    });

  const prepare = async () => {
    try {
      const target = join(project, '.cache', 'console', await hashOfSources());
      const isBuilt = await stat(join(target, 'index.html')).then(
        () => true,
        () => false,
      );
      if (!isBuilt && !isClosing) {
        const began = performance.now();
        logger.info('building the console');
        await run(target);
        logger.info({ seconds: Math.round((performance.now() - began) / 1000) }, 'the console is built');
      }
      folder = target;
    } catch (error) {
      if (isClosing) return;
      failure = error instanceof Error ? error.message : String(error);
      logger.error({ err: error }, 'the console could not be built');
    }
  };

  return {
    prepare() {
      preparing ??= prepare();
      return preparing;
    },
    root: () => folder,
    failure: () => failure,
    async close() {
      isClosing = true;
      child?.kill('SIGKILL');
      await preparing;
    },
  };
}

/** Changes when anything does that a build is made from. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(project, 'package-lock.json')));
  const entries = await readdir(sources, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(file.slice(sources.length)).update('\0');
    hash.update(await readFile(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 20);
}
