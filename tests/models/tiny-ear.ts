import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { floats, integers, newNetwork } from './onnx.ts';

/** Signs that the tiny ear knows, in the order of their pitches: letters, the gap between words, and Chinese words. */
const signs = [...'abcdefghijklmnopqrstuvwxyz|红蓝圆星'];
const blank = '<pad>';
const rate = 16_000;
/** The network listens to 25 ms at a time, 50 times a second. */
const window = 400;
const step = 320;
const pitchOf = (place: number) => 400 + 100 * place;

/** Seconds that a sign sounds, and that nothing sounds after it. */
const [toneLength, pauseLength] = [0.1, 0.05];

/** Seconds that a text takes in {@link toneSpeech}. */
export const toneSpeechLength = (text: string): number => [...text].length * (toneLength + pauseLength);

/**
 * "Speaks" a text for the tiny ear: a tone of a pitch of its own for each letter or Chinese word, one for each space.
 *
 * @returns samples, full scale at 1
 */
export function toneSpeech(text: string, sampleRate: number): Float32Array {
  const samples = new Float32Array(Math.round(toneSpeechLength(text) * sampleRate));
  for (const [index, sign] of [...text.replaceAll(' ', '|')].entries()) {
    const pitch = pitchOf(signs.indexOf(sign));
    const from = Math.round(index * (toneLength + pauseLength) * sampleRate);
    for (let at = 0; at < toneLength * sampleRate; at++) {
      samples[from + at] = 0.4 * Math.sin((2 * Math.PI * pitch * at) / sampleRate);
    }
  }
  return samples;
}

/**
 * Makes a small speech model of the wav2vec 2 family in a folder: it hears the tones of {@link toneSpeech}, and tells for
 * each fiftieth of a second which sign sounds (CTC).
 */
export async function makeTinyEar(folder: string): Promise<void> {
  const wave = (of: (angle: number) => number) => {
    const data = signs.flatMap((_, place) =>
      Array.from({ length: window }, (_, at) => {
        const bell = 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / window);
        return (of((2 * Math.PI * pitchOf(place) * at) / rate) * bell * 2) / window;
      }),
    );
    return floats([signs.length, 1, window], data);
  };
  const network = newNetwork();
  const samples = network.input('input_values', 'float', ['sounds', 'samples']);
  const channel = network.step('Unsqueeze', [samples, integers(1)]);
  const [sine, cosine] = [Math.sin, Math.cos].map((of) => {
    const found = network.step('Conv', [channel, wave(of)], { kernel_shape: [window], strides: [step] });
    return network.step('Mul', [found, found]);
  });
  const strength = network.step('Sqrt', [network.step('Add', [sine ?? '', cosine ?? ''])]);
  const mean = network.step('ReduceMean', [strength], { axes: [1], keepdims: 1 });
  // Nothing sounds when no tone is stronger than this; sound comes with a mean power of 1.
  const nothing = network.step('Add', [network.step('Mul', [mean, floats([1], [0])]), floats([1], [0.35])]);
  const scores = network.step('Concat', [nothing, strength], { axis: 1 });
  network.output('logits', network.step('Transpose', [scores], { perm: [0, 2, 1] }), [
    'sounds',
    'moments',
    signs.length + 1,
  ]);

  const vocab = Object.fromEntries([blank, ...signs].map((sign, id) => [sign, id]));
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  await Promise.all([
    writeFile(join(folder, 'onnx', 'model.onnx'), network.bytes()),
    json('config.json', {
      model_type: 'wav2vec2',
      architectures: ['Wav2Vec2ForCTC'],
      vocab_size: signs.length + 1,
    }),
    json('preprocessor_config.json', {
      feature_extractor_type: 'Wav2Vec2FeatureExtractor',
      sampling_rate: rate,
      feature_size: 1,
      do_normalize: true,
    }),
    json('tokenizer.json', {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
      decoder: { type: 'CTC', pad_token: blank, word_delimiter_token: '|', cleanup: true },
      model: { type: 'WordLevel', unk_token: blank, vocab },
    }),
    json('tokenizer_config.json', {
      tokenizer_class: 'Wav2Vec2CTCTokenizer',
      pad_token: blank,
      unk_token: blank,
    }),
  ]);
}
