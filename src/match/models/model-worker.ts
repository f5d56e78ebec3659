import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { ModelFindings, ModelOrder, ModelReply } from './messages.ts';
import { ModelError } from './model-error.ts';

/** The server's side of the model process, which runs while there is something to do. */
export type ModelWorker = {
  /**
   * Orders are done one after the other: each has all of the threads.
   *
   * @param signal ends the wait; an order that is being done is finished for nobody
   * @throws ModelError with a sentence for who runs the server, or the reason of the signal
   */
  ask<Order extends ModelOrder>(order: Order, signal?: AbortSignal): Promise<ModelFindings[Order['task']]>;
  /** Ends the process; what is under way fails. */
  close(): Promise<void>;
};

const processPath = fileURLToPath(new URL('./model-process.ts', import.meta.url));
/** An order that takes longer hangs; one to bring a model may wait for a slow line. */
const timeLimits = { usual: 10 * 60_000, download: 4 * 60 * 60_000 };
/** An idle process gives its memory back after so many milliseconds. */
const idleLimit = 90_000;
/** A crash may come from elsewhere (memory, a signal): each order gets a second process, not a third. */
const attempts = 2;
/** What of the environment the process sees: its way to the hub, and no secrets of the server. */
const passedOn = [
  'PATH',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_USE_ENV_PROXY',
  'NODE_EXTRA_CA_CERTS',
];

type Task = {
  order: ModelOrder;
  signal: AbortSignal | undefined;
  resolve(reply: ModelReply): void;
  reject(error: unknown): void;
};

/** One process, and what it wrote about its own end. */
type Running = { child: ChildProcess; complaint: string };

/** Characters of complaints that are kept. */
const longestComplaint = 4000;

/** How a process ended, with the line that says why when it wrote one: a library may lack files for this machine. */
function endOf({ complaint }: Running, code: number | null, signal: NodeJS.Signals | null): string {
  const line = complaint.split('\n').find((each) => /Error\b/.test(each));
  return [signal ?? `exit code ${code}`, ...(line === undefined ? [] : [line.trim()])].join(': ');
}

/** Opens a worker; no process runs until something is asked. */
export function openModelWorker(): ModelWorker {
  const waiting: Task[] = [];
  let current: Running | null = null;
  let idle: NodeJS.Timeout | null = null;
  let busy = false;
  let closed = false;

  const start = (): Running => {
    const env = Object.fromEntries(passedOn.map((name) => [name, process.env[name]]));
    const child = fork(processPath, [], {
      env,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const running: Running = { child, complaint: '' };
    const complaints = child.stderr as Socket;
    complaints.setEncoding('utf8').on('data', (text: string) => {
      running.complaint = (running.complaint + text).slice(0, longestComplaint);
    });
    complaints.unref();
    child.on('exit', () => {
      if (current === running) current = null;
    });
    // `send` listens while it waits; an error at another time must not end the server.
    child.on('error', () => child.kill('SIGKILL'));
    return running;
  };

  /** Sends one order; the end of the process, or of the time, is told as a failure of the process. */
  async function send(order: ModelOrder): Promise<ModelReply> {
    if (idle !== null) clearTimeout(idle);
    current ??= start();
    const running = current;
    const { child } = running;
    const { promise, resolve, reject } = Promise.withResolvers<ModelReply>();
    const limit = order.task === 'download' ? timeLimits.download : timeLimits.usual;
    let isLate = false;
    const onEnd = (code: number | null, signal: NodeJS.Signals | null) =>
      reject(
        new ModelError(
          isLate
            ? `the model process was ended: it took longer than ${limit / 60_000} minutes`
            : `the model process ended (${endOf(running, code, signal)})`,
        ),
      );
    const onError = (error: Error) => reject(new ModelError(`the model process failed: ${error.message}`));
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, limit);
    // Not `exit`: its last words come later.
    child.once('message', resolve).once('close', onEnd).once('error', onError);
    child.ref();
    child.channel?.ref();
    try {
      child.send(order, (error) => error !== null && child.kill('SIGKILL'));
      return await promise;
    } finally {
      clearTimeout(timer);
      child.off('message', resolve).off('close', onEnd).off('error', onError);
      child.unref();
      child.channel?.unref();
    }
  }

  /** Ends a process that has had nothing to do for a while; it leaves when nobody is at the other end. */
  function rest(): void {
    const resting = current;
    if (resting === null) return;
    idle = setTimeout(() => {
      if (current === resting) current = null;
      if (resting.child.connected) resting.child.disconnect();
    }, idleLimit).unref();
  }

  async function attempt(order: ModelOrder): Promise<ModelReply> {
    for (let count = 1; ; count++) {
      if (closed) throw new ModelError('the server is going down');
      try {
        return await send(order);
      } catch (error) {
        if (count === attempts || closed) throw error;
      }
    }
  }

  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      if (task.signal?.aborted) continue;
      await attempt(task.order).then(task.resolve, task.reject);
    }
    busy = false;
    rest();
  }

  return {
    async ask<Order extends ModelOrder>(order: Order, signal?: AbortSignal) {
      signal?.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<ModelReply>();
      const giveUp = () => reject(signal?.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.push({ order, signal, resolve, reject });
      work();
      try {
        const reply = await promise;
        if ('failure' in reply) throw new ModelError(reply.failure);
        return reply.found as ModelFindings[Order['task']];
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    async close() {
      closed = true;
      if (idle !== null) clearTimeout(idle);
      const child = current?.child;
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((resolve) => child.once('exit', resolve));
      child.ref();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
