import type { BatchPlan } from '../../mix/plan.ts';

/** What ExtendOutput tells of the outputs of a batch: the greatest share of footage that two of them have in common. */
export function overlapReport({ largestOverlap }: Pick<BatchPlan, 'largestOverlap'>) {
  return { LargestOverlap: Math.round(largestOverlap * 1e4) / 1e4 };
}
