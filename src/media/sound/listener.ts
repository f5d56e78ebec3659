import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Source } from '../../timeline/material.ts';
import { ProbeError } from '../probe.ts';
import { memoryExitCode } from '../prober-protocol.ts';
import type { ListenerReply, ListenerRequest } from './listener-protocol.ts';

/** Listens to files, each in a process of its own. */
export type Listener = {
  /**
   * The course of a source's sound, as `sound-bytes.ts` reads it.
   *
   * @throws ProbeError when the sound cannot be decoded or takes too long; the reason of the signal
   */
  listen(source: Source, signal: AbortSignal): Promise<Buffer>;
  /** Ends the processes; what is under way fails. */
  close(): void;
};

const processPath = fileURLToPath(new URL('./listener-process.ts', import.meta.url));
/** Listening is far faster than the sound; whoever needs as long as it lasts, and a minute, will not end. */
const timeLimitMs = ({ facts }: Source) => 60_000 + facts.duration * 1000;

const stopped = () => new ProbeError('was not listened to: the server stops');

/** Starts a process that has no secrets in its environment. */
function startProcess(): ChildProcess {
  return fork(processPath, {
    env: { PATH: process.env.PATH ?? '' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function courseOf(reply: ListenerReply): Buffer {
  if ('course' in reply) return Buffer.from(reply.course, 'base64');
  if ('unreadable' in reply) throw new ProbeError(`has a sound that cannot be used: ${reply.unreadable}`);
  throw new Error(`listening failed: ${reply.failed}`);
}

/** Opens a listener. One file is listened to at a time: it keeps a core busy. */
export function openListener(): Listener {
  const running = new Set<ChildProcess>();
  let line: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function ask(source: Source, signal: AbortSignal): Promise<Buffer> {
    signal.throwIfAborted();
    if (closed) throw stopped();
    const child = startProcess();
    running.add(child);
    const { promise, resolve, reject } = Promise.withResolvers<ListenerReply>();
    const late = `listening takes longer than ${Math.round(timeLimitMs(source) / 1000)} seconds`;
    const timer = setTimeout(() => resolve({ unreadable: late }), timeLimitMs(source));
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    child.once('message', resolve).once('error', reject);
    child.once('exit', (code, by) => {
      if (closed) reject(stopped());
      else if (code === memoryExitCode) resolve({ unreadable: 'it needs too much memory' });
      else resolve({ unreadable: `the media engine fails (${by ?? `exit code ${code}`})` });
    });
    try {
      child.send({ source } satisfies ListenerRequest);
      return courseOf(await promise);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      running.delete(child);
      child.kill('SIGKILL');
    }
  }

  return {
    listen(source, signal) {
      const turn = line.then(() => ask(source, signal));
      line = turn.catch(() => {});
      return turn;
    },
    close() {
      closed = true;
      for (const child of running) child.kill('SIGKILL');
    },
  };
}
