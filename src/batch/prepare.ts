import { ApiError, apiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import {
  type BatchConfig,
  materialsOf,
  parseBatchConfigs,
  type RawConfigs,
  type ScriptConfig,
} from '../mix/config/batch-config.ts';
import type { BatchPlan, PlanFacts } from '../mix/plan.ts';
import { planBatch, speechRequests } from '../mix/plan-batch.ts';
import type { MediaFacts } from '../timeline/material.ts';
import type { Speech, SpeechRequest } from '../timeline/speech.ts';
import { mapConcurrently } from './each.ts';
import type { Workshop } from './workshop.ts';

/** A batch that is to be drawn. */
export type BatchOrder = {
  account: string;
  configs: RawConfigs;
  /** Of every random choice. */
  seed: string;
};

/** Speaks a text. */
export type Speak = (request: SpeechRequest) => Promise<Speech & { warnings: Warning[] }>;

/** A drawn batch: what it rests on, what came out, and what was not as asked. */
export type Prepared = { config: ScriptConfig; facts: PlanFacts; plan: BatchPlan; warnings: Warning[] };

const materialConcurrency = 4;
const speechConcurrency = 2;

/**
 * Looks at the materials of a batch, has its texts spoken and draws all its timelines. Nothing is written.
 *
 * @throws ApiError of what cannot work: a config, a group without any usable material
 */
export async function prepareBatch(
  workshop: Pick<Workshop, 'material' | 'fonts'>,
  { account, configs, seed }: BatchOrder,
  speak: Speak,
  signal: AbortSignal,
): Promise<Prepared> {
  const { config } = parseBatchConfigs(configs);
  if (config.jobType !== 'Script')
    throw apiError('UnsupportedJobType', {
      JobType: config.jobType,
      Reason: 'give the materials in InputConfig.MediaGroupArray.',
    });
  const found = await lookAtMaterials(workshop, account, config, signal);
  const spoken = await speakAll(speak, config, seed, signal);
  const fonts = await workshop.fonts();
  const facts: PlanFacts = { config, materials: found.materials, speeches: spoken.speeches, fonts, seed };
  const plan = planWithReasons(found.faults, facts);
  const missing = [...found.faults.values()].map(({ code, message }) => ({ Code: code, Message: message }));
  return { config, facts, plan, warnings: [...missing, ...spoken.warnings, ...plan.warnings] };
}

/** Plans; a group without any usable material is refused for what is wrong with the material, not only for its absence. */
function planWithReasons(faults: ReadonlyMap<string, ApiError>, facts: PlanFacts): BatchPlan {
  try {
    return planBatch(facts);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const named = [...faults].find(([reference]) => error.message.includes(JSON.stringify(reference)));
    throw named?.[1] ?? error;
  }
}

/** Facts of every material that can be used, and what is wrong with each other one. */
async function lookAtMaterials(
  workshop: Pick<Workshop, 'material'>,
  account: string,
  config: BatchConfig,
  signal: AbortSignal,
): Promise<{ materials: Map<string, MediaFacts>; faults: Map<string, ApiError> }> {
  const materials = new Map<string, MediaFacts>();
  const faults = new Map<string, ApiError>();
  await mapConcurrently(materialsOf(config), materialConcurrency, async (reference) => {
    signal.throwIfAborted();
    try {
      materials.set(reference, (await workshop.material(account, reference)).facts);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      faults.set(reference, error);
    }
  });
  return { materials, faults };
}

async function speakAll(
  speak: Speak,
  config: ScriptConfig,
  seed: string,
  signal: AbortSignal,
): Promise<{ speeches: Map<string, Speech>; warnings: Warning[] }> {
  const spoken = await mapConcurrently(speechRequests(config, seed), speechConcurrency, (request) => {
    signal.throwIfAborted();
    return speak(request);
  });
  return {
    speeches: new Map(spoken.map((speech) => [speech.key, speech])),
    warnings: spoken.flatMap((speech) => speech.warnings),
  };
}
