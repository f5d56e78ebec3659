import { loudnessWeighting } from '../../speech/levels.ts';
import { silence, soundStep } from '../../timeline/sound-course.ts';

/** Measures loudness while sound comes in. */
export type LoudnessMeter = {
  /** Takes the next samples, full scale at 1. */
  add(samples: Float32Array): void;
  /** Loudness in LUFS of each tenth of a second so far; a rest of more than half a tenth counts as one. */
  course(): Float32Array;
};

const loudnessOf = (power: number) => Math.max(silence, -0.691 + 10 * Math.log10(power));

/**
 * Opens a meter of one channel.
 *
 * @param rate samples a second
 */
export function openLoudnessMeter(rate: number): LoudnessMeter {
  const weigh = loudnessWeighting(rate);
  const step = Math.round(rate * soundStep);
  const values: number[] = [];
  let power = 0;
  let count = 0;
  return {
    add(samples) {
      for (const sample of samples) {
        const weighted = weigh(sample);
        power += weighted * weighted;
        count += 1;
        if (count < step) continue;
        values.push(loudnessOf(power / count));
        power = 0;
        count = 0;
      }
    },
    course: () => Float32Array.from(count > step / 2 ? [...values, loudnessOf(power / count)] : values),
  };
}
