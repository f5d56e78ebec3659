import { open } from 'node:fs/promises';
import {
  AutoModelForCTC,
  AutoProcessor,
  AutoTokenizer,
  pipeline,
  type Tensor,
} from '@huggingface/transformers';
import { speechRate } from '../../media/sound/speech-detector.ts';
import type { SpokenSpan } from '../../timeline/speech.ts';
import type { HeardPiece } from '../models/messages.ts';
import { ModelError } from '../models/model-error.ts';
import { loading, loadOptions, readModelConfig } from '../models/runtime.ts';
import { chooseWeights, filesOf, type Weights } from '../models/weights.ts';
import { ctcReader } from './ctc.ts';
import { nextPiece } from './pieces.ts';

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

/** What is said in a piece of sound; times from its start. */
type Listen = (samples: Float32Array) => Promise<SpokenSpan[]>;

/** Longest piece of sound that a family hears at a time, in seconds: Whisper was made for 30. */
const pieceLengths = { whisper: 28, other: 15 };

/** Families that say what they hear without saying when. */
const untimed = ['moonshine', 'cohere_asr'];
const whispers = ['whisper', 'lite-whisper'];

function weightsOf(folder: string, networks: string[]): Weights {
  const weights = chooseWeights(filesOf(folder), networks);
  if (weights !== null) return weights;
  const names = networks.map((name) => `onnx/${name}.onnx`).join(' and ');
  throw new ModelError(`the model in ${folder} cannot be used: ${names} are not there`);
}

/** A model with a decoder that writes text: it comes with a way of its own to be used. */
async function writer(folder: string, isTimed: boolean): Promise<Listen> {
  const options = loadOptions(weightsOf(folder, ['encoder_model', 'decoder_model_merged']));
  const write = await loading(folder, pipeline('automatic-speech-recognition', folder, options));
  return async (samples) => {
    const length = samples.length / speechRate;
    const { text, chunks } = await write(samples, isTimed ? { return_timestamps: true } : {});
    if (chunks === undefined) return [{ text, start: 0, end: length }];
    return chunks.map((chunk) => {
      const [start, end] = chunk.timestamp;
      return { text: chunk.text, start, end: end ?? length };
    });
  };
}

/** A model that tells for each moment which letter is heard. */
async function speller(folder: string): Promise<Listen> {
  const options = loadOptions(weightsOf(folder, ['model']));
  const [processor, tokenizer, model] = await loading(
    folder,
    Promise.all([
      AutoProcessor.from_pretrained(folder),
      AutoTokenizer.from_pretrained(folder),
      AutoModelForCTC.from_pretrained(folder, options),
    ]),
  );
  const read = ctcReader(tokenizer.get_vocab(), tokenizer.pad_token_id ?? 0);
  return async (samples) => {
    const { logits }: { logits: Tensor } = await model(await processor(samples));
    const [, moments = 0, letters = 0] = logits.dims;
    return read(logits.data as Float32Array, moments, letters, samples.length / speechRate);
  };
}

async function load(folder: string): Promise<LoadedRecogniser> {
  const { model_type: kind } = await readModelConfig(folder);
  const isWhisper = whispers.includes(kind);
  const listen =
    isWhisper || untimed.includes(kind) ? await writer(folder, isWhisper) : await speller(folder);
  const longest = isWhisper ? pieceLengths.whisper : pieceLengths.other;
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

/** Loads speech models when they are first needed, and keeps them. */
export function openRecognisers() {
  const loaded = new Map<string, Promise<LoadedRecogniser>>();
  return {
    /** @throws ModelError when the model is not there or broken */
    take(folder: string): Promise<LoadedRecogniser> {
      const known = loaded.get(folder) ?? load(folder);
      loaded.set(folder, known);
      // A model whose files are mended works without a new process.
      known.catch(() => loaded.delete(folder));
      return known;
    },
  };
}
