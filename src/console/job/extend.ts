import { parseConfig } from '../jobs/gist.ts';

/** The result of a batch beside its videos: why it failed, and what was done differently than asked. */
export type Outcome = {
  fault: { code: string; message: string } | null;
  warnings: { code: string; messages: string[] }[];
};

type Extend = {
  ErrorCode?: unknown;
  ErrorMessage?: unknown;
  Warnings?: { Code?: unknown; Message?: unknown }[];
};

/** Reads the `Extend` of a batch; warnings of one kind are put together, in the order of their first. */
export function readExtend(extend: string): Outcome {
  const value = parseConfig(extend);
  const content: Extend = typeof value === 'object' && value !== null ? value : {};
  const kinds = new Map<string, string[]>();
  for (const { Code, Message } of Array.isArray(content.Warnings) ? content.Warnings : []) {
    const code = String(Code ?? '');
    kinds.set(code, [...(kinds.get(code) ?? []), String(Message ?? '')]);
  }
  const fault =
    typeof content.ErrorCode === 'string'
      ? { code: content.ErrorCode, message: String(content.ErrorMessage ?? '') }
      : null;
  return { fault, warnings: [...kinds].map(([code, messages]) => ({ code, messages })) };
}

/** Greatest share of footage that two videos of a batch have in common, 0 to 1; null while unknown. */
export function largestOverlap(extendOutput: string): number | null {
  const value = parseConfig(extendOutput) as { LargestOverlap?: unknown } | undefined | null;
  return typeof value?.LargestOverlap === 'number' ? value.LargestOverlap : null;
}
