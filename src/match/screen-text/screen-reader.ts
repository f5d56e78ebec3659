import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryExitCode, type ReadOrder, type ReadReply } from './messages.ts';

/** Text in pictures could not be read; the message is a sentence for the user. */
export class ScreenTextError extends Error {
  override readonly name = 'ScreenTextError';
}

/** Reads text in pictures, in a process of its own that runs while there is something to read. */
export type ScreenReader = {
  /**
   * @param files absolute paths of JPEG, PNG or WebP files
   * @param signal ends the wait
   * @returns a text for each file, its lines from top to bottom joined by line breaks; empty when there is none
   * @throws ScreenTextError when a picture or the models cannot be read, or the reason of the signal
   */
  read(files: readonly string[], signal?: AbortSignal): Promise<string[]>;
  /** Ends the process; what is under way fails. */
  close(): Promise<void>;
};

const processPath = fileURLToPath(new URL('./screen-text-process.ts', import.meta.url));
/** Pictures of one order: few, so that a call that is called off, or waits for another, does not wait for long. */
const picturesAtOnce = 8;
/** An order that takes longer hangs: a picture takes a tenth of a second, on a busy machine some. */
const timeLimitMs = 120_000;
/** An idle process gives its memory back after so long. */
const idleMs = 60_000;
/** A crash may come from elsewhere (memory, a signal): each order gets a second process, not a third. */
const attempts = 2;

/** Starts a process that has no secrets in its environment. */
function start(): ChildProcess {
  const child = fork(processPath, [], {
    env: { PATH: process.env.PATH ?? '' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // `ask` listens while it waits; an error at another time must not end the server.
  child.on('error', () => child.kill('SIGKILL'));
  return child;
}

function endOf(code: number | null, signal: NodeJS.Signals | null): ScreenTextError {
  const reason =
    code === memoryExitCode ? 'it needed too much memory' : (signal ?? `it ended with exit code ${code}`);
  return new ScreenTextError(`the process that reads text in pictures failed (${reason})`);
}

/** Sends one order and waits for the reply, the end of the process, or the end of the time. */
async function ask(child: ChildProcess, order: ReadOrder): Promise<ReadReply> {
  const { promise, resolve, reject } = Promise.withResolvers<ReadReply>();
  const onExit = (code: number | null, signal: NodeJS.Signals | null) => reject(endOf(code, signal));
  const timer = setTimeout(() => {
    reject(new ScreenTextError(`pictures took longer than ${timeLimitMs / 1000} seconds to be read`));
    child.kill('SIGKILL');
  }, timeLimitMs);
  child.once('message', resolve).once('exit', onExit);
  child.ref();
  child.channel?.ref();
  try {
    child.send(order, (error) => error !== null && child.kill('SIGKILL'));
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('message', resolve).off('exit', onExit);
    child.unref();
    child.channel?.unref();
  }
}

/** Opens a reader; no process runs until the first picture. */
export function openScreenReader(): ScreenReader {
  let child: ChildProcess | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  const alive = (): ChildProcess => {
    if (child === null || !child.connected) child = start();
    return child;
  };

  async function serve(order: ReadOrder): Promise<string[]> {
    for (let attempt = 1; ; attempt++) {
      if (closed) throw new ScreenTextError('the server is going down');
      try {
        const reply = await ask(alive(), order);
        if ('texts' in reply) return reply.texts;
        throw new ScreenTextError(`text in pictures could not be read: ${reply.failure}`);
      } catch (error) {
        // A process that answers works: another one would answer the same.
        if (child?.connected || attempt === attempts || closed) throw error;
      }
    }
  }

  /** One order at a time: each has all of the process. */
  function inTurn(order: ReadOrder, signal: AbortSignal | undefined): Promise<string[]> {
    const turn = last.then(async () => {
      signal?.throwIfAborted();
      if (idle !== null) clearTimeout(idle);
      try {
        return await serve(order);
      } finally {
        idle = setTimeout(() => child?.connected && child.disconnect(), idleMs).unref();
      }
    });
    last = turn.catch(() => {});
    return turn;
  }

  return {
    async read(files, signal) {
      const calledOff = Promise.withResolvers<never>();
      const giveUp = () => calledOff.reject(signal?.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        const texts: string[] = [];
        for (let from = 0; from < files.length; from += picturesAtOnce) {
          const turn = inTurn({ files: files.slice(from, from + picturesAtOnce) }, signal);
          texts.push(...(await Promise.race([turn, calledOff.promise])));
        }
        return texts;
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    async close() {
      closed = true;
      if (idle !== null) clearTimeout(idle);
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const exited = new Promise((resolve) => child?.once('exit', resolve));
      child.ref();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
