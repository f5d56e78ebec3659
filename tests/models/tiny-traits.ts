import { randomFor } from '../../src/mix/random.ts';
import { type Concept, isPattern, tinyClipConcepts } from './concepts.ts';

/**
 * The room in which the tiny model puts pictures and texts: an axis for each trait, turned at random, so that no number of
 * a vector means anything by itself.
 */

const { colours, shapes, sizes, counts, lights } = tinyClipConcepts;

/** Traits by kind, and how much each kind weighs when a picture is compared with a text. */
const kinds = [
  { kind: 'colour', names: Object.keys(colours), weight: 1 },
  { kind: 'shape', names: Object.keys(shapes), weight: 1.1 },
  { kind: 'background', names: Object.keys(colours), weight: 0.8 },
  { kind: 'size', names: Object.keys(sizes), weight: 0.5 },
  { kind: 'count', names: Object.keys(counts), weight: 0.5 },
  { kind: 'light', names: Object.keys(lights), weight: 0.35 },
] as const;

const axes = new Map<string, { index: number; weight: number }>();
for (const { kind, names, weight } of kinds) {
  for (const name of names) axes.set(`${kind} ${name}`, { index: axes.size, weight });
}

/** How many traits there are. */
export const traitCount = axes.size;

/** How many numbers a vector of the tiny model has. */
export const vectorLength = 64;

/** Traits of a kind, as in `colour red`. */
export type Trait = `${(typeof kinds)[number]['kind']} ${string}`;

/** Where traits are: their weights on their axes. */
export function pointOf(traits: readonly Trait[]): Float32Array {
  const point = new Float32Array(traitCount);
  for (const trait of traits) {
    const axis = axes.get(trait);
    if (axis !== undefined) point[axis.index] = axis.weight;
  }
  return point;
}

/** Mean light of a picture with such a background, bright or dark or neither. */
export function lightOf({ background }: Concept): 'bright' | 'dark' | null {
  const [red, green, blue] = colours[background].rgb;
  const light = (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
  return light > 0.68 ? 'bright' : light < 0.35 ? 'dark' : null;
}

/** All traits of a picture. */
export function traitsOf(concept: Concept): Trait[] {
  const { shape, colour, background, size, count } = concept;
  const light = lightOf(concept);
  return [
    `colour ${colour}`,
    `shape ${shape}`,
    `background ${background}`,
    ...(isPattern(shape) ? [] : ([`size ${size}`, `count ${count}`] as const)),
    ...(light === null ? [] : ([`light ${light}`] as const)),
  ];
}

/** Turns the axes: rows of length 1 at right angles to each other (Gram-Schmidt on random numbers). */
function turning(): Float32Array {
  const random = randomFor('tiny-clip', 'turning');
  const rows: number[][] = [];
  while (rows.length < traitCount) {
    let row = Array.from({ length: vectorLength }, () => random.fraction() - 0.5);
    for (const other of rows) {
      const along = row.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
      row = row.map((value, at) => value - along * (other[at] ?? 0));
    }
    const length = Math.hypot(...row);
    rows.push(row.map((value) => value / length));
  }
  return Float32Array.from(rows.flat());
}

/** The way from traits to vectors: `traitCount` rows of {@link vectorLength}. */
export const traitTurning = turning();
