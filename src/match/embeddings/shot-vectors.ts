import { createHash } from 'node:crypto';
import type { Findings } from '../../media/findings.ts';
import type { ShotEvidence } from '../judge.ts';
import type { Vectors } from '../models/messages.ts';
import { UnreadablePicture } from '../models/model-error.ts';
import type { Encoder } from './encoder.ts';

/** Raised when the way from key frames to vectors changes: they are computed again. */
const edition = 1;

/** Names shots of a material by their key frames: another detection of shots asks for other vectors. */
const keyTimesName = (shots: readonly ShotEvidence[]): string =>
  createHash('sha256')
    .update(shots.map(({ shot }) => shot.keyTime.toFixed(3)).join(' '))
    .digest('hex')
    .slice(0, 12);

/** Vectors as they are kept: floats, little end first on every machine that is supported. */
function unpack(bytes: Buffer, count: number): Vectors {
  // Copied: the bytes need not begin at a multiple of four.
  const data = new Float32Array(Uint8Array.from(bytes).buffer);
  return { data, length: data.length / count };
}

/** Materials whose vectors are asked for at a time: enough for a batch of pictures where each has only one shot. */
const together = 16;

/** Vectors of the shots of one material, kept with its file; null when its pictures cannot be read. */
async function materialVectors(
  path: string,
  shots: readonly ShotEvidence[],
  fingerprint: string,
  { encoder, findings }: { encoder: Encoder; findings: Findings },
  signal: AbortSignal,
): Promise<Vectors | null> {
  const make = async (stopped: AbortSignal) => {
    const files = shots.map(({ keyFrame }) => keyFrame);
    const { data } = await encoder.pictures(files, stopped);
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  };
  const finder = `vectors/${edition} ${fingerprint} ${keyTimesName(shots)}`;
  try {
    return unpack(await findings.of(path, finder, make, signal), shots.length);
  } catch (error) {
    if (error instanceof UnreadablePicture) return null;
    throw error;
  }
}

/**
 * Vectors of all shots, in their order. Those of a material are computed once and kept with its file; where pictures
 * cannot be read they are empty (0).
 *
 * @throws ModelError when the model cannot be used
 */
export async function shotVectors(
  shots: readonly ShotEvidence[],
  tools: { encoder: Encoder; findings: Findings },
  signal: AbortSignal,
): Promise<Vectors> {
  const fingerprint = await tools.encoder.fingerprint(signal);
  const places = [...Map.groupBy(shots.keys(), (index) => shots[index]?.path ?? '')];
  const found: { indexes: readonly number[]; vectors: Vectors }[] = [];
  for (let from = 0; from < places.length; from += together) {
    await Promise.all(
      places.slice(from, from + together).map(async ([path, indexes]) => {
        const own = indexes.flatMap((index) => shots[index] ?? []);
        const vectors = await materialVectors(path, own, fingerprint, tools, signal);
        if (vectors !== null) found.push({ indexes, vectors });
      }),
    );
  }
  const length = found[0]?.vectors.length ?? 0;
  const data = new Float32Array(shots.length * length);
  for (const { indexes, vectors } of found) {
    for (const [place, index] of indexes.entries()) {
      data.set(vectors.data.subarray(place * length, (place + 1) * length), index * length);
    }
  }
  return { data, length };
}
