/**
 * The URL of one output: `{index}` counts from 0 (batch.md 5). A scheme with a single slash is repaired, since clients
 * were handed such URLs and give them back (batch.md 1.2).
 *
 * @param pattern the `MediaURL` of the output config; empty when nothing is stored
 */
export function outputUrl(pattern: string, index: number): string {
  return pattern
    .trim()
    .replace(/^(https?|oss|s3):\/(?!\/)/i, '$1://')
    .replaceAll('{index}', String(index));
}
