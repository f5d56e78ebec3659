import type { ModelFiles } from './messages.ts';

/** Models of one kind that are loaded when they are first needed, and kept. */
export type Loaded<Model> = {
  /** @throws ModelError when the model is not there or broken */
  take(files: ModelFiles): Promise<Model>;
};

/**
 * Keeps one loaded model for each folder: when its files have changed, the new ones take its place.
 *
 * @param load from a folder
 */
export function keepLoaded<Model>(load: (folder: string) => Promise<Model>): Loaded<Model> {
  const loaded = new Map<string, { fingerprint: string; model: Promise<Model> }>();
  return {
    take({ folder, fingerprint }) {
      const known = loaded.get(folder);
      if (known?.fingerprint === fingerprint) return known.model;
      const taken = { fingerprint, model: load(folder) };
      loaded.set(folder, taken);
      // A model that failed is tried again, because not all that it needs is in its fingerprint.
      taken.model.catch(() => loaded.get(folder) === taken && loaded.delete(folder));
      return taken.model;
    },
  };
}
