import type { Candidate, Matching, Reason } from '../mix/smart/matching.ts';
import type { Judgement } from './judge.ts';

/**
 * How far each judge is believed. Words and pictures are independent evidence: either may be enough, both together are
 * more. Neither is believed in full, so that of two shots that one judge is sure of the other one still decides.
 */
const trust = { words: 0.9, embeddings: 0.85 } as const;

/** All that plain sight may add: it decides between shots whose scores are closer than this, and turns over no others. */
export const sightShare = 0.02;

/** What a judge says for a shot, as far as it counts. */
function weighed(judge: Reason['judge'], score: number): number {
  return judge === 'sight' ? sightShare * score : trust[judge] * score;
}

/** A score within 0 to 1; what is no number says nothing. */
function bounded(score: number | undefined): number {
  return score !== undefined && score > 0 ? Math.min(1, score) : 0;
}

/** One row of fused scores. */
function fuseRow(judgements: readonly Judgement[], phrase: number, size: number): Float32Array {
  const doubt = new Float64Array(size).fill(1);
  const sight = new Float64Array(size);
  for (const { judge, scores } of judgements) {
    const row = scores[phrase];
    for (let shot = 0; shot < size; shot++) {
      const score = bounded(row?.[shot]);
      if (judge === 'sight') sight[shot] = Math.max(sight[shot] ?? 0, score);
      else doubt[shot] = (doubt[shot] ?? 1) * (1 - trust[judge] * score);
    }
  }
  const row = new Float32Array(size);
  for (let shot = 0; shot < size; shot++) {
    row[shot] = (1 - sightShare) * (1 - (doubt[shot] ?? 1)) + sightShare * (sight[shot] ?? 0);
  }
  return row;
}

/**
 * Puts what the judges found into one score for each phrase and candidate, with the reasons for it. Words and
 * embeddings count as independent evidence, sight breaks ties; any of them may be missing. Pure.
 *
 * @param judgements rows and columns in the order of `phrases` and `candidates`
 */
export function fuse(
  phrases: readonly string[],
  candidates: readonly Candidate[],
  judgements: readonly Judgement[],
): Matching {
  return {
    phrases,
    candidates,
    scores: phrases.map((_, phrase) => fuseRow(judgements, phrase, candidates.length)),
    reasons(phrase, candidate) {
      return judgements
        .flatMap(({ judge, scores, detail }): Reason[] => {
          const score = bounded(scores[phrase]?.[candidate]);
          return score === 0 ? [] : [{ judge, score, detail: detail(phrase, candidate) }];
        })
        .sort((a, b) => weighed(b.judge, b.score) - weighed(a.judge, a.score));
    },
  };
}
