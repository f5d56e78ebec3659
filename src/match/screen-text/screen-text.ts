import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Findings } from '../../media/findings.ts';
import type { SourceShot } from '../../timeline/footage.ts';
import type { ScreenReader } from './screen-reader.ts';

/** Raised when the same picture would be read differently: what was read before is read again. */
const edition = 1;

const kept = z.array(z.string());

/** Key frames that tell nothing are not read. */
function isReadable({ marks }: SourceShot, keyFrame: string): boolean {
  return keyFrame !== '' && !marks.includes('black');
}

/**
 * The text on screen in each shot of a material, read once from the key frames and kept with the file.
 *
 * @param path the material's file
 * @param shots its shots, and `keyFrames` their pictures (absolute paths, '' = none)
 * @returns a text for each shot, empty where there is none
 * @throws ScreenTextError when it could not be read, or the reason of the signal
 */
export async function readScreenText(
  path: string,
  shots: readonly SourceShot[],
  keyFrames: readonly string[],
  tools: { reader: ScreenReader; findings: Findings },
  signal?: AbortSignal,
): Promise<string[]> {
  const readable = shots.flatMap((shot, index) => {
    const file = keyFrames[index] ?? '';
    return isReadable(shot, file) ? [{ index, file }] : [];
  });
  if (readable.length === 0) return shots.map(() => '');
  // Other shots, or other frames of them, are another finding.
  const times = createHash('sha256').update(JSON.stringify(shots.map(({ keyTime }) => keyTime)));
  const finder = `screen-text/${edition} ${times.digest('hex').slice(0, 16)}`;
  const found = await tools.findings.of(
    path,
    finder,
    async (stopped) => {
      const texts = await tools.reader.read(
        readable.map(({ file }) => file),
        stopped,
      );
      const all = shots.map(() => '');
      readable.forEach(({ index }, each) => {
        all[index] = texts[each] ?? '';
      });
      return Buffer.from(JSON.stringify(all));
    },
    signal,
  );
  return kept.parse(JSON.parse(found.toString()));
}
