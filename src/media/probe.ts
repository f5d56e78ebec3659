import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Probe } from './probe-report.ts';
import {
  type FootageReading,
  type FootageRequest,
  memoryExitCode,
  type ProberProgress,
  type ProberReply,
  type ProberRequest,
  type ProberResults,
} from './prober-protocol.ts';

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
  /**
   * Finds the shots of a video or image and writes their key frames. That takes a while for a long film.
   *
   * @throws ProbeError when there is no picture; the reason of the signal
   */
  footage(request: FootageRequest, options: LongTask): Promise<FootageReading>;
  /**
   * Writes the frames of a video that are shown at some times as JPEG files into a folder.
   *
   * @param times seconds, rising
   * @returns a path for each time, empty where there is no frame
   * @throws ProbeError when there is no picture; the reason of the signal
   */
  keyFrames(path: string, folder: string, times: number[], options: LongTask): Promise<string[]>;
  /** Ends the processes; what is under way fails. */
  close(): void;
};

/** How a task that takes long is watched. */
export type LongTask = {
  signal: AbortSignal;
  /** Told now and then which share (0 to 1) is done. */
  onProgress?: (share: number) => void;
};

const processPath = fileURLToPath(new URL('./prober-process.ts', import.meta.url));
/** A file that takes longer is refused. */
const timeLimitMs = 20_000;
/** A film of which the frames are read gets some times its length, for large pictures on a busy machine, and a while. */
const footageLimitMs = (seconds: number) => 60_000 + 4 * seconds * 1000;
/** Time for each frame that is sought in a film. */
const keyFrameLimitMs = 20_000;
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

/** How a request is watched while it is under way. */
type Watch = Partial<LongTask> & { limitMs: number };

/** Sends one request and waits for the reply, the end of the process, or the end of the time. */
async function ask(
  { child }: Worker,
  request: ProberRequest,
  { limitMs, signal, onProgress }: Watch,
): Promise<ProberReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ProberReply>();
  const onMessage = (message: ProberReply | ProberProgress) => {
    if ('share' in message) onProgress?.(message.share);
    else resolve(message);
  };
  const onAbort = () => {
    reject(signal?.reason);
    child.kill('SIGKILL');
  };
  const onExit = (code: number | null, signal: NodeJS.Signals | null) =>
    resolve({ unreadable: endFault(code, signal) });
  const timer = setTimeout(() => {
    resolve({ unreadable: `takes longer than ${Math.round(limitMs / 1000)} seconds to be read` });
    child.kill('SIGKILL');
  }, limitMs);
  child.on('message', onMessage).once('exit', onExit).once('error', reject);
  signal?.addEventListener('abort', onAbort, { once: true });
  child.channel?.ref();
  try {
    signal?.throwIfAborted();
    child.send(request);
    return await promise;
  } finally {
    clearTimeout(timer);
    child.channel?.unref();
    child.off('message', onMessage).off('exit', onExit).off('error', reject);
    signal?.removeEventListener('abort', onAbort);
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
    // A process that was killed stays connected for a moment.
    const isDead = worker.child.killed || !worker.child.connected;
    const isOver = closed || worker.served >= requestsPerProcess || isDead;
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

  async function run<Task extends keyof ProberResults>(
    task: Task,
    request: ProberRequest,
    watch: Watch = { limitMs: timeLimitMs },
  ): Promise<ProberResults[Task]> {
    const worker = await takeWorker();
    let reply: ProberReply;
    try {
      reply = await ask(worker, request, watch);
    } finally {
      giveBack(worker);
    }
    if ('unreadable' in reply) throw new ProbeError(reply.unreadable);
    if ('failed' in reply) throw new Error(`the prober failed: ${reply.failed}`);
    const result = reply.result[task];
    if (result === undefined) throw new Error(`the prober gave no ${task}`);
    return result;
  }

  return {
    probe: (path) => run('probe', { task: 'probe', path }),
    async poster(path, output) {
      await run('poster', { task: 'poster', path, output });
    },
    footage(request, options) {
      const limitMs = footageLimitMs(request.duration);
      return run('footage', { task: 'footage', ...request }, { ...options, limitMs });
    },
    keyFrames(path, folder, times, options) {
      const limitMs = keyFrameLimitMs * (1 + times.length);
      return run('keyFrames', { task: 'keyFrames', path, folder, times }, { ...options, limitMs });
    },
    close() {
      closed = true;
      for (const worker of [...free, ...busy]) worker.child.kill('SIGKILL');
      for (const worker of free) if (worker.idle !== null) clearTimeout(worker.idle);
      for (const wake of waiting.splice(0)) wake();
    },
  };
}
