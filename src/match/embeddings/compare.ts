import { matmul, Tensor } from '@huggingface/transformers';
import type { Comparison } from '../models/messages.ts';
import { scoresOf } from './calibrate.ts';

/** Places of vectors that are empty: those of pictures that could not be read. */
function emptyOnes(vectors: Float32Array, length: number): number[] {
  const places = Array.from({ length: vectors.length / length }, (_, place) => place);
  return places.filter((place) =>
    vectors.subarray(place * length, (place + 1) * length).every((value) => value === 0),
  );
}

/** Gives what was not seen the least cosine of its row: a 0 would be far from the band of all others, and blur it. */
function lower(row: Float32Array, unseen: readonly number[]): void {
  for (const place of unseen) row[place] = Number.POSITIVE_INFINITY;
  const least = row.reduce((low, cosine) => Math.min(low, cosine), Number.POSITIVE_INFINITY);
  for (const place of unseen) row[place] = least === Number.POSITIVE_INFINITY ? 0 : least;
}

/**
 * Compares phrases with pictures. Runs in the model process, because thousands of each take a while.
 *
 * @param phrases vectors of `length` numbers, one after the other
 * @param pictures likewise
 */
export async function compareVectors(
  phrases: Float32Array,
  pictures: Float32Array,
  length: number,
): Promise<Comparison> {
  const width = pictures.length / length;
  const across = new Tensor('float32', pictures, [width, length]).transpose(1, 0);
  const product = await matmul(new Tensor('float32', phrases, [phrases.length / length, length]), across);
  const cosines = Float32Array.from(product.data as Float32Array);
  const rows = Array.from({ length: phrases.length / length }, (_, row) =>
    cosines.subarray(row * width, (row + 1) * width),
  );
  const unseen = emptyOnes(pictures, length);
  if (unseen.length > 0) for (const row of rows) lower(row, unseen);
  const scores = new Float32Array(cosines.length);
  for (const [row, own] of scoresOf(rows).entries()) scores.set(own, row * width);
  return { cosines, scores };
}
