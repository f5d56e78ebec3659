import type { ApiFailure } from '../api/failure.ts';

/** A file on its way into the library. */
export type UploadItem = {
  id: number;
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes that the server has. */
  sent: number;
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'failed';
  /** Once it is done. */
  media: { id: string; url: string } | null;
  failure: ApiFailure | null;
};

/** Whether a file still has to be sent. */
export const isUnderWay = ({ state }: UploadItem): boolean => state === 'waiting' || state === 'sending';

/** Share of all bytes that the server has, 0 to 1; failed files do not count. */
export function shareSent(items: readonly UploadItem[]): number {
  const counted = items.filter(({ state }) => state !== 'failed');
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  const sent = counted.reduce((sum, { sent }) => sum + sent, 0);
  return total === 0 ? 1 : sent / total;
}
