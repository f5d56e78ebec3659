import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ModelError } from './model-error.ts';

/** Kinds of numbers that models are published in, best first, and how their files' names end. */
const kinds = [
  ['fp32', ''],
  ['q8', '_quantized'],
  ['int8', '_int8'],
  ['uint8', '_uint8'],
  ['fp16', '_fp16'],
  ['q4', '_q4'],
  ['bnb4', '_bnb4'],
  ['q4f16', '_q4f16'],
] as const;

/** A kind of numbers, as the library names it. */
export type WeightKind = (typeof kinds)[number][0];

/** Files of one or several networks that go together. */
export type Weights = {
  dtype: WeightKind;
  /** Where in the model's folder they are: `onnx`, or empty for the folder itself. */
  subfolder: 'onnx' | '';
  /** Paths in the model's folder, also of weights that lie beside their network. */
  files: string[];
};

/**
 * Chooses the best weights among a model's files. Those that do not lie in one file with their network are so large (from
 * 2 GB) that smaller numbers are preferred, where there are some.
 *
 * @param files paths in the model's folder
 * @param networks names of the networks that are needed, such as `text_model`
 * @returns null when no kind of numbers has all of them
 */
export function chooseWeights(files: readonly string[], networks: readonly string[]): Weights | null {
  const found: (Weights & { isHuge: boolean })[] = [];
  for (const subfolder of ['onnx', ''] as const) {
    const prefix = subfolder === '' ? '' : `${subfolder}/`;
    for (const [dtype, ending] of kinds) {
      const main = networks.map((network) => `${prefix}${network}${ending}.onnx`);
      if (!main.every((file) => files.includes(file))) continue;
      const beside = main.flatMap((file) =>
        files.filter(
          (other) => other.startsWith(`${file}_data`) && /^(_\d+)?$/.test(other.slice(file.length + 5)),
        ),
      );
      found.push({ dtype, subfolder, files: [...main, ...beside], isHuge: beside.length > 0 });
    }
  }
  const best = found.find(({ isHuge }) => !isHuge) ?? found[0];
  return best === undefined ? null : { dtype: best.dtype, subfolder: best.subfolder, files: best.files };
}

/**
 * Paths of all files in a model's folder and in its folder `onnx`.
 *
 * @throws ModelError when there is no such folder
 */
export function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name)).map((name) => `${entry.name}/${name}`)
        : entry.name,
    );
  } catch {
    throw new ModelError(`there is no model in ${folder}: the folder does not exist or cannot be read`);
  }
}
