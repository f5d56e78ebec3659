/**
 * What is known of a source file before it is used: the facts that planning and rendering are allowed to rest on.
 * They are read once from the file (`media/probe.ts`), stored with the media, and never guessed again.
 */

/** The kind of a material: a still or animated image counts as `image`. */
export type MaterialKind = 'video' | 'image' | 'audio';

/** Facts of the picture of a material. Sizes are in pixels as shown, after rotation and sample aspect ratio. */
export type PictureFacts = {
  /** Shown size, after rotation and with square pixels. */
  width: number;
  height: number;
  /** Stored size, before rotation and with the pixels of the file. */
  codedWidth: number;
  codedHeight: number;
  /** Clockwise turn that a player applies, in degrees. */
  rotation: 0 | 90 | 180 | 270;
  /** Sample aspect ratio, 1 for square pixels. */
  sampleAspect: number;
  /** Average frames a second; 0 for a still image. */
  fps: number;
  /** FFmpeg codec name, e.g. `h264`. */
  codec: string;
  /** FFmpeg pixel format name, e.g. `yuv420p10le`. */
  pixelFormat: string;
  /** Whether the pixel format carries alpha. */
  alpha: boolean;
  /** `pq` and `hlg` need tone mapping to bt709. */
  transfer: 'sdr' | 'pq' | 'hlg';
  /** FFmpeg colour space, range and primaries names, `unspecified` when the file is silent. */
  colorSpace: string;
  colorRange: string;
  colorPrimaries: string;
  /** Fields instead of frames: needs deinterlacing. */
  interlaced: boolean;
};

/** Facts of the sound of a material. */
export type SoundFacts = {
  codec: string;
  sampleRate: number;
  channels: number;
};

/** All facts of one material. */
export type MediaFacts = {
  kind: MaterialKind;
  /** FFmpeg demuxer name, e.g. `mov,mp4,m4a,3gp,3g2,mj2`. */
  format: string;
  /** Length in seconds; 0 for a still image; the length of one loop for an animated one. */
  duration: number;
  /** Bytes. */
  size: number;
  /** Bits a second, 0 when unknown. */
  bitrate: number;
  picture: PictureFacts | null;
  sound: SoundFacts | null;
};

/** A material that is at hand: where its bytes are on this machine, and what is known of them. */
export type Source = { path: string; facts: MediaFacts };
