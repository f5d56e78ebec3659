import type { Look } from './look.ts';

/** How much two frames differ. */
export type Difference = {
  /** Mean change of a cell, 0 to 1; hard cuts are rarely below 0.04. */
  amount: number;
  /** Share of the cells that have visibly changed. */
  spread: number;
};

/** A change of a cell that one sees. */
const visible = 0.035;
/** Below it frames are not compared with moved copies: nothing that matters happened. */
const still = 0.012;
/** Share of a side by which the picture may have moved from one frame to the next. */
const reach = { right: 0.34, down: 0.23 };

/** Compares the part of two looks that overlaps when the second has moved by whole cells. */
function differenceAt(a: Look, b: Look, right: number, down: number): Difference {
  const { columns, rows } = a;
  const [firstColumn, lastColumn] = [Math.max(0, -right), Math.min(columns, columns - right)];
  const [firstRow, lastRow] = [Math.max(0, -down), Math.min(rows, rows - down)];
  let total = 0;
  let changed = 0;
  for (let row = firstRow; row < lastRow; row += 1) {
    let from = row * columns + firstColumn;
    let to = (row + down) * columns + firstColumn + right;
    for (let column = firstColumn; column < lastColumn; column += 1, from += 1, to += 1) {
      const change =
        0.6 * Math.abs((a.light[from] as number) - (b.light[to] as number)) +
        Math.abs((a.blue[from] as number) - (b.blue[to] as number)) +
        Math.abs((a.red[from] as number) - (b.red[to] as number));
      total += change;
      if (change > visible) changed += 1;
    }
  }
  const cells = (lastColumn - firstColumn) * (lastRow - firstRow);
  return { amount: total / cells, spread: changed / cells };
}

/** Compares two frames place by place. */
export const difference = (a: Look, b: Look): Difference => differenceAt(a, b, 0, 0);

/**
 * Compares two frames, allowing for a camera that has turned between them: the least difference of all whole-cell
 * moves within reach, found along the way downhill from no move at all and from coarse moves.
 */
export function movedDifference(a: Look, b: Look, plain: Difference = difference(a, b)): Difference {
  if (plain.amount < still) return plain;
  const [maxRight, maxDown] = [Math.floor(a.columns * reach.right), Math.floor(a.rows * reach.down)];
  let best = { right: 0, down: 0, found: plain };
  const attempt = (right: number, down: number): void => {
    if (Math.abs(right) > maxRight || Math.abs(down) > maxDown) return;
    const found = differenceAt(a, b, right, down);
    if (found.amount < best.found.amount) best = { right, down, found };
  };
  for (let down = -maxDown; down <= maxDown; down += 2) {
    for (let right = -maxRight; right <= maxRight; right += 2) attempt(right, down);
  }
  const { right, down } = best;
  for (const [x, y] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
    [-1, -1],
    [1, 1],
    [-1, 1],
    [1, -1],
  ] as const) {
    attempt(right + x, down + y);
  }
  return best.found;
}

/**
 * How far a frame is from the even mixture of two others, 0 to 1: small in the middle of a dissolve, about half their
 * difference where something moves.
 */
export function mixtureError(a: Look, middle: Look, b: Look): number {
  let total = 0;
  for (let cell = 0; cell < middle.light.length; cell += 1) {
    const off = (plane: 'light' | 'blue' | 'red') =>
      Math.abs(
        (middle[plane][cell] as number) - ((a[plane][cell] as number) + (b[plane][cell] as number)) / 2,
      );
    total += 0.6 * off('light') + off('blue') + off('red');
  }
  return total / middle.light.length;
}

/** Likeness of the light and dark places of two frames, -1 to 1; a change of exposure leaves it near 1. */
export function likeness(a: Look, b: Look): number {
  let [product, squareA, squareB] = [0, 0, 0];
  for (let cell = 0; cell < a.light.length; cell += 1) {
    const [x, y] = [(a.light[cell] as number) - a.brightness, (b.light[cell] as number) - b.brightness];
    product += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const scale = Math.sqrt(squareA * squareB);
  return scale < 1e-9 ? 0 : product / scale;
}
