/**
 * Puts questions that come at the same time into one: while one run is under way, further items wait for the next. A busy
 * gateway asks the database a few times for hundreds of calls, and an idle one at once for each.
 *
 * @param run answers a list of items with one outcome each, in their order; when it throws, all of them fail
 * @returns asks for one item
 */
export function createBatcher<Item, Outcome>(
  run: (items: readonly Item[]) => Promise<readonly Outcome[]>,
): (item: Item) => Promise<Outcome> {
  type Waiting = { item: Item; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };
  let waiting: Waiting[] = [];
  let isRunning = false;

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        const outcomes = await run(batch.map(({ item }) => item));
        for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] as Outcome);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    waiting.push({ item, resolve, reject });
    if (!isRunning) {
      isRunning = true;
      // Calls that were read from the sockets in the same turn go together.
      setImmediate(() => void runAll());
    }
    return promise;
  };
}
