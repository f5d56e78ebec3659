import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { floats, newNetwork } from './onnx.ts';

/** Words that the model knows, by their numbers. */
const vocabulary = ['[PAD]', '[UNK]', 'red', 'green', 'blue'];
const width = 6;

const waves = (count: number, pitch: number) =>
  Float32Array.from({ length: count }, (_, at) => Math.sin(1 + at * pitch));
const table = waves(vocabulary.length * width, 1.7);

/**
 * Makes a text model as sentence-transformers keep them in a folder: a network that gives a vector for each token, and
 * beside it a layer (Dense, with tanh) that turns their mean into a vector of another length.
 *
 * @returns what the vector of a text of known words should be, before it is given the length 1
 */
export async function makeSentenceModel(
  folder: string,
  length: number,
): Promise<(words: readonly string[]) => number[]> {
  const weight = waves(length * width, 0.9);
  const bias = waves(length, 2.3);
  const network = newNetwork();
  const ids = network.input('input_ids', 'int64', ['texts', 'tokens']);
  network.input('attention_mask', 'int64', ['texts', 'tokens']);
  const states = network.step('Gather', [floats([vocabulary.length, width], table), ids]);
  network.output('last_hidden_state', states, ['texts', 'tokens', width]);
  // Models of this kind often have one that means nothing.
  const pooled = network.step('ReduceMax', [states], { axes: [1], keepdims: 0 });
  network.output('pooler_output', pooled, ['texts', width]);

  await mkdir(join(folder, 'onnx'), { recursive: true });
  await mkdir(join(folder, '1_Pooling'), { recursive: true });
  await mkdir(join(folder, '2_Dense'), { recursive: true });
  const json = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  const weights = Buffer.concat([weight, bias].map(({ buffer }) => Buffer.from(buffer)));
  const header = Buffer.from(
    JSON.stringify({
      'linear.weight': { dtype: 'F32', shape: [length, width], data_offsets: [0, weight.byteLength] },
      'linear.bias': { dtype: 'F32', shape: [length], data_offsets: [weight.byteLength, weights.length] },
    }),
  );
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(header.length));
  await Promise.all([
    writeFile(join(folder, 'onnx', 'model.onnx'), network.bytes()),
    writeFile(join(folder, '2_Dense', 'model.safetensors'), Buffer.concat([size, header, weights])),
    json('2_Dense/config.json', {
      in_features: width,
      out_features: length,
      bias: true,
      activation_function: 'torch.nn.modules.activation.Tanh',
    }),
    json('modules.json', [
      { idx: 0, name: '0', path: '', type: 'sentence_transformers.models.Transformer' },
      { idx: 1, name: '1', path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
      { idx: 2, name: '2', path: '2_Dense', type: 'sentence_transformers.models.Dense' },
    ]),
    json('1_Pooling/config.json', { word_embedding_dimension: width, pooling_mode_mean_tokens: true }),
    json('config.json', { model_type: 'distilbert' }),
    json('tokenizer.json', {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: { type: 'Whitespace' },
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordLevel',
        unk_token: '[UNK]',
        vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
      },
    }),
    json('tokenizer_config.json', {
      tokenizer_class: 'PreTrainedTokenizerFast',
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
  ]);

  return (words) => {
    const mean = Array.from({ length: width }, (_, at) => {
      const values = words.map((word) => table[vocabulary.indexOf(word) * width + at] ?? 0);
      return values.reduce((sum, value) => sum + value, 0) / words.length;
    });
    return Array.from({ length }, (_, out) =>
      Math.tanh(
        mean.reduce((sum, value, at) => sum + value * (weight[out * width + at] ?? 0), bias[out] ?? 0),
      ),
    );
  };
}
