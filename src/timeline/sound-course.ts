/**
 * What is heard in a video, read once from its sound (`media/sound/`): how loud it is and whether somebody speaks, for
 * every tenth of a second. Highlights are chosen and cut by it.
 */

/** Seconds that one value stands for. */
export const soundStep = 0.1;

/** Loudness of silence; nothing is told to be quieter. */
export const silence = -70;

/** The course of a sound from the start of its source; both lists are equally long. */
export type SoundCourse = {
  /** Loudness in LUFS (ITU-R BS.1770 without gates), -70 and above. */
  loudness: Float32Array;
  /** How sure it is that somebody speaks, 0 to 1. */
  speech: Float32Array;
};

/** The course of a source without sound. */
export const noSound: SoundCourse = { loudness: new Float32Array(0), speech: new Float32Array(0) };
