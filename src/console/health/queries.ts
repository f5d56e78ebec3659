import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/http.ts';

/** How the server is doing. */
export type Health = {
  version: string;
  node: string;
  ffmpeg: string;
  database: string;
  dataDir: string;
  /** Bytes. */
  diskFree: number;
  diskTotal: number;
  workers: { concurrency: number; active: number };
  queue: { name: string; waiting: number; active: number; failed: number }[];
  jobs: { Init: number; Processing: number; Finished: number; Failed: number };
  /** Seconds. */
  uptime: number;
  series: Series;
};

/** Figures over time; all lists have one entry a moment. */
export type Series = { times: (string | number)[]; finishedPerMinute: number[]; active: number[] };

const pauseMilliseconds = 10_000;

/** The state of the server, asked for anew every ten seconds while the page is looked at. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: ({ signal }) => request<Health>('health', { signal }),
  refetchInterval: pauseMilliseconds,
});
