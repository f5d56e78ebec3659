import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { limitBytes } from './limit-bytes.ts';
import { callOutbound, checkOutbound, OutboundError } from './outbound.ts';

/** Bounds of one download. */
export type FetchLimits = {
  allowHosts: readonly string[];
  /** Bytes. */
  maxBytes: number;
  /** Milliseconds for the whole download. */
  timeout: number;
};

/** Files of other servers, downloaded once. */
export type RemoteCache = {
  /**
   * A file of this machine that holds what the URL gives. It is asked for again each time, but only sent again when the
   * other server says that it changed (ETag, Last-Modified).
   *
   * @throws OutboundError when the URL may not be called, does not answer well, or takes too long
   * @throws ApiError `EntityTooLarge`
   */
  fetch(url: string): Promise<string>;
  /** Ends the downloads that are under way; none is started after it. */
  close(): void;
};

const maxRedirects = 3;
/** A file that a newer one has replaced is kept so long, for renders that still read it. */
const replacedMs = 24 * 3600 * 1000;

/** What a cached file is known by. */
type CacheEntry = { file: string; etag: string | null; lastModified: string | null };

const validators = ({ etag, lastModified }: CacheEntry): Record<string, string> => ({
  ...(etag !== null && { 'if-none-match': etag }),
  ...(etag === null && lastModified !== null && { 'if-modified-since': lastModified }),
});

/** Follows redirects, each of them checked like the first URL. */
async function get(
  url: string,
  headers: Record<string, string>,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let next = url;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const target = await checkOutbound(next, limits.allowHosts, signal);
    const answer = await callOutbound(target, { method: 'GET', headers, signal });
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer;
    answer.destroy();
    next = URL.parse(location, next)?.href ?? location;
  }
  throw new OutboundError(`the URL redirects more than ${maxRedirects} times`);
}

/**
 * Opens the cache.
 *
 * @param folder made when it is not there; what is in it may be deleted while no server runs
 */
export function openRemoteCache(folder: string, limits: FetchLimits): RemoteCache {
  /** Downloads that are under way: a batch names the same URL many times. */
  const running = new Map<string, Promise<string>>();
  const closing = new AbortController();
  let pruned: Promise<void> | undefined;

  /** Removes what downloads that were cut short, and files that changed since, have left behind. */
  async function prune(): Promise<void> {
    await mkdir(folder, { recursive: true });
    const names = await readdir(folder);
    const entries = names.filter((name) => name.endsWith('.json')).map((name) => known(join(folder, name)));
    const wanted = new Set((await Promise.all(entries)).map((entry) => entry?.file));
    for (const name of names) {
      const path = join(folder, name);
      const isOld = (await stat(path)).mtimeMs < Date.now() - replacedMs;
      if (isOld && !name.endsWith('.json') && !wanted.has(path)) await rm(path, { force: true });
    }
  }

  async function known(entryPath: string): Promise<CacheEntry | null> {
    try {
      const entry = JSON.parse(await readFile(entryPath, 'utf8')) as CacheEntry;
      await stat(entry.file);
      return entry;
    } catch {
      return null;
    }
  }

  async function download(url: string): Promise<string> {
    pruned ??= prune();
    await pruned;
    const name = createHash('sha256').update(url).digest('hex').slice(0, 40);
    const entryPath = join(folder, `${name}.json`);
    const entry = await known(entryPath);
    const signal = AbortSignal.any([AbortSignal.timeout(limits.timeout), closing.signal]);
    const headers = { 'user-agent': 'Reelmill', ...(entry && validators(entry)) };
    const answer = await get(url, headers, limits, signal);
    if (entry !== null && answer.statusCode === 304) {
      answer.destroy();
      return entry.file;
    }
    if (answer.statusCode !== 200) {
      answer.destroy();
      throw new OutboundError(`the server of the URL answered ${answer.statusCode}`);
    }
    // A new name for new bytes: a render may still be reading the old file.
    const file = join(folder, `${name}-${randomBytes(6).toString('hex')}`);
    try {
      await pipeline(answer, limitBytes(limits.maxBytes), createWriteStream(file), { signal });
    } catch (error) {
      await rm(file, { force: true });
      if (signal.aborted) throw new OutboundError('the download took too long', { cause: error });
      throw error;
    }
    const { etag = null, 'last-modified': lastModified = null } = answer.headers;
    const draft = `${file}.json`;
    await writeFile(draft, JSON.stringify({ file, etag, lastModified } satisfies CacheEntry));
    await rename(draft, entryPath);
    return file;
  }

  return {
    fetch(url) {
      const started = running.get(url) ?? download(url).finally(() => running.delete(url));
      running.set(url, started);
      return started;
    },
    close() {
      closing.abort();
    },
  };
}
