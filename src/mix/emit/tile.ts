import type { TimeRange } from '../config/media-config.ts';

/**
 * A piece of footage with the output frames that belong to it; the tiles of an output follow each other without gaps
 * and overlap nowhere.
 */
export type Tile = {
  /** Media id or URL. */
  media: string;
  kind: 'video' | 'image';
  /** Source seconds that must not be left; a still image has no end. */
  window: TimeRange;
  /** Where the piece lies in its source. */
  natural: TimeRange;
  /** How far it may reach when a transition or its length asks for more. */
  room: TimeRange;
  frames: number;
  /** Playback rate of a video; 1 for an image. */
  speed: number;
  /** Linear gain of the footage's own sound. */
  volume: number;
};
