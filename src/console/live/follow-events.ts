import { basePath } from '../api/base-path.ts';

/** What happens on the way of the server's events. */
export type EventReceiver = {
  onJob(data: string): void;
  onMedia(data: string): void;
  /** The connection stands; what happened before that may have been missed. */
  onOpen(): void;
  onLost(): void;
  /** The server does not want the connection: perhaps the session is over. */
  onRefused(): void;
};

const retryMilliseconds = 5000;

/**
 * Follows the server's events until the returned function is called. A tab that nobody sees gives its connection back
 * (a browser has few for one server) and catches up when it is looked at again.
 */
export function followEvents(receiver: EventReceiver): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    const connection = new EventSource(`${basePath}/console/events`);
    source = connection;
    connection.addEventListener('open', () => receiver.onOpen());
    connection.addEventListener('job', ({ data }) => receiver.onJob(data));
    connection.addEventListener('media', ({ data }) => receiver.onMedia(data));
    connection.addEventListener('error', () => {
      receiver.onLost();
      // The browser tries again by itself, except after an error answer.
      if (connection.readyState !== EventSource.CLOSED) return;
      receiver.onRefused();
      clearTimeout(timer);
      timer = setTimeout(open, retryMilliseconds);
    });
  };
  const onVisibility = () => {
    if (document.hidden) close();
    else if (source === null) open();
  };

  document.addEventListener('visibilitychange', onVisibility);
  if (!document.hidden) open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}
