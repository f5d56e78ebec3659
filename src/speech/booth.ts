import { fileURLToPath } from 'node:url';
import {
  endProcess,
  holdProcess,
  networkNames,
  releaseProcess,
  type StartedProcess,
  startProcess,
} from '../processes/process.ts';
import type { SpeechFacts, SpeechOrder, SpeechReply } from './messages.ts';

const processPath = fileURLToPath(new URL('./speech-process.ts', import.meta.url));
/** Longest time that one speech may take, in milliseconds: a text of 1,000 characters takes some seconds. */
const timeLimit = 300_000;
/** An idle process gives its memory back after so many milliseconds. */
const idleLimit = 60_000;
/** A crash may come from elsewhere (memory, a signal): each order gets a second process, not a third. */
const attempts = 2;

/**
 * The parent's side of the speech process: started when first needed, and again after a crash or a long rest.
 */
export type Booth = {
  /** @throws Error with a sentence for the user when the text could not be spoken */
  order(order: Omit<SpeechOrder, 'id'>): Promise<SpeechFacts>;
  close(): Promise<void>;
};

/** The speech process works, but this text cannot be spoken: no second try. */
class SpokenFailure extends Error {
  override readonly name = 'SpokenFailure';
}

/** One process and the orders that are with it. */
type Speaking = {
  started: StartedProcess;
  waiting: Map<number, (reply: SpeechReply | Error) => void>;
  idle: NodeJS.Timeout | null;
};

/** Lets a bounded number of orders in at a time, first come, first served. */
function openDoor(places: number) {
  let free = places;
  const queue: (() => void)[] = [];
  return {
    enter: () => {
      if (free === 0) return new Promise<void>((resolve) => queue.push(resolve));
      free--;
      return Promise.resolve();
    },
    leave: () => {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}

/**
 * Opens the booth; no process runs until the first order.
 *
 * @param places orders that are with the process at a time; the others wait here, where no time limit runs
 */
export function openBooth(places: number): Booth {
  const door = openDoor(places);
  let current: Speaking | null = null;
  let closed = false;
  let nextId = 1;

  const start = (): Speaking => {
    const started = startProcess(processPath, networkNames);
    const { child } = started;
    const speaking: Speaking = { started, waiting: new Map(), idle: null };
    child.on('message', (reply: SpeechReply) => speaking.waiting.get(reply.id)?.(reply));
    const gone = (reason: string) => {
      if (current === speaking) current = null;
      for (const settle of speaking.waiting.values())
        settle(new Error(`the speech process ended (${reason})`));
    };
    child.on('error', (error) => gone(error.message));
    child.on('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    return speaking;
  };

  /** A waiting order keeps the server alive; an idle process does not, and is let go after a while. */
  const watch = (speaking: Speaking) => {
    const { started, waiting } = speaking;
    if (speaking.idle !== null) clearTimeout(speaking.idle);
    speaking.idle = null;
    if (waiting.size > 0) {
      holdProcess(started);
      return;
    }
    releaseProcess(started);
    speaking.idle = setTimeout(() => {
      if (current === speaking) current = null;
      // The process ends itself when nobody is at the other end.
      if (started.child.connected) started.child.disconnect();
    }, idleLimit).unref();
  };

  const send = (order: Omit<SpeechOrder, 'id'>) =>
    new Promise<SpeechReply>((resolve, reject) => {
      current ??= start();
      const speaking = current;
      const id = nextId++;
      const timer = setTimeout(() => speaking.started.child.kill('SIGKILL'), timeLimit);
      speaking.waiting.set(id, (reply) => {
        clearTimeout(timer);
        speaking.waiting.delete(id);
        watch(speaking);
        if (reply instanceof Error) reject(reply);
        else resolve(reply);
      });
      watch(speaking);
      speaking.started.child.send({ ...order, id } satisfies SpeechOrder);
    });

  const speak = async (order: Omit<SpeechOrder, 'id'>): Promise<SpeechFacts> => {
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
  };

  return {
    async order(order) {
      await door.enter();
      try {
        return await speak(order);
      } finally {
        door.leave();
      }
    },
    async close() {
      closed = true;
      if (current !== null) await endProcess(current.started);
    },
  };
}
