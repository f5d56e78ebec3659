import {
  AutoImageProcessor,
  AutoTokenizer,
  full,
  type ImageProcessor,
  PreTrainedModel,
  type PreTrainedTokenizer,
  RawImage,
  type Tensor,
} from '@huggingface/transformers';
import { z } from 'zod';
import type { Vectors } from '../models/messages.ts';
import { ModelError } from '../models/model-error.ts';
import { loading, loadOptions, type ModelConfig, readModelConfig } from '../models/runtime.ts';
import { chooseWeights, filesOf } from '../models/weights.ts';
import { meanOfTokens, normalise } from './pooling.ts';
import { readSentenceModel } from './sentence-model.ts';

/**
 * One half of a dual encoder: turns pictures (by their files) or texts into vectors. What is no picture gets numbers that
 * are none (NaN).
 */
export type Tower = { embed(items: readonly string[]): Promise<Vectors> };

/** What a network answers, by name. */
type Outputs = Record<string, Tensor | undefined>;

/** Names under which the families of models give their vectors, the projected ones first. */
const pictureOutputs = ['image_embeds', 'l2norm_image_embeddings', 'image_embeddings', 'pooler_output'];
const textOutputs = [
  'text_embeds',
  'l2norm_text_embeddings',
  'text_embeddings',
  'sentence_embedding',
  'pooler_output',
];

/** Such a model has a `pooler_output`, too, which is not meant. */
const sentenceOutputs = ['sentence_embedding'];

/** Texts are cut after so many tokens when the model does not say how many it takes. */
const usualLength = 512;

/** Loads one network of a model; one that holds both towers serves where there is none of its own. */
async function loadNetwork(folder: string, name: 'text_model' | 'vision_model') {
  const files = filesOf(folder);
  const own = chooseWeights(files, [name]);
  const weights = own ?? chooseWeights(files, ['model']);
  if (weights === null) {
    throw new ModelError(
      `the model in ${folder} cannot be used: it has neither onnx/${name}.onnx nor onnx/model.onnx`,
    );
  }
  const file = own === null ? 'model' : name;
  const network = await loading(
    folder,
    PreTrainedModel.from_pretrained(folder, { ...loadOptions(weights), model_file_name: file }),
  );
  const { inputNames } = z
    .object({ inputNames: z.array(z.string()) })
    .parse(Reflect.get(network.sessions, 'model'));
  const run = (inputs: Record<string, Tensor>): Promise<Outputs> =>
    network(Object.fromEntries(Object.entries(inputs).filter(([input]) => inputNames.includes(input))));
  return { run, inputNames };
}

/** The side of the pictures that a model looks at. */
function pictureSize(config: ModelConfig, processor: ImageProcessor): number {
  const told = z.looseObject({ vision_config: z.looseObject({ image_size: z.number() }) }).safeParse(config)
    .data?.vision_config.image_size;
  const crop: unknown = processor.crop_size ?? processor.size;
  if (told !== undefined) return told;
  if (typeof crop === 'number') return crop;
  const sides = z.looseObject({ height: z.number() }).safeParse(crop).data;
  return sides?.height ?? 224;
}

/** How texts become the tokens of a model. */
function tokens(tokenizer: PreTrainedTokenizer, config: ModelConfig) {
  // SigLIP was trained on texts that are filled up to one length, and reads no others well.
  const isFilled = config.model_type.startsWith('siglip');
  const places = z
    .looseObject({ text_config: z.looseObject({ max_position_embeddings: z.number() }) })
    .safeParse(config).data?.text_config.max_position_embeddings;
  const length = Math.min(tokenizer.model_max_length, places ?? usualLength, isFilled ? 64 : usualLength);
  return (texts: readonly string[]): Record<string, Tensor> =>
    tokenizer([...texts], { padding: isFilled ? 'max_length' : true, truncation: true, max_length: length });
}

const picked = (outputs: Outputs, names: readonly string[]): Tensor | undefined =>
  names.map((name) => outputs[name]).find((output) => output?.dims.length === 2);

const vectorsOf = (tensor: Tensor): Vectors => ({
  data: Float32Array.from(tensor.data as Iterable<number>),
  length: tensor.dims[1] ?? 0,
});

/**
 * Loads the half of a model that reads texts.
 *
 * @throws ModelError when it is not there, is broken, or gives no vectors
 */
export async function loadTextTower(folder: string): Promise<Tower> {
  const config = await readModelConfig(folder);
  const tokenizer = await loading(folder, AutoTokenizer.from_pretrained(folder));
  const { run, inputNames } = await loadNetwork(folder, 'text_model');
  const sentences = await loading(folder, readSentenceModel(folder));
  const tokensOf = tokens(tokenizer, config);
  // A network with both towers wants a picture, too: an empty one.
  const picture = inputNames.includes('pixel_values')
    ? pictureSize(config, await loading(folder, AutoImageProcessor.from_pretrained(folder)))
    : 0;
  return {
    async embed(texts) {
      const inputs = tokensOf(texts);
      if (picture > 0) inputs.pixel_values = full([1, 3, picture, picture], 0);
      const outputs = await run(inputs);
      const pooled = picked(outputs, sentences === null ? textOutputs : sentenceOutputs);
      const states = outputs.last_hidden_state ?? outputs.token_embeddings;
      const vectors = pooled === undefined ? meanOfTokens(states, inputs.attention_mask) : vectorsOf(pooled);
      if (vectors === null) {
        throw new ModelError(`the model in ${folder} cannot be used: it gives no vectors for texts`);
      }
      return normalise(sentences?.finish(vectors, pooled !== undefined) ?? vectors);
    },
  };
}

/** Pictures that a network looks at at a time: enough to keep its threads busy, few enough to bound its memory. */
const together = 16;

/** Pictures made ready for a network; null for files that are none. */
type Prepared = { pixels: Tensor | null; isRead: boolean[] };

async function prepare(files: readonly string[], processor: ImageProcessor): Promise<Prepared> {
  const read = await Promise.allSettled(files.map((file) => RawImage.read(file)));
  const pictures = read.flatMap((result) => (result.status === 'fulfilled' ? [result.value.rgb()] : []));
  const isRead = read.map(({ status }) => status === 'fulfilled');
  if (pictures.length === 0) return { pixels: null, isRead };
  return { pixels: (await processor(pictures)).pixel_values, isRead };
}

/** Puts vectors at the places of the pictures that were read; the others get numbers that are none. */
function inPlace(parts: readonly { vectors: Vectors; isRead: readonly boolean[] }[]): Vectors {
  const length = Math.max(1, ...parts.map(({ vectors }) => vectors.length));
  const places = parts.flatMap(({ vectors: { data }, isRead }) => {
    const rows = Array.from({ length: data.length / length }, (_, row) =>
      data.subarray(row * length, (row + 1) * length),
    );
    return isRead.map((is) => (is ? (rows.shift() ?? null) : null));
  });
  const all = new Float32Array(places.length * length).fill(Number.NaN);
  for (const [place, vector] of places.entries()) if (vector !== null) all.set(vector, place * length);
  return { data: all, length };
}

/**
 * Loads the half of a model that looks at pictures.
 *
 * @throws ModelError when it is not there, is broken, or gives no vectors
 */
export async function loadPictureTower(folder: string): Promise<Tower> {
  const config = await readModelConfig(folder);
  const processor = await loading(folder, AutoImageProcessor.from_pretrained(folder));
  const { run, inputNames } = await loadNetwork(folder, 'vision_model');
  // A network with both towers wants a text, too: any.
  const beside = inputNames.includes('input_ids')
    ? tokens(await loading(folder, AutoTokenizer.from_pretrained(folder)), config)(['a'])
    : {};

  async function look(pixels: Tensor | null): Promise<Vectors> {
    if (pixels === null) return { data: new Float32Array(), length: 0 };
    const found = picked(await run({ ...beside, pixel_values: pixels }), pictureOutputs);
    if (found !== undefined) return normalise(vectorsOf(found));
    throw new ModelError(`the model in ${folder} cannot be used: it gives no vectors for pictures`);
  }

  return {
    async embed(files) {
      const parts: { vectors: Vectors; isRead: readonly boolean[] }[] = [];
      let next = prepare(files.slice(0, together), processor);
      for (let from = 0; from < files.length; from += together) {
        const { pixels, isRead } = await next;
        const looking = look(pixels);
        // The network has threads of its own: the next pictures are made ready while it looks.
        next = prepare(files.slice(from + together, from + 2 * together), processor);
        const [vectors] = await Promise.all([looking, next]);
        parts.push({ vectors, isRead });
      }
      return inPlace(parts);
    },
  };
}
