import { colourNames } from '../../timeline/footage.ts';

/**
 * What a frame shows, as far as it can be told without understanding it. It costs more than a look and is taken a few
 * times a second.
 */

/**
 * A picture as it is shown: the sample of a place is at `start + x * right + y * down`, so that turned pictures need no
 * copy. Of RGB pictures three samples stand together.
 */
export type ShownPicture = {
  width: number;
  height: number;
  start: number;
  right: number;
  down: number;
  samples: Uint8Array;
};

/** Facts of one frame. All but the time are 0 to 1. */
export type Portrait = {
  time: number;
  /** Shares of the picture in the order of {@link colourNames}. */
  colours: number[];
  outdoors: number;
  sharpness: number;
  brightness: number;
  /** How much it looks like letters on a plain ground. */
  lettering: number;
};

type ColourName = (typeof colourNames)[number];
const colourIndex = Object.fromEntries(colourNames.map((name, index) => [name, index])) as Record<
  ColourName,
  number
>;

/** Hues in degrees up to which a vivid colour has a name. */
const hueNames: [number, ColourName][] = [
  [15, 'red'],
  [42, 'orange'],
  [70, 'yellow'],
  [165, 'green'],
  [195, 'cyan'],
  [255, 'blue'],
  [300, 'purple'],
  [345, 'pink'],
  [360, 'red'],
];

/** Hue in degrees of a colour that is not grey. */
function hueOf(r: number, g: number, b: number, most: number, range: number): number {
  const sixth =
    most === r ? ((g - b) / range + 6) % 6 : most === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return sixth * 60;
}

/** The name that people give to a colour of 8-bit samples. */
export function nameColour(r: number, g: number, b: number): ColourName {
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  if (most < 42) return 'black';
  const vividness = range / most;
  if (vividness < 0.14 || range < 18) return most > 205 ? 'white' : most < 52 ? 'black' : 'grey';
  const hue = hueOf(r, g, b, most, range);
  const name = hueNames.find(([end]) => hue < end)?.[1] ?? 'red';
  if ((name === 'red' || name === 'orange') && hue > 8 && hue < 60 && most < 165) return 'brown';
  if (name === 'red' && vividness < 0.55 && most > 190) return 'pink';
  return name;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Shares of colours, and how much the picture looks like one taken outside: sky above, green below. */
function readColours({ width, height, start, right, down, samples }: ShownPicture) {
  const counts = new Float64Array(colourNames.length);
  let sky = 0;
  let green = 0;
  let light = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = start + x * right + y * down;
      const [r, g, b] = [samples[at] as number, samples[at + 1] as number, samples[at + 2] as number];
      const name = nameColour(r, g, b);
      counts[colourIndex[name]] = (counts[colourIndex[name]] as number) + 1;
      const luma = 0.299 * r + 0.587 * g + 0.114 * b;
      light += luma;
      if (y < height / 3 && luma > 110 && (name === 'blue' || name === 'cyan')) sky += 1;
      if (y >= height / 3 && name === 'green' && luma > 25 && luma < 200) green += 1;
    }
  }
  const all = width * height;
  return {
    colours: Array.from(counts, (count) => count / all),
    outdoors: clamp((sky / all) * 2.4 + (green / all) * 1.2),
    brightness: light / all / 255,
  };
}

/** An edge that counts, in 8-bit steps over {@link edgeReach} samples. */
const edgeHeight = 40;
const edgeReach = 4;
/** Edges in a row of letters. */
const edgesOfLetters = 8;
/** Rows that are read. */
const rowsRead = 120;

/** Crispness of the edges, and share of the rows that look like a line of letters. */
function readEdges({ width, height, start, right, down, samples }: ShownPicture) {
  let edges = 0;
  let crisp = 0;
  let letterRows = 0;
  const every = Math.max(1, Math.floor(height / rowsRead));
  let rows = 0;
  const tones = new Float64Array(32);
  for (let y = 0; y < height; y += every) {
    rows += 1;
    let inRow = 0;
    let lowest = width;
    let highest = 0;
    for (let x = 0; x + edgeReach < width; ) {
      const at = start + x * right + y * down;
      const first = samples[at] as number;
      tones[first >> 3] = (tones[first >> 3] as number) + 1;
      const rise = Math.abs((samples[at + edgeReach * right] as number) - first);
      if (rise < edgeHeight) {
        x += 2;
        continue;
      }
      let steepest = 0;
      for (let step = 0; step < edgeReach; step += 1) {
        const before = samples[at + step * right] as number;
        steepest = Math.max(steepest, Math.abs((samples[at + (step + 1) * right] as number) - before));
      }
      crisp += clamp((steepest / rise - 0.3) / 0.5);
      inRow += 1;
      lowest = Math.min(lowest, x);
      highest = x;
      x += edgeReach;
    }
    edges += inRow;
    // Letters stand close together.
    if (inRow >= edgesOfLetters && (highest - lowest) / inRow < width / 12) letterRows += 1;
  }
  const seen = tones.reduce((sum, count) => sum + count, 0);
  const plain =
    seen === 0 ? 0 : Math.max(...tones.map((count, tone) => count + (tones[tone + 1] ?? 0))) / seen;
  return { sharpness: edges < rows / 4 ? 0 : crisp / edges, letterShare: letterRows / rows, plain };
}

/**
 * Takes the portrait of a frame.
 *
 * @param rgb a small picture, three samples a place
 * @param grey a picture in which edges are as crisp as in the film, one sample a place
 */
export function portray(time: number, rgb: ShownPicture, grey: ShownPicture): Portrait {
  const { sharpness, letterShare, plain } = readEdges(grey);
  const isLettered = plain > 0.55 && letterShare > 0.03 && letterShare < 0.7;
  return { time, ...readColours(rgb), sharpness, lettering: isLettered ? clamp(plain * sharpness * 1.5) : 0 };
}
