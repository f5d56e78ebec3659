import type { Warning } from '../errors/warning.ts';
import type { TextStyle } from '../timeline/model.ts';
import { type Colour, parseColour } from './colour.ts';
import type { FontBook, FontFace } from './font-book.ts';
import { lookOf } from './presets.ts';

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

/**
 * Where a text stands: `row` and `column` of the nine places; `pinned` texts hang on the point (X, Y) itself.
 */
export type Placement = {
  row: 'top' | 'middle' | 'bottom';
  column: 'left' | 'center' | 'right';
  pinned: boolean;
};

const numpad = [
  ['bottom', 'left'],
  ['bottom', 'center'],
  ['bottom', 'right'],
  ['middle', 'left'],
  ['middle', 'center'],
  ['middle', 'right'],
  ['top', 'left'],
  ['top', 'center'],
  ['top', 'right'],
] as const;

/**
 * Reads an Alignment (timeline.md 1.9.4), also as the digit of a number pad that exports write; absent is
 * `TopLeft`.
 */
export function placementOf(alignment: string | undefined): Placement {
  const word = (alignment ?? 'TopLeft').trim().toLowerCase();
  const digit = numpad[Number(word) - 1];
  if (digit !== undefined) return { row: digit[0], column: digit[1], pinned: false };
  const column = word.endsWith('right') ? 'right' : word.endsWith('center') ? 'center' : 'left';
  if (['left', 'center', 'right'].includes(word)) return { row: 'top', column, pinned: true };
  const row = word.startsWith('bottom') ? 'bottom' : word.startsWith('center') ? 'middle' : 'top';
  return { row, column, pinned: false };
}

/** A style as it is drawn: nothing is left open. Lengths are pixels of the frame. */
export type DrawnStyle = {
  face: FontFace;
  /** Whether `Font` asks for a bold face of its own. */
  bold: boolean;
  font: string | undefined;
  /** Height of the em square. */
  size: number;
  italic: boolean;
  underline: boolean;
  fill: Colour;
  outlineColour: Colour;
  backColour: Colour;
  outline: number;
  shadow: number;
  box: boolean;
  spacing: number;
  lineSpacing: number;
  /** Degrees, counter-clockwise. */
  angle: number;
};

const white: Colour = { red: 255, green: 255, blue: 255, opacity: 1 };
const black: Colour = { red: 0, green: 0, blue: 0, opacity: 1 };

/**
 * Width of the edge of letters, or of the room between letters and the edge of their box, which is never
 * nothing.
 */
function outlineOf(asked: number | undefined, size: number, box: boolean, lookShare: number): number {
  if (box) return asked === undefined || asked <= 0 ? size * 0.15 : asked;
  return Math.max(0, asked ?? size * lookShare);
}

/**
 * Completes a style with the defaults of timeline.md 1.6. What cannot be drawn as asked is told to `warn`.
 */
export function drawnStyle(
  style: TextStyle,
  frame: FrameSize,
  fonts: FontBook,
  warn: (warning: Warning) => void,
): DrawnStyle {
  const colour = (field: string, text: string | undefined, otherwise: Colour) => {
    if (text === undefined || text === '') return otherwise;
    const parsed = parseColour(text);
    if (parsed === null) {
      warn({ Code: 'ColourIgnored', Message: `${field} "${text}" is no colour; the default was taken.` });
    }
    return parsed ?? otherwise;
  };
  const size = fontSizeOf(style, frame);
  const bold = style.FontFace?.Bold ?? false;
  const { face, replaced } = fonts.choose(style.Font, bold);
  if (replaced !== null) warn({ Code: 'FontReplaced', Message: replaced });
  if (style.FontUrl) {
    warn({
      Code: 'FontReplaced',
      Message: `FontUrl "${style.FontUrl}" is not loaded; ${face.family} was taken.`,
    });
  }
  const look = style.EffectColorStyle ? lookOf(style.EffectColorStyle) : null;
  if (style.EffectColorStyle && look === null) {
    warn({
      Code: 'StyleNotDrawn',
      Message: `EffectColorStyle "${style.EffectColorStyle}" is not known; plain letters were drawn.`,
    });
  }
  if (style.BubbleStyleId) {
    warn({ Code: 'StyleNotDrawn', Message: `BubbleStyleId "${style.BubbleStyleId}" is not drawn.` });
  }
  const box = style.BorderStyle === 3;
  const backColour = colour('BackColour', style.BackColour, look?.shadow ?? black);
  const fill = look?.fill ?? colour('FontColor', style.FontColor, white);
  return {
    face,
    bold,
    font: style.Font,
    size,
    italic: style.FontFace?.Italic ?? false,
    underline: style.FontFace?.Underline ?? false,
    fill: { ...fill, opacity: fill.opacity * Math.min(1, Math.max(0, style.FontColorOpacity ?? 1)) },
    outlineColour: look?.outline ?? colour('OutlineColour', style.OutlineColour, box ? backColour : black),
    backColour,
    outline: outlineOf(style.Outline, size, box, look?.outlineWidth ?? 0),
    shadow: Math.max(0, style.Shadow ?? (look === null ? 0 : size * look.shadowWidth)),
    box,
    spacing: style.Spacing ?? 0,
    lineSpacing: style.LineSpacing ?? 0,
    angle: style.Angle ?? 0,
  };
}
