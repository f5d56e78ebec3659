/** Signs that belong to the word behind them. */
const opening = /^[\p{Ps}\p{Pi}#@¥￥$€£+-]$/u;

type Segment = { text: string; word: boolean };

/** Words and signs of a text; a fixed range is one word. */
function segmentsOf(
  text: string,
  language: string,
  fixed: readonly { from: number; to: number }[],
): Segment[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const free = (from: number, to: number) =>
    Array.from(segmenter.segment(text.slice(from, to)), ({ segment, isWordLike }) => ({
      text: segment,
      word: isWordLike === true,
    }));
  const segments: Segment[] = [];
  let at = 0;
  for (const { from, to } of fixed.toSorted((a, b) => a.from - b.from)) {
    if (from < at || to <= from) continue;
    segments.push(...free(at, from), { text: text.slice(from, to), word: true });
    at = to;
  }
  return [...segments, ...free(at, text.length)];
}

/**
 * Splits a text into words that, joined, give the text again: signs and spaces stay with the word before
 * them, opening brackets and quotes with the word behind them. For Chinese a word may be a single character.
 *
 * @param fixed UTF-16 ranges that are one word each, whatever is in them; of two that overlap the first
 * counts
 */
export function wordsOf(
  text: string,
  language: string,
  fixed: readonly { from: number; to: number }[] = [],
): string[] {
  const words: string[] = [];
  let leading = '';
  let spaceBefore = true;
  for (const segment of segmentsOf(text, language, fixed)) {
    const last = words.at(-1);
    const opens = opening.test(segment.text) || (segment.text === '"' && spaceBefore);
    if (segment.word) {
      words.push(leading + segment.text);
      leading = '';
    } else if (last === undefined || leading !== '' || opens) {
      leading += segment.text;
    } else {
      words[words.length - 1] = last + segment.text;
    }
    spaceBefore = segment.text.trim() === '';
  }
  return leading === '' ? words : [...words, leading];
}
