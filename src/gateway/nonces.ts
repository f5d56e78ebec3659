import { hash } from 'node:crypto';

/** Remembers nonces, so that a request cannot be sent twice. */
export type NonceStore = {
  /**
   * Takes a nonce.
   *
   * @param expires the moment from which the time check refuses the request anyway
   * @returns `used` for a nonce that was taken before, `full` when no further one can be remembered
   */
  take(keyId: string, nonce: string, expires: Date): Promise<'taken' | 'used' | 'full'>;
};

/** Each costs about 100 bytes; at 15 minutes' life this is 550 requests a second without end. */
const maxNonces = 500_000;

const minute = 60_000;

/** A nonce of a key in 22 characters: clients choose the length of theirs. */
export function nonceEntry(keyId: string, nonce: string): string {
  return hash('sha256', `${keyId}\n${nonce}`, 'base64url').slice(0, 22);
}

/**
 * A nonce store in the memory of this process. Nonces lie in one set for each minute in which they expire, so that old
 * ones go all at once. It never forgets a nonce early: when full it takes no new one.
 */
export function createNonceStore(now: () => Date, capacity: number = maxNonces): NonceStore {
  const byMinute = new Map<number, Set<string>>();
  return {
    take: async (keyId, nonce, expires) => {
      const current = Math.floor(now().getTime() / minute);
      for (const end of byMinute.keys()) if (end < current) byMinute.delete(end);
      const entry = nonceEntry(keyId, nonce);
      let count = 0;
      for (const set of byMinute.values()) {
        if (set.has(entry)) return 'used';
        count += set.size;
      }
      if (count >= capacity) return 'full';
      const end = Math.ceil(expires.getTime() / minute);
      const set = byMinute.get(end) ?? new Set();
      byMinute.set(end, set.add(entry));
      return 'taken';
    },
  };
}
