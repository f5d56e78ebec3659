import type { BatchRow } from '../api/jobs.ts';

/** What a job was submitted with, byte for byte: the page that creates jobs begins with it. */
export type JobDraft = Pick<
  BatchRow,
  'InputConfig' | 'EditingConfig' | 'OutputConfig' | 'UserData' | 'JobType'
>;

/** Hands a draft to the page `/create`: `navigate('/create', { state: draftState(job) })`. */
export function draftState({ InputConfig, EditingConfig, OutputConfig, UserData, JobType }: JobDraft) {
  return { draft: { InputConfig, EditingConfig, OutputConfig, UserData, JobType } };
}

/** The draft in the state of a location, or null. */
export function readDraft(state: unknown): JobDraft | null {
  return (state as { draft?: JobDraft } | null)?.draft ?? null;
}
