import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Probe } from './probe-report.ts';
import { memoryExitCode, type ProberReply, type ProberRequest } from './prober-protocol.ts';

/** Why a file cannot be a material; the message goes on from the file's name: `is empty`. */
export class ProbeError extends Error {
  override readonly name = 'ProbeError';
}

/** Reads media files in processes of their own. */
export type Prober = {
  /**
   * Facts of a file.
   *
   * @param path absolute path of a plain file
   * @throws ProbeError when the file cannot be a material
   */
  probe(path: string): Promise<Probe>;
  /**
   * Writes the first frame of a video or image as a JPEG file of at most 1280 pixels a side.
   *
   * @param output absolute path; replaced
   * @throws ProbeError when there is no picture
   */
  poster(path: string, output: string): Promise<void>;
  /** Ends the processes; what is under way fails. */
  close(): void;
};

const processPath = fileURLToPath(new URL('./prober-process.ts', import.meta.url));
/** A file that takes longer is refused. */
const timeLimitMs = 20_000;
/** A process that had nothing to do for so long is ended. */
const idleMs = 30_000;
/** Memory that a long life may have lost is given back by starting anew. */
const requestsPerProcess = 500;

type Worker = { child: ChildProcess; served: number; idle: NodeJS.Timeout | null };

/** Starts a process that has no secrets in its environment and that does not keep the server alive. */
function startWorker(): Worker {
  const child = fork(processPath, {
    env: { PATH: process.env.PATH ?? '' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  // `ask` listens while it waits; an error at another time must not end the server.
  child.on('error', () => child.kill('SIGKILL'));
  return { child, served: 0, idle: null };
}

const endFault = (code: number | null, signal: NodeJS.Signals | null): string =>
  code === memoryExitCode
    ? 'needs too much memory to be read'
    : `makes the media engine fail (${signal ?? `exit code ${code}`})`;

/** Sends one request and waits for the reply, the end of the process, or the end of the time. */
async function ask({ child }: Worker, request: ProberRequest): Promise<ProberReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ProberReply>();
  const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
    resolve({ unreadable: endFault(code, signal) });
  const timer = setTimeout(() => {
    resolve({ unreadable: `takes longer than ${timeLimitMs / 1000} seconds to be read` });
    child.kill('SIGKILL');
  }, timeLimitMs);
  child.once('message', resolve).once('exit', onExit).once('error', reject);
  child.channel?.ref();
  try {
    child.send(request);
    return await promise;
  } finally {
    clearTimeout(timer);
    child.channel?.unref();
    child.off('message', resolve).off('exit', onExit).off('error', reject);
  }
}

/** Opens a prober; its processes start when there is something to read. */
export function openProber(): Prober {
  const size = Math.min(2, availableParallelism());
  const free: Worker[] = [];
  const busy = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let closed = false;

  async function takeWorker(): Promise<Worker> {
    while (!closed && busy.size >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    if (closed) throw new ProbeError('was not read: the server stops');
    let worker = free.pop();
    while (worker !== undefined && !worker.child.connected) worker = free.pop();
    worker ??= startWorker();
    if (worker.idle !== null) clearTimeout(worker.idle);
    busy.add(worker);
    return worker;
  }

  function giveBack(worker: Worker): void {
    busy.delete(worker);
    worker.served += 1;
    const isOver = closed || worker.served >= requestsPerProcess || !worker.child.connected;
    if (isOver) worker.child.kill('SIGKILL');
    else {
      free.push(worker);
      worker.idle = setTimeout(() => {
        free.splice(free.indexOf(worker), 1);
        worker.child.kill();
      }, idleMs).unref();
    }
    waiting.shift()?.();
  }

  async function run(request: ProberRequest): Promise<Probe | null> {
    const worker = await takeWorker();
    let reply: ProberReply;
    try {
      reply = await ask(worker, request);
    } finally {
      giveBack(worker);
    }
    if ('probe' in reply) return reply.probe;
    if ('unreadable' in reply) throw new ProbeError(reply.unreadable);
    throw new Error(`the prober failed: ${reply.failed}`);
  }

  return {
    async probe(path) {
      const probe = await run({ task: 'probe', path });
      if (probe === null) throw new Error('the prober gave no facts');
      return probe;
    },
    async poster(path, output) {
      await run({ task: 'poster', path, output });
    },
    close() {
      closed = true;
      for (const worker of [...free, ...busy]) worker.child.kill('SIGKILL');
      for (const worker of free) if (worker.idle !== null) clearTimeout(worker.idle);
      for (const wake of waiting.splice(0)) wake();
    },
  };
}
