/**
 * Something that was accepted but could not be done as asked (design.md section 7, truth in states). Warnings end up in
 * the `Extend` of a batch job as `{"Warnings":[{"Code","Message"}]}`.
 */
export type Warning = {
  /** CamelCase and stable, e.g. `UnknownTransition`, `FontReplaced`, `VoiceReplaced`. */
  Code: string;
  /** One sentence that names the field, the value, and what was done instead. */
  Message: string;
};

/** Drops repeated warnings and keeps the first of each, in order. */
export function distinctWarnings(warnings: Iterable<Warning>): Warning[] {
  const seen = new Map<string, Warning>();
  for (const warning of warnings) {
    const key = `${warning.Code}\n${warning.Message}`;
    if (!seen.has(key)) seen.set(key, warning);
  }
  return [...seen.values()];
}
