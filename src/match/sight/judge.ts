import type { Judge } from '../judge.ts';
import { cuesOf } from './cues.ts';

/** A cue that a shot meets less is not told. */
const worthTelling = 0.1;

/**
 * Compares phrases with how shots look, without any model: colours, light, motion, and whether it seems to be outside.
 * A phrase without such a word scores 0 everywhere. Meant for breaking ties only: looks say little about what is shown.
 */
export const sightJudge: Judge = async (phrases, shots, signal) => {
  const cues = phrases.map(cuesOf);
  const scores = cues.map((wanted) => {
    signal.throwIfAborted();
    const row = new Float32Array(shots.length);
    if (wanted.length === 0) return row;
    for (const [index, { shot }] of shots.entries()) {
      row[index] = wanted.reduce((sum, cue) => sum + cue.measure(shot), 0) / wanted.length;
    }
    return row;
  });
  return {
    judge: 'sight',
    scores,
    detail(phrase, index) {
      const shot = shots[index]?.shot;
      if (shot === undefined) return '';
      const met = (cues[phrase] ?? []).filter((cue) => cue.measure(shot) >= worthTelling);
      return met.map((cue) => `${cue.tell(shot)} (${cue.name})`).join(', ');
    },
  };
};
