import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AVSEEK_FLAG_BACKWARD } from 'node-av/constants';
import type { CodecContext, Stream } from 'node-av/lib';
import { openDecoder } from '../first-frame.ts';
import { toJpeg } from '../make-poster.ts';
import { type OpenMedia, openMedia } from '../open-media.ts';
import { pictureFacts } from '../picture-facts.ts';
import { isPicture } from '../read-media.ts';
import { UnreadableMedia } from '../unreadable.ts';
import { clockOf, decodeFrames, type SeenFrame } from './frames.ts';
import { keyFrameSide } from './key-keeper.ts';

/** A frame counts as the one at a time when it begins at most this much before or after, in seconds. */
const tolerance = 1e-3;

type OpenFilm = { media: OpenMedia; stream: Stream; decoder: CodecContext };

/** Opens a film for a piece of work and closes it afterwards. */
async function withFilm<Result>(path: string, work: (film: OpenFilm) => Promise<Result>): Promise<Result> {
  await using media = await openMedia(path);
  const stream = media.context.streams.find(isPicture);
  if (stream === undefined) throw new UnreadableMedia('has no picture');
  const decoder = await openDecoder(stream);
  try {
    return await work({ media, stream, decoder });
  } finally {
    decoder.freeContext();
  }
}

async function write(path: string, { frame }: SeenFrame, stream: Stream): Promise<void> {
  frame.timeBase = stream.timeBase;
  await writeFile(path, await toJpeg(frame, pictureFacts(stream, frame, 0), keyFrameSide));
}

/** Writes the frame at a time by going to the key frame before it; says whether it was found. */
async function writeSought(
  { media, stream, decoder }: OpenFilm,
  time: number,
  path: string,
): Promise<boolean> {
  const { context } = media;
  const { secondsOf, tick } = clockOf(context, stream);
  const stamp = BigInt(Math.floor((time - secondsOf(0n)) / tick));
  if ((await context.seekFrame(stream.index, stamp, AVSEEK_FLAG_BACKWARD)) < 0) return false;
  decoder.flushBuffers();
  for await (const seen of decodeFrames(context, stream, decoder)) {
    if (seen.time < time - tolerance) continue;
    if (seen.time > time + tolerance) return false;
    await write(path, seen, stream);
    return true;
  }
  return false;
}

/** Writes the frames at some times by decoding the film from its start. */
async function writeAll(film: OpenFilm, wanted: ReadonlyMap<number, string>): Promise<Set<string>> {
  const { media, stream, decoder } = film;
  const last = Math.max(...wanted.keys());
  const found = new Set<string>();
  for await (const seen of decodeFrames(media.context, stream, decoder)) {
    for (const [time, path] of wanted) {
      if (Math.abs(seen.time - time) > tolerance) continue;
      await write(path, seen, stream);
      found.add(path);
    }
    if (seen.time > last) break;
  }
  return found;
}

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
  const fileOf = (time: number) => join(folder, `at-${time.toFixed(6)}.jpg`);
  const missing = await withFilm(path, async (film) => {
    const failed = new Map<number, string>();
    for (const time of times) {
      if (!(await writeSought(film, time, fileOf(time)))) failed.set(time, fileOf(time));
    }
    return failed;
  });
  // Some containers cannot be sought in, or not exactly.
  const found = missing.size === 0 ? new Set() : await withFilm(path, (film) => writeAll(film, missing));
  return times.map((time) => (missing.has(time) && !found.has(fileOf(time)) ? '' : fileOf(time)));
}
