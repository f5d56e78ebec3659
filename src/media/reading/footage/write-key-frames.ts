import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import { openDecoder } from '../first-frame.ts';
import { toJpeg } from '../make-poster.ts';
import { openMedia } from '../open-media.ts';
import { pictureFacts } from '../picture-facts.ts';
import { isPicture } from '../read-media.ts';
import { UnreadableMedia } from '../unreadable.ts';
import { clockOf, decodeFrames } from './frames.ts';
import { keyFrameSide } from './key-keeper.ts';

/** A frame counts as the one at a time when it begins at most this much before, in seconds. */
const tolerance = 1e-3;

/**
 * Writes the frames that are shown at some times as JPEG files: the key frames of a film whose shots are known, made
 * again because their files are gone.
 *
 * @param times seconds from the start of the file
 * @returns a path for each time; empty where the film has no frame (a cut-off or damaged file)
 * @throws UnreadableMedia when the file has no picture
 */
export async function writeKeyFrames(
  path: string,
  folder: string,
  times: readonly number[],
): Promise<string[]> {
  await using media = await openMedia(path);
  const { context } = media;
  const stream = context.streams.find(isPicture);
  if (stream === undefined) throw new UnreadableMedia('has no picture');
  const { secondsOf, tick } = clockOf(context, stream);
  const origin = -secondsOf(0n);
  const decoder = await openDecoder(stream);
  const files: string[] = [];
  try {
    for (const time of times) {
      const stamp = BigInt(Math.floor((time + origin) / tick));
      // A still cannot be sought in; its frame comes anyway.
      await context.seekFrame(stream.index, stamp, AVSEEK_FLAG_BACKWARD);
      decoder.flushBuffers();
      let file = '';
      for await (const { frame, time: shown } of decodeFrames(context, stream, decoder)) {
        if (shown < time - tolerance) continue;
        frame.timeBase = stream.timeBase;
        file = join(folder, `at-${time.toFixed(6)}.jpg`);
        await writeFile(file, await toJpeg(frame, pictureFacts(stream, frame, 0), keyFrameSide));
        break;
      }
      files.push(file);
    }
  } finally {
    decoder.freeContext();
  }
  return files;
}
