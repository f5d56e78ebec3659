import { parentPort, workerData } from 'node:worker_threads';
import { openFontBook } from '../../fonts/book.ts';
import { planSmart } from '../../mix/smart/plan-smart.ts';
import type { SmartPlanOrder } from './smart-plan-messages.ts';

/** Plans one large Smart_Mix batch and answers its plan. Instead of reasons it names whose reasons they are. */
const { facts, matching, fontDir } = workerData as SmartPlanOrder;
const plan = planSmart({
  ...facts,
  fonts: await openFontBook(fontDir),
  matching: {
    ...matching,
    reasons: (phrase, candidate) => [{ judge: 'words', score: 0, detail: `${phrase} ${candidate}` }],
  },
});
parentPort?.postMessage(plan);
