import type { Findings } from '../../media/findings.ts';
import type { Judge } from '../judge.ts';
import { ranksOf } from './calibrate.ts';
import type { Encoder } from './encoder.ts';
import { shotVectors } from './shot-vectors.ts';

/**
 * Makes the judge that compares phrases with key frames by a vision-language model. It throws ModelError when the model
 * cannot be used; others can judge without it.
 */
export function embeddingsJudge(tools: { encoder: Encoder; findings: Findings }): Judge {
  return async (phrases, shots, signal) => {
    const nothing = {
      judge: 'embeddings' as const,
      scores: phrases.map(() => new Float32Array(shots.length)),
      detail: () => '',
    };
    if (phrases.length === 0 || shots.length === 0) return nothing;
    const pictures = await shotVectors(shots, tools, signal);
    if (pictures.length === 0) return nothing;
    const texts = await tools.encoder.texts(phrases, signal);
    const { cosines, scores } = await tools.encoder.compare(texts, pictures, signal);
    // Details are read for a few shots of a phrase: places are worked out when the first of them is asked for.
    const ranks = new Map<number, Uint32Array>();
    const ranksFor = (phrase: number, row: Float32Array): Uint32Array => {
      const known = ranks.get(phrase) ?? ranksOf(row);
      ranks.set(phrase, known);
      return known;
    };
    return {
      judge: 'embeddings',
      scores,
      detail(phrase, shot) {
        const row = cosines[phrase];
        if (row === undefined || (scores[phrase]?.[shot] ?? 0) <= 0) return '';
        return `similarity ${(row[shot] ?? 0).toFixed(2)}, rank ${ranksFor(phrase, row)[shot]} of ${row.length}`;
      },
    };
  };
}
