import type { SpokenSpan } from '../../timeline/speech.ts';

/** Signs between words in the vocabularies of such models. */
const gaps = new Set(['|', ' ', '<space>', '▁']);
/** Signs that stand for no sound. */
const special = /^(<.*>|\[.*\])$/;
/** Letters that are words by themselves. */
const wordLetter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/**
 * Makes the reader of a model that tells for each moment of a sound which letter is heard (CTC: a letter that lasts is
 * told several times, and a sign of its own stands between two that are the same).
 *
 * @param vocabulary numbers of the letters
 * @param blank number of the sign for "no new letter"
 * @returns words in order with their times. `scores` has `letters` numbers for each moment; `length` is that of the sound
 * in seconds
 */
export function ctcReader(vocabulary: Map<string, number> | Record<string, number>, blank: number) {
  const entries = vocabulary instanceof Map ? [...vocabulary] : Object.entries(vocabulary);
  const letterOf = new Map(entries.map(([letter, id]) => [id, letter]));

  return (scores: Float32Array, moments: number, letters: number, length: number): SpokenSpan[] => {
    const moment = length / Math.max(1, moments);
    const words: SpokenSpan[] = [];
    let open = false;
    let last = blank;
    for (let at = 0; at < moments; at++) {
      const row = scores.subarray(at * letters, (at + 1) * letters);
      let best = 0;
      for (let id = 1; id < letters; id++) if ((row[id] ?? 0) > (row[best] ?? 0)) best = id;
      const letter = letterOf.get(best) ?? '';
      const word = words.at(-1);
      // A word ends where its last letter is last heard.
      if (best === last && open && word !== undefined && best !== blank) word.end = (at + 1) * moment;
      if (best === last || best === blank) {
        last = best;
        continue;
      }
      last = best;
      if (gaps.has(letter)) {
        open = false;
        continue;
      }
      if (special.test(letter)) continue;
      const text = letter.replace(/^▁/, '');
      const begins = !open || text !== letter || wordLetter.test(text);
      if (begins || word === undefined) words.push({ text, start: at * moment, end: (at + 1) * moment });
      else {
        word.text += text;
        word.end = (at + 1) * moment;
      }
      open = !wordLetter.test(text);
    }
    return words;
  };
}
