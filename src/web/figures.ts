import type { News } from '../batch/news.ts';

/** Figures of the last hour, one entry a minute, the current minute last. */
export type Series = {
  /** ISO times at which the minutes began. */
  times: string[];
  /** Videos that were finished, by this server or another one on the same database. */
  finishedPerMinute: number[];
  /** Most plans and renders that this server worked on at once. */
  active: number[];
};

/** Collects figures while the server runs. */
export type Figures = { series(): Series; close(): void };

type Minute = { begin: number; finished: number; active: number };

const minuteMilliseconds = 60_000;
const minutes = 60;
const sampleMilliseconds = 2000;

/**
 * Starts to collect.
 *
 * @param active how much is being worked on right now
 */
export function collectFigures(
  news: Pick<News, 'subscribe'>,
  active: () => number,
  now: () => Date,
): Figures {
  const history: Minute[] = [];

  /** The current minute; those in which nobody looked are filled in. */
  const current = (): Minute => {
    const begin = Math.floor(now().getTime() / minuteMilliseconds) * minuteMilliseconds;
    let last = history.at(-1);
    while (last === undefined || last.begin < begin) {
      const next = last === undefined ? begin : last.begin + minuteMilliseconds;
      last = { begin: Math.max(next, begin - minutes * minuteMilliseconds), finished: 0, active: 0 };
      history.push(last);
    }
    history.splice(0, Math.max(0, history.length - minutes));
    return last;
  };

  const sample = () => {
    const minute = current();
    minute.active = Math.max(minute.active, active());
  };
  const unsubscribe = news.subscribe({
    onNews(item) {
      if (item.kind === 'job' && item.status === 'Success') current().finished += 1;
    },
    // Videos that were finished meanwhile are missing in the plot, and nowhere else.
    onGap() {},
  });
  const timer = setInterval(sample, sampleMilliseconds);
  timer.unref();
  sample();

  return {
    series() {
      sample();
      return {
        times: history.map(({ begin }) => new Date(begin).toISOString()),
        finishedPerMinute: history.map(({ finished }) => finished),
        active: history.map((minute) => minute.active),
      };
    },
    close() {
      clearInterval(timer);
      unsubscribe();
    },
  };
}
