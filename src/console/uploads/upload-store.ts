import type { Upload as Transfer } from 'tus-js-client';
import { basePath } from '../api/base-path.ts';
import { ApiFailure, asFailure, failureOf } from '../api/failure.ts';
import { csrfHeaders } from '../api/http.ts';
import { isUnderWay, type UploadItem } from './upload.ts';

/**
 * The files that are being sent, for all pages: an upload goes on while the person looks at other pages. Transfers use
 * tus: one that was interrupted, also by closing the tab, goes on where it was when the same file is chosen again.
 */

/** So many files are sent at once; the rest wait. */
const atOnce = 2;
const chunkBytes = 64 * 1024 ** 2;
const retryDelays = [500, 1500, 4000, 8000];

type Entry = {
  item: UploadItem;
  file: File;
  transfer: Transfer | null;
  settle: (media: { id: string; url: string } | null) => void;
};

let entries: readonly Entry[] = [];
let shown: readonly UploadItem[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function update(change: (all: readonly Entry[]) => readonly Entry[]) {
  entries = change(entries);
  shown = entries.map(({ item }) => item);
  for (const listener of listeners) listener();
}

function updateItem(id: number, change: Partial<UploadItem>) {
  update((all) =>
    all.map((entry) => (entry.item.id === id ? { ...entry, item: { ...entry.item, ...change } } : entry)),
  );
}

const find = (id: number) => entries.find(({ item }) => item.id === id);

function failureOfTransfer(error: unknown): ApiFailure {
  const answer = (error as { originalResponse?: { getStatus(): number; getBody(): string } | null })
    .originalResponse;
  if (answer === undefined) return asFailure(error);
  if (answer === null || answer.getStatus() === 0) return new ApiFailure(0, 'Network', '');
  const text = answer.getBody();
  try {
    return failureOf(answer.getStatus(), JSON.parse(text));
  } catch {
    return failureOf(answer.getStatus(), { message: text.slice(0, 200) });
  }
}

async function createTransfer({ file, item: { id }, settle }: Entry): Promise<Transfer> {
  const { Upload } = await import('tus-js-client');
  const transfer = new Upload(file, {
    endpoint: new URL(`${basePath}/console/uploads`, location.href).href,
    metadata: { filename: file.name, filetype: file.type },
    chunkSize: chunkBytes,
    retryDelays,
    removeFingerprintOnSuccess: true,
    onBeforeRequest: (request) => {
      for (const [name, value] of Object.entries(csrfHeaders())) request.setHeader(name, value);
    },
    onProgress: (sent) => updateItem(id, { sent }),
    onError: (error) => {
      updateItem(id, { state: 'failed', failure: failureOfTransfer(error) });
      sendNext();
    },
    onSuccess: ({ lastResponse }) => {
      const media = {
        id: lastResponse.getHeader('x-reelmill-media-id') ?? '',
        url: lastResponse.getHeader('x-reelmill-media-url') ?? '',
      };
      updateItem(id, { state: 'done', sent: file.size, media });
      settle(media);
      sendNext();
    },
  });
  const [previous] = await transfer.findPreviousUploads();
  if (previous !== undefined) transfer.resumeFromPreviousUpload(previous);
  return transfer;
}

async function send(entry: Entry) {
  const { id } = entry.item;
  updateItem(id, { state: 'sending', failure: null });
  try {
    const transfer = entry.transfer ?? (await createTransfer(entry));
    update((all) => all.map((other) => (other.item.id === id ? { ...other, transfer } : other)));
    // It may have been paused or dropped while the library for the protocol was loaded.
    if (find(id)?.item.state === 'sending') transfer.start();
  } catch (error) {
    updateItem(id, { state: 'failed', failure: asFailure(error) });
    sendNext();
  }
}

function sendNext() {
  const active = entries.filter(({ item }) => item.state === 'sending').length;
  const waiting = entries.filter(({ item }) => item.state === 'waiting');
  for (const entry of waiting.slice(0, Math.max(0, atOnce - active))) void send(entry);
}

/**
 * Sends files into the library.
 *
 * @returns one promise a file, in their order: its media, or null when the person dropped it; a failed upload can still be
 *   tried again, so its promise waits
 */
export function uploadFiles(files: readonly File[]): Promise<{ id: string; url: string } | null>[] {
  const begun = files.map((file) => {
    const { promise, resolve } = Promise.withResolvers<{ id: string; url: string } | null>();
    const { name, size } = file;
    const item: UploadItem = {
      id: nextId,
      name,
      size,
      sent: 0,
      state: 'waiting',
      media: null,
      failure: null,
    };
    nextId += 1;
    return { promise, entry: { item, file, transfer: null, settle: resolve } satisfies Entry };
  });
  update((all) => [...all, ...begun.map(({ entry }) => entry)]);
  sendNext();
  return begun.map(({ promise }) => promise);
}

/** Stops sending a file; what the server has is kept. */
export function pauseUpload(id: number) {
  void find(id)?.transfer?.abort();
  updateItem(id, { state: 'paused' });
  sendNext();
}

/** Goes on with a file that was paused or has failed. */
export function resumeUpload(id: number) {
  updateItem(id, { state: 'waiting', failure: null });
  sendNext();
}

/** Drops a file that is not done: what the server has of it is deleted. */
export function dropUpload(id: number) {
  const entry = find(id);
  if (entry === undefined) return;
  // What the server keeps of it is dropped by the server in time, should it not be reached now.
  void entry.transfer?.abort(true).catch(() => {});
  entry.settle(null);
  update((all) => all.filter(({ item }) => item.id !== id));
  sendNext();
}

/** Takes the files off the screen that are done. */
export function clearDone() {
  update((all) => all.filter(({ item }) => item.state !== 'done'));
}

/** For `useSyncExternalStore`: all files, newest last. */
export const uploadStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: () => shown,
};

// A file that stopped because the network was gone goes on by itself.
addEventListener('online', () => {
  for (const { item } of entries) {
    if (item.state === 'failed' && item.failure?.code === 'Network') resumeUpload(item.id);
  }
});

addEventListener('beforeunload', (event) => {
  if (shown.some(isUnderWay)) event.preventDefault();
});
