import { Worker } from 'node:worker_threads';
import type { Matching } from '../../mix/smart/matching.ts';
import { planSmart, type SmartPlan, type SmartPlanFacts } from '../../mix/smart/plan-smart.ts';
import type { SelectedClip } from '../../mix/smart/selection.ts';
import { toldReasons } from '../../mix/smart/write-selection.ts';
import type { SmartPlanOrder } from './smart-plan-messages.ts';

/** Plans of so many phrases in all, or comparisons of shots with them, take some tenths of a second. */
const mostPhrases = 400;
const mostComparisons = 1_000_000;

/** Plans a Smart_Mix batch; a large one in a thread of its own, since the server answers its clients meanwhile. */
export async function planSmartAside(
  facts: SmartPlanFacts,
  fontDir: string | null,
  signal: AbortSignal,
): Promise<SmartPlan> {
  const { phrases, candidates } = facts.matching;
  const shown = phrases.length * facts.config.output.count;
  if (shown <= mostPhrases && shown * candidates.length <= mostComparisons) return planSmart(facts);
  const { fonts: _fonts, matching, ...copied } = facts;
  const { reasons: _reasons, ...figures } = matching;
  const plan = await ask({ facts: copied, matching: figures, fontDir }, signal);
  tellReasons(plan, matching);
  return plan;
}

/** Asks a thread of its own; ends it when the signal comes. */
async function ask(order: SmartPlanOrder, signal: AbortSignal): Promise<SmartPlan> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<SmartPlan>();
  const worker = new Worker(new URL('./smart-plan-worker.ts', import.meta.url), { workerData: order });
  const stop = () => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`the planning thread ended early (exit code ${code})`)));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/** Puts the reasons where the thread said whose they are. */
function tellReasons({ selection }: SmartPlan, { reasons }: Matching): void {
  const told = new Set<SelectedClip>();
  const tell = (clip: SelectedClip) => {
    if (told.has(clip)) return;
    told.add(clip);
    const [named] = clip.reasons ?? [];
    if (named === undefined) return;
    const [phrase = 0, candidate = 0] = named.detail.split(' ').map(Number);
    const own = toldReasons(reasons(phrase, candidate));
    if (own.length > 0) clip.reasons = own;
    else delete clip.reasons;
  };
  for (const { textMatchMediaSentenceOutputList } of selection.textMatchMediaOutputList) {
    for (const { matchClipList, runnersUp = [] } of textMatchMediaSentenceOutputList) {
      for (const clip of [...matchClipList, ...runnersUp]) tell(clip);
    }
  }
}
