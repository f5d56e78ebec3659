import type { SKRSContext2D } from '@napi-rs/canvas';

/** What a scene is painted on: the 2D context of a canvas in the scene's own units. */
export type Brush = SKRSContext2D;

/** A moving picture that is painted by code: equal seconds give equal pixels. */
export type Scene = {
  /** File name without its ending. */
  name: string;
  /** Size in the units that `paint` draws in; a film may scale it. */
  width: number;
  height: number;
  fps: number;
  seconds: number;
  /** Makes the painter. What does not move is prepared here, once. */
  prepare(): (brush: Brush, second: number) => void;
  /** The scene's own sound: mono samples at 48 kHz, -1 to 1. Silent scenes have none. */
  sound?(seconds: number): Float32Array;
};

/** Sizes of the two kinds of footage. */
export const portrait = { width: 1080, height: 1920 };
export const landscape = { width: 1920, height: 1080 };
