import type { FileHandle } from 'node:fs/promises';
import { speechRate } from '../../media/sound/speech-detector.ts';
import type { SpokenSpan } from '../../timeline/speech.ts';

/** A piece of a sound; `from` and `to` count samples. */
export type Piece = { samples: Float32Array; from: number; to: number };

/** Writes down what is said in a piece of sound (samples at {@link speechRate}); times count from its start. */
export type Listen = (samples: Float32Array) => Promise<SpokenSpan[]>;

/** Length of what is looked at for loudness, in samples: 50 ms. */
const grain = speechRate / 20;
/** Below this level (of 1) a grain is silent, at any distance from a microphone: -50 dB. */
const silent = 0.003;
/** A cut is looked for in this last part of a piece that is too long. */
const cutShare = 0.4;

/** Root mean square of each grain. */
function levels(samples: Float32Array): number[] {
  return Array.from({ length: Math.ceil(samples.length / grain) }, (_, index) => {
    const part = samples.subarray(index * grain, (index + 1) * grain);
    let power = 0;
    for (const sample of part) power += sample * sample;
    return Math.sqrt(power / part.length);
  });
}

/** Where to cut a piece that goes on, in samples: the middle of the quietest 150 ms of its last part. */
function cutOf(loudness: readonly number[]): number {
  const from = Math.floor(loudness.length * (1 - cutShare));
  const around = (at: number) => (loudness[at - 1] ?? 0) + (loudness[at] ?? 0) + (loudness[at + 1] ?? 0);
  let best = loudness.length - 2;
  for (let at = loudness.length - 2; at >= from; at--) if (around(at) < around(best)) best = at;
  return Math.round((best + 0.5) * grain);
}

/**
 * The next piece of a sound that a speech model can hear, cut where it is quietest. Pieces in which nothing is heard are
 * passed over, because speech models make up words for silence.
 *
 * @param file 16-bit samples at {@link speechRate}, one channel
 * @param from sample to begin at
 * @param longest length of a piece in seconds
 * @returns null when nothing more is heard
 */
export async function nextPiece(file: FileHandle, from: number, longest: number): Promise<Piece | null> {
  const wanted = Math.floor(longest * speechRate);
  for (let at = from; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted * 2), 0, wanted * 2, at * 2);
    const count = Math.floor(bytesRead / 2);
    if (count === 0) return null;
    const whole = Float32Array.from({ length: count }, (_, index) => buffer.readInt16LE(index * 2) / 32_768);
    const loudness = levels(whole);
    const length = count < wanted ? count : cutOf(loudness);
    const heard = loudness.slice(0, Math.ceil(length / grain));
    if (heard.some((level) => level > silent))
      return { samples: whole.slice(0, length), from: at, to: at + length };
    at += length;
  }
}
