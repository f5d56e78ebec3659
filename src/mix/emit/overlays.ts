import type { VideoTrack } from '../../timeline/model.ts';
import type { Sticker } from '../config/batch-config.ts';
import { mediaKeys } from '../reference.ts';

/** The track of a background image: it fills the frame below the clips for the whole video. */
export function backgroundTrack(media: string): VideoTrack {
  return {
    VideoTrackClips: [
      { ...mediaKeys(media), Type: 'GlobalImage', X: 0, Y: 0, Width: 1, Height: 1, AdaptMode: 'Cover' },
    ],
  };
}

/**
 * The track of a sticker: above the clips for the whole video, at its place and size (batch.md 3.1).
 *
 * @param end length of the video in seconds
 */
export function stickerTrack(sticker: Sticker, end: number): VideoTrack {
  const { media, x, y, width, height, dyncFrames, opacity } = sticker;
  return {
    VideoTrackClips: [
      {
        ...mediaKeys(media),
        Type: 'Image',
        In: 0,
        Out: end,
        TimelineIn: 0,
        TimelineOut: end,
        X: x,
        Y: y,
        ...(width === null ? {} : { Width: width }),
        ...(height === null ? {} : { Height: height }),
        ...(dyncFrames === null ? {} : { DyncFrames: dyncFrames }),
        ...(opacity === 1 ? {} : { Opacity: opacity }),
      },
    ],
  };
}
