import { randomBytes } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { constants, copyFile, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { apiError } from '../errors/api-error.ts';
import { limitBytes } from './limit-bytes.ts';
import { checkLocation, type ObjectLocation } from './object-name.ts';
import type { ObjectStat, ObjectStore } from './object-store.ts';

/**
 * The embedded store: a bucket is a folder, an object a plain file, `<dataDir>/buckets/BUCKET/KEY`. Files that a user drops
 * in are objects at once. Nothing outside `<dataDir>/buckets` is ever read or written, also not through a symbolic link.
 */

/** Drafts are older than this only when the process that wrote them has died. */
const staleDraftMs = 24 * 3600 * 1000;

const hasCode = (error: unknown, ...codes: string[]) =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');
/** What the file system says when there is no such object. */
const isAbsent = (error: unknown) => hasCode(error, 'ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP');

const toStat = (stats: BigIntStats): ObjectStat => ({
  size: Number(stats.size),
  modified: stats.mtime,
  etag: `${stats.size.toString(16)}-${stats.mtimeNs.toString(16)}-${stats.ino.toString(16)}`,
});

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function removeStaleDrafts(folder: string): Promise<void> {
  const before = Date.now() - staleDraftMs;
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if ((await stat(path)).mtimeMs < before) await rm(path, { force: true });
  }
}

/**
 * Opens the store of a data folder and makes its folders.
 *
 * @param dataDir absolute path
 */
export async function openLocalStore(dataDir: string): Promise<ObjectStore> {
  await mkdir(join(dataDir, 'buckets'), { recursive: true });
  const root = await realpath(join(dataDir, 'buckets'));
  // No bucket can have a name that starts with a dot. On the same file system as the buckets, so that rename is atomic.
  const drafts = join(root, '.drafts');
  await mkdir(drafts, { recursive: true });
  await removeStaleDrafts(drafts);

  const isInside = (path: string) => path.startsWith(root + sep) && !path.startsWith(drafts + sep);
  const nameOf = (location: ObjectLocation) => {
    checkLocation(location, 'the storage address');
    return join(root, location.bucket, ...location.key.split('/'));
  };

  /** The real file of an object, or null: no object, a folder, or a link that leads out of the buckets. */
  async function find(location: ObjectLocation): Promise<{ path: string; stats: BigIntStats } | null> {
    const name = nameOf(location);
    try {
      const path = await realpath(name);
      const stats = await stat(path, { bigint: true });
      return isInside(path) && stats.isFile() ? { path, stats } : null;
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }

  /** Makes the folder for an object and refuses one that is reached through a link out of the buckets. */
  async function makeFolder(location: ObjectLocation): Promise<string> {
    const name = nameOf(location);
    let folder = root;
    // One level at a time: with `recursive` a link in the middle would be followed before it could be seen.
    for (const part of [location.bucket, ...location.key.split('/').slice(0, -1)]) {
      folder = join(folder, part);
      try {
        await mkdir(folder);
        await syncFolder(dirname(folder));
      } catch (error) {
        if (!hasCode(error, 'EEXIST')) throw error;
      }
      const real = await realpath(folder);
      if (!isInside(real) || !(await stat(real)).isDirectory()) {
        throw apiError('InvalidParameter', {
          Reason: `The object "${location.key}" cannot be stored in the bucket "${location.bucket}": "${part}" is not a folder in it.`,
        });
      }
    }
    return name;
  }

  /** Gives a finished draft its name: from then on it is the object, also after a power cut. */
  async function publish(draft: string, location: ObjectLocation): Promise<ObjectStat> {
    const file = await open(draft, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    const name = await makeFolder(location);
    try {
      await rename(draft, name);
    } catch (error) {
      if (!hasCode(error, 'EISDIR', 'ENOTEMPTY', 'EEXIST', 'ENAMETOOLONG')) throw error;
      throw apiError('InvalidParameter', {
        Reason: `The object "${location.key}" cannot be stored in the bucket "${location.bucket}": there is a folder of that name, or the name is too long.`,
      });
    }
    await syncFolder(dirname(name));
    return toStat(await stat(name, { bigint: true }));
  }

  /** Runs `write` on a new draft, which is gone afterwards unless it was published. */
  async function withDraft<T>(write: (draft: string) => Promise<T>): Promise<T> {
    const draft = join(drafts, randomBytes(12).toString('hex'));
    try {
      return await write(draft);
    } finally {
      await rm(draft, { force: true });
    }
  }

  return {
    async stat(location) {
      const found = await find(location);
      return found && toStat(found.stats);
    },

    async read(location, range) {
      const found = await find(location);
      if (found === null) return null;
      const file = await open(found.path, constants.O_RDONLY | constants.O_NOFOLLOW);
      try {
        const info = toStat(await file.stat({ bigint: true }));
        return { stat: info, body: file.createReadStream(range) };
      } catch (error) {
        await file.close();
        throw error;
      }
    },

    async put(location, body, maxBytes) {
      nameOf(location);
      return withDraft(async (draft) => {
        const file = await open(draft, 'wx', 0o644);
        await pipeline(body, limitBytes(maxBytes), file.createWriteStream());
        return publish(draft, location);
      });
    },

    async putFile(location, path, { move }) {
      nameOf(location);
      if (move && (await stat(path)).dev === (await stat(root)).dev) return publish(path, location);
      const result = await withDraft(async (draft) => {
        await copyFile(path, draft, constants.COPYFILE_FICLONE);
        return publish(draft, location);
      });
      if (move) await rm(path, { force: true });
      return result;
    },

    async localPath(location) {
      return (await find(location))?.path ?? null;
    },

    async delete(location) {
      if ((await find(location)) === null) return false;
      const name = nameOf(location);
      await rm(name, { force: true });
      await syncFolder(dirname(name));
      return true;
    },
  };
}
