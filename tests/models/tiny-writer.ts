import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { floats, integers, newNetwork, type Weight } from './onnx.ts';

/** A word that the tiny writer hears, as a tone of the middle of one of its bands. */
type Word = { word: string; language: 'en' | 'zh'; band: number };

const words: readonly Word[] = [
  { word: 'tea', language: 'en', band: 10 },
  { word: 'coffee', language: 'en', band: 14 },
  { word: '茶', language: 'zh', band: 18 },
  { word: '咖啡', language: 'zh', band: 22 },
];
const special = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|zh|>',
  '<|transcribe|>',
  '<|notimestamps|>',
];
const times = Array.from({ length: 1501 }, (_, index) => `<|${(index * 0.02).toFixed(2)}|>`);
const vocabulary = [...words.map(({ word }) => word), ...special, ...times];
const size = vocabulary.length;
const idOf = (token: string) => vocabulary.indexOf(token);
const bands = 80;

/** Seconds at which every word ends, as far as the tiny writer can tell. */
export const toldEnd = 2;

/** Pitch of the middle of a band: below 1,000 Hz bands are equally wide. */
const pitchOf = (band: number) => ((band + 1) * (45.2456 / 81) * 200) / 3;

/** "Speaks" a word for the tiny writer. */
export function toneWord(word: string, rate: number, seconds: number): Float32Array {
  const pitch = pitchOf(words.find((known) => known.word === word)?.band ?? 0);
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, at) => 0.4 * Math.sin((2 * Math.PI * pitch * at) / rate),
  );
}

/** A table that is 0 but in the cells that are named. */
function table(rows: number, columns: number, cells: readonly (readonly [number, number, number])[]): Weight {
  const data = new Float32Array(rows * columns);
  for (const [row, column, value] of cells) data[row * columns + column] = value;
  return floats([rows, columns], data);
}

function encoder(): Uint8Array {
  const network = newNetwork();
  const heard = network.input('input_features', 'float', ['batch_size', bands, 3000]);
  const half = network.step('MaxPool', [heard], { kernel_shape: [2], strides: [2] });
  network.output('last_hidden_state', network.step('Transpose', [half], { perm: [0, 2, 1] }), [
    'batch_size',
    1500,
    bands,
  ]);
  return network.bytes();
}

/**
 * Says what comes next, by the last token and what is heard: after the start the language, then time, word, time and the
 * end. A word of another language than the one that was named before is not written: that is remembered as decoders do,
 * in what they keep of former tokens.
 */
function decoder(): Uint8Array {
  const network = newNetwork();
  const ids = network.input('input_ids', 'int64', ['batch_size', 'tokens']);
  const states = network.input('encoder_hidden_states', 'float', ['batch_size', 1500, bands]);
  const past = network.input('past_key_values.0.decoder.key', 'float', [
    'batch_size',
    1,
    'past_decoder_sequence_length',
    size,
  ]);
  const tokens = network.step('OneHot', [ids, integers(size), floats([2], [0, 1])]);
  const present = network.step('Concat', [past, network.step('Unsqueeze', [tokens, integers(1)])], {
    axis: 2,
  });
  const former = network.step('ReduceMax', [present], { axes: [1, 2], keepdims: 0 });
  const last = network.step('Squeeze', [
    network.step('Gather', [tokens, { dims: [1], data: BigInt64Array.of(-1n) }], { axis: 1 }),
    integers(1),
  ]);
  const heard = network.step('ReduceMax', [states], { axes: [1], keepdims: 0 });

  /** Scores that count only behind a token. */
  const behind = (token: string, scores: string) =>
    network.step('Mul', [scores, network.step('MatMul', [last, table(size, 1, [[idOf(token), 0, 1]])])]);
  const languages = network.step('MatMul', [
    heard,
    table(
      bands,
      size,
      words.map(({ language, band }) => [band, idOf(`<|${language}|>`), 10]),
    ),
  ]);
  const written = network.step('Add', [
    network.step('MatMul', [
      heard,
      table(
        bands,
        size,
        words.map(({ word, band }) => [band, idOf(word), 10]),
      ),
    ]),
    network.step('MatMul', [
      former,
      table(
        size,
        size,
        words.map(({ word, language }) => [idOf(language === 'en' ? '<|zh|>' : '<|en|>'), idOf(word), -100]),
      ),
    ]),
  ]);
  const end = `<|${toldEnd.toFixed(2)}|>`;
  // Rows: what is behind; then what follows.
  const links: [string, string][] = [
    ['<|transcribe|>', '<|0.00|>'],
    ...words.map(({ word }): [string, string] => [word, end]),
    [end, '<|endoftext|>'],
  ];
  const linked = network.step('MatMul', [
    network.step('MatMul', [
      last,
      table(
        size,
        links.length,
        links.map(([from], link) => [idOf(from), link, 1]),
      ),
    ]),
    table(
      links.length,
      size,
      links.map(([, to], link) => [link, idOf(to), 60]),
    ),
  ]);
  const scores = network.step('Add', [
    linked,
    network.step('Add', [behind('<|startoftranscript|>', languages), behind('<|0.00|>', written)]),
  ]);
  network.output('logits', network.step('Unsqueeze', [scores, integers(1)]), ['batch_size', 1, size]);
  network.output('present.0.decoder.key', present, ['batch_size', 1, 'all', size]);
  return network.bytes();
}

/**
 * Makes a small speech model of the Whisper family in a folder: it hears one tone of {@link toneWord}, tells of what
 * language it is, and writes its word.
 */
export async function makeTinyWriter(folder: string): Promise<void> {
  const generation = {
    decoder_start_token_id: idOf('<|startoftranscript|>'),
    eos_token_id: idOf('<|endoftext|>'),
    pad_token_id: idOf('<|endoftext|>'),
    bos_token_id: idOf('<|endoftext|>'),
    max_length: 448,
  };
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  await Promise.all([
    writeFile(join(folder, 'onnx', 'encoder_model.onnx'), encoder()),
    writeFile(join(folder, 'onnx', 'decoder_model_merged.onnx'), decoder()),
    json('config.json', {
      model_type: 'whisper',
      architectures: ['WhisperForConditionalGeneration'],
      is_encoder_decoder: true,
      max_source_positions: 1500,
      num_mel_bins: bands,
      d_model: size,
      encoder_layers: 1,
      encoder_attention_heads: 1,
      decoder_layers: 1,
      decoder_attention_heads: 1,
      vocab_size: size,
      ...generation,
    }),
    json('generation_config.json', {
      ...generation,
      is_multilingual: true,
      lang_to_id: { '<|en|>': idOf('<|en|>'), '<|zh|>': idOf('<|zh|>') },
      task_to_id: { transcribe: idOf('<|transcribe|>') },
      no_timestamps_token_id: idOf('<|notimestamps|>'),
      max_initial_timestamp_index: 50,
      return_timestamps: false,
    }),
    json('preprocessor_config.json', {
      feature_extractor_type: 'WhisperFeatureExtractor',
      processor_class: 'WhisperProcessor',
      feature_size: bands,
      sampling_rate: 16_000,
      hop_length: 160,
      chunk_length: 30,
      n_fft: 400,
      n_samples: 480_000,
      nb_max_frames: 3000,
    }),
    json('tokenizer.json', {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [...special, ...times].map((content, index) => ({
        id: words.length + index,
        content,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: special.includes(content),
      })),
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
      decoder: null,
      model: {
        type: 'WordLevel',
        unk_token: '<|endoftext|>',
        vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      },
    }),
    json('tokenizer_config.json', { tokenizer_class: 'WhisperTokenizer', unk_token: '<|endoftext|>' }),
  ]);
}
