import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DatabaseHandle } from './database.ts';

/** What hears a channel of the database. */
export type Ear = {
  /** Called with the payload of every message, in the order of the transactions that sent them. */
  onMessage(payload: string): void;
  /** Called when messages may have been missed: the connection was lost and is there again. */
  onGap(): void;
};

/** A channel that is being heard. */
export type Listening = { close(): Promise<void> };

/** Milliseconds between two tries to connect again. */
const pause = 1000;

/**
 * Hears what transactions send with `pg_notify`, in this process and in others on the same database. A connection that
 * breaks is made again.
 *
 * @param channel a plain lower-case name
 * @throws the error of the first connection
 */
export async function listen(
  { engine }: Pick<DatabaseHandle, 'engine'>,
  channel: string,
  ear: Ear,
): Promise<Listening> {
  if (engine.kind === 'server') return listenOnServer(engine.url, channel, ear);
  const unlisten = await engine.pglite.listen(channel, ear.onMessage);
  return { close: () => unlisten() };
}

async function listenOnServer(url: string, channel: string, ear: Ear): Promise<Listening> {
  const closing = new AbortController();
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    const lost = new Promise<void>((resolve) => client.once('error', () => resolve()).once('end', resolve));
    client.on('notification', ({ payload }) => ear.onMessage(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    return { client, lost };
  };

  let current = await connect();
  const keepUp = async () => {
    while (!closing.signal.aborted) {
      await current.lost;
      // A connection that broke has nothing left to end.
      await current.client.end().catch(() => {});
      for (let isBack = false; !isBack && !closing.signal.aborted; ) {
        await sleep(pause, undefined, { signal: closing.signal }).catch(() => {});
        if (closing.signal.aborted) break;
        isBack = await connect().then(
          (next) => {
            current = next;
            return true;
          },
          () => false,
        );
        if (isBack) ear.onGap();
      }
    }
  };
  const watching = keepUp();
  return {
    async close() {
      closing.abort();
      await current.client.end().catch(() => {});
      await watching;
    },
  };
}
