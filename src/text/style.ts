import type { TextStyle } from '../timeline/model.ts';

/** Size of the picture that text is drawn on, in pixels. */
export type FrameSize = { width: number; height: number };

/**
 * A position or size of the wire format in pixels: 0 to 1 is a share of the output, from 2 on it is pixels
 * (timeline.md 1.9.1).
 */
export function toPixels(value: number, extent: number): number {
  return Math.abs(value) < 2 ? value * extent : value;
}

/** Font size of a text that asks for none: a twentieth of the short side, readable on a phone. */
export function fontSizeOf(style: TextStyle, frame: FrameSize): number {
  return Math.max(1, style.FontSize ?? Math.round(Math.min(frame.width, frame.height) / 20));
}
