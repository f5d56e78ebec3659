import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Vectors } from '../models/messages.ts';
import { ModelError } from '../models/model-error.ts';

/** A layer behind a network: turns vectors of one length into vectors of another. */
type Layer = { width: number; length: number; apply(vectors: Vectors): Vectors };

/** How a text model of sentence-transformers goes on behind its network. */
export type SentenceModel = {
  /**
   * Turns what comes out of the network into the vectors of the model.
   *
   * @param vectors a text each
   * @param isPooled whether the network gave them so, maybe with all layers applied; else they are means of tokens
   * @throws ModelError when they do not fit the layers
   */
  finish(vectors: Vectors, isPooled: boolean): Vectors;
};

const modules = z.array(z.object({ path: z.string(), type: z.string() }));
const layerConfig = z.object({
  in_features: z.number(),
  out_features: z.number(),
  activation_function: z.string().default('torch.nn.modules.linear.Identity'),
});
const pooling = z.looseObject({ pooling_mode_mean_tokens: z.boolean() });
const tensorPlace = z.object({ dtype: z.literal('F32'), data_offsets: z.tuple([z.number(), z.number()]) });

/** Functions behind a layer that are known here, by the last part of their names. */
const activations: Record<string, (value: number) => number> = {
  Identity: (value) => value,
  Tanh: Math.tanh,
};

/** A tensor of a safetensors file: a header (JSON, its length in the first 8 bytes) and raw numbers. */
function tensorOf(file: Buffer, name: string): Float32Array | null {
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header: unknown = JSON.parse(file.toString('utf8', 8, start));
  const place = z.looseObject({ [name]: tensorPlace }).safeParse(header);
  if (!place.success) return null;
  const [from, to] = tensorPlace.parse(place.data[name]).data_offsets;
  // Copied: the numbers need not begin at a multiple of four bytes.
  return new Float32Array(Uint8Array.from(file.subarray(start + from, start + to)).buffer);
}

async function readLayer(folder: string, path: string): Promise<Layer> {
  const fault = (what: string) =>
    new ModelError(`the model in ${folder} cannot be used: ${join(path, what)}`);
  const read = (name: string) =>
    readFile(join(folder, path, name)).catch(() => {
      throw fault(`${name} is not there`);
    });
  const config = layerConfig.safeParse(JSON.parse((await read('config.json')).toString()));
  if (!config.success) throw fault('config.json does not describe a layer');
  const { in_features: width, out_features: length, activation_function: name } = config.data;
  const activate = activations[name.split('.').at(-1) ?? ''];
  if (activate === undefined) throw fault(`config.json asks for ${name}, which is not known here`);
  const file = await read('model.safetensors');
  const weight = tensorOf(file, 'linear.weight');
  const bias = tensorOf(file, 'linear.bias') ?? new Float32Array(length);
  if (weight?.length !== width * length || bias.length !== length)
    throw fault('model.safetensors has no such layer');
  const apply = (vectors: Vectors): Vectors => {
    const count = vectors.data.length / width;
    const data = new Float32Array(count * length);
    for (let row = 0; row < count; row++) {
      const vector = vectors.data.subarray(row * width, (row + 1) * width);
      for (let out = 0; out < length; out++) {
        let sum = bias[out] ?? 0;
        for (let at = 0; at < width; at++) sum += (vector[at] ?? 0) * (weight[out * width + at] ?? 0);
        data[row * length + out] = activate(sum);
      }
    }
    return { data, length };
  };
  return { width, length, apply };
}

/** Whether the vectors of tokens are put together by their mean; it is the only way that is known here. */
async function isMean(folder: string, path: string): Promise<boolean> {
  const text = await readFile(join(folder, path, 'config.json'), 'utf8').catch(() => '{}');
  return pooling.safeParse(JSON.parse(text)).data?.pooling_mode_mean_tokens ?? true;
}

/**
 * Reads how a text model goes on behind its network: sentence-transformers keep layers beside it (`modules.json`), so that
 * a text model can be put on the picture model of another.
 *
 * @returns null for a model of another kind
 * @throws ModelError when a layer is named that cannot be used
 */
export async function readSentenceModel(folder: string): Promise<SentenceModel | null> {
  const text = await readFile(join(folder, 'modules.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const list = modules.parse(JSON.parse(text));
  for (const { path } of list.filter(({ type }) => type.endsWith('.Pooling'))) {
    if (!(await isMean(folder, path))) {
      throw new ModelError(`the model in ${folder} cannot be used: it does not take the mean of tokens`);
    }
  }
  const dense = list.filter(({ type }) => type.endsWith('.Dense'));
  const layers = await Promise.all(dense.map(({ path }) => readLayer(folder, path)));
  return {
    finish(vectors, isPooled) {
      if (isPooled && vectors.length === layers.at(-1)?.length) return vectors;
      return layers.reduce((before, layer) => {
        if (before.length === layer.width) return layer.apply(before);
        throw new ModelError(
          `the model in ${folder} cannot be used: a layer wants vectors of ${layer.width} numbers, not ${before.length}`,
        );
      }, vectors);
    },
  };
}
