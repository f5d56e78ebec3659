import { writeFile } from 'node:fs/promises';
import { AV_PIX_FMT_YUVJ420P, Encoder, FF_ENCODER_MJPEG, FilterAPI, type Frame } from 'node-av';
import type { PictureFacts } from '../../timeline/material.ts';
import { decodeFirstFrame } from './first-frame.ts';
import { openMedia } from './open-media.ts';
import { pictureFacts } from './picture-facts.ts';
import { isPicture } from './read-media.ts';
import { UnreadableMedia } from './unreadable.ts';

/** Longest side of a poster, in pixels. */
const maxSide = 1280;
/** JPEG quality in FFmpeg's lambda units (118 a step): 3 of 2 (best) to 31. */
const quality = { flags: '+qscale', global_quality: 3 * 118 };

const turns: Record<PictureFacts['rotation'], string[]> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

/** Filters that make the stored picture the one that is shown: turned, with square pixels, not too large. */
function shownAs({ rotation, width, height }: PictureFacts, maxSide: number): string {
  const shrink = Math.min(1, maxSide / Math.max(width, height));
  // JPEG stores colour for pairs of pixels.
  const [w, h] = [width, height].map((side) => Math.max(2, Math.round((side * shrink) / 2) * 2));
  return [...turns[rotation], `scale=${w}:${h}`, 'setsar=1', 'format=yuvj420p'].join(',');
}

async function encodeJpeg(frame: Frame): Promise<Buffer> {
  using encoder = await Encoder.create(FF_ENCODER_MJPEG, { options: quality });
  const [packet] = [...(await encoder.encodeAll(frame)), ...(await encoder.encodeAll(null))];
  if (packet?.data == null || frame.format !== AV_PIX_FMT_YUVJ420P) throw new Error('no JPEG was made');
  return packet.data;
}

/**
 * Makes a JPEG of a frame as it is shown.
 *
 * @param frame with its time base
 * @param maxSide pixels of the longest side; smaller pictures stay as they are
 */
export async function toJpeg(frame: Frame, picture: PictureFacts, maxSide: number): Promise<Buffer> {
  using filter = FilterAPI.create(shownAs(picture, maxSide), { threads: 1 });
  const [shown] = [...(await filter.processAll(frame)), ...(await filter.processAll(null))];
  if (shown === undefined) throw new Error('the filters gave no picture');
  return encodeJpeg(shown);
}

/**
 * Writes the first frame of a video or image as a JPEG file.
 *
 * @param path absolute
 * @param output absolute; replaced
 * @throws UnreadableMedia when the file has no picture
 */
export async function makePoster(path: string, output: string): Promise<void> {
  await using media = await openMedia(path);
  const stream = media.context.streams.find(isPicture);
  if (stream === undefined) throw new UnreadableMedia('has no picture');
  using frame = await decodeFirstFrame(media.context, stream);
  frame.timeBase = stream.timeBase;
  await writeFile(output, await toJpeg(frame, pictureFacts(stream, frame, 0), maxSide));
}
