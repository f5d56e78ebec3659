import type { Matching } from '../../mix/smart/matching.ts';
import type { SmartPlanFacts } from '../../mix/smart/plan-smart.ts';

/** What is handed to the thread that plans: facts without what cannot be copied to it. */
export type SmartPlanOrder = {
  facts: Omit<SmartPlanFacts, 'fonts' | 'matching'>;
  matching: Omit<Matching, 'reasons'>;
  /** Folder of the user's own fonts, or null. */
  fontDir: string | null;
};
