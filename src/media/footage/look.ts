/**
 * How one frame looks to the shot detector: a coarse grid of lightness and colour. Everything here is pure and small,
 * because it runs for every frame of a film.
 */

/** A picture of 8-bit RGB samples, row by row. */
export type SmallPicture = { width: number; height: number; stride: number; rgb: Uint8Array };

/** What is kept of a frame. All values are 0 to 1. */
export type Look = {
  /** Cells in a row, and rows. */
  columns: number;
  rows: number;
  /** Mean lightness of each cell. */
  light: Float32Array;
  /** Mean blue and red difference of each cell; 0.5 is grey. */
  blue: Float32Array;
  red: Float32Array;
  /** Mean lightness of the picture. */
  brightness: number;
  /** Share of cells that are as good as black. */
  dark: number;
  /** Share of cells that are as good as white. */
  white: number;
};

/** Samples of a side of a cell. */
export const cellSide = 3;
/** Lightness below which a cell counts as black: film black with its noise. */
const blackBelow = 0.09;
const whiteAbove = 0.93;

/** Size of the picture that a {@link Look} is made of: about 5,000 samples, as wide or as high as the film. */
export const smallSize = (width: number, height: number): { width: number; height: number } =>
  height > width ? { width: 54, height: 96 } : { width: 96, height: 54 };

/** Looks at a frame. Sides that are no multiple of {@link cellSide} lose their last samples. */
export function lookAt({ width, height, stride, rgb }: SmallPicture): Look {
  const columns = Math.floor(width / cellSide);
  const rows = Math.floor(height / cellSide);
  const cells = columns * rows;
  const [light, blue, red] = [new Float32Array(cells), new Float32Array(cells), new Float32Array(cells)];
  let total = 0;
  let black = 0;
  let bright = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let [r, g, b] = [0, 0, 0];
      for (let y = row * cellSide; y < (row + 1) * cellSide; y += 1) {
        let at = y * stride + column * cellSide * 3;
        for (let x = 0; x < cellSide; x += 1) {
          r += rgb[at++] as number;
          g += rgb[at++] as number;
          b += rgb[at++] as number;
        }
      }
      const scale = 1 / (255 * cellSide * cellSide);
      const luma = (0.299 * r + 0.587 * g + 0.114 * b) * scale;
      const cell = row * columns + column;
      light[cell] = luma;
      blue[cell] = (b * scale - luma) * 0.564 + 0.5;
      red[cell] = (r * scale - luma) * 0.713 + 0.5;
      total += luma;
      if (luma < blackBelow) black += 1;
      if (luma > whiteAbove) bright += 1;
    }
  }
  return {
    columns,
    rows,
    light,
    blue,
    red,
    brightness: total / cells,
    dark: black / cells,
    white: bright / cells,
  };
}
