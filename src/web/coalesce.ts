/** An event on its way to one client. */
export type Outgoing = { event: string; data: Record<string, unknown> };

/** A line in which a newer event about a thing takes the place of the older one. */
export type EventLine = {
  /** @param key what the event is about */
  push(key: string, event: Outgoing): void;
  /** Drops what waits. */
  close(): void;
};

/** At most four sends a second to a client. */
const interval = 250;
/** Events of one send; the rest waits for the next. */
const maxAtOnce = 40;

/**
 * Makes the line of a client: the first event goes out at once, those that follow it in bundles.
 *
 * @param send takes what is due; answers false when the client is too slow to take more, which is then tried again
 */
export function createEventLine(send: (events: Outgoing[]) => boolean): EventLine {
  const waiting = new Map<string, Outgoing>();
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    const due = [...waiting].slice(0, maxAtOnce);
    if (send(due.map(([, event]) => event))) for (const [key] of due) waiting.delete(key);
    timer = setTimeout(flush, interval);
  };

  return {
    push(key, event) {
      waiting.set(key, event);
      if (timer === undefined) flush();
    },
    close() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
