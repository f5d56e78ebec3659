import type { Cell } from './cells.ts';
import { assAlpha, assColour } from './colour.ts';
import type { Segment } from './phases.ts';
import type { Piece } from './pieces.ts';
import type { Pose } from './pose.ts';
import type { DrawnStyle } from './style.ts';

/** The box that windows of a motion are shares of, and its middle. Pixels. */
export type PieceFrame = {
  left: number;
  top: number;
  right: number;
  bottom: number;
  centreX: number;
  centreY: number;
};

/**
 * Time as ASS writes it: hundredths of a second, so that texts that sort alike are ordered alike below 10
 * hours.
 */
export function clock(seconds: number): string {
  const total = Math.max(0, Math.round(seconds * 100));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(total / 360_000), Math.floor(total / 6000) % 60, total % 6000];
  return `${hours}:${pad(minutes)}:${pad(Math.floor(rest / 100))}.${pad(rest % 100)}`;
}

const number = (value: number) => String(Math.round(value * 100) / 100 + 0);

/** Text of a stranger as ASS text: nothing in it is a code. */
function escaped(text: string): string {
  // A word joiner behind the backslash keeps it from being one half of a code.
  return text.replaceAll('\\', '\\\u2060').replaceAll('{', '\\{').replaceAll('}', '\\}');
}

/** Everything about a cell that codes can set, as the codes that set it. */
function cellCodes(cell: Cell, style: DrawnStyle): Map<string, string> {
  const { marks, face, size } = cell;
  const flag = (value: boolean) => (value ? '1' : '0');
  return new Map([
    ['\\fn', face.family],
    ['\\fs', number(size * face.lineHeight)],
    ['\\i', flag(marks.italic ?? style.italic)],
    ['\\u', flag(marks.underline ?? style.underline)],
    ['\\s', flag(marks.strike ?? false)],
    ['\\1c', assColour(marks.fill ?? style.fill)],
    ['\\3c', assColour(marks.outlineColour ?? style.outlineColour)],
    ['\\4c', assColour(marks.backColour ?? style.backColour)],
    ['\\xbord', number(marks.outlineX ?? style.outline)],
    ['\\ybord', number(marks.outlineY ?? style.outline)],
  ]);
}

/** The codes of the style itself, as cells write them. */
function styleCodes(style: DrawnStyle): Map<string, string> {
  return cellCodes({ text: '', face: style.face, size: style.size, width: 0, marks: {} }, style);
}

/** The lines of a piece with the codes that change between its cells. */
function linesText(piece: Piece, style: DrawnStyle): string {
  const current = styleCodes(style);
  const rows = piece.lines.map(({ cells }) =>
    cells
      .map((cell) => {
        let codes = '';
        for (const [code, value] of cellCodes(cell, style)) {
          if (current.get(code) !== value) codes += code + value;
          current.set(code, value);
        }
        return (codes === '' ? '' : `{${codes}}`) + escaped(cell.text);
      })
      .join(''),
  );
  return rows.join('\\N');
}

/**
 * Codes of a pose besides its position; `other` is the pose at the far end, whose properties must be named
 * here as well.
 */
function poseCodes(pose: Pose, other: Pose, style: DrawnStyle, box: PieceFrame): string {
  const codes: string[] = [];
  const either = (pick: (each: Pose) => unknown, restValue: unknown) =>
    pick(pose) !== restValue || pick(other) !== restValue;
  if (either(({ scaleX }) => scaleX, 1)) codes.push(`\\fscx${number(pose.scaleX * 100)}`);
  if (either(({ scaleY }) => scaleY, 1)) codes.push(`\\fscy${number(pose.scaleY * 100)}`);
  if (style.angle !== 0 || either(({ turn }) => turn, 0))
    codes.push(`\\frz${number(style.angle + pose.turn)}`);
  if (either(({ turnX }) => turnX, 0)) codes.push(`\\frx${number(pose.turnX)}`);
  if (either(({ turnY }) => turnY, 0)) codes.push(`\\fry${number(pose.turnY)}`);
  if (either(({ blur }) => blur, 0)) codes.push(`\\blur${number(pose.blur)}`);
  if (either(({ fade }) => fade, 0)) {
    const faded = (opacity: number) => `&H${assAlpha(opacity * (1 - pose.fade))}&`;
    codes.push(`\\1a${faded(style.fill.opacity)}\\3a${faded(style.outlineColour.opacity)}`);
    codes.push(`\\4a${faded(style.backColour.opacity)}`);
  }
  if (either(({ window }) => window, null)) {
    const [left, top, right, bottom] = pose.window ?? [0, 0, 1, 1];
    const across = (share: number) => Math.round(box.left + (box.right - box.left) * share);
    const down = (share: number) => Math.round(box.top + (box.bottom - box.top) * share);
    codes.push(`\\clip(${across(left)},${down(top)},${across(right)},${down(bottom)})`);
  }
  return codes.join('');
}

/** Where the piece is anchored in a pose: a text of several pieces grows from its common middle. */
function anchorIn(pose: Pose, piece: Piece, box: PieceFrame, alone: boolean): { x: number; y: number } {
  const spreadX = alone ? 0 : (piece.x - box.centreX) * (pose.scaleX - 1);
  const spreadY = alone ? 0 : (piece.y - box.centreY) * (pose.scaleY - 1);
  return { x: piece.x + pose.dx + spreadX, y: piece.y + pose.dy + spreadY };
}

/**
 * The text of one event: a piece on its way from one pose to another.
 *
 * @param alone letters turn and grow about their own middle, other pieces about that of the text
 */
export function eventText(
  piece: Piece,
  segment: Segment,
  style: DrawnStyle,
  box: PieceFrame,
  alone: boolean,
): string {
  const { from, to } = segment;
  const [start, end] = [anchorIn(from, piece, box, alone), anchorIn(to, piece, box, alone)];
  const moving = start.x !== end.x || start.y !== end.y;
  const place = moving
    ? `\\move(${number(start.x)},${number(start.y)},${number(end.x)},${number(end.y)})`
    : `\\pos(${number(start.x)},${number(start.y)})`;
  const turning =
    style.angle !== 0 ||
    [from, to].some(({ turn, turnX, turnY }) => turn !== 0 || turnX !== 0 || turnY !== 0);
  const centre = alone ? { x: piece.centreX, y: piece.centreY } : { x: box.centreX, y: box.centreY };
  // A moving text with a fixed origin would turn about a point that stays behind.
  const origin =
    turning && !moving ? `\\org(${number(centre.x + from.dx)},${number(centre.y + from.dy)})` : '';
  const first = poseCodes(from, to, style, box);
  const last = poseCodes(to, from, style, box);
  const change = first === last ? '' : `\\t(${last})`;
  return `{\\an${piece.anchor}${place}${origin}${first}${change}}${linesText(piece, style)}`;
}
