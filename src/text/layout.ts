import type { Warning } from '../errors/warning.ts';
import type { TextStyle } from '../timeline/model.ts';
import { type Cell, cellsOf, trimmed, widthOf } from './cells.ts';
import type { FontBook } from './font-book.ts';
import { type DrawnStyle, type FrameSize, type Placement, placementOf, toPixels } from './style.ts';
import { breakLines, type WrapMode } from './wrap.ts';

/** A line of cells with its own box; `x` and `y` are its top left corner on the frame. */
export type PlacedLine = {
  cells: Cell[];
  x: number;
  y: number;
  width: number;
  height: number;
  baseline: number;
};

/** A text in its place. Lengths are pixels of the frame. */
export type Block = {
  lines: PlacedLine[];
  x: number;
  y: number;
  width: number;
  height: number;
  column: Placement['column'];
};

/** A line of smaller letters than this share of the asked size is not worth drawing. */
const smallestScale = 0.2;

const wrapModes: Record<string, WrapMode> = {
  autowrap: 'anywhere',
  autowrapatspaces: 'spaces',
  autowrapatspacesstrict: 'strictlySpaces',
};

/** How a text is wrapped; null for one that keeps its lines. */
export function wrapModeOf(adaptMode: string | undefined): WrapMode | null {
  return wrapModes[adaptMode?.toLowerCase() ?? ''] ?? null;
}

/** Width that a text may take: its own, or what is left of the frame. */
function roomOf(style: TextStyle, placement: Placement, frame: FrameSize): number {
  if (style.TextWidth !== undefined && style.TextWidth > 0) return toPixels(style.TextWidth, frame.width);
  const x = Math.abs(toPixels(style.X ?? 0, frame.width));
  return placement.column === 'center' ? frame.width : Math.max(frame.width - x, frame.width * 0.1);
}

function wrapped(paragraph: Cell[], limit: number, mode: WrapMode | null): Cell[][] {
  if (mode === null) return [paragraph];
  const starts = breakLines(
    paragraph.map(({ text }) => text),
    paragraph.map(({ width }) => width),
    limit,
    mode,
  );
  return starts.map((from, index) => paragraph.slice(from, starts[index + 1]));
}

/** Shrinks all letters so that the widest line fits. */
function shrunk(paragraphs: Cell[][], limit: number): Cell[][] {
  const widest = Math.max(...paragraphs.map(widthOf));
  if (widest <= limit) return paragraphs;
  const scale = Math.max(smallestScale, limit / widest);
  return paragraphs.map((cells) =>
    cells.map((cell) => ({ ...cell, size: cell.size * scale, width: cell.width * scale })),
  );
}

/** Left or top edge of a box on its axis. */
function edge(at: 'start' | 'middle' | 'end', offset: number, length: number, extent: number): number {
  if (at === 'middle') return (extent - length) / 2 + offset;
  return at === 'start' ? offset : extent - offset - length;
}

/**
 * Top left corner of a text box (timeline.md 1.9.4): X and Y move it away from its default place, into the
 * frame. At the bottom a Y above one half cannot be a distance from the edge: clients mean a place from the
 * top, and get it.
 */
function cornerOf(style: TextStyle, placement: Placement, width: number, height: number, frame: FrameSize) {
  const [x, y] = [toPixels(style.X ?? 0, frame.width), toPixels(style.Y ?? 0, frame.height)];
  if (placement.pinned) {
    const share = { left: 0, center: 0.5, right: 1 }[placement.column];
    return { x: x - width * share, y };
  }
  const across = ({ left: 'start', center: 'middle', right: 'end' } as const)[placement.column];
  const fromTop = placement.row === 'bottom' && y > frame.height / 2;
  const down = fromTop
    ? 'start'
    : ({ top: 'start', middle: 'middle', bottom: 'end' } as const)[placement.row];
  return { x: edge(across, x, width, frame.width), y: edge(down, y, height, frame.height) };
}

/** Moves a length back into the frame where it fits: text that nobody sees helps nobody. */
function inside(at: number, length: number, extent: number): number {
  return length > extent ? at : Math.min(extent - length, Math.max(0, at));
}

/** Wraps, measures and places a text. */
export function layOut(
  content: string,
  style: TextStyle,
  drawn: DrawnStyle,
  frame: FrameSize,
  fonts: FontBook,
  warn: (warning: Warning) => void,
): Block {
  const placement = placementOf(style.Alignment);
  const limit = roomOf(style, placement, frame);
  const paragraphs = cellsOf(content, drawn, fonts, warn);
  const mode = wrapModeOf(style.AdaptMode);
  const fitted = style.AdaptMode?.toLowerCase() === 'autoscale' ? shrunk(paragraphs, limit) : paragraphs;
  const rows = fitted.flatMap((paragraph) => wrapped(paragraph, limit, mode)).map(trimmed);
  const empty = { lineHeight: drawn.face.lineHeight * drawn.size, ascent: drawn.face.ascent * drawn.size };
  const sized = rows.map((cells) => {
    const ascents = cells.map(({ face, size }) => face.ascent * size);
    const descents = cells.map(({ face, size }) => (face.lineHeight - face.ascent) * size);
    const baseline = cells.length === 0 ? empty.ascent : Math.max(...ascents);
    const height = cells.length === 0 ? empty.lineHeight : baseline + Math.max(...descents);
    return { cells, width: widthOf(cells), height, baseline };
  });
  const width = Math.max(0, ...sized.map((line) => line.width));
  const height = sized.reduce((sum, line) => sum + line.height, 0) + drawn.lineSpacing * (sized.length - 1);
  const corner = cornerOf(style, placement, width, height, frame);
  const x = inside(corner.x, width, frame.width);
  const y = inside(corner.y, height, frame.height);
  const share = { left: 0, center: 0.5, right: 1 }[placement.column];
  let top = y;
  const lines = sized.map((line): PlacedLine => {
    const placed = { ...line, x: x + (width - line.width) * share, y: top };
    top += line.height + drawn.lineSpacing;
    return placed;
  });
  return { lines, x, y, width, height, column: placement.column };
}
