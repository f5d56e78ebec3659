import type { Browser } from './web-server.ts';

/** An event as it came. */
export type StreamEvent = { event: string; data: Record<string, unknown>; time: number };

/** An open stream of events. */
export type EventStream = {
  events: StreamEvent[];
  /** When each piece of the stream came, in milliseconds. */
  pieces: number[];
  /** Waits for an event. */
  until(wanted: (event: StreamEvent) => boolean, milliseconds?: number): Promise<StreamEvent>;
  /** Ends with the stream. */
  ended: Promise<void>;
  close(): void;
};

/** Opens `/console/events`. */
export async function openEvents(url: string, browser: Browser): Promise<EventStream> {
  const stop = new AbortController();
  const response = await fetch(`${url}/console/events`, {
    headers: { cookie: browser.cookie },
    signal: stop.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`no events: ${response.status}`);
  const events: StreamEvent[] = [];
  const pieces: number[] = [];
  let told = () => {};
  const read = async () => {
    let rest = '';
    for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      pieces.push(performance.now());
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event !== undefined)
          events.push({ event, data: JSON.parse(data ?? '{}'), time: performance.now() });
      }
      told();
    }
  };
  const ended = read().catch(() => {});
  return {
    events,
    pieces,
    ended,
    close: () => stop.abort(),
    async until(wanted, milliseconds = 20_000) {
      const giveUp = performance.now() + milliseconds;
      for (;;) {
        const found = events.find(wanted);
        if (found !== undefined) return found;
        const left = giveUp - performance.now();
        if (left <= 0) throw new Error(`the event did not come; there were ${JSON.stringify(events)}`);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          told = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
  };
}
