import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ThrottleRule } from '../config.ts';
import { ApiError } from '../errors/api-error.ts';
import { errorCatalogue } from '../errors/catalogue.ts';
import { matchesWildcard } from '../policy/wildcard.ts';
import { takePoints } from './take-points.ts';

/** Limits how often an account may call an operation. */
export type Throttle = {
  /**
   * Counts a call.
   *
   * @throws ThrottlingError when the account has called the operation too often within this second
   */
  admit(account: string, action: string): Promise<void>;
};

/** `Throttling.User`, with the time after which the next try makes sense. */
export class ThrottlingError extends ApiError {
  /** Milliseconds, at least 1. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    const { status, message } = errorCatalogue['Throttling.User'];
    super('Throttling.User', status, message);
    this.retryAfter = Math.max(1, Math.ceil(retryAfter));
  }
}

/** Asks whether a further call under a key may go on: 0, or the milliseconds that it has to wait. */
export type AskLimit = (key: string) => Promise<number>;

/** A throttle that counts in the memory of this process, in windows of a second. */
export function createThrottle(rules: readonly ThrottleRule[]): Throttle {
  return throttleOf(rules, (points) => {
    const limiter = new RateLimiterMemory({ points, duration: 1 });
    return async (key) => {
      const { granted, milliseconds } = await takePoints(limiter, key, 1);
      return granted > 0 ? 0 : milliseconds;
    };
  });
}

/**
 * A throttle by rules: the first one that matches an operation limits it, for each account by itself.
 *
 * @param open opens the limit of a rule, in calls a second
 */
export function throttleOf(rules: readonly ThrottleRule[], open: (perSecond: number) => AskLimit): Throttle {
  const limits = rules.map(({ pattern, perSecond }) => ({ pattern, ask: open(perSecond) }));
  const byAction = new Map<string, AskLimit | null>();
  return {
    async admit(account, action) {
      let ask = byAction.get(action);
      if (ask === undefined) {
        ask = limits.find(({ pattern }) => matchesWildcard(pattern, action))?.ask ?? null;
        byAction.set(action, ask);
      }
      if (ask === null) return;
      const wait = await ask(`${account}:${action}`);
      if (wait > 0) throw new ThrottlingError(wait);
    },
  };
}
