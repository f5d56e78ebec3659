/** What a recogniser read in one line. */
export type ReadLine = {
  text: string;
  /** Mean certainty of its letters, 0 to 1. */
  certainty: number;
};

/** A gap between two letters whose steps look like a space by so much together is one. */
const spaceThreshold = 0.05;
const han = /\p{Script=Han}/u;

/**
 * Reads the answer of a recogniser that was trained with CTC: at each step the likeliest letter counts; one that goes on
 * over some steps is one letter, and class 0 (nothing) parts equal ones. Spaces are seldom the likeliest, so a trace of
 * one between two letters is enough, though not between Chinese ones, where none is written. Pure.
 *
 * @param data probabilities, step by step
 * @param letters the letters of the classes from 1 on, the last one is the space
 */
export function readLetters(data: Float32Array, letters: readonly string[]): ReadLine {
  const classes = letters.length + 1;
  const space = classes - 1;
  let text = '';
  let sum = 0;
  let count = 0;
  let last = 0;
  let trace = 0;
  for (let from = 0; from + classes <= data.length; from += classes) {
    let best = 0;
    for (let each = 1; each < classes; each++) {
      if ((data[from + each] ?? 0) > (data[from + best] ?? 0)) best = each;
    }
    trace += data[from + space] ?? 0;
    if (best !== 0 && best !== space && best !== last) {
      const letter = letters[best - 1] ?? '';
      const isParted = trace >= spaceThreshold && !(han.test(text.at(-1) ?? '') && han.test(letter));
      text += isParted ? ` ${letter}` : letter;
      sum += data[from + best] ?? 0;
      count++;
    }
    if (best !== 0 && best !== space) trace = 0;
    last = best;
  }
  return { text: text.trim(), certainty: count === 0 ? 0 : sum / count };
}
