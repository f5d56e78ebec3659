import type { Config } from '../config.ts';
import type { DatabaseHandle } from '../db/database.ts';
import { createNonceStore, type NonceStore } from './nonces.ts';
import { createSharedNonceStore } from './shared-nonces.ts';
import { createSharedThrottle } from './shared-throttle.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** What a gateway remembers from one call to the next. */
export type GatewayMemory = { nonces: NonceStore; throttle: Throttle; close(): void };

/**
 * Opens the memory of a gateway: on a PostgreSQL server it is shared with the other gateways there; the embedded database
 * has one owner, whose process remembers by itself.
 */
export function openGatewayMemory(
  { kysely, engine }: Pick<DatabaseHandle, 'kysely' | 'engine'>,
  { throttle }: Pick<Config, 'throttle'>,
  now: () => Date,
): GatewayMemory {
  if (engine.kind === 'embedded') {
    return { nonces: createNonceStore(now), throttle: createThrottle(throttle), close: () => {} };
  }
  const nonces = createSharedNonceStore(kysely, now);
  return { nonces, throttle: createSharedThrottle(throttle, kysely), close: nonces.close };
}
