import { createHash } from 'node:crypto';
import type { Findings } from '../../media/findings.ts';
import type { ShotEvidence } from '../judge.ts';
import type { Vectors } from '../models/messages.ts';
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

/**
 * Vectors of all shots, in their order. Those of a material are computed once and kept with its file.
 *
 * @throws ModelError when the model cannot be used
 */
export async function shotVectors(
  shots: readonly ShotEvidence[],
  tools: { encoder: Encoder; findings: Findings },
  signal: AbortSignal,
): Promise<Vectors> {
  const { encoder, findings } = tools;
  const fingerprint = await encoder.fingerprint(signal);
  const places = Map.groupBy(shots.keys(), (index) => shots[index]?.path ?? '');
  let all: Vectors = { data: new Float32Array(), length: 0 };
  for (const [path, indexes] of places) {
    const own = indexes.flatMap((index) => shots[index] ?? []);
    const make = async (stopped: AbortSignal) => {
      const files = own.map(({ keyFrame }) => keyFrame);
      const { data } = await encoder.pictures(files, stopped);
      return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    };
    const finder = `vectors/${edition} ${fingerprint} ${keyTimesName(own)}`;
    const { data, length } = unpack(await findings.of(path, finder, make, signal), own.length);
    if (all.length === 0) all = { data: new Float32Array(shots.length * length), length };
    for (const [place, index] of indexes.entries()) {
      all.data.set(data.subarray(place * length, (place + 1) * length), index * length);
    }
  }
  return all;
}
