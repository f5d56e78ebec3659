/** Size of a plot in units of its picture. */
export const plotSize = { width: 480, height: 120 };

/** The highest value of an axis: 1, 2 or 5 times a power of ten, and no less than `highest`. */
export function axisTop(highest: number): number {
  if (highest <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return ([1, 2, 5, 10].find((step) => step * power >= highest) ?? 10) * power;
}

/** Points of a line, from the first value at the left edge to the last at the right, 0 at the bottom and `top` at the top. */
export function plotPoints(values: readonly number[], top: number): { x: number; y: number }[] {
  const { width, height } = plotSize;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) => ({ x: index * step, y: height - (value / top) * height }));
}

/** SVG path of a line through points. */
export function linePath(points: readonly { x: number; y: number }[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}

/** SVG path of the area below a line. */
export function areaPath(points: readonly { x: number; y: number }[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  const bottom = plotSize.height;
  return `${linePath(points)}L${last.x.toFixed(1)} ${bottom}L${first.x.toFixed(1)} ${bottom}Z`;
}
