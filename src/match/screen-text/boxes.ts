/**
 * From the map of a text detector to the lines of text: pixels that are probably text and touch each other are one
 * line, whose box is turned as the line is. Pure.
 */

/** How probable it is that each pixel belongs to text, row by row, 0 to 1. */
export type TextMap = { data: Float32Array; width: number; height: number };

/** Where a line of text stands, in pixels of the map. */
export type TextBox = {
  /** Its middle. */
  x: number;
  y: number;
  /** Along the line and across it. */
  width: number;
  height: number;
  /** Radians by which the line is turned, clockwise on screen; 0 = level. */
  angle: number;
};

/** A pixel is text from here on. */
const pixelThreshold = 0.3;
/** A line is one when its pixels are text by so much in the mean. */
const lineThreshold = 0.55;
const leastPixels = 16;
const leastSide = 3;
/** The detector marks the core of a line; the letters reach further, by this share of area to outline. */
const growth = 1.9;
/** Only a line that is so many times longer than high tells its direction. */
const elongated = 3;
/** Text that is turned by more stands upright: a column. */
const steepest = Math.PI / 3;

/** The pixels of one line, as places in the map. */
function* regionsOf({ data, width, height }: TextMap): Generator<number[]> {
  const seen = new Uint8Array(width * height);
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || (data[start] ?? 0) < pixelThreshold) continue;
    const region: number[] = [start];
    seen[start] = 1;
    for (let at = 0; at < region.length; at++) {
      const place = region[at] ?? 0;
      const x = place % width;
      for (let row = -1; row <= 1; row++) {
        for (let column = -1; column <= 1; column++) {
          const next = place + row * width + column;
          const isInside = x + column >= 0 && x + column < width && next >= 0 && next < data.length;
          if (!isInside || seen[next] === 1 || (data[next] ?? 0) < pixelThreshold) continue;
          seen[next] = 1;
          region.push(next);
        }
      }
    }
    yield region;
  }
}

/** The direction of a region by its moments; 0 for what is not long enough to have one, and for columns. */
function directionOf(region: readonly number[], width: number): number {
  let [sumX, sumY, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (const place of region) {
    sumX += place % width;
    sumY += Math.floor(place / width);
  }
  const [meanX, meanY] = [sumX / region.length, sumY / region.length];
  for (const place of region) {
    const [x, y] = [(place % width) - meanX, Math.floor(place / width) - meanY];
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const spread = Math.hypot(xx - yy, 2 * xy);
  const isLong = xx + yy + spread > elongated ** 2 * (xx + yy - spread);
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return isLong && Math.abs(angle) < steepest ? angle : 0;
}

/** The box around a region, grown to where the letters end; null when it is too small. */
function boxAround(region: readonly number[], map: TextMap): TextBox | null {
  const angle = directionOf(region, map.width);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const place of region) {
    const [x, y] = [place % map.width, Math.floor(place / map.width)];
    const [along, across] = [x * cos + y * sin, y * cos - x * sin];
    left = Math.min(left, along);
    right = Math.max(right, along);
    top = Math.min(top, across);
    bottom = Math.max(bottom, across);
  }
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (Math.min(width, height) < leastSide) return null;
  const margin = (width * height * growth) / (2 * (width + height));
  const [along, across] = [(left + right + 1) / 2, (top + bottom + 1) / 2];
  return {
    x: along * cos - across * sin,
    y: along * sin + across * cos,
    width: width + 2 * margin,
    height: height + 2 * margin,
    angle,
  };
}

/** The lines of text of a map, in the order in which they are read: from the top, from the left. */
export function textBoxes(map: TextMap): TextBox[] {
  const boxes: TextBox[] = [];
  for (const region of regionsOf(map)) {
    if (region.length < leastPixels) continue;
    const sum = region.reduce((all, place) => all + (map.data[place] ?? 0), 0);
    if (sum / region.length < lineThreshold) continue;
    const box = boxAround(region, map);
    if (box !== null) boxes.push(box);
  }
  return inReadingOrder(boxes);
}

/** Boxes beside each other are one row: the middle of the next is no lower than the lower half of the row's first. */
function inReadingOrder(boxes: readonly TextBox[]): TextBox[] {
  const rows: TextBox[][] = [];
  for (const box of boxes.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    const [first] = row ?? [];
    if (row !== undefined && first !== undefined && box.y - first.y < first.height / 2) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x));
}
