import { parseSmartConfigs, type SmartConfig } from '../../mix/config/batch-config.ts';
import type { Matching } from '../../mix/smart/matching.ts';
import { planSmart, type SmartPlan } from '../../mix/smart/plan-smart.ts';
import type { MediaSelection } from '../../mix/smart/selection.ts';
import { withReasons } from '../gather.ts';
import type { JobKind, JobOrder, PlanRun, PlanTools } from './kind.ts';
import { namedMaterials, outputUrls } from './outputs.ts';
import { overlapReport } from './report.ts';
import { gatherSmartFacts } from './smart-facts.ts';

/** What was chosen, for ExtendOutput (batch.md 7.5), with the figure that Script jobs have there. */
function report(selection: MediaSelection, plan: Pick<SmartPlan, 'largestOverlap'>): string {
  return JSON.stringify({ ...selection, ...overlapReport(plan) });
}

/** Counts above this are told as `many`. */
const most = 10_000;

/** How many orders of shots the footage allows: each phrase takes one, and none is shown twice while others are left. */
function distinctOrders({ candidates }: Matching, selection: MediaSelection): number | 'many' {
  const sizes = selection.textMatchMediaOutputList.map(
    ({ textMatchMediaSentenceOutputList: sentences }) => sentences.length,
  );
  let orders = 1;
  for (let place = 0; place < Math.max(1, ...sizes); place++) {
    orders *= Math.max(1, candidates.length - place);
    if (orders > most) return 'many';
  }
  return orders;
}

/** Plans a Smart_Mix job; what its kinds do with the plan is theirs. */
async function planOf(tools: PlanTools, order: JobOrder, config: SmartConfig, run: PlanRun) {
  const { facts, materials, notes, warnings } = await gatherSmartFacts(tools, order, config, run);
  const plan = withReasons(materials, () => planSmart(facts));
  return {
    plan,
    rest: {
      extendOutput: report(plan.selection, plan),
      notes,
      warnings: [...warnings, ...plan.warnings],
      distinctOutputs: () => distinctOrders(facts.matching, plan.selection),
    },
  };
}

/** Jobs whose pictures follow their words (batch.md 9.3). */
export const smartMixKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseSmartConfigs(request);
    return {
      output: config.output,
      urls: outputUrls(config.output),
      materials: namedMaterials(config),
      warnings,
    };
  },

  async plan(tools, order, run) {
    const { config } = parseSmartConfigs(order.request);
    const { plan, rest } = await planOf(tools, order, config, run);
    return { outputs: plan.outputs, ...rest };
  },
};

/** Only chooses the pictures: there are no sub jobs, and ExtendOutput holds what was chosen (batch.md 1.5). */
export const smartSelectKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseSmartConfigs(request, { isPreview: true });
    return { output: config.output, urls: [], materials: namedMaterials(config), warnings };
  },

  async plan(tools, order, run) {
    const { config } = parseSmartConfigs(order.request, { isPreview: true });
    const { rest } = await planOf(tools, order, config, run);
    return { outputs: [], ...rest };
  },
};
