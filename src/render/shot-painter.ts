import { AVCOL_RANGE_JPEG, AVCOL_RANGE_MPEG } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { Shot } from '../timeline/edit.ts';
import { type FrameRate, toSeconds } from '../timeline/frames.ts';
import type { Size } from '../timeline/geometry.ts';
import { EngineError } from './engine/failure.ts';
import { type RunningGraph, startGraph } from './engine/filter-graph.ts';
import { describePicture, openPictures, type PictureReader } from './engine/pictures.ts';
import { type PictureInput, pictureGraph } from './graph/picture.ts';

/** Draws one shot, frame by frame in rising order. */
export type ShotPainter = {
  /** The layer at a frame of the video. It belongs to the painter and is good until the next call. */
  at(frame: number): Frame;
  /** Seconds for which the last picture was held because the source had no more. */
  held(): number;
  /** Frees everything it holds. */
  close(): void;
};

/** Source time that a shot shows at a frame of the video: never past the end of its piece. */
function sourceTime(shot: Shot, frame: number, rate: FrameRate): number {
  const time = shot.in + toSeconds(frame - shot.start, rate) * shot.speed;
  if (shot.source.facts.kind === 'image') return time;
  return Math.min(time, Math.max(shot.in, shot.out - 0.002));
}

const colorSpaces: Readonly<Record<string, number>> = {
  gbr: 0,
  bt709: 1,
  fcc: 4,
  bt470bg: 5,
  smpte170m: 6,
  smpte240m: 7,
  bt2020nc: 9,
};

/** Writes what is known of the colours onto the frame, so that filters need not guess. */
function tagFrame(frame: Frame, input: PictureInput, shot: Shot): void {
  const { picture } = shot.source.facts;
  frame.colorSpace = (colorSpaces[input.matrix] ?? 1) as never;
  frame.colorRange = input.range === 'pc' ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  if (picture === null || picture.transfer === 'sdr') return;
  // ITU-T H.273: 16 is PQ, 18 is HLG, primaries 9 are those of BT.2020.
  frame.colorTrc = (picture.transfer === 'pq' ? 16 : 18) as never;
  frame.colorPrimaries = 9 as never;
}

function inputArguments(input: PictureInput, frame: Frame): string {
  return (
    `video_size=${input.width}x${input.height}:pix_fmt=${input.pixelFormat}:time_base=1/25` +
    `:colorspace=${colorSpaces[input.matrix] ?? 1}:range=${frame.colorRange}`
  );
}

/**
 * Opens the source of a shot.
 *
 * @throws SourceError when it cannot be read
 */
export function openShot(shot: Shot, rate: FrameRate, output: Size, framed: boolean): ShotPainter {
  const reader: PictureReader = openPictures(shot.key, shot.source, shot.in);
  let graph: RunningGraph | null = null;
  let described = '';
  // Pictures go through the graph as frames of 25 a second: what matters is that a backdrop made there keeps step.
  let painted = 0;
  let plain = false;
  let drawn: Frame | null = null;
  let drawnSerial = -1;

  const draw = (frame: Frame): void => {
    const input = describePicture(frame, shot.source);
    tagFrame(frame, input, shot);
    const description = inputArguments(input, frame);
    if (description !== described) {
      // The first picture, or a source that changes its format on the way.
      described = description;
      const text = pictureGraph(shot, input, output, framed);
      plain = text === null;
      painted = 0;
      graph?.close();
      graph = text === null ? null : startGraph(text, 'video', [description]);
    }
    if (graph === null) return;
    frame.pts = BigInt(painted);
    painted += 1;
    graph.push(0, frame);
    drawn?.free();
    drawn = graph.pull();
    if (drawn === null) throw new EngineError(`the picture of ${shot.key} did not come out`);
  };

  return {
    at(number) {
      const { frame, serial } = reader.at(sourceTime(shot, number, rate));
      if (serial !== drawnSerial) draw(frame);
      drawnSerial = serial;
      if (plain) return frame;
      if (drawn === null) throw new EngineError(`the picture of ${shot.key} is gone`);
      return drawn;
    },
    held: () => reader.held(),
    close() {
      drawn?.free();
      graph?.close();
      reader.close();
    },
  };
}
