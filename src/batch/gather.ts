import { ApiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import type { Speech, SpeechRequest } from '../timeline/speech.ts';
import { mapConcurrently } from './each.ts';
import type { Material, Workshop } from './workshop.ts';

const materialConcurrency = 4;
const speechConcurrency = 2;

/** The materials of a job that can be used, by the reference that names them, and what is wrong with each other one. */
export type GatheredMaterials = { found: Map<string, Material>; faults: Map<string, ApiError> };

/** Brings the materials of a job to this machine. */
export async function gatherMaterials(
  workshop: Pick<Workshop, 'material'>,
  account: string,
  references: readonly string[],
  signal: AbortSignal,
): Promise<GatheredMaterials> {
  const found = new Map<string, Material>();
  const faults = new Map<string, ApiError>();
  await mapConcurrently(references, materialConcurrency, async (reference) => {
    signal.throwIfAborted();
    try {
      found.set(reference, await workshop.material(account, reference));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      faults.set(reference, error);
    }
  });
  return { found, faults };
}

/** The warnings for materials that cannot be used. */
export const faultWarnings = ({ faults }: GatheredMaterials): Warning[] =>
  [...faults.values()].map(({ code, message }) => ({ Code: code, Message: message }));

/**
 * Plans; where that fails because a material is missing, the reason is what is wrong with the material, not only its
 * absence.
 */
export function withReasons<Plan>({ faults }: GatheredMaterials, plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const named = [...faults].find(([reference]) => error.message.includes(JSON.stringify(reference)));
    throw named?.[1] ?? error;
  }
}

/** Has texts spoken; speeches by the keys of their requests. */
export async function gatherSpeeches(
  workshop: Pick<Workshop, 'speak'>,
  requests: readonly SpeechRequest[],
  signal: AbortSignal,
): Promise<{ speeches: Map<string, Speech>; warnings: Warning[] }> {
  const spoken = await mapConcurrently(requests, speechConcurrency, (request) => {
    signal.throwIfAborted();
    return workshop.speak(request);
  });
  return {
    speeches: new Map(spoken.map((speech) => [speech.key, speech])),
    warnings: spoken.flatMap((speech) => speech.warnings),
  };
}
