import type { Block, PlacedLine } from './layout.ts';
import type { Motion, MotionScene } from './motion.ts';

/** A part of a text that is drawn by itself: all of it, a line, or a letter. Lengths are pixels. */
export type Piece = {
  lines: PlacedLine[];
  /**
   * Number-pad digit of the point that `x` and `y` name: 4, 5 or 6, the middle of the left edge, of the box,
   * of the right edge.
   */
  anchor: 4 | 5 | 6;
  x: number;
  y: number;
  /** Middle of the piece. */
  centreX: number;
  centreY: number;
};

const anchors = { left: 4, center: 5, right: 6 } as const;
const shares = { left: 0, center: 0.5, right: 1 } as const;

const lineAsPiece = (line: PlacedLine, column: Block['column']): Piece => ({
  lines: [line],
  anchor: anchors[column],
  x: line.x + line.width * shares[column],
  y: line.y + line.height / 2,
  centreX: line.x + line.width / 2,
  centreY: line.y + line.height / 2,
});

/**
 * The text in pieces that stand still or move as one. libass knows no extra space between lines, so that a
 * text with `LineSpacing` comes apart into its lines.
 */
export function blockPieces(block: Block, lineSpacing: number): Piece[] {
  if (lineSpacing !== 0 && block.lines.length > 1)
    return block.lines.map((line) => lineAsPiece(line, block.column));
  return [
    {
      lines: block.lines,
      anchor: anchors[block.column],
      x: block.x + block.width * shares[block.column],
      y: block.y + block.height / 2,
      centreX: block.x + block.width / 2,
      centreY: block.y + block.height / 2,
    },
  ];
}

/** The text in letters, without the spaces. */
export function letterPieces(block: Block): Piece[] {
  return block.lines.flatMap((line) => {
    let x = line.x;
    return line.cells.flatMap((cell): Piece[] => {
      const left = x;
      x += cell.width;
      if (cell.text.trim() === '') return [];
      const height = cell.face.lineHeight * cell.size;
      const y = line.y + line.baseline - cell.face.ascent * cell.size;
      const alone: PlacedLine = {
        cells: [cell],
        x: left,
        y,
        width: cell.width,
        height,
        baseline: cell.face.ascent * cell.size,
      };
      return [lineAsPiece(alone, 'center')];
    });
  });
}

/** The pieces that a motion moves, each with what the motion has to know of it. */
export function movedPieces(
  motion: Motion,
  block: Block,
  style: { lineSpacing: number; size: number },
  frame: MotionScene['frame'],
): { piece: Piece; scene: MotionScene }[] {
  const pieces = motion.unit === 'letter' ? letterPieces(block) : blockPieces(block, style.lineSpacing);
  const middle = block.x + block.width / 2;
  return pieces.map((piece, index) => ({
    piece,
    scene: {
      em: style.size,
      frame,
      block,
      index: motion.unit === 'letter' ? index : 0,
      count: motion.unit === 'letter' ? pieces.length : 1,
      fromCentre: piece.centreX - middle,
    },
  }));
}
