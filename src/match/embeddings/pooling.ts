import type { Tensor } from '@huggingface/transformers';
import type { Vectors } from '../models/messages.ts';

/**
 * The mean of the tokens of each text, without those that fill up; null when there are none.
 *
 * @param states `[texts, tokens, length]`
 * @param mask `[texts, tokens]`, 1 for a token that counts
 */
export function meanOfTokens(states: Tensor | undefined, mask: Tensor | undefined): Vectors | null {
  const [texts, tokens, length] = states?.dims ?? [];
  if (states === undefined || mask === undefined || !texts || !tokens || !length) return null;
  const data = new Float32Array(texts * length);
  for (let text = 0; text < texts; text++) {
    const own = data.subarray(text * length, (text + 1) * length);
    let count = 0;
    for (let token = 0; token < tokens; token++) {
      if (Number(mask.data[text * tokens + token]) === 0) continue;
      count += 1;
      const from = (text * tokens + token) * length;
      for (let at = 0; at < length; at++) own[at] = (own[at] ?? 0) + Number(states.data[from + at]);
    }
    for (let at = 0; at < length; at++) own[at] = (own[at] ?? 0) / Math.max(1, count);
  }
  return { data, length };
}

/** Gives every vector the length 1; an empty one stays empty. */
export function normalise({ data, length }: Vectors): Vectors {
  for (let from = 0; from < data.length; from += length) {
    const vector = data.subarray(from, from + length);
    let power = 0;
    for (const value of vector) power += value * value;
    const scale = power > 0 ? 1 / Math.sqrt(power) : 0;
    for (let at = 0; at < length; at++) vector[at] = (vector[at] ?? 0) * scale;
  }
  return { data, length };
}
