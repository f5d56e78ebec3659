import type { QueryClient } from '@tanstack/react-query';
import { type Batch, type BatchRow, batchKey, batchListKey, jobCountsKey } from '../api/jobs.ts';
import { mediaListKey } from '../api/media.ts';
import { sessionQuery } from '../api/session.ts';
import { asksForMore, changeBatch, changeRows, readJobEvent } from './changes.ts';
import type { EventReceiver } from './follow-events.ts';

/** Lists and counts are asked for again at most this often, however many jobs change. */
const pauseMilliseconds = 1500;

type ListPage = { EditingBatchJobList: BatchRow[] };

/**
 * Brings the server's events into what is on the screen. Small changes are made in place; where more has changed than an
 * event says, the query is made again, at most every 1.5 s.
 */
export function createEventReceiver(
  client: QueryClient,
  showLive: (isLive: boolean) => void,
): EventReceiver & { stop(): void } {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const askAgain = (key: readonly string[]) => {
    const name = key.join();
    if (timers.has(name)) return;
    const ask = () => {
      timers.delete(name);
      void client.invalidateQueries({ queryKey: key });
    };
    timers.set(name, setTimeout(ask, pauseMilliseconds));
  };
  return {
    onJob(data) {
      const event = readJobEvent(data);
      if (event === null) return;
      const key = batchKey(event.batchJobId);
      client.setQueryData<Batch>(key, (batch) => batch && changeBatch(batch, event));
      client.setQueriesData<ListPage>({ queryKey: batchListKey }, (page) => page && changeRows(page, event));
      if (!asksForMore(event)) return;
      askAgain(key);
      if (event.jobId === undefined) {
        askAgain(batchListKey);
        askAgain(jobCountsKey);
      }
    },
    onMedia: () => askAgain(mediaListKey),
    onOpen() {
      showLive(true);
      for (const key of [batchListKey, jobCountsKey, mediaListKey, ['batch']]) askAgain(key);
    },
    onLost: () => showLive(false),
    onRefused: () => void client.invalidateQueries(sessionQuery),
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
