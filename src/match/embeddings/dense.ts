import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Vectors } from '../models/messages.ts';
import { ModelError } from '../models/model-error.ts';

/** A layer behind a network: turns vectors into vectors of another length. */
export type Dense = (vectors: Vectors) => Vectors;

const modules = z.array(z.object({ path: z.string(), type: z.string() }));
const layerConfig = z.object({
  in_features: z.number(),
  out_features: z.number(),
  activation_function: z.string().default('torch.nn.modules.linear.Identity'),
});
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

async function readLayer(folder: string, path: string): Promise<Dense> {
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
  return (vectors) => {
    if (vectors.length !== width)
      throw fault(`config.json wants vectors of ${width} numbers, not ${vectors.length}`);
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
}

/**
 * The layers that come behind the network of a text tower: sentence-transformers keep them beside it, so that a text
 * model can be put on the picture tower of another.
 *
 * @throws ModelError when a layer is named that cannot be used
 */
export async function denseLayers(folder: string): Promise<Dense[]> {
  const list = await readFile(join(folder, 'modules.json'), 'utf8').catch(() => null);
  if (list === null) return [];
  const parsed = modules.safeParse(JSON.parse(list));
  const layers = (parsed.data ?? []).filter(({ type }) => type.endsWith('.Dense'));
  return Promise.all(layers.map(({ path }) => readLayer(folder, path)));
}
