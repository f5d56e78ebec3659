import type { BatchJobType } from '../job-types.ts';
import { highlightsKind, highlightsOrganizeKind, highlightsSelectKind } from './highlights.ts';
import type { JobKind } from './kind.ts';
import { sceneEditingKind } from './scene-editing.ts';
import { scriptKind } from './script.ts';
import { smartMixKind, smartOrganizeKind, smartSelectKind } from './smart-mix.ts';
import { sportsKind } from './sports.ts';

/** Every kind of job. */
const kinds: { readonly [Type in BatchJobType]: JobKind } = {
  Script: scriptKind,
  Smart_Mix: smartMixKind,
  Smart_Mix_Media_Select: smartSelectKind,
  Smart_Mix_Timeline_Organize: smartOrganizeKind,
  Scene_Batch_Editing: sceneEditingKind,
  Sports_Highlights: sportsKind,
  Screen_Media_Highlights: highlightsKind,
  Screen_Media_Highlights_Media_Select: highlightsSelectKind,
  Screen_Media_Highlights_Timeline_Organize: highlightsOrganizeKind,
};

/** The kind behind a JobType. */
export function kindOf(jobType: string): JobKind {
  if (Object.hasOwn(kinds, jobType)) return kinds[jobType as BatchJobType];
  throw new TypeError(`there are no jobs of type ${JSON.stringify(jobType)}`);
}
