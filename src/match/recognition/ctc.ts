import type { SpokenSpan } from '../../timeline/speech.ts';

/** Signs between words in the vocabularies of such models. */
const gaps = new Set(['|', ' ', '<space>', '▁']);
/** Signs that stand for no sound. */
const special = /^(<.*>|\[.*\])$/;
/** Letters that are words by themselves. */
const wordLetter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
/** No letter is new for so many seconds only between words, whether the model says so or not. */
const pause = 0.5;

/** Number of the sign that is most likely. */
function likeliest(scores: Float32Array): number {
  let best = 0;
  for (let id = 1; id < scores.length; id++) if ((scores[id] ?? 0) > (scores[best] ?? 0)) best = id;
  return best;
}

/**
 * Makes the reader of a model that tells for each moment of a sound which letter is heard (CTC: a letter that lasts is
 * told several times, and a sign of its own stands between two that are the same).
 *
 * @param vocabulary numbers of the letters
 * @param blank number of the sign for "no new letter"
 * @returns words in order with their times. `scores` has `letters` numbers for each moment; `length` is that of the sound
 * in seconds
 */
export function ctcReader(vocabulary: Map<string, number>, blank: number) {
  const letterOf = new Map(Array.from(vocabulary, ([letter, id]) => [id, letter]));

  return (scores: Float32Array, moments: number, letters: number, length: number): SpokenSpan[] => {
    const moment = length / Math.max(1, moments);
    const words: SpokenSpan[] = [];
    /** The word that the next letter may belong to. */
    let open: SpokenSpan | null = null;
    let last = blank;
    for (let at = 0; at < moments; at++) {
      const sign = likeliest(scores.subarray(at * letters, (at + 1) * letters));
      const isNew = sign !== last;
      last = sign;
      if (sign === blank) continue;
      const [start, end] = [at * moment, (at + 1) * moment];
      const letter = letterOf.get(sign) ?? '';
      if (special.test(letter)) continue;
      if (gaps.has(letter)) open = null;
      else if (!isNew && open !== null) open.end = end;
      else if (isNew) {
        // A vocabulary of pieces of words marks those that begin one.
        const text = letter.replace(/^▁/, '');
        const goesOn = open !== null && start - open.end < pause && text === letter && !wordLetter.test(text);
        if (open !== null && goesOn) {
          open.text += text;
          open.end = end;
        } else {
          open = { text, start, end };
          words.push(open);
          if (wordLetter.test(text)) open = null;
        }
      }
    }
    return words;
  };
}
