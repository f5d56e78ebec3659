/** Percent-encoding as the signatures need it (gateway.md 1.2), and reading of query and form text. */

/** A decoded name and value of a query or a form. */
export type Pair = readonly [name: string, value: string];

/**
 * Encodes UTF-8 bytes as `%XX` (upper case), all but `A-Z a-z 0-9 - _ . ~`; a space becomes `%20`.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Reads `a=1&b=2` in its order. `+` is a space: Python, Java and Go write it so (gateway.md 0.4). Broken escapes stay
 * as they are.
 */
export function parsePairs(text: string): Pair[] {
  // URLSearchParams drops one leading question mark, which in a form is part of the first name.
  return [...new URLSearchParams(`?${text}`)];
}

/** Writes pairs as `a=1&b=2`, encoded with {@link percentEncode}. */
export function formatPairs(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
}

/** The pairs by ascending code units of their names; equal names keep their order. */
export function sortPairs(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
