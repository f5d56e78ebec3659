import { apiError } from '../../errors/api-error.ts';
import type { BatchJobType } from '../job-types.ts';
import type { JobKind } from './kind.ts';
import { scriptKind } from './script.ts';

/** Every kind of job that can be made. A kind exists once it is listed here. */
const kinds: { readonly [Type in BatchJobType]?: JobKind } = {
  Script: scriptKind,
};

/**
 * The kind behind a JobType.
 *
 * @throws ApiError UnsupportedJobType
 */
export function kindOf(jobType: string): JobKind {
  const kind = Object.hasOwn(kinds, jobType) ? kinds[jobType as BatchJobType] : undefined;
  if (kind === undefined)
    throw apiError('UnsupportedJobType', {
      JobType: jobType,
      Reason: 'give the materials in InputConfig.MediaGroupArray.',
    });
  return kind;
}
