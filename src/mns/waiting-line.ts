import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Readers that wait for a queue to fill (long polling). A waiting reader holds no connection and runs no query: each
 * queue has one line, which looks at the database when a message was written by this server, and else once a second for
 * messages of other servers and for those that become visible again.
 */

/** One reader's wish. */
export type Wait<Item> = {
  milliseconds: number;
  /** Looks once; an empty answer means that there is nothing for anybody in the line. */
  take(): Promise<Item[]>;
  /** The reader is gone. */
  signal: AbortSignal;
};

/** Lines of readers by queue. */
export type WaitingLines<Item> = {
  /** Waits in the line of `key` until there is something, the time is over (empty), or the reader is gone (empty). */
  wait(key: string, wish: Wait<Item>): Promise<Item[]>;
  /** Something was written to the queue. */
  wake(key: string): void;
  /** Sends everybody home with nothing, now and from now on. */
  close(): void;
};

const lookEveryMilliseconds = 1000;
/** More readers than this are answered at once: each holds a connection and some memory. */
const maxWaiting = 1000;

type Reader<Item> = Wait<Item> & { deadline: number; end(items: Item[]): void; fail(error: unknown): void };

type Line<Item> = { readers: Reader<Item>[]; woken: PromiseWithResolvers<void> };

/** Makes lines; nothing runs while nobody waits. */
export function createWaitingLines<Item>(): WaitingLines<Item> {
  const lines = new Map<string, Line<Item>>();
  let waiting = 0;
  let isClosed = false;

  /** Serves a line until it is empty. */
  async function serve(key: string, line: Line<Item>): Promise<void> {
    while (line.readers.length > 0) {
      const first = Math.min(...line.readers.map(({ deadline }) => deadline));
      const pause = Math.max(0, Math.min(lookEveryMilliseconds, first - performance.now()));
      await Promise.race([line.woken.promise, sleep(pause, undefined, { ref: false })]);
      // Renewed before looking: what is written while we look wakes the next round.
      line.woken = Promise.withResolvers();
      if (!isClosed) await giveOut(line);
      const now = performance.now();
      for (const reader of line.readers) if (isClosed || reader.deadline <= now) reader.end([]);
      line.readers = line.readers.filter(({ deadline }) => !isClosed && deadline > now);
    }
    lines.delete(key);
  }

  return {
    wait(key, wish) {
      if (isClosed || wish.signal.aborted || waiting >= maxWaiting) return Promise.resolve([]);
      const { promise, resolve, reject } = Promise.withResolvers<Item[]>();
      const reader = {
        ...wish,
        deadline: performance.now() + wish.milliseconds,
        end: resolve,
        fail: reject,
      };
      waiting += 1;
      const line = lines.get(key) ?? { readers: [], woken: Promise.withResolvers<void>() };
      line.readers.push(reader);
      const leave = () => {
        resolve([]);
        line.readers = line.readers.filter((other) => other !== reader);
        line.woken.resolve();
      };
      wish.signal.addEventListener('abort', leave, { once: true });
      if (!lines.has(key)) {
        lines.set(key, line);
        void serve(key, line);
      } else line.woken.resolve();
      return promise.finally(() => {
        waiting -= 1;
        wish.signal.removeEventListener('abort', leave);
      });
    },
    wake(key) {
      lines.get(key)?.woken.resolve();
    },
    close() {
      isClosed = true;
      for (const line of lines.values()) line.woken.resolve();
    },
  };
}

/** Gives what there is to the readers in the order in which they came. */
async function giveOut<Item>(line: Line<Item>): Promise<void> {
  for (const reader of [...line.readers]) {
    if (!line.readers.includes(reader)) continue;
    let items: Item[];
    try {
      items = await reader.take();
    } catch (error) {
      reader.fail(error);
      line.readers = line.readers.filter((other) => other !== reader);
      continue;
    }
    if (items.length === 0) return;
    reader.end(items);
    line.readers = line.readers.filter((other) => other !== reader);
  }
}
