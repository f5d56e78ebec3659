import { apiError } from '../../errors/api-error.ts';
import type { BatchJobType } from '../job-types.ts';
import { highlightsKind, highlightsOrganizeKind, highlightsSelectKind } from './highlights.ts';
import type { JobKind } from './kind.ts';
import { sceneEditingKind } from './scene-editing.ts';
import { scriptKind } from './script.ts';
import { smartMixKind, smartSelectKind } from './smart-mix.ts';
import { sportsKind } from './sports.ts';

/** Every kind of job that can be made. A kind exists once it is listed here. */
const kinds: { readonly [Type in BatchJobType]?: JobKind } = {
  Script: scriptKind,
  Smart_Mix: smartMixKind,
  Smart_Mix_Media_Select: smartSelectKind,
  Scene_Batch_Editing: sceneEditingKind,
  Sports_Highlights: sportsKind,
  Screen_Media_Highlights: highlightsKind,
  Screen_Media_Highlights_Media_Select: highlightsSelectKind,
  Screen_Media_Highlights_Timeline_Organize: highlightsOrganizeKind,
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
