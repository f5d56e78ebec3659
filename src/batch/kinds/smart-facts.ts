import { apiError } from '../../errors/api-error.ts';
import type { Warning } from '../../errors/warning.ts';
import { ProbeError } from '../../media/probe.ts';
import { materialsOf, type SmartConfig } from '../../mix/config/batch-config.ts';
import { collectWarnings } from '../../mix/config/warn.ts';
import { smartCandidates } from '../../mix/smart/candidates.ts';
import { type SmartPlanFacts, smartPhrases, smartSpeechRequests } from '../../mix/smart/plan-smart.ts';
import type { Footage } from '../../timeline/footage.ts';
import { mapConcurrently } from '../each.ts';
import {
  faultWarnings,
  type GatheredMaterials,
  gatherMaterials,
  gatherSpeeches,
  withReasons,
} from '../gather.ts';
import { type JobOrder, NotInTimeError, type PlanRun, type PlanTools } from './kind.ts';

/** What a Smart_Mix plan rests on, and what of it was not as asked. */
export type SmartFacts = {
  facts: SmartPlanFacts;
  /** For `Extend`: by what pictures were chosen. */
  notes: Record<string, unknown>;
  warnings: Warning[];
};

/** Longest that all videos of a job may be together, in seconds (batch.md 7.7). */
const mostSeconds = 7200;
const footageConcurrency = 2;
/** Part of the work that looking for shots is; the rest is comparing them with the text. */
const footageShare = 0.6;

/** Puts the media that a search finds into the place of named materials (batch.md 3.3). */
async function withFound(
  tools: PlanTools,
  account: string,
  config: SmartConfig,
  signal: AbortSignal,
): Promise<{ config: SmartConfig; warnings: Warning[] }> {
  const { search } = config.input;
  if (search === null) return { config, warnings: [] };
  const { ids, warnings } = await tools.search(account, { ...search, atMost: mostSeconds }, signal);
  return { config: { ...config, input: { ...config.input, materials: ids } }, warnings };
}

function checkLength({ input }: SmartConfig, { found }: GatheredMaterials): void {
  const seconds = input.materials.reduce((sum, media) => sum + videoSeconds(found, media), 0);
  // What was searched for was measured before.
  if (seconds <= mostSeconds || input.search !== null) return;
  throw apiError('InvalidParameter', {
    Reason: `InputConfig.MediaArray: its videos may be ${mostSeconds} s long together (2 hours), not ${Math.round(seconds)} s.`,
  });
}

function videoSeconds(found: GatheredMaterials['found'], media: string): number {
  const facts = found.get(media)?.facts;
  return facts?.kind === 'video' ? facts.duration : 0;
}

const shotsNotFound = (media: string, { message }: ProbeError): Warning => ({
  Code: 'ShotsNotFound',
  Message: `The shots of ${JSON.stringify(media)} cannot be found, as it ${message}; it was cut evenly.`,
});

/** The shots of every material that has a picture. One whose shots cannot be found is cut evenly instead. */
export async function gatherFootage(
  tools: PlanTools,
  references: readonly string[],
  { found }: GatheredMaterials,
  { signal, onProgress }: PlanRun,
): Promise<{ footage: Map<string, Footage>; warnings: Warning[] }> {
  const footage = new Map<string, Footage>();
  const warnings: Warning[] = [];
  // A picture takes a moment, too.
  const weightOf = (media: string) => videoSeconds(found, media) + 1;
  const shown = references.filter((media) => {
    const facts = found.get(media)?.facts;
    return facts !== undefined && facts.picture !== null && facts.kind !== 'audio';
  });
  const whole = shown.reduce((sum, media) => sum + weightOf(media), 0);
  const shares = new Map<string, number>();
  const report = (media: string, share: number) => {
    shares.set(media, share * weightOf(media));
    onProgress([...shares.values()].reduce((sum, each) => sum + each, 0) / whole);
  };
  const unknown: string[] = [];
  await mapConcurrently(shown, footageConcurrency, async (media) => {
    signal.throwIfAborted();
    const material = found.get(media);
    if (material === undefined) return;
    try {
      const watch = { signal, onProgress: (share: number) => report(media, share) };
      footage.set(media, await tools.footage.of(material, watch));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof NotInTimeError) unknown.push(media);
      else if (error instanceof ProbeError) warnings.push(shotsNotFound(media, error));
      else throw error;
    }
    report(media, 1);
  });
  if (unknown.length > 0) {
    warnings.push({
      Code: 'FootageNotAnalysed',
      Message: `The shots of ${unknown.length} of ${shown.length} materials are not known yet; this plan cuts them evenly. The job itself looks for them.`,
    });
  }
  return { footage, warnings };
}

/** Does two works at the same time; when one fails, the other one is stopped. */
async function together<First, Second>(
  signal: AbortSignal,
  start: (signal: AbortSignal) => [Promise<First>, Promise<Second>],
): Promise<[First, Second]> {
  const failure = new AbortController();
  try {
    return await Promise.all(start(AbortSignal.any([signal, failure.signal])));
  } catch (error) {
    failure.abort(error);
    throw error;
  }
}

/**
 * Brings the materials of a Smart_Mix job here, has its texts spoken, finds the shots and compares them with the text.
 *
 * @throws ApiError of what cannot work
 */
export async function gatherSmartFacts(
  tools: PlanTools,
  { account, seed }: JobOrder,
  asked: SmartConfig,
  run: PlanRun,
): Promise<SmartFacts> {
  const { signal, onProgress } = run;
  const searched = await withFound(tools, account, asked, signal);
  const { config } = searched;
  const materials = await gatherMaterials(tools, account, materialsOf(config), signal);
  checkLength(config, materials);
  const [spoken, looked] = await together(signal, (either) => [
    gatherSpeeches(tools, smartSpeechRequests(config, seed), either),
    gatherFootage(tools, config.input.materials, materials, {
      signal: either,
      onProgress: (share) => onProgress(share * footageShare),
    }),
  ]);
  const candidateFacts = {
    config,
    materials: new Map([...materials.found].map(([reference, { facts }]) => [reference, facts])),
    footage: looked.footage,
  };
  // The planner takes the same candidates, and tells what is odd about them.
  const candidates = withReasons(materials, () => smartCandidates(candidateFacts, collectWarnings().warn));
  const { matching, judges, warnings } = await tools.match(
    {
      phrases: smartPhrases(config, seed, spoken.speeches),
      candidates,
      materials: materials.found,
      footage: looked.footage,
    },
    { signal, onProgress: (share) => onProgress(footageShare + share * (1 - footageShare)) },
  );
  return {
    facts: {
      ...candidateFacts,
      speeches: spoken.speeches,
      fonts: await tools.fonts(),
      seed,
      matching,
    },
    notes: judges.length > 0 ? { Judges: judges } : {},
    warnings: [
      ...faultWarnings(materials),
      ...searched.warnings,
      ...spoken.warnings,
      ...looked.warnings,
      ...warnings,
    ],
  };
}
