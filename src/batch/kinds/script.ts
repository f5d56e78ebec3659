import {
  materialsOf,
  parseBatchConfigs,
  type RawConfigs,
  type ScriptConfig,
} from '../../mix/config/batch-config.ts';
import { distinctOutputs } from '../../mix/distinct-outputs.ts';
import type { PlanFacts } from '../../mix/plan.ts';
import { planBatch, speechRequests } from '../../mix/plan-batch.ts';
import { faultWarnings, gatherMaterials, gatherSpeeches, withReasons } from '../gather.ts';
import type { JobKind } from './kind.ts';
import { namedMaterials, outputUrls } from './outputs.ts';
import { overlapReport } from './report.ts';

function read(configs: RawConfigs) {
  const { config, warnings } = parseBatchConfigs(configs);
  if (config.jobType !== 'Script')
    throw new TypeError(`a Script job cannot be read from a ${config.jobType}`);
  return { config: config satisfies ScriptConfig, warnings };
}

/** Jobs whose materials are in groups (batch.md 9.1, 9.2). */
export const scriptKind: JobKind = {
  outline(request) {
    const { config, warnings } = read(request);
    return {
      output: config.output,
      urls: outputUrls(config.output),
      materials: namedMaterials(config),
      warnings,
    };
  },

  async plan(tools, { account, request, seed }, { signal }) {
    const { config } = read(request);
    const materials = await gatherMaterials(tools, account, materialsOf(config), signal);
    const spoken = await gatherSpeeches(tools, speechRequests(config, seed), signal);
    const facts: PlanFacts = {
      config,
      materials: new Map([...materials.found].map(([reference, { facts }]) => [reference, facts])),
      speeches: spoken.speeches,
      fonts: await tools.fonts(),
      seed,
    };
    const plan = withReasons(materials, () => planBatch(facts));
    return {
      outputs: plan.outputs,
      extendOutput: JSON.stringify(overlapReport(plan)),
      notes: {},
      warnings: [...faultWarnings(materials), ...spoken.warnings, ...plan.warnings],
      distinctOutputs: () => distinctOutputs(facts),
    };
  },
};
