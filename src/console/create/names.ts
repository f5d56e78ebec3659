/**
 * Where new videos go: a bucket of the account's own, and a name that no job before had.
 *
 * @param at now
 */
export function outputAddress(account: string, at: Date): string {
  const stamp = at.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `oss://videos-${account}/${stamp}_{index}.mp4`;
}

/** A token under which repeats of a submit are one job: 32 hexadecimal digits. */
export function clientToken(): string {
  // `randomUUID` is not there on pages that came over plain HTTP from another machine.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
