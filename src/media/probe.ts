import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Answer, askProcess, type ProcessEnd, type Watch } from '../processes/ask.ts';
import { type StartedProcess, startProcess } from '../processes/process.ts';
import type { Probe } from './probe-report.ts';
import {
  type FootageReading,
  type FootageRequest,
  memoryExitCode,
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

type Worker = { started: StartedProcess; served: number; idle: NodeJS.Timeout | null };

/** Why a file cannot be read; goes on from its name. */
function endFault(end: ProcessEnd, limitMs: number): string {
  if (end.why !== 'crash') return `takes longer than ${Math.round(limitMs / 1000)} seconds to be read`;
  return end.code === memoryExitCode
    ? 'needs too much memory to be read'
    : `makes the media engine fail (${end.how})`;
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
    while (worker !== undefined && !worker.started.child.connected) worker = free.pop();
    worker ??= { started: startProcess(processPath), served: 0, idle: null };
    if (worker.idle !== null) clearTimeout(worker.idle);
    busy.add(worker);
    return worker;
  }

  function giveBack(worker: Worker): void {
    busy.delete(worker);
    worker.served += 1;
    const { child } = worker.started;
    // A process that was killed stays connected for a moment.
    const isDead = child.killed || !child.connected;
    const isOver = closed || worker.served >= requestsPerProcess || isDead;
    if (isOver) child.kill('SIGKILL');
    else {
      free.push(worker);
      worker.idle = setTimeout(() => {
        free.splice(free.indexOf(worker), 1);
        child.kill();
      }, idleMs).unref();
    }
    waiting.shift()?.();
  }

  async function run<Task extends keyof ProberResults>(
    task: Task,
    request: ProberRequest,
    watch: Watch = { timeLimit: timeLimitMs },
  ): Promise<ProberResults[Task]> {
    const worker = await takeWorker();
    let answer: Answer<ProberReply>;
    try {
      answer = await askProcess<ProberReply>(worker.started, request, watch);
    } finally {
      giveBack(worker);
    }
    if ('end' in answer) throw new ProbeError(endFault(answer.end, watch.timeLimit));
    const { reply } = answer;
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
      const timeLimit = footageLimitMs(request.duration);
      return run('footage', { task: 'footage', ...request }, { ...options, timeLimit });
    },
    keyFrames(path, folder, times, options) {
      const timeLimit = keyFrameLimitMs * (1 + times.length);
      return run('keyFrames', { task: 'keyFrames', path, folder, times }, { ...options, timeLimit });
    },
    close() {
      closed = true;
      for (const worker of [...free, ...busy]) worker.started.child.kill('SIGKILL');
      for (const worker of free) if (worker.idle !== null) clearTimeout(worker.idle);
      for (const wake of waiting.splice(0)) wake();
    },
  };
}
