import { findWords } from '../text/find-words.ts';
import { wordsOf } from '../text/words.ts';
import type { MaskedWord, SpokenSpan } from '../timeline/speech.ts';
import type { SpokenRun } from './provider.ts';

/** A point at which the shown text of a sentence and the time of the whole sound meet. */
type Knot = { offset: number; time: number };

/** A stretch of sound that must not be heard, in seconds. */
export type MaskedSpan = { start: number; end: number; sound: MaskedWord['sound'] };

/** A sentence, placed in the sound: its runs with the second at which each starts. */
export type PlacedSentence = { runs: { spoken: SpokenRun; start: number }[] };

/** Value between knots, drawn as straight lines. */
function between(knots: readonly Knot[], offset: number): number {
  const after = knots.findIndex((knot) => knot.offset >= offset);
  const right = knots[after === -1 ? knots.length - 1 : after];
  const left = knots[after - 1];
  if (right === undefined) return 0;
  if (left === undefined || after === -1 || right.offset === left.offset) return right.time;
  return left.time + ((right.time - left.time) * (offset - left.offset)) / (right.offset - left.offset);
}

/** Knots of the shown text: every atom begins where its spoken text begins. */
function knotsOf(sentence: PlacedSentence): Knot[] {
  const knots: Knot[] = [];
  let shownAt = 0;
  for (const { spoken, start } of sentence.runs) {
    const anchors = spoken.anchors.map(({ offset, time }) => ({ offset, time: start + time }));
    let spokenAt = 0;
    for (const atom of spoken.run.atoms) {
      knots.push({ offset: shownAt, time: between(anchors, spokenAt) });
      shownAt += atom.shown.length;
      spokenAt += atom.spoken.length;
    }
    if (spoken.run.atoms.length > 0) knots.push({ offset: shownAt, time: between(anchors, spokenAt) });
  }
  return knots;
}

/** Ranges of the shown text that are read as one unit. */
function unitsOf(sentence: PlacedSentence): { from: number; to: number }[] {
  let at = 0;
  const atoms = sentence.runs.flatMap(({ spoken }) => spoken.run.atoms);
  return atoms.flatMap(({ shown }) => {
    const from = at;
    at += shown.length;
    return Array.from(shown).length > 1 ? [{ from, to: at }] : [];
  });
}

const tidy = (text: string) => text.replaceAll(/\s+/g, ' ');

/** What is known of a sentence: its span, its words, and what of it must not be heard. */
export type SentenceSpans = { sentence: SpokenSpan; words: SpokenSpan[]; masked: MaskedSpan[] };

/**
 * Places a sentence and its words in time. The words tile the sentence, in time and in text; masked words are
 * shown as `*`.
 *
 * @param language BCP 47 primary language of the text
 */
export function spansOf(
  sentence: PlacedSentence,
  masked: readonly MaskedWord[],
  language: string,
): SentenceSpans {
  const shown = sentence.runs.flatMap(({ spoken }) => spoken.run.atoms.map((atom) => atom.shown)).join('');
  const knots = knotsOf(sentence);
  const hits = findWords(
    shown,
    masked.map(({ word }) => word),
  );
  const covered = Array.from({ length: shown.length }, (_, offset) =>
    hits.some(({ from, to }) => offset >= from && offset < to) ? '*' : shown[offset],
  ).join('');
  const [first, last] = [knots[0]?.time ?? 0, knots.at(-1)?.time ?? 0];
  const texts = wordsOf(shown, language, [...unitsOf(sentence), ...hits]);
  let at = 0;
  const words = texts.map((word, index): SpokenSpan => {
    const from = at;
    at += word.length;
    return {
      text: tidy(covered.slice(from, at)),
      start: index === 0 ? first : between(knots, from),
      end: index === texts.length - 1 ? last : between(knots, at),
    };
  });
  const opening = words[0];
  const closing = words.at(-1);
  if (opening !== undefined) opening.text = opening.text.trimStart();
  if (closing !== undefined) closing.text = closing.text.trimEnd();
  return {
    sentence: { text: words.map(({ text }) => text).join(''), start: first, end: last },
    words,
    masked: hits.map(({ from, to, index }) => ({
      start: between(knots, from),
      end: between(knots, to),
      sound: masked[index]?.sound ?? 'None',
    })),
  };
}
