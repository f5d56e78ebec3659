import { AV_PIX_FMT_GRAY8, AV_PIX_FMT_RGB24, type AVPixelFormat } from 'node-av/constants';
import { Frame, SoftwareScaleContext } from 'node-av/lib';
import type { PictureFacts } from '../../../timeline/material.ts';
import { type Look, lookAt, smallSize } from '../../footage/look.ts';
import { type Portrait, portray, type ShownPicture } from '../../footage/portrait.ts';

/** Turns decoded frames into what the shot detector reads. */
export type Eye = {
  look(frame: Frame): Look;
  /** The portrait of the frame that was looked at last. */
  portray(time: number, frame: Frame): Portrait;
  close(): void;
};

/** Longest side of the picture in which edges are read. */
const maxGreySide = 1280;

type Scaler = { scale(frame: Frame): { samples: Buffer; stride: number }; close(): void };

/** A scaler to a fixed size; it adapts by itself when the frames change their size or format. */
function createScaler(width: number, height: number, format: AVPixelFormat): Scaler {
  const scaler = new SoftwareScaleContext();
  scaler.allocContext();
  scaler.setOption('sws_flags', 'fast_bilinear');
  const target = new Frame();
  target.alloc();
  target.width = width;
  target.height = height;
  target.format = format;
  if (target.getBuffer(1) < 0) throw new Error('no memory for a small picture');
  return {
    scale(frame) {
      if (scaler.scaleFrameSync(target, frame) < 0) throw new Error('a frame cannot be scaled');
      const [samples] = target.data ?? [];
      if (samples === undefined) throw new Error('a small picture has no samples');
      return { samples, stride: target.linesize[0] ?? 0 };
    },
    close() {
      target.free();
      scaler.freeContext();
    },
  };
}

/** The way through a stored picture in which it is shown. */
function turn(
  samples: Uint8Array,
  stored: { width: number; height: number; stride: number; step: number },
  rotation: PictureFacts['rotation'],
): ShownPicture {
  const { width, height, stride, step } = stored;
  const [endOfRow, lastRow] = [(width - 1) * step, (height - 1) * stride];
  const upright = { width, height, samples };
  const lying = { width: height, height: width, samples };
  switch (rotation) {
    case 0:
      return { ...upright, start: 0, right: step, down: stride };
    case 90:
      return { ...lying, start: lastRow, right: -stride, down: step };
    case 180:
      return { ...upright, start: lastRow + endOfRow, right: -step, down: -stride };
    case 270:
      return { ...lying, start: endOfRow, right: stride, down: -step };
  }
}

/** Opens an eye for the frames of one stream. */
export function openEye(width: number, height: number, rotation: PictureFacts['rotation']): Eye {
  const small = smallSize(width, height);
  const colour = createScaler(small.width, small.height, AV_PIX_FMT_RGB24);
  const shrink = Math.min(1, maxGreySide / Math.max(width, height));
  const [greyWidth, greyHeight] = [width, height].map((side) => Math.max(2, Math.round(side * shrink)));
  const grey = createScaler(greyWidth as number, greyHeight as number, AV_PIX_FMT_GRAY8);
  let seen: { samples: Buffer; stride: number } = { samples: Buffer.alloc(0), stride: 0 };
  return {
    look(frame) {
      seen = colour.scale(frame);
      return lookAt({ ...small, stride: seen.stride, rgb: seen.samples });
    },
    portray(time, frame) {
      const crisp = grey.scale(frame);
      const size = {
        width: greyWidth as number,
        height: greyHeight as number,
        stride: crisp.stride,
        step: 1,
      };
      const rgb = turn(seen.samples, { ...small, stride: seen.stride, step: 3 }, rotation);
      return portray(time, rgb, turn(crisp.samples, size, rotation));
    },
    close() {
      colour.close();
      grey.close();
    },
  };
}
