import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Frame, SoftwareScaleContext } from 'node-av/lib';
import type { PictureFacts } from '../../../timeline/material.ts';
import type { Portrait } from '../../footage/portrait.ts';
import { keyWorth } from '../../footage/shots.ts';
import { toJpeg } from '../make-poster.ts';

/** Longest side of a key frame, in pixels. */
export const keyFrameSide = 768;
/** Frames of the last seconds that are kept in any case. */
const recentSeconds = 2.5;
/** Older frames that are kept of each scene, and of all together: where shots end is known only later. */
const ofScene = 4;
const ofAll = 24;
/** Frames with more pixels are kept at half or a quarter of their size. */
const largePicture = 1920 * 1088;

type Kept = { frame: Frame; portrait: Portrait; scene: number };

/** Keeps frames of the shot that is being read until it is known which of them stands for it. */
export type KeyKeeper = {
  /**
   * Keeps a reference to a frame, and lets others go.
   *
   * @param scene a number that rises where the picture jumps: there may be a cut
   */
  offer(frame: Frame, portrait: Portrait, scene: number): void;
  /** Tells that a shot lies between two times: writes its key frame and lets its frames go. */
  settle(start: number, end: number): Promise<void>;
  /** Times of the key frames that were written, and their files. */
  written: ReadonlyMap<number, string>;
  close(): void;
};

/** A copy of a large frame in a size that is enough for a key frame. */
function shrunk(frame: Frame): Frame {
  const divisor = frame.width * frame.height > 4 * largePicture ? 4 : 2;
  const copy = new Frame();
  copy.alloc();
  copy.copyProps(frame);
  copy.format = frame.format;
  copy.width = Math.floor(frame.width / divisor / 2) * 2;
  copy.height = Math.floor(frame.height / divisor / 2) * 2;
  using scaler = new SoftwareScaleContext();
  scaler.allocContext();
  if (copy.getBuffer() < 0 || scaler.scaleFrameSync(copy, frame) < 0) {
    copy.free();
    throw new Error('a frame cannot be made smaller');
  }
  return copy;
}

function keepReference(frame: Frame): Frame {
  const copy = frame.clone();
  if (copy === null) throw new Error('no memory for a frame');
  return copy;
}

/**
 * Opens a keeper.
 *
 * @param folder where the key frames are written, under names of the keeper's own
 * @param pictureOf facts of a kept frame as it is shown
 */
export function openKeyKeeper(folder: string, pictureOf: (frame: Frame) => PictureFacts): KeyKeeper {
  let kept: Kept[] = [];
  const written = new Map<number, string>();
  const release = (frames: readonly Kept[]) => {
    for (const { frame } of frames) frame.free();
  };

  /** Lets every other frame of a list go. */
  function halve(frames: readonly Kept[]): void {
    const gone = frames.filter((_, index) => index % 2 === 1);
    kept = kept.filter((entry) => !gone.includes(entry));
    release(gone);
  }

  /** Lets older frames go when there are too many: their spacing grows with the shot. */
  function thin(now: number): void {
    const older = kept.filter(({ portrait }) => portrait.time < now - recentSeconds);
    for (const [, frames] of Map.groupBy(older, ({ scene }) => scene)) {
      if (frames.length > ofScene) halve(frames);
    }
    if (older.length > ofAll) halve(older);
  }

  return {
    written,
    offer(frame, portrait, scene) {
      const isLarge = frame.width * frame.height > largePicture;
      kept.push({ frame: isLarge ? shrunk(frame) : keepReference(frame), portrait, scene });
      thin(portrait.time);
    },
    async settle(start, end) {
      const within = kept.filter(({ portrait }) => portrait.time < end);
      kept = kept.filter((entry) => !within.includes(entry));
      const worth = ({ portrait }: Kept) => keyWorth(portrait, start, end);
      const best = within
        .filter(({ portrait }) => portrait.time >= start)
        .reduce<Kept | undefined>(
          (found, entry) => (found === undefined || worth(entry) > worth(found) ? entry : found),
          undefined,
        );
      if (best !== undefined) {
        const file = join(folder, `at-${best.portrait.time.toFixed(6)}.jpg`);
        await writeFile(`${file}.part`, await toJpeg(best.frame, pictureOf(best.frame), keyFrameSide));
        await rename(`${file}.part`, file);
        written.set(best.portrait.time, file);
      }
      release(within);
    },
    close() {
      release(kept);
      kept = [];
    },
  };
}
