/** Signs that belong to the word behind them. */
const opening = /^[\p{Ps}\p{Pi}#@¥￥$€£+-]$/u;

/**
 * Splits a text into words that, joined, give the text again: signs and spaces stay with the word before them,
 * opening brackets and quotes with the word behind them. For Chinese a word may be a single character.
 *
 * @param fixed UTF-16 ranges that are one word each, whatever is in them
 */
export function wordsOf(
  text: string,
  language: string,
  fixed: readonly { from: number; to: number }[] = [],
): string[] {
  const inside = (offset: number) => fixed.some(({ from, to }) => offset > from && offset < to);
  const begins = (offset: number) => fixed.some(({ from }) => offset === from);
  const words: string[] = [];
  let leading = '';
  let spaceBefore = true;
  for (const { segment, index, isWordLike } of new Intl.Segmenter(language, { granularity: 'word' }).segment(
    text,
  )) {
    const word = (isWordLike === true || begins(index)) && !inside(index);
    const last = words.at(-1);
    if (word) {
      words.push(leading + segment);
      leading = '';
    } else if (
      last === undefined ||
      leading !== '' ||
      (!inside(index) && (opening.test(segment) || (segment === '"' && spaceBefore)))
    ) {
      leading += segment;
    } else {
      words[words.length - 1] = last + segment;
    }
    spaceBefore = segment.trim() === '';
  }
  return leading === '' ? words : [...words, leading];
}
