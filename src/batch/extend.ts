import { distinctWarnings, type Warning } from '../errors/warning.ts';

/** Why a job failed, in a code of the catalogue and a sentence. */
export type Fault = { code: string; message: string };

/** The content of the `Extend` of a batch (batch.md 7.3): empty when all went as asked. */
type Extend = {
  ErrorCode?: string;
  ErrorMessage?: string;
  Warnings?: Warning[];
  /** Percent of the footage that was looked at, while a batch without sub jobs is being planned. */
  Progress?: number;
};

/** Puts facts about a planned batch into the text of an `Extend`, in place of its progress. */
export function withNotes(extend: string, notes: Readonly<Record<string, unknown>>): string {
  const { Progress: progress, ...content } = JSON.parse(extend) as Extend;
  if (progress === undefined && Object.keys(notes).length === 0) return extend;
  return JSON.stringify({ ...content, ...notes });
}

/** Adds warnings to the text of an `Extend`; repeated ones are dropped, and a text that needs no change stays as it is. */
export function withWarnings(extend: string, warnings: readonly Warning[]): string {
  if (warnings.length === 0) return extend;
  const content = JSON.parse(extend) as Extend;
  return JSON.stringify({
    ...content,
    Warnings: distinctWarnings([...(content.Warnings ?? []), ...warnings]),
  });
}

/** Puts the reason of a failure in front of the text of an `Extend`. */
export function withFault(extend: string, { code, message }: Fault): string {
  const { Progress: _progress, ...content } = JSON.parse(extend) as Extend;
  return JSON.stringify({ ErrorCode: code, ErrorMessage: message, ...content });
}

/** Takes the reason of a failure out of the text of an `Extend` again. */
export function withoutFault(extend: string): string {
  const { ErrorCode: _code, ErrorMessage: _message, ...content } = JSON.parse(extend) as Extend;
  return JSON.stringify(content);
}
