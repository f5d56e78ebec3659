import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  floats,
  integers,
  type Network,
  newNetwork,
  type Value,
  type Weight,
} from '../../tests/models/onnx.ts';

/** Side of the pictures that the model looks at. */
export const pictureSide = 224;
const patch = 32;
const width = 384;
const layers = 12;
const heads = 6;
const places = (pictureSide / patch) ** 2;
const vectorLength = 512;

let seed = 1;
/** Weights that mean nothing: only the time that they take counts. */
function anything(dims: readonly number[], scale: number): Weight {
  const count = dims.reduce((product, dim) => product * dim, 1);
  const data = new Float32Array(count);
  for (let at = 0; at < count; at++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    data[at] = (seed / 2 ** 31) * scale;
  }
  return floats(dims, data);
}

const linear = (network: Network, value: Value, from: number, to: number): Value =>
  network.step('Add', [
    network.step('MatMul', [value, anything([from, to], 1.7 / Math.sqrt(from))]),
    anything([to], 0.01),
  ]);

const level = (network: Network, value: Value): Value =>
  network.step('LayerNormalization', [
    value,
    floats([width], new Float32Array(width).fill(1)),
    anything([width], 0),
  ]);

/** One layer of a transformer: every place looks at all others, and thinks by itself. */
function layer(network: Network, value: Value): Value {
  const calm = level(network, value);
  const side = width / heads;
  const part = (turned: readonly number[]) =>
    network.step(
      'Transpose',
      [network.step('Reshape', [linear(network, calm, width, width), integers(0, places, heads, side)])],
      { perm: turned },
    );
  const [asks, answers, tells] = [part([0, 2, 1, 3]), part([0, 2, 3, 1]), part([0, 2, 1, 3])];
  const alike = network.step('Mul', [
    network.step('MatMul', [asks, answers]),
    floats([1], [1 / Math.sqrt(side)]),
  ]);
  const seen = network.step('MatMul', [network.step('Softmax', [alike], { axis: -1 }), tells]);
  const joined = network.step('Reshape', [
    network.step('Transpose', [seen], { perm: [0, 2, 1, 3] }),
    integers(0, places, width),
  ]);
  const looked = network.step('Add', [value, linear(network, joined, width, width)]);
  const wide = linear(network, level(network, looked), width, width * 4);
  const gate = network.step('Sigmoid', [network.step('Mul', [wide, floats([1], [1.702])])]);
  const thought = linear(network, network.step('Mul', [wide, gate]), width * 4, width);
  return network.step('Add', [looked, thought]);
}

/**
 * Makes a picture model of the size of published ones in a folder: a vision transformer (ViT-S/32, 22 million weights) that
 * has learnt nothing.
 *
 * @returns the network's file
 */
export async function makeTransformer(folder: string): Promise<string> {
  const network = newNetwork();
  const pixels = network.input('pixel_values', 'float', ['pictures', 3, pictureSide, pictureSide]);
  const kernel = anything([width, 3, patch, patch], 0.03);
  const patches = network.step('Conv', [pixels, kernel], {
    kernel_shape: [patch, patch],
    strides: [patch, patch],
  });
  const rows = network.step('Reshape', [patches, integers(0, width, places)]);
  let value = network.step('Add', [
    network.step('Transpose', [rows], { perm: [0, 2, 1] }),
    anything([1, places, width], 0.02),
  ]);
  for (let index = 0; index < layers; index++) value = layer(network, value);
  const mean = network.step('ReduceMean', [level(network, value)], { axes: [1], keepdims: 0 });
  network.output('image_embeds', network.step('MatMul', [mean, anything([width, vectorLength], 0.1)]), [
    'pictures',
    vectorLength,
  ]);
  const path = join(folder, 'onnx', 'vision_model.onnx');
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(path, network.bytes());
  await writeFile(join(folder, 'config.json'), JSON.stringify({ model_type: 'clip' }));
  await writeFile(
    join(folder, 'preprocessor_config.json'),
    JSON.stringify({
      image_processor_type: 'CLIPFeatureExtractor',
      do_resize: true,
      size: { shortest_edge: pictureSide },
      resample: 3,
      do_center_crop: true,
      crop_size: { width: pictureSide, height: pictureSide },
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [0.48, 0.46, 0.41],
      image_std: [0.27, 0.26, 0.28],
    }),
  );
  return path;
}
