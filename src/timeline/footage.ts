/**
 * What is in a video or picture, read once from its frames (`media/footage/`): the pieces between its cuts and how they
 * look. Planning and matching rest on these facts.
 */

/** What makes a shot of little use, or special. */
export type ShotMark = 'black' | 'frozen' | 'titleCard' | 'flash';

/** Colours that a shot is described by. */
export const colourNames = [
  'red',
  'orange',
  'yellow',
  'green',
  'cyan',
  'blue',
  'purple',
  'pink',
  'brown',
  'black',
  'white',
  'grey',
] as const;

/** One continuous piece of a material between two cuts. Times are seconds of the source. */
export type SourceShot = {
  in: number;
  /** First instant that is no longer part of it; a still has 0. */
  out: number;
  /** The frame that stands for the shot. */
  keyTime: number;
  /** 0 = nothing moves, 1 = everything changes from frame to frame. */
  motion: number;
  /** Mean light, 0 = black, 1 = white. */
  brightness: number;
  /** 0 = soft, 1 = every edge is crisp. */
  sharpness: number;
  /** Share (0 to 1) of the picture that has each colour, in the order of {@link colourNames}. */
  colours: readonly number[];
  /** How much the picture looks like one taken outside (sky above, green, even light), 0 to 1. */
  outdoors: number;
  marks: readonly ShotMark[];
};

/** The shots of a material in order; they tile it from its first to its last frame. */
export type Footage = { shots: readonly SourceShot[] };
