/**
 * The speed that a SpeechRate asks for (batch.md 4.3): the measured curve above 0, the published one below.
 *
 * @param rate -500 to 500
 */
export function speedOf(rate: number): number {
  const bounded = Math.min(500, Math.max(-500, rate));
  return bounded >= 0 ? 1 + bounded / 500 : 1 / (1 - 0.002 * bounded);
}
