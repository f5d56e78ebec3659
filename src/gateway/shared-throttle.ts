import { CompiledQuery, type Kysely } from 'kysely';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { ThrottleRule } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { createBatcher } from './batcher.ts';
import { type TakenPoints, takePoints } from './take-points.ts';
import { type AskLimit, type Throttle, throttleOf } from './throttle.ts';

/** Share of a limit that a gateway takes at once for an account: its calls then cost no statement each. */
const leaseShare = 0.01;

/**
 * A throttle that counts in the database, in windows of a second: the limits hold for all gateways together. Calls that
 * come at the same time are counted by one statement; of large limits a gateway takes a hundredth at a time, so the last
 * few calls of a second may be refused by one gateway while another has some left, but never too many pass.
 */
export function createSharedThrottle(rules: readonly ThrottleRule[], db: Kysely<Database>): Throttle {
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) =>
      db.executeQuery(CompiledQuery.raw(text, values)),
  };
  return throttleOf(rules, (points) => {
    const limiter = new RateLimiterPostgres({
      storeClient,
      storeType: 'client',
      tableName: 'throttle_windows',
      tableCreated: true,
      keyPrefix: '',
      points,
      duration: 1,
      // An account that is over its limit costs no statement until its second is over.
      inMemoryBlockOnConsumed: points,
    });
    const size = Math.ceil(points * leaseShare);
    return askByLeases((key, asked) => takePoints(limiter, key, Math.max(asked, size)));
  });
}

/** Points that were taken and not used yet, until the end of their window. */
type Lease = { left: number; end: number };

function askByLeases(take: (key: string, asked: number) => Promise<TakenPoints>): AskLimit {
  const leases = new Map<string, Lease>();
  /** Uses one point of a lease. */
  const use = (key: string): boolean => {
    const lease = leases.get(key);
    if (lease === undefined || lease.left === 0 || performance.now() >= lease.end) return false;
    lease.left -= 1;
    return true;
  };
  const askTogether = createBatcher<string, number>(async (keys) => {
    const waits = new Map<string, number>();
    for (const [key, asked] of countEach(keys)) {
      const { granted, milliseconds } = await take(key, asked);
      leases.set(key, { left: granted, end: performance.now() + milliseconds });
      waits.set(key, milliseconds);
    }
    return keys.map((key) => (use(key) ? 0 : (waits.get(key) ?? 1)));
  });
  return async (key) => (use(key) ? 0 : askTogether(key));
}

function countEach(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
