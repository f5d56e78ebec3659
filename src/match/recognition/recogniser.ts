import { open } from 'node:fs/promises';
import {
  AutoModelForCTC,
  AutoProcessor,
  AutoTokenizer,
  pipeline,
  type Tensor,
} from '@huggingface/transformers';
import { speechRate } from '../../media/sound/speech-detector.ts';
import type { HeardPiece } from '../models/messages.ts';
import { ModelError } from '../models/model-error.ts';
import { loading, loadOptions, readModelConfig } from '../models/runtime.ts';
import { chooseWeights, filesOf, type Weights } from '../models/weights.ts';
import { ctcReader } from './ctc.ts';
import { type Listen, nextPiece } from './pieces.ts';
import { loadWhisper } from './whisper.ts';

/** Writes down what is said. Runs in the model process. */
export type LoadedRecogniser = {
  /** Family of the model, as its settings name it. */
  kind: string;
  /**
   * What is said in the next piece of a file of 16-bit samples, in order; times are seconds of the whole sound. A span is
   * a word where the model tells when each is said, else a sentence or more.
   *
   * @param from sample to begin at
   * @returns with the sample at which the piece after it begins, or null at the end
   */
  recognise(sound: string, from: number): Promise<HeardPiece>;
};

/** Longest piece of sound that a family hears at a time, in seconds: Whisper was made for 30. */
const pieceLengths = { whisper: 28, other: 15 };

/** Nobody says more in a second; a model that goes round in circles is stopped. */
const tokensPerSecond = 8;

/** Families that say what they hear without saying when. */
const untimed = ['moonshine', 'cohere_asr'];
const whispers = ['whisper', 'lite-whisper'];

function weightsOf(folder: string, networks: string[]): Weights {
  const weights = chooseWeights(filesOf(folder), networks);
  if (weights !== null) return weights;
  const names = networks.map((name) => `onnx/${name}.onnx`).join(' and ');
  throw new ModelError(`the model in ${folder} cannot be used: ${names} are not there`);
}

/** A model that writes what it hears in a piece without saying when. */
async function writer(folder: string, weights: Weights): Promise<Listen> {
  const write = await loading(folder, pipeline('automatic-speech-recognition', folder, loadOptions(weights)));
  return async (samples) => {
    const length = samples.length / speechRate;
    const { text } = await write(samples, { max_new_tokens: Math.ceil(length * tokensPerSecond) });
    return [{ text, start: 0, end: length }];
  };
}

/** A model that tells for each moment which letter is heard. */
async function speller(folder: string, weights: Weights): Promise<Listen> {
  const [processor, tokenizer, model] = await loading(
    folder,
    Promise.all([
      AutoProcessor.from_pretrained(folder),
      AutoTokenizer.from_pretrained(folder),
      AutoModelForCTC.from_pretrained(folder, loadOptions(weights)),
    ]),
  );
  const read = ctcReader(tokenizer.get_vocab(), tokenizer.pad_token_id ?? 0);
  return async (samples) => {
    const { logits }: { logits: Tensor } = await model(await processor(samples));
    const [, moments = 0, letters = 0] = logits.dims;
    return read(logits.data as Float32Array, moments, letters, samples.length / speechRate);
  };
}

const withDecoder = ['encoder_model', 'decoder_model_merged'];

/** Loads a model as its family wants it. */
async function loadFamily(folder: string, kind: string): Promise<Listen> {
  if (whispers.includes(kind)) return loadWhisper(folder, weightsOf(folder, withDecoder));
  if (untimed.includes(kind)) return writer(folder, weightsOf(folder, withDecoder));
  return speller(folder, weightsOf(folder, ['model']));
}

/**
 * Loads a speech model.
 *
 * @throws ModelError when it is not there or broken
 */
export async function loadRecogniser(folder: string): Promise<LoadedRecogniser> {
  const { model_type: kind } = await readModelConfig(folder);
  const listen = await loadFamily(folder, kind);
  const longest = whispers.includes(kind) ? pieceLengths.whisper : pieceLengths.other;
  return {
    kind,
    async recognise(sound, from) {
      await using file = await open(sound);
      const piece = await nextPiece(file, from, longest);
      if (piece === null) return { spans: [], next: null };
      const start = piece.from / speechRate;
      const spans = (await listen(piece.samples)).map((span) => ({
        text: span.text.trim(),
        start: start + span.start,
        end: start + span.end,
      }));
      return { spans: spans.filter(({ text }) => text !== ''), next: piece.to };
    },
  };
}
