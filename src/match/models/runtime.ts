import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { env, LogLevel } from '@huggingface/transformers';
import { z } from 'zod';
import { ModelError, reasonOf } from './model-error.ts';
import type { Weights } from './weights.ts';

// Everything comes from folders on this machine: what is absent is said, not looked for elsewhere.
env.allowRemoteModels = false;
env.allowLocalModels = true;
env.useFSCache = false;
env.logLevel = LogLevel.NONE;

/** The hub that the library knows. */
export const knownHub = env.remoteHost;

/** Options with which the library loads weights. Renders go on beside it, so half of the cores have to do. */
export function loadOptions({ dtype, subfolder }: Weights) {
  return {
    dtype,
    subfolder,
    // The runtime finds weights beside a network by itself.
    use_external_data_format: false,
    session_options: { intraOpNumThreads: Math.max(1, Math.ceil(availableParallelism() / 2)) },
  };
}

const settings = z.looseObject({ model_type: z.string() });

/** The settings of a model (`config.json`). */
export type ModelConfig = z.infer<typeof settings>;

/**
 * Reads the settings of a model.
 *
 * @throws ModelError when they are absent or say not what the model is
 */
export async function readModelConfig(folder: string): Promise<ModelConfig> {
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => null);
  if (text === null) throw new ModelError(`there is no model in ${folder}: it has no config.json`);
  try {
    return settings.parse(JSON.parse(text));
  } catch {
    throw new ModelError(`the model in ${folder} cannot be used: its config.json does not say what it is`);
  }
}

/** Does a step of loading; its failure names the folder. */
export async function loading<T>(folder: string, step: Promise<T>): Promise<T> {
  try {
    return await step;
  } catch (error) {
    if (error instanceof ModelError) throw error;
    throw new ModelError(`the model in ${folder} cannot be used: ${reasonOf(error)}`);
  }
}
