import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Footage } from '../timeline/footage.ts';
import type { Source } from '../timeline/material.ts';
import type { Findings } from './findings.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ProbeError, type Prober } from './probe.ts';

/** How somebody waits for the shots of a material. */
export type FootageWatch = {
  signal?: AbortSignal;
  /** Told now and then which share (0 to 1) of the film has been read; never when its shots are known already. */
  onProgress?: (share: number) => void;
};

/** The shots of materials, found once and kept with their content. */
export type FootageFinder = {
  /**
   * The shots of a video or image; none for a sound.
   *
   * @throws ProbeError when the pictures cannot be read; the reason of the signal
   */
  of(source: Source, watch?: FootageWatch): Promise<Footage>;
  /**
   * A JPEG file of at most 768 pixels a side for each shot, in their order. The files lie in the cache and are made again
   * when they are gone.
   *
   * @throws ProbeError when a frame cannot be read; the reason of the signal
   */
  keyFrames(source: Source, watch?: FootageWatch): Promise<string[]>;
};

/** What the finder rests on. */
export type FootageParts = {
  findings: Findings;
  prober: Pick<Prober, 'footage' | 'keyFrames'>;
  /** Key frames lie in here, a folder for each content; made when needed, and may be deleted at any time. */
  folder: string;
};

/** Raised when the shots of the same film would come out differently. */
const finder = 'shots/1';
/** Key frames that nobody asked for in so long are deleted. */
const keepMs = 90 * 24 * 60 * 60 * 1000;

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Deletes the key frames of contents that nobody asked for in a long time. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > keepMs) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Opens the finder of shots. */
export function openFootage({ findings, prober, folder }: FootageParts): FootageFinder {
  const swept = sweep(folder);
  const working = new Map<string, Promise<unknown>>();

  const folderOf = async (path: string) => join(folder, await fingerprintOf(path));
  const fileOf = (own: string, index: number) => join(own, `${index}.jpg`);

  async function keepKeyFrames(files: readonly string[], own: string): Promise<void> {
    for (const [index, file] of files.entries()) if (file !== '') await rename(file, fileOf(own, index));
  }

  /** Works in a folder of its own beside the key frames, which goes afterwards. */
  async function inDraft<Result>(own: string, work: (draft: string) => Promise<Result>): Promise<Result> {
    await swept;
    await mkdir(own, { recursive: true });
    const draft = join(own, `draft-${crypto.randomUUID()}`);
    await mkdir(draft);
    try {
      return await work(draft);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  async function read({ path, facts }: Source, signal: AbortSignal, { onProgress }: FootageWatch) {
    const own = await folderOf(path);
    return inDraft(own, async (draft) => {
      const request = { path, folder: draft, duration: facts.duration };
      const { footage, keyFrames } = await prober.footage(request, {
        signal,
        ...(onProgress !== undefined && { onProgress }),
      });
      await keepKeyFrames(keyFrames, own);
      return Buffer.from(JSON.stringify(footage));
    });
  }

  async function of(source: Source, watch: FootageWatch = {}): Promise<Footage> {
    if (source.facts.picture === null) return { shots: [] };
    const make = (signal: AbortSignal) => read(source, signal, watch);
    const body = await findings.of(source.path, finder, make, watch.signal);
    return JSON.parse(body.toString()) as Footage;
  }

  /** Makes the key frames that are missing. */
  async function restore(source: Source, own: string, missing: [number, number][], signal: AbortSignal) {
    const sorted = missing.toSorted((a, b) => a[1] - b[1]);
    await inDraft(own, async (draft) => {
      const times = sorted.map(([, time]) => time);
      const files = await prober.keyFrames(source.path, draft, times, { signal });
      for (const [place, file] of files.entries()) {
        const index = sorted[place]?.[0] ?? 0;
        if (file === '') throw new ProbeError(`has no frame at ${times[place]} s any more`);
        await rename(file, fileOf(own, index));
      }
    });
  }

  /** Does work on the key frames of one content after what was begun before: who comes second finds the files. */
  async function inTurn<Result>(own: string, work: () => Promise<Result>): Promise<Result> {
    const before = working.get(own);
    const mine = (async () => {
      await before?.catch(() => {});
      return work();
    })();
    working.set(own, mine);
    try {
      return await mine;
    } finally {
      if (working.get(own) === mine) working.delete(own);
    }
  }

  return {
    of,
    async keyFrames(source, watch = {}) {
      const { shots } = await of(source, watch);
      const own = await folderOf(source.path);
      await inTurn(own, async () => {
        const missing: [number, number][] = [];
        for (const [index, { keyTime }] of shots.entries()) {
          if (!(await exists(fileOf(own, index)))) missing.push([index, keyTime]);
        }
        if (missing.length > 0) {
          await restore(source, own, missing, watch.signal ?? new AbortController().signal);
        } else if (shots.length > 0) {
          // The folder's time tells when it was last of use.
          await utimes(own, new Date(), new Date());
        }
      });
      return shots.map((_, index) => fileOf(own, index));
    },
  };
}
