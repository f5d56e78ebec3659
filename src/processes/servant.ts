import { type Answer, askProcess } from './ask.ts';
import { endProcess, type StartedProcess, startProcess } from './process.ts';

/** A crash may come from elsewhere (memory, a signal): each order gets a second process, not a third. */
const attempts = 2;

/** The server's side of a process that runs while there is something to do. */
export type Servant = {
  /**
   * Orders are done one after the other: each has all of the process.
   *
   * @param timeLimit milliseconds, for each of two processes
   * @param signal ends the wait; an order that is being done is finished for nobody
   * @throws the reason of the signal
   */
  ask<Reply extends object>(
    order: object,
    timeLimit: number,
    signal: AbortSignal | undefined,
  ): Promise<Answer<Reply>>;
  /** Ends the process; what is under way fails. */
  close(): Promise<void>;
};

/**
 * Opens a servant; no process runs until something is asked.
 *
 * @param program as {@link startProcess} takes it
 * @param idleLimit milliseconds after which an idle process is let go, for its memory
 * @param passedOn as {@link startProcess} takes it
 */
export function openServant(program: string, idleLimit: number, passedOn: readonly string[] = []): Servant {
  let current: StartedProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function serve<Reply extends object>(order: object, timeLimit: number): Promise<Answer<Reply>> {
    for (let attempt = 1; ; attempt++) {
      if (closed) return { end: { why: 'closed' } };
      if (!current?.child.connected) current = startProcess(program, passedOn);
      const answer = await askProcess<Reply>(current, order, { timeLimit });
      // A process that answers works: another one would answer the same.
      if ('reply' in answer || (attempt === attempts && !closed)) return answer;
    }
  }

  function inTurn<Reply extends object>(order: object, timeLimit: number, signal: AbortSignal | undefined) {
    const turn = last.then(async () => {
      signal?.throwIfAborted();
      clearTimeout(idle);
      try {
        return await serve<Reply>(order, timeLimit);
      } finally {
        // The process ends itself when nobody is at the other end.
        idle = setTimeout(() => current?.child.connected && current.child.disconnect(), idleLimit).unref();
      }
    });
    last = turn.catch(() => {});
    return turn;
  }

  return {
    async ask<Reply extends object>(order: object, timeLimit: number, signal: AbortSignal | undefined) {
      signal?.throwIfAborted();
      const calledOff = Promise.withResolvers<never>();
      const giveUp = () => calledOff.reject(signal?.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      try {
        return await Promise.race([inTurn<Reply>(order, timeLimit, signal), calledOff.promise]);
      } finally {
        signal?.removeEventListener('abort', giveUp);
      }
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      if (current !== null) await endProcess(current);
    },
  };
}
