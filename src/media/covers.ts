import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ObjectStore } from '../storage/object-store.ts';
import { coverBucket } from './media-info.ts';
import { ProbeError, type Prober } from './probe.ts';

/** The pictures by which assets are shown in lists (timeline.md 4.1: the first frame). */
export type Covers = {
  /**
   * Makes the cover of an asset and stores it.
   *
   * @param path file of the asset on this machine
   * @returns what `cover_url` of the asset becomes; empty when no picture can be made, which spoils nothing else
   */
  make(mediaId: string, path: string): Promise<string>;
  /** Deletes the cover that was made for an asset, if any. */
  remove(mediaId: string): Promise<void>;
};

/**
 * Opens the covers of a library.
 *
 * @param folder for files on their way into the store
 */
export function openCovers(folder: string, store: ObjectStore, prober: Pick<Prober, 'poster'>): Covers {
  const locate = (mediaId: string) => ({ bucket: coverBucket, key: `${mediaId}.jpg` });
  return {
    async make(mediaId, path) {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `${mediaId}.jpg`);
      const location = locate(mediaId);
      try {
        await prober.poster(path, draft);
        await store.putFile(location, draft, { move: true });
      } catch (error) {
        if (error instanceof ProbeError) return '';
        throw error;
      } finally {
        await rm(draft, { force: true });
      }
      return `oss://${location.bucket}/${location.key}`;
    },
    async remove(mediaId) {
      await store.delete(locate(mediaId));
    },
  };
}
