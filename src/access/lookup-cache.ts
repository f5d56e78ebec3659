/** Answers of look-ups that are asked for with every call. */
export type LookupCache<Value> = {
  /** The remembered answer, or that of `load`; questions that come meanwhile wait for the same load. */
  get(key: string, load: () => Promise<Value>): Promise<Value>;
  /** Forgets everything: the next question is asked anew, even when an older one is still under way. */
  clear(): void;
};

const capacity = 10_000;

/**
 * Remembers answers for a short time, so that a change that another process makes acts within it; whoever changes
 * something in this process clears the cache.
 *
 * @param lifetime in milliseconds
 */
export function createLookupCache<Value>(lifetime: number, now: () => Date): LookupCache<Value> {
  let entries = new Map<string, { answer: Promise<Value>; end: number }>();
  return {
    get(key, load) {
      const time = now().getTime();
      const known = entries.get(key);
      if (known !== undefined && time < known.end) return known.answer;
      // Everything in it is at most a second old, so starting again costs little.
      if (entries.size >= capacity) entries = new Map();
      const answer = load();
      const home = entries.set(key, { answer, end: time + lifetime });
      answer.catch(() => home.delete(key));
      return answer;
    },
    clear() {
      entries = new Map();
    },
  };
}
