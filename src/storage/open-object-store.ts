import { type Config, ConfigError } from '../config.ts';
import { openLocalStore } from './local-store.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * Opens the store that the settings name.
 *
 * @throws ConfigError when `REELMILL_STORAGE_URL` names a kind of store that this version does not have
 */
export async function openObjectStore(config: Pick<Config, 'storageUrl' | 'dataDir'>): Promise<ObjectStore> {
  if (config.storageUrl !== 'file:') {
    throw new ConfigError(
      `REELMILL_STORAGE_URL: only "file:" (the data folder) is supported, not "${config.storageUrl.slice(0, 80)}"`,
    );
  }
  return openLocalStore(config.dataDir);
}
