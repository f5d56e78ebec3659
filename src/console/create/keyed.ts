/** A member of a list with a key that stays the same wherever it is moved; payloads have no such key. */
export type Keyed<Value> = { key: number; value: Value };

/** Keys for the members of a list that was read from a payload. */
export const withKeys = <Value>(values: readonly Value[]): Keyed<Value>[] =>
  values.map((value, index) => ({ key: index + 1, value }));
