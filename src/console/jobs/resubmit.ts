import type { Batch } from '../api/jobs.ts';
import { draftState } from './draft.ts';
import { parseConfig } from './gist.ts';

/** A page of the console with what it begins with, for `navigate`. */
export type Resubmit = { to: string; state: unknown };

/** Types of jobs that the form does not make, and the operation that submits each (batch.md 1). */
const operations: Readonly<Record<string, string>> = {
  Sports_Highlights: 'SubmitSportsHighlightsJob',
  Screen_Media_Highlights: 'SubmitScreenMediaHighlightsJob',
  Smart_Mix_Media_Select: 'SubmitSceneMediaSelectionJob',
  Screen_Media_Highlights_Media_Select: 'SubmitSceneMediaSelectionJob',
  Smart_Mix_Timeline_Organize: 'SubmitSceneTimelineOrganizationJob',
  Screen_Media_Highlights_Timeline_Organize: 'SubmitSceneTimelineOrganizationJob',
  Scene_Batch_Editing: 'SubmitSceneBatchEditingJob',
};

/** What the step before has handed to a step of the staged API. */
function handedOver(action: string, { JobType, ExtendInput }: Batch): Record<string, string> {
  if (action === 'SubmitSceneMediaSelectionJob') return { JobType };
  if (action === 'SubmitSceneTimelineOrganizationJob') return { JobType, MediaSelectResult: ExtendInput };
  if (action !== 'SubmitSceneBatchEditingJob') return {};
  const projects = parseConfig(ExtendInput);
  return { ProjectIds: Array.isArray(projects) ? projects.join(',') : ExtendInput };
}

/** Where a job is submitted again with changes: the form where it makes such jobs, else its operation in the explorer. */
export function resubmitOf(job: Batch): Resubmit {
  const action = operations[job.JobType];
  if (action === undefined) return { to: '/create', state: draftState(job) };
  const { InputConfig, EditingConfig, OutputConfig, UserData } = job;
  const values = { InputConfig, EditingConfig, OutputConfig, UserData, ...handedOver(action, job) };
  return { to: `/explorer?action=${action}`, state: { call: { action, values } } };
}

/** The values for an operation in the state of a location; none unless they were meant for it. */
export function readValues(state: unknown, action: string): Readonly<Record<string, string>> {
  const given = (state as { call?: { action: string; values: Record<string, string> } } | null)?.call;
  return given?.action === action ? given.values : {};
}
