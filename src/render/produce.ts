import { copyFile, rename, stat } from 'node:fs/promises';
import type { Packet } from 'node-av/lib';
import { distinctWarnings } from '../errors/warning.ts';
import { type Edit, resolveEdit } from '../timeline/edit.ts';
import { toSeconds } from '../timeline/frames.ts';
import { EngineError } from './engine/failure.ts';
import { type Mp4Writer, openMp4 } from './engine/mp4-writer.ts';
import { openVideoEncoder, type VideoEncoder } from './engine/video-encoder.ts';
import { openPictureTrack, type PictureTrack } from './picture-track.ts';
import type { RenderRequest, RenderResult } from './request.ts';
import { cutSegments, type Segment } from './segments.ts';
import { openSoundTrack, type SoundTrack } from './sound-track.ts';
import { openTextLayer, type TextLayer } from './text-layer.ts';

const unfinishedFile = 'unfinished.mp4';

/**
 * A line in which one piece of work is done while the next is made ready. `add` returns when the work before has been
 * done, and fails when that has.
 */
type WorkLine = { add(work: () => Promise<void>): Promise<void>; end(): Promise<void> };

function workLine(): WorkLine {
  let current: Promise<void> = Promise.resolve();
  return {
    async add(work) {
      await current;
      current = work();
      // A failure is told to whoever comes next.
      current.catch(() => {});
    },
    end: () => current,
  };
}

type Studio = {
  edit: Edit;
  request: RenderRequest;
  pictures: PictureTrack;
  texts: TextLayer;
  sound: SoundTrack;
  encoding: WorkLine;
  /** Opened with the first segment, whose parameter sets hold for all. */
  file: Mp4Writer | null;
  header: Buffer | null;
  onFrame: (frame: number) => void;
};

/**
 * Makes the video of a request. Works in the current folder; runs in a renderer process.
 *
 * @throws EditError, SourceError, EngineError
 */
export async function produce(
  request: RenderRequest,
  onProgress: (percent: number) => void,
): Promise<RenderResult> {
  const { format } = request;
  const edit = resolveEdit(request.timeline, format, format.fps, request.sources);
  const studio: Studio = {
    edit,
    request,
    pictures: openPictureTrack(edit),
    texts: await openTextLayer(edit, request.fontDir),
    sound: openSoundTrack(edit),
    encoding: workLine(),
    file: null,
    header: null,
    onFrame: (frame) => onProgress((frame / edit.frames) * 99),
  };
  for (const segment of cutSegments(edit)) await renderSegment(studio, segment);
  await studio.encoding.end();
  studio.file?.finish();
  studio.file?.close();
  studio.pictures.close();
  studio.texts.close();
  studio.sound.close();
  await deliver(unfinishedFile, request.outputFile);
  onProgress(100);
  const { size } = await stat(request.outputFile);
  const warnings = distinctWarnings([
    ...edit.warnings,
    ...studio.texts.warnings,
    ...studio.pictures.warnings,
  ]);
  return { frames: edit.frames, duration: toSeconds(edit.frames, edit.rate), size, warnings };
}

/** Encodes one segment into the file: a closed group of pictures that follows the ones before without a seam. */
async function renderSegment(studio: Studio, segment: Segment): Promise<void> {
  const { edit, request, sound, encoding } = studio;
  const encoder = openVideoEncoder(request.format, edit.rate);
  const file = joinFile(studio, encoder);
  const painter = studio.pictures.enter(segment);
  const shift = BigInt(segment.start);
  const sink = (packet: Packet) => {
    packet.pts += shift;
    packet.dts += shift;
    packet.duration = 1n;
    file.writeVideo(packet);
  };
  for (let frame = segment.start; frame < segment.end; frame += 1) {
    const picture = painter.at(frame);
    const lettered = studio.texts.drawOver(picture, frame);
    if (lettered !== null) picture.free();
    const finished = lettered ?? picture;
    await encoding.add(async () => {
      await encoder.send(finished, frame - segment.start, sink);
      finished.free();
    });
    sound.advanceTo(frame + 1, file.writeSound);
    studio.onFrame(frame + 1);
  }
  await encoding.add(async () => {
    await encoder.finish(sink);
    encoder.close();
  });
  painter.close();
}

/** The file, begun with the first encoder; later ones must have come to the same parameter sets. */
function joinFile(studio: Studio, encoder: VideoEncoder): Mp4Writer {
  const header = encoder.context.extraData;
  if (studio.file === null) {
    studio.header = header;
    studio.file = openMp4(unfinishedFile, studio.edit.rate, encoder.context, studio.sound.encoder.context);
  }
  if (header === null || studio.header === null || !header.equals(studio.header)) {
    throw new EngineError('the parameter sets of two segments differ');
  }
  return studio.file;
}

/** Puts the finished file in its place in one step, also across file systems. */
async function deliver(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, `${to}.part`);
    await rename(`${to}.part`, to);
  }
}
