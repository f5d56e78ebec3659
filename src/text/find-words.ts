/** A place at which a wanted word stands: UTF-16 offsets, `to` is behind the last unit. */
export type FoundWord = { from: number; to: number /** Place of the word in the list. */; index: number };

const letter = /[\p{L}\p{N}]/u;
/** Words of these scripts are told apart by spaces: `best` does not stand in `bestow`. */
const spacedLetter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;

/**
 * Finds words in a text, in any case, longest first where several begin at one place, never one inside of
 * another.
 */
export function findWords(text: string, words: readonly string[]): FoundWord[] {
  const wanted = words
    .map((word, index) => ({ word: word.trim().toLowerCase(), index }))
    .filter(({ word }) => word !== '')
    .sort((a, b) => b.word.length - a.word.length);
  const lower = text.toLowerCase();
  // A few letters change their length in lower case; offsets would be off.
  const haystack = lower.length === text.length ? lower : text;
  const whole = (from: number, to: number) => {
    const cut = (inside: string | undefined, outside: string | undefined) =>
      inside !== undefined &&
      outside !== undefined &&
      spacedLetter.test(inside) &&
      letter.test(outside) &&
      spacedLetter.test(outside);
    return !cut(text[from], text[from - 1]) && !cut(text[to - 1], text[to]);
  };
  const found: FoundWord[] = [];
  for (let from = 0; from < text.length; ) {
    const hit = wanted.find(({ word }) => haystack.startsWith(word, from) && whole(from, from + word.length));
    if (hit === undefined) {
      from++;
    } else {
      found.push({ from, to: from + hit.word.length, index: hit.index });
      from += hit.word.length;
    }
  }
  return found;
}
