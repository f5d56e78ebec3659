import { CompiledQuery, type Kysely } from 'kysely';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import type { ThrottleRule } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { ApiError } from '../errors/api-error.ts';
import { errorCatalogue } from '../errors/catalogue.ts';
import { matchesWildcard } from '../policy/wildcard.ts';
import { createBatcher } from './batcher.ts';

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

/** Name of the table in which gateways count together. */
const table = 'throttle_windows';

/** A throttle that counts in the memory of this process. */
export function createThrottle(rules: readonly ThrottleRule[]): Throttle {
  return throttleOf(rules, (points) => {
    const limiter = new RateLimiterMemory({ points, duration: 1 });
    return async (key) => (await consume(limiter, key, 1)).waiting;
  });
}

/**
 * A throttle that counts in the database: the limits hold for all gateways together. Calls that come at the same time are
 * counted by one statement, and an account that is over its limit costs none until the second is over.
 */
export function createSharedThrottle(rules: readonly ThrottleRule[], db: Kysely<Database>): Throttle {
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) =>
      db.executeQuery(CompiledQuery.raw(text, values)),
  };
  const connection = { storeClient, storeType: 'client', tableName: table, tableCreated: true };
  return throttleOf(rules, (points) => {
    const limiter = new RateLimiterPostgres({
      ...connection,
      keyPrefix: '',
      points,
      duration: 1,
      inMemoryBlockOnConsumed: points,
    });
    return createBatcher<string, number>(async (keys) => {
      const left = new Map<string, { allowed: number; waiting: number }>();
      for (const [key, asked] of countEach(keys)) left.set(key, await consume(limiter, key, asked));
      return keys.map((key) => {
        const share = left.get(key) ?? { allowed: 0, waiting: 1 };
        share.allowed -= 1;
        return share.allowed >= 0 ? 0 : share.waiting;
      });
    });
  });
}

/** Asks whether a key may go on: 0, or the milliseconds that it has to wait. */
type Ask = (key: string) => Promise<number>;

function throttleOf(rules: readonly ThrottleRule[], open: (points: number) => Ask): Throttle {
  const limits = rules.map(({ pattern, perSecond }) => ({ pattern, ask: open(perSecond) }));
  const byAction = new Map<string, Ask | null>();
  return {
    async admit(account, action) {
      let ask = byAction.get(action);
      if (ask === undefined) {
        ask = limits.find(({ pattern }) => matchesWildcard(pattern, action))?.ask ?? null;
        byAction.set(action, ask);
      }
      const waiting = (await ask?.(`${account}:${action}`)) ?? 0;
      if (waiting > 0) throw new ThrottlingError(waiting);
    },
  };
}

/** Takes points of the current second; `allowed` of those that were asked for are there. */
async function consume(limiter: RateLimiterAbstract, key: string, asked: number) {
  try {
    await limiter.consume(key, asked);
    return { allowed: asked, waiting: 0 };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const { consumedPoints, msBeforeNext } = refusal;
    // A key that is known to be over its limit is not counted on: then no points are told.
    const allowed = consumedPoints === 0 ? 0 : Math.max(0, asked - (consumedPoints - limiter.points));
    return { allowed, waiting: Math.max(1, msBeforeNext) };
  }
}

function countEach(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
