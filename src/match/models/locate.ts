import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { partialMark } from './download.ts';
import { modelFingerprint } from './fingerprint.ts';
import type { ModelFiles } from './messages.ts';
import { ModelError } from './model-error.ts';
import type { ModelWorker } from './model-worker.ts';

/** Ids of models on a hub: `owner/name`. */
const hubId = /^[\w-][\w.-]*\/[\w-][\w.-]*$/;

/** Finds the folders of models, and brings those of the hub. */
export type ModelPlaces = {
  /**
   * The files of a model, which are brought first when it is one of the hub.
   *
   * @param name a folder, or the id of a model on the hub
   * @throws ModelError when there is none
   */
  filesOf(name: string, signal?: AbortSignal): Promise<ModelFiles>;
  /** The folder without bringing anything; null when it has to be brought first. */
  present(name: string): string | null;
};

/**
 * Opens the places of models.
 *
 * @param options `folder` takes what the hub gives; `hub` is a base URL, empty for the usual one
 */
export function openModelPlaces(
  options: { folder: string; hub: string },
  worker: Pick<ModelWorker, 'ask'>,
): ModelPlaces {
  const coming = new Map<string, Promise<unknown>>();

  const present = (name: string): string | null => {
    const own = resolve(name);
    if (existsSync(own)) return own;
    if (isAbsolute(name) || name.startsWith('.') || !hubId.test(name)) {
      throw new ModelError(`there is no model in ${own}: the folder does not exist`);
    }
    const folder = join(options.folder, name);
    const isWhole = existsSync(join(folder, 'config.json')) && !existsSync(join(folder, partialMark));
    return isWhole ? folder : null;
  };

  return {
    present,
    async filesOf(name, signal) {
      const known = present(name);
      if (known !== null) return withFingerprint(known);
      const folder = join(options.folder, name);
      // Not bound to one caller: the others wait for the same files.
      const bringing =
        coming.get(name) ??
        worker
          .ask({ task: 'download', id: name, folder, hub: options.hub })
          .finally(() => coming.delete(name));
      // Who waits hears of a failure; when nobody waits any more it must not end the server.
      bringing.catch(() => {});
      coming.set(name, bringing);
      await waitFor(bringing, signal);
      return withFingerprint(folder);
    },
  };
}

const withFingerprint = async (folder: string): Promise<ModelFiles> => ({
  folder,
  fingerprint: await modelFingerprint(folder),
});

/** Waits for a work that goes on when the wait is given up. */
async function waitFor(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  if (signal === undefined) {
    await work;
    return;
  }
  const { promise, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}
