import type { Moment } from './moments.ts';

/** Why a moment is strong: each part from 0 (the weakest of all materials) to 1, and what they come to together. */
export type Strength = { total: number; motion: number; loudness: number; speech: number };

/** How much each part counts. */
const weights = { motion: 0.45, loudness: 0.35, speech: 0.2 } as const;
/** A difference smaller than this is none: motion as a share, loudness in LUFS. */
const least = { motion: 0.04, loudness: 9 } as const;

const clamp = (value: number) => Math.max(0, Math.min(1, value));

/** Brings values to 0 … 1 between the 5th and the 95th of a hundred of them: a single outlier does not flatten the rest. */
function relative(values: readonly number[], leastSpread: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const low = at(0.05);
  const spread = Math.max(leastSpread, at(0.95) - low);
  return values.map((value) => clamp((value - low) / spread));
}

/** How strong each moment is compared with the others, by motion, loudness and speech (issue 4, point 5). */
export function strengths(moments: readonly Moment[]): Strength[] {
  const motions = relative(
    moments.map(({ motion }) => motion),
    least.motion,
  );
  const loudnesses = relative(
    moments.map(({ loudness }) => loudness),
    least.loudness,
  );
  return moments.map(({ speech }, index) => {
    const parts = { motion: motions[index] ?? 0, loudness: loudnesses[index] ?? 0, speech: clamp(speech) };
    const total =
      weights.motion * parts.motion + weights.loudness * parts.loudness + weights.speech * parts.speech;
    return { total, ...parts };
  });
}
