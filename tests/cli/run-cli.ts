import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

/** The root of the project. */
export const project = fileURLToPath(new URL('../../', import.meta.url));

/** What a program left behind. */
export type Ran = { code: number | null; stdout: string; stderr: string };

/** Starts a program with only the given settings of Reelmill in its environment. */
export function start(
  program: string,
  args: string[],
  environment: Record<string, string> = {},
): ChildProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('REELMILL_') && name !== 'DATABASE_URL' && name !== 'NODE_TEST_CONTEXT',
  );
  return spawn(program, args, {
    cwd: project,
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Waits for a program to end. */
export async function finish(child: ChildProcess): Promise<Ran> {
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    ran.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    ran.stderr += text;
  });
  ran.code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  return ran;
}

/** Runs `reelmill` with arguments and settings. */
export const runCli = (args: string[], environment: Record<string, string> = {}) =>
  finish(start(process.execPath, ['src/cli.ts', ...args], environment));

/** A folder, and the way to remove it. */
export async function openFolder() {
  const path = await mkdtemp(join(tmpdir(), 'reelmill-cli-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A folder that is gone after the test. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const { path, remove } = await openFolder();
  t.after(remove);
  return path;
}

/** A `reelmill serve` that listens. */
export type Server = {
  url: string;
  child: ChildProcess;
  /** What it left behind, once it has ended. */
  ending: Promise<Ran>;
  /** Ends it cleanly, and hard when that takes too long. */
  end(): Promise<void>;
};

/** Milliseconds that a server gets to end. */
const patience = 15_000;

/** Starts `reelmill serve` on a free port. */
export async function serve(dataDir: string): Promise<Server> {
  const child = start(process.execPath, ['src/cli.ts', 'serve'], {
    REELMILL_DATA_DIR: dataDir,
    REELMILL_PORT: '0',
    REELMILL_LOG_LEVEL: 'warn',
  });
  const ending = finish(child);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (text) => resolve(String(text)));
    ending.then(({ stderr }) => reject(new Error(`the server ended: ${stderr}`)), reject);
  });
  const url = /^listening on (http:\/\/\S+)\n$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`the server said: ${line}`);
  return {
    url,
    child,
    ending,
    async end() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      await ending;
      clearTimeout(timer);
    },
  };
}
