import { AVCOL_RANGE_JPEG, AVCOL_SPC_RGB } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { Source } from '../../timeline/material.ts';
import type { PictureInput } from '../graph/picture.ts';
import { openDecoder, type StreamDecoder, type TimedFrame } from './decoder.ts';
import { deinterlaced, pixelFormat } from './deinterlace.ts';
import { SourceError } from './failure.ts';

/**
 * The pictures of a source by time: what a viewer of the source would see at that moment.
 */
export type PictureReader = {
  /**
   * The picture that is current at a time, in seconds. Times must not fall, except in animated images, which start
   * over. The frame belongs to the reader; `serial` changes when the picture does.
   *
   * @throws SourceError when there is no picture at all, or when the file ends long before it promised to
   */
  at(seconds: number): { frame: Frame; serial: number };
  /** Seconds for which the last picture was held after the source had ended. */
  held(): number;
  /** Frees everything it holds. */
  close(): void;
};

/** Rounding of times on the wire (four decimals) and in files (milliseconds) must not show the frame before. */
const tolerance = 0.001;
/** Seconds by which the pictures of a file may end early before the file counts as damaged. */
const shortfall = 1;

/** Reads frames one after the other, deinterlaced where the source has fields. */
function frameSource(key: string, source: Source): StreamDecoder {
  const decoder = openDecoder(key, source, 'video');
  return source.facts.picture?.interlaced === true ? deinterlaced(decoder) : decoder;
}

/** What a decoded picture is, with the facts that its file leaves open filled in. */
export function describePicture(frame: Frame, source: Source): PictureInput {
  const { picture, kind } = source.facts;
  const format = pixelFormat(frame);
  const known: Readonly<Record<number, string>> = {
    1: 'bt709',
    4: 'fcc',
    5: 'bt470bg',
    6: 'smpte170m',
    7: 'smpte240m',
    9: 'bt2020nc',
    10: 'bt2020nc',
  };
  const isRgb =
    frame.colorSpace === AVCOL_SPC_RGB || /^(rgb|bgr|argb|abgr|gbr|pal8|0rgb|0bgr|mono)/.test(format);
  // Without a word in the file: photographs and small videos are BT.601, large videos BT.709, as players assume.
  const guess = kind === 'image' || frame.height < 600 ? 'smpte170m' : 'bt709';
  const hdr = picture !== null && picture.transfer !== 'sdr';
  const full = frame.colorRange === AVCOL_RANGE_JPEG || format.startsWith('yuvj') || isRgb;
  return {
    width: frame.width,
    height: frame.height,
    pixelFormat: format,
    matrix: isRgb ? 'gbr' : (known[frame.colorSpace] ?? (hdr ? 'bt2020nc' : guess)),
    range: full ? 'pc' : 'tv',
  };
}

/**
 * Opens the pictures of a source.
 *
 * @param from first time that will be asked for, in seconds
 * @throws SourceError when the source cannot be opened
 */
export function openPictures(key: string, source: Source, from: number): PictureReader {
  const { kind, duration, picture } = source.facts;
  const animated = kind === 'image' && duration > 0 && (picture?.fps ?? 0) > 0;
  let decoder: StreamDecoder | null = frameSource(key, source);
  let current: TimedFrame | null = null;
  let upcoming: TimedFrame | null = null;
  let serial = 0;
  let lap = 0;
  let held = 0;

  const reopen = () => {
    decoder?.close();
    decoder = frameSource(key, source);
  };

  const start = (seconds: number) => {
    // Some formats know no key frames and find a later picture than asked for. Then more of the way there is decoded,
    // at last all of it.
    for (const from of [seconds, seconds - 10, 0]) {
      if (from > 0) decoder?.seek(from);
      else if (from < seconds) reopen();
      upcoming?.frame.free();
      upcoming = decoder?.next() ?? null;
      if (from <= 0 || (upcoming !== null && upcoming.time <= seconds + tolerance)) return;
    }
  };

  const advance = (): void => {
    current?.frame.free();
    current = upcoming;
    serial += 1;
    upcoming = decoder?.next() ?? null;
  };

  const dropAll = () => {
    current?.frame.free();
    upcoming?.frame.free();
    current = null;
    upcoming = null;
  };

  start(kind === 'image' ? 0 : from);
  return {
    at(seconds) {
      const time = animated ? seconds % duration : kind === 'image' ? 0 : seconds;
      const turn = animated ? Math.floor(seconds / duration) : 0;
      if (turn !== lap) {
        lap = turn;
        dropAll();
        reopen();
        start(0);
      }
      while (upcoming !== null && (current === null || upcoming.time <= time + tolerance)) advance();
      if (current === null) throw new SourceError(key, 'it has no picture that can be decoded.');
      if (upcoming === null && decoder !== null && kind === 'video') {
        held = time - current.time;
        const missing = Math.min(time, decoder.isDamaged() ? time : decoder.promised) - current.time;
        if (missing > shortfall) {
          throw new SourceError(
            key,
            `its pictures end at ${current.time.toFixed(1)} s, before its time is over.`,
          );
        }
      }
      if (kind === 'image' && !animated && decoder !== null) {
        decoder.close();
        decoder = null;
      }
      return { frame: current.frame, serial };
    },
    held: () => held,
    close() {
      dropAll();
      decoder?.close();
      decoder = null;
    },
  };
}
