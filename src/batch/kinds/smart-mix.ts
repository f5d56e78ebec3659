import { parseSmartConfigs, type SmartConfig } from '../../mix/config/batch-config.ts';
import type { Matching } from '../../mix/smart/matching.ts';
import { planFromSelection } from '../../mix/smart/plan-selection.ts';
import type { SmartPlan } from '../../mix/smart/plan-smart.ts';
import { type MediaSelection, parseSelection, selectionPath } from '../../mix/smart/selection.ts';
import { selectionSpeechRequests } from '../../mix/smart/selection-speech.ts';
import { faultWarnings, gatherMaterials, gatherSpeeches, withReasons } from '../gather.ts';
import type { JobKind, JobOrder, PlanRun, PlanTools } from './kind.ts';
import { decorMaterials, namedMaterials, outputUrls } from './outputs.ts';
import { overlapReport } from './report.ts';
import { gatherFootage, gatherSmartFacts } from './smart-facts.ts';
import { planSmartAside } from './smart-plan.ts';

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
  const { facts, notes, warnings } = await gatherSmartFacts(tools, order, config, run);
  const plan = await planSmartAside(facts, tools.fontDir, run.signal);
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

/** Every clip of a selection with the field that names it. */
function selectedMaterials(selection: MediaSelection): [field: string, reference: string][] {
  return selection.textMatchMediaOutputList.flatMap(({ textMatchMediaSentenceOutputList }, output) =>
    textMatchMediaSentenceOutputList.flatMap(({ matchClipList }, sentence) =>
      matchClipList.map(({ mediaId }, clip): [string, string] => [
        `${selectionPath(output, sentence, clip)}.mediaId`,
        mediaId,
      ]),
    ),
  );
}

/** Lays a selection, perhaps edited, on the timelines of projects; nothing is rendered (batch.md 1.5). */
export const smartOrganizeKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseSmartConfigs(request, { isPreview: true });
    const selection = parseSelection(request.ExtendInput);
    return {
      output: config.output,
      urls: selection.textMatchMediaOutputList.map(() => ''),
      materials: [...selectedMaterials(selection), ...decorMaterials(config.input)],
      warnings,
    };
  },

  async plan(tools, { account, request, seed }, run) {
    const { signal } = run;
    const { config } = parseSmartConfigs(request, { isPreview: true });
    const selection = parseSelection(request.ExtendInput);
    const shown = [...new Set(selectedMaterials(selection).map(([, reference]) => reference))];
    const decor = decorMaterials(config.input).map(([, reference]) => reference);
    const materials = await gatherMaterials(tools, account, [...new Set([...shown, ...decor])], signal);
    const spoken = await gatherSpeeches(tools, selectionSpeechRequests(config, seed, selection), signal);
    // Transitions may reach into the shots around the clips.
    const looked = await gatherFootage(tools, shown, materials, run);
    const facts = {
      config,
      materials: new Map([...materials.found].map(([reference, { facts }]) => [reference, facts])),
      speeches: spoken.speeches,
      fonts: await tools.fonts(),
      seed,
      footage: looked.footage,
    };
    const plan = withReasons(materials, () => planFromSelection(facts, selection));
    return {
      outputs: plan.outputs,
      extendOutput: JSON.stringify(overlapReport(plan)),
      notes: {},
      warnings: [...faultWarnings(materials), ...spoken.warnings, ...looked.warnings, ...plan.warnings],
      distinctOutputs: () => plan.outputs.length,
    };
  },
};
