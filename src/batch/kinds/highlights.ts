import {
  type HighlightsConfig,
  highlightsMaterials,
  parseHighlightsConfigs,
} from '../../mix/config/highlights-config.ts';
import type { HighlightsPlan } from '../../mix/highlights/lay-out.ts';
import { usableVideos } from '../../mix/highlights/materials.ts';
import { planHighlights } from '../../mix/highlights/plan-highlights.ts';
import {
  parseHighlightSelection,
  planFromHighlightSelection,
  writeHighlightSelection,
} from '../../mix/highlights/selection.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import { faultWarnings, type GatheredMaterials, gatherMaterials, withReasons } from '../gather.ts';
import type { JobKind, JobOrder, JobPlan, PlanRun, PlanTools } from './kind.ts';
import { decorMaterials, outputUrls } from './outputs.ts';
import { overlapReport } from './report.ts';
import { watchVideos } from './watch-videos.ts';

/** Every material of the configs with the field that names it. */
function namedMaterials({ input }: HighlightsConfig): [field: string, reference: string][] {
  const under = (field: string, references: readonly string[]) =>
    references.map((reference): [string, string] => [`InputConfig.${field}`, reference]);
  return [
    ...under('MediaArray', input.materials),
    ...under('OpeningArray', input.openings),
    ...under('EndingArray', input.endings),
    ...decorMaterials(input),
  ];
}

/** The steps of the staged API make no videos, and need no place for them. */
const asPreview = { isPreview: true };

const factsOf = ({ found }: GatheredMaterials): Map<string, MediaFacts> =>
  new Map([...found].map(([reference, { facts }]) => [reference, facts]));

/** Chooses the highlights of a job: looks at its videos, listens to them, and plans. */
async function chooseHighlights(
  tools: PlanTools,
  { account, seed }: JobOrder,
  config: HighlightsConfig,
  run: PlanRun,
): Promise<Pick<JobPlan, 'warnings'> & { plan: HighlightsPlan }> {
  const materials = await gatherMaterials(tools, account, highlightsMaterials(config), run.signal);
  const facts = factsOf(materials);
  // What cannot work is refused before hours of footage are looked at.
  const { videos } = withReasons(materials, () => usableVideos(config, facts, () => {}));
  const watched = await watchVideos(
    tools,
    new Map([...materials.found].filter(([reference]) => videos.includes(reference))),
    run,
  );
  for (const reference of videos) if (!watched.footage.has(reference)) facts.delete(reference);
  const { footage, sounds } = watched;
  const fonts = await tools.fonts();
  const plan = withReasons(materials, () =>
    planHighlights({ config, materials: facts, footage, sounds, fonts, seed }),
  );
  return { plan, warnings: [...faultWarnings(materials), ...watched.warnings, ...plan.warnings] };
}

const distinctOf = ({ pieces }: HighlightsPlan) => new Set(pieces.map((list) => JSON.stringify(list))).size;

/** Jobs that show the strongest moments of videos (batch.md 3.6, 9.4). */
export const highlightsKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseHighlightsConfigs(request);
    const { output } = config;
    return { output, urls: outputUrls(output), materials: namedMaterials(config), warnings };
  },

  async plan(tools, order, run) {
    const { config } = parseHighlightsConfigs(order.request);
    const { plan, warnings } = await chooseHighlights(tools, order, config, run);
    return {
      outputs: plan.outputs,
      extendOutput: JSON.stringify({ ...overlapReport(plan), ...writeHighlightSelection(plan) }),
      notes: {},
      warnings,
      distinctOutputs: () => distinctOf(plan),
    };
  },
};

/** Jobs that only choose the moments; the selection is their result (batch.md 1.5). */
export const highlightsSelectKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseHighlightsConfigs(request, asPreview);
    return { output: config.output, urls: [], materials: namedMaterials(config), warnings };
  },

  async plan(tools, order, run) {
    const { config } = parseHighlightsConfigs(order.request, asPreview);
    const { plan, warnings } = await chooseHighlights(tools, order, config, run);
    return {
      outputs: [],
      extendOutput: JSON.stringify(writeHighlightSelection(plan)),
      notes: {},
      warnings,
      distinctOutputs: () => distinctOf(plan),
    };
  },
};

/** Jobs that lay a selection, maybe edited, on the timelines of projects (batch.md 1.5). */
export const highlightsOrganizeKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseHighlightsConfigs(request, asPreview);
    const selection = parseHighlightSelection(request.ExtendInput);
    const materials = selection.flatMap((clips) =>
      clips.map(({ path, media }): [string, string] => [path, media]),
    );
    return {
      output: config.output,
      urls: selection.map(() => ''),
      materials: [...materials, ...decorMaterials(config.input)],
      warnings,
    };
  },

  async plan(tools, { account, request, seed }, { signal }) {
    const { config } = parseHighlightsConfigs(request, asPreview);
    const selection = parseHighlightSelection(request.ExtendInput);
    const { materials } = highlightsOrganizeKind.outline(request);
    const references = [...new Set(materials.map(([, reference]) => reference))];
    const gathered = await gatherMaterials(tools, account, references, signal);
    const facts = { config, materials: factsOf(gathered), fonts: await tools.fonts(), seed };
    const plan = withReasons(gathered, () => planFromHighlightSelection(facts, selection));
    return {
      outputs: plan.outputs,
      extendOutput: JSON.stringify(overlapReport(plan)),
      notes: {},
      warnings: [...faultWarnings(gathered), ...plan.warnings],
      distinctOutputs: () => distinctOf(plan),
    };
  },
};
