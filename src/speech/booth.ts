import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SpeechFacts, SpeechOrder, SpeechReply } from './messages.ts';

/** Longest time that one speech may take, in milliseconds: a text of 1,000 characters takes some seconds. */
const timeLimit = 300_000;
/** A crash may come from elsewhere (memory, a signal): each order gets a second process, not a third. */
const attempts = 2;

/** The parent's side of the speech process: started when first needed, and again after a crash. */
export type Booth = {
  /** @throws Error with a sentence for the user when the text could not be spoken */
  order(order: Omit<SpeechOrder, 'id'>): Promise<SpeechFacts>;
  close(): Promise<void>;
};

/** The speech process works, but this text cannot be spoken: no second try. */
class SpokenFailure extends Error {
  override readonly name = 'SpokenFailure';
}

type Waiting = { settle: (reply: SpeechReply | Error) => void };

/** Opens the booth; no process runs until the first order. */
export function openBooth(): Booth {
  let child: ChildProcess | null = null;
  let closed = false;
  let nextId = 1;
  const waiting = new Map<number, Waiting>();

  const start = (): ChildProcess => {
    const started = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    started.on('message', (reply: SpeechReply) => waiting.get(reply.id)?.settle(reply));
    const gone = (reason: string) => {
      if (child === started) child = null;
      for (const { settle } of waiting.values()) settle(new Error(`the speech process ended (${reason})`));
    };
    started.on('error', (error) => gone(error.message));
    started.on('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    return started;
  };

  /** A waiting order keeps the server alive, an idle process does not. */
  const hold = (process: ChildProcess) => {
    const keep = waiting.size > 0;
    if (keep) process.ref();
    else process.unref();
    if (keep) process.channel?.ref();
    else process.channel?.unref();
  };

  const send = (order: Omit<SpeechOrder, 'id'>) =>
    new Promise<SpeechReply>((resolve, reject) => {
      child ??= start();
      const process = child;
      const id = nextId++;
      const timer = setTimeout(() => process.kill('SIGKILL'), timeLimit);
      waiting.set(id, {
        settle: (reply) => {
          clearTimeout(timer);
          waiting.delete(id);
          hold(process);
          if (reply instanceof Error) reject(reply);
          else resolve(reply);
        },
      });
      hold(process);
      process.send({ ...order, id } satisfies SpeechOrder);
    });

  return {
    async order(order) {
      for (let attempt = 1; ; attempt++) {
        if (closed) throw new Error('the server is going down');
        try {
          const reply = await send(order);
          if ('failure' in reply) throw new SpokenFailure(reply.failure);
          return reply.facts;
        } catch (error) {
          if (error instanceof SpokenFailure || attempt === attempts || closed) throw error;
        }
      }
    },
    async close() {
      closed = true;
      const ending = child;
      if (ending === null || ending.exitCode !== null) return;
      const exited = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.kill('SIGKILL');
      await exited;
    },
  };
}
