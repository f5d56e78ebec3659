import { writeFile } from 'node:fs/promises';
import { AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Codec, CodecContext, type Frame, Packet, Rational } from 'node-av/lib';
import { resolveEdit } from '../timeline/edit.ts';
import { check, EngineError, isGiven } from './engine/failure.ts';
import { startGraph } from './engine/filter-graph.ts';
import { openPictureTrack } from './picture-track.ts';
import type { RenderRequest } from './request.ts';
import { cutSegments } from './segments.ts';
import { openTextLayer } from './text-layer.ts';

/** How each kind of picture file is written. */
const kinds = {
  '.png': { encoder: 'png', filter: 'format=rgb24', pixels: AV_PIX_FMT_RGB24 },
  '.webp': { encoder: 'libwebp', filter: 'format=yuv420p', pixels: AV_PIX_FMT_YUV420P },
} as const;

/**
 * Makes a picture of one moment of a video: `.png` or `.webp`, by the name of the output file. Frames are painted in order
 * up to it, so it is meant for short timelines. Works in the current folder; runs in a renderer process.
 *
 * @throws EditError, SourceError, EngineError
 */
export async function produceStill(request: RenderRequest, second: number): Promise<void> {
  const { format, outputFile } = request;
  const edit = resolveEdit(request.timeline, format, format.fps, request.sources);
  const wanted = Math.min(edit.frames - 1, Math.round((second * edit.rate.num) / edit.rate.den));
  const pictures = openPictureTrack(edit);
  const texts = await openTextLayer(edit, request.fontDir);
  try {
    for (const segment of cutSegments(edit)) {
      if (segment.start > wanted) break;
      const painter = pictures.enter(segment);
      for (let frame = segment.start; frame < segment.end && frame <= wanted; frame += 1) {
        const picture = painter.at(frame);
        const lettered = texts.drawOver(picture, frame);
        if (frame === wanted) await writeFile(outputFile, encodePicture(lettered ?? picture, outputFile));
        lettered?.free();
        picture.free();
      }
      painter.close();
    }
  } finally {
    pictures.close();
    texts.close();
  }
}

/** The bytes of a picture file. */
function encodePicture(frame: Frame, file: string): Buffer {
  const ending = file.slice(file.lastIndexOf('.'));
  const kind = ending === '.webp' ? kinds['.webp'] : kinds['.png'];
  const graph = startGraph(`[in]${kind.filter}[out]`, 'video', [
    `video_size=${frame.width}x${frame.height}:pix_fmt=yuv420p:time_base=1/25:colorspace=bt709:range=tv`,
  ]);
  const codec = Codec.findEncoderByName(kind.encoder as never);
  if (codec === null) throw new EngineError(`no encoder for ${ending}`);
  const context = new CodecContext();
  const packet = new Packet();
  try {
    graph.push(0, frame);
    const picture = graph.pull();
    if (picture === null) throw new EngineError('the picture did not come out');
    context.allocContext3(codec);
    context.width = frame.width;
    context.height = frame.height;
    context.pixelFormat = kind.pixels;
    context.timeBase = new Rational(1, 25);
    check(context.open2Sync(codec, null), `opening ${kind.encoder}`);
    packet.alloc();
    check(context.sendFrameSync(picture), 'encoding');
    check(context.sendFrameSync(null), 'encoding');
    picture.free();
    if (!isGiven(context.receivePacketSync(packet), 'encoding') || packet.data === null) {
      throw new EngineError('no picture was encoded');
    }
    return Buffer.from(packet.data);
  } finally {
    packet.free();
    context.freeContext();
    graph.close();
  }
}
