import { type PreTrainedModel, pipeline, Tensor } from '@huggingface/transformers';
import { z } from 'zod';
import { speechRate } from '../../media/sound/speech-detector.ts';
import { loading, loadOptions } from '../models/runtime.ts';
import type { Weights } from '../models/weights.ts';
import type { Listen } from './pieces.ts';

/** What a model says of the languages that it knows. */
const languageSettings = z.looseObject({
  is_multilingual: z.literal(true),
  decoder_start_token_id: z.number(),
  lang_to_id: z.record(z.string(), z.number()),
});

/** A piece that is full of speech has fewer tokens; a model that goes round in circles is stopped. */
const mostTokens = 400;

/**
 * Makes the function that tells in which language is spoken: the one that the model takes for the most likely first word
 * of its answer. The library does not ask, and takes all speech for English.
 *
 * @returns null for a model that knows one language only
 */
function languageTeller(model: PreTrainedModel) {
  const known = languageSettings.safeParse(model.generation_config);
  if (!known.success) return null;
  const { decoder_start_token_id: start, lang_to_id: languages } = known.data;
  return async (features: Tensor): Promise<string | undefined> => {
    const { logits }: { logits: Tensor } = await model({
      input_features: features,
      decoder_input_ids: new Tensor('int64', BigInt64Array.of(BigInt(start)), [1, 1]),
    });
    const scores = logits.data as Float32Array;
    const score = (id: number) => scores[id] ?? Number.NEGATIVE_INFINITY;
    const [best] = Object.entries(languages).sort(([, a], [, b]) => score(b) - score(a));
    // Named like `<|zh|>`.
    return best?.[0].slice(2, -2);
  };
}

/**
 * Loads a model of the Whisper family, which writes sentences with their times.
 *
 * @throws ModelError when it is not there or broken
 */
export async function loadWhisper(folder: string, weights: Weights): Promise<Listen> {
  const write = await loading(folder, pipeline('automatic-speech-recognition', folder, loadOptions(weights)));
  const tellLanguage = languageTeller(write.model);
  return async (samples) => {
    const length = samples.length / speechRate;
    const features: Tensor | undefined = (await write.processor?.(samples))?.input_features;
    const language = features === undefined ? undefined : await tellLanguage?.(features);
    const { text, chunks = [{ text, timestamp: [0, length] as [number, number] }] } = await write(samples, {
      return_timestamps: true,
      max_new_tokens: mostTokens,
      ...(language !== undefined && { language }),
    });
    // Such models go on writing in the silence by which a piece is filled up.
    const said = chunks.filter(({ timestamp }) => timestamp[0] < length);
    return said.map((chunk) => {
      const [start, end] = chunk.timestamp;
      return { text: chunk.text, start, end: Math.min(length, end ?? length) };
    });
  };
}
