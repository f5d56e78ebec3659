import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';

/** Points that were given out of a window. */
export type TakenPoints = {
  /** From 0 to what was asked for. */
  granted: number;
  /** Until the window ends; at least 1. */
  milliseconds: number;
};

/**
 * Takes points of the window of a key, as many of those asked for as there are.
 *
 * @throws the error of the store
 */
export async function takePoints(
  limiter: RateLimiterAbstract,
  key: string,
  asked: number,
): Promise<TakenPoints> {
  try {
    const { msBeforeNext } = await limiter.consume(key, asked);
    return { granted: asked, milliseconds: Math.max(1, msBeforeNext) };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const { consumedPoints, msBeforeNext } = refusal;
    // A key that is known to be over its limit is not counted on: then no points are told.
    const granted = consumedPoints === 0 ? 0 : Math.max(0, asked - (consumedPoints - limiter.points));
    return { granted, milliseconds: Math.max(1, msBeforeNext) };
  }
}
