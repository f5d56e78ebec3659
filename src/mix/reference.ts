/** Whether a reference to a material is a media id; everything else is a URL (batch.md 7.8). */
export function isMediaId(reference: string): boolean {
  return /^(?:icepublic-)?[0-9a-f]{32}$/i.test(reference);
}

/** The clip key that a reference to a material belongs under. */
export function mediaKeys(reference: string): { MediaId: string } | { MediaURL: string } {
  return isMediaId(reference) ? { MediaId: reference } : { MediaURL: reference };
}
