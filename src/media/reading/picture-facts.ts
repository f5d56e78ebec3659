import {
  AV_FRAME_DATA_DISPLAYMATRIX,
  AV_FRAME_FLAG_INTERLACED,
  AV_PKT_DATA_DISPLAYMATRIX,
  type AVPixelFormat,
  avGetCodecName,
  avGetPixFmtName,
  type Frame,
  type Rational,
  type Stream,
} from 'node-av';
import type { PictureFacts } from '../../timeline/material.ts';
import { colorPrimariesName, colorRangeName, colorSpaceName, hasAlpha, transferName } from './names.ts';
import { UnreadableMedia } from './unreadable.ts';

/** A fraction as a number, 0 when it is none. */
export const ratio = ({ num, den }: Rational): number => (den === 0 ? 0 : num / den);

/** Turn of a display matrix (nine 16.16 numbers) to the next quarter; a mirroring in it is not told. */
function rotationOf(matrix: Buffer | null): PictureFacts['rotation'] {
  if (matrix === null || matrix.length < 36) return 0;
  const [a = 0, b = 0, , c = 0, d = 0] = Array.from({ length: 5 }, (_, index) =>
    matrix.readInt32LE(index * 4),
  );
  const [scaleX, scaleY] = [Math.hypot(a, c), Math.hypot(b, d)];
  if (scaleX === 0 || scaleY === 0) return 0;
  const degrees = (Math.atan2(b / scaleY, a / scaleX) * 180) / Math.PI;
  const quarters = ((Math.round(degrees / 90) % 4) + 4) % 4;
  return ([0, 90, 180, 270] as const)[quarters] ?? 0;
}

/** Shape of a pixel: the container's word before the codec's; 1 when both are silent or tell nonsense. */
function sampleAspectOf(stream: Stream, frame: Frame): number {
  for (const value of [
    stream.sampleAspectRatio,
    frame.sampleAspectRatio,
    stream.codecpar.sampleAspectRatio,
  ]) {
    const aspect = ratio(value);
    if (aspect >= 0.1 && aspect <= 10) return aspect;
  }
  return 1;
}

/** Average frames a second as the header tells them, 0 when it does not. */
export function averageRate(stream: Stream): number {
  return ratio(stream.avgFrameRate) || ratio(stream.rFrameRate);
}

/**
 * Facts of a stream of pictures. What the header and the first frame tell differently is taken from the frame: it is
 * what a render will get.
 *
 * @param frame the first decoded frame
 * @param fps average frames a second, 0 for a still image
 */
export function pictureFacts(stream: Stream, frame: Frame, fps: number): PictureFacts {
  const { codecpar } = stream;
  const { width: codedWidth, height: codedHeight } = frame;
  if (codedWidth <= 0 || codedHeight <= 0) throw new UnreadableMedia('has a picture without a size');
  const rotation =
    rotationOf(codecpar.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX)) ||
    rotationOf(frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX));
  const sampleAspect = sampleAspectOf(stream, frame);
  const shown = [Math.max(1, Math.round(codedWidth * sampleAspect)), codedHeight] as const;
  const [width, height] = rotation % 180 === 0 ? shown : [shown[1], shown[0]];
  const pixelFormat = avGetPixFmtName(frame.format as AVPixelFormat) ?? '';
  // FFmpeg numbers the orders of fields from 2; 0 is unknown and 1 progressive.
  const { fieldOrder } = codecpar.toJSON() as { fieldOrder?: number };
  const known = (fromFrame: number, fromHeader: number) => (fromFrame === 2 ? fromHeader : fromFrame);
  return {
    width,
    height,
    codedWidth,
    codedHeight,
    rotation,
    sampleAspect,
    fps,
    codec: avGetCodecName(codecpar.codecId) ?? '',
    pixelFormat,
    alpha: hasAlpha(pixelFormat),
    transfer: transferName(known(frame.colorTrc, codecpar.colorTrc)),
    colorSpace: colorSpaceName(known(frame.colorSpace, codecpar.colorSpace)),
    colorRange: colorRangeName(frame.colorRange || codecpar.colorRange),
    colorPrimaries: colorPrimariesName(known(frame.colorPrimaries, codecpar.colorPrimaries)),
    interlaced: (fieldOrder ?? 0) >= 2 || frame.hasFlags(AV_FRAME_FLAG_INTERLACED),
  };
}
