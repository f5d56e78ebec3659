import { assign } from '../../src/mix/smart/assign.ts';
import type { Matching } from '../../src/mix/smart/matching.ts';
import { type Clip, catalogue } from './catalogue.ts';
import { rightClips, type Script, type Sentence } from './scripts.ts';

/** What became of a sentence. */
export type Outcome = {
  script: Script;
  sentence: Sentence;
  /** The clip that was chosen. */
  chosen: Clip;
  isRight: boolean;
  /** Whether all that is written about the right clips is in the other language. */
  isAcross: boolean;
};

/** Seconds that a sentence is taken to last. */
const secondsOfSentence = 2;

/**
 * Chooses a clip for every sentence of some scripts, each script an output of its own, as the planner does it.
 *
 * @param matching a row for each sentence in the order of the scripts; candidates named by their place in the catalogue
 */
export function outcomesOf(matching: Matching, scripts: readonly Script[]): Outcome[] {
  const rowOf = new Map(matching.phrases.map((phrase, row) => [phrase, row]));
  const shots = matching.candidates.map(({ media, shot }, column) => ({
    key: media,
    seconds: shot.out - shot.in,
    column,
  }));
  return scripts.flatMap((script, place) => {
    const phrases = script.sentences.map(({ text }) => ({
      row: rowOf.get(text) ?? null,
      topic: null,
      seconds: secondsOfSentence,
    }));
    const task = {
      shots,
      scores: matching.scores,
      ordered: false,
      duplicates: false,
      reserve: 0,
      seed: `script ${place}`,
    };
    const [choice] = assign(task, [phrases]);
    return script.sentences.map((sentence, index): Outcome => {
      const shot = choice?.shots[index] ?? -1;
      const at = Number(matching.candidates[shot]?.media);
      const right = rightClips(sentence.wanted);
      return {
        script,
        sentence,
        chosen: catalogue[at] as Clip,
        isRight: right.includes(at),
        isAcross: right.every((clip) => catalogue[clip]?.language !== script.language),
      };
    });
  });
}

/** Share of the outcomes that are right; 1 for none. */
export function shareRight(outcomes: readonly Outcome[]): number {
  return outcomes.length === 0 ? 1 : outcomes.filter(({ isRight }) => isRight).length / outcomes.length;
}
