/** Does small works of many callers together, a bounded number at a time. */
export type Batches<Result> = {
  /**
   * Results in the order of the items.
   *
   * @param signal takes what has not begun out of the queue
   */
  run(items: readonly string[], signal?: AbortSignal): Promise<Result[]>;
};

type Waiting<Result> = {
  item: string;
  signal: AbortSignal | undefined;
  resolve(result: Result): void;
  reject(error: unknown): void;
};

/**
 * Opens a queue of items, which are worked on in batches: a material has a few shots, and a network that looks at many
 * pictures at once is faster.
 *
 * @param size items in a batch
 * @param work gives a result for each item, or the error of that item; its own failure is that of the whole batch
 */
export function openBatches<Result>(
  size: number,
  work: (items: string[]) => Promise<readonly (Result | Error)[]>,
): Batches<Result> {
  const queue: Waiting<Result>[] = [];
  let busy = false;

  async function workOff(): Promise<void> {
    if (busy) return;
    busy = true;
    // What is asked for in the same turn goes into the same batch.
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.splice(0, size).filter(({ signal }) => signal?.aborted !== true);
      if (batch.length === 0) continue;
      try {
        const results = await work(batch.map(({ item }) => item));
        for (const [index, result] of results.entries()) {
          if (result instanceof Error) batch[index]?.reject(result);
          else batch[index]?.resolve(result);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  }

  return {
    async run(items, signal) {
      signal?.throwIfAborted();
      const stop = Promise.withResolvers<never>();
      const giveUp = () => stop.reject(signal?.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      const results = items.map(
        (item) => new Promise<Result>((resolve, reject) => queue.push({ item, signal, resolve, reject })),
      );
      workOff();
      try {
        return await Promise.race([Promise.all(results), stop.promise]);
      } finally {
        signal?.removeEventListener('abort', giveUp);
        // Those that fail after the wait is over fail for nobody.
        for (const result of results) result.catch(() => {});
      }
    },
  };
}
