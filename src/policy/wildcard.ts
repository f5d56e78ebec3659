/**
 * Patterns of policies: `*` stands for any run of characters, also an empty one, `?` for exactly one (gateway.md 4.1
 * and 4.2). A character is a Unicode code point.
 *
 * Patterns come from strangers, so none may be slow. All places of the pattern that the text read so far can have
 * reached are kept as the bits of one number, and each character of the text moves them all at once: the time is that
 * of the text times a thirtieth or so of the pattern, whatever the two contain. Nothing is ever tried twice.
 *
 * @param pattern compared letter by letter; a caller that ignores case gives both in lower case
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const wildcard = pattern.search(/[*?]/);
  if (wildcard < 0) return pattern === text;
  // Most patterns are ruled out by what stands before their first wildcard.
  if (!text.startsWith(pattern.slice(0, wildcard))) return false;
  return runPattern([...pattern], [...text]);
}

function runPattern(pattern: readonly string[], text: readonly string[]): boolean {
  // Bit n: the first n letters of the pattern (stars not counted) are matched.
  let letters = 0n;
  let stays = 0n;
  let anyLetter = 0n;
  const places = new Map<string, bigint>();
  for (const letter of pattern) {
    const bit = 1n << letters;
    if (letter === '*') {
      stays |= bit;
      continue;
    }
    if (letter === '?') anyLetter |= bit;
    else places.set(letter, (places.get(letter) ?? 0n) | bit);
    letters += 1n;
  }
  let reached = 1n;
  for (const letter of text) {
    const moves = anyLetter | (places.get(letter) ?? 0n);
    reached = (reached & stays) | ((reached & moves) << 1n);
    if (reached === 0n) return false;
  }
  return ((reached >> letters) & 1n) === 1n;
}
