import { createCanvas } from '@napi-rs/canvas';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { randomFor } from '../../src/mix/random.ts';
import { type ColourName, type Concept, paintConcept, type ShapeName, tinyClipConcepts } from './concepts.ts';
import { leastSquares, type Table } from './fit.ts';
import { floats, integers, type Network, newNetwork, type Value } from './onnx.ts';
import { pointOf, traitCount, traitsOf, traitTurning, vectorLength } from './tiny-traits.ts';

/**
 * The picture half of the tiny model. It finds the colour of every pixel, takes the colour of the border for the
 * background, and tells the shape of what stands before it by the directions of its edges; the last layers are fitted to
 * painted pictures.
 */

/** Side of the pictures that the network looks at. */
export const pictureSide = 80;
/** Values of a channel are given as (value - 0.5) / 0.5. */
const colourNames = Object.keys(tinyClipConcepts.colours) as ColourName[];
const shapeNames = Object.keys(tinyClipConcepts.shapes) as ShapeName[];
/** How steep the choice between colours is. */
const contrast = 14;
const directions = 16;
const edgeSide = 7;
const bends = 40;
const hidden = 420;
/** Features farther than so many deviations from their mean count as being there. */
const farthest = 3;

/** Random weights, the same each time for one purpose. */
function spread(purpose: string, count: number, scale: number): Float32Array {
  const { fraction } = randomFor('tiny-clip', purpose);
  return Float32Array.from({ length: count }, () => (fraction() + fraction() + fraction() - 1.5) * 2 * scale);
}

/** A layer that says how near each pixel is to each colour; the nearest gets almost all. */
function colourLayer() {
  const kernel: number[] = [];
  const bias: number[] = [];
  for (const name of colourNames) {
    const point = tinyClipConcepts.colours[name].rgb.map((value) => value / 127.5 - 1);
    kernel.push(...point.map((value) => 2 * contrast * value));
    bias.push(-contrast * point.reduce((sum, value) => sum + value * value, 0));
  }
  return { kernel: floats([colourNames.length, 3, 1, 1], kernel), bias: floats([colourNames.length], bias) };
}

/** A layer that answers to edges of each direction. */
function edgeLayer() {
  const half = (edgeSide - 1) / 2;
  const kernel: number[] = [];
  for (let direction = 0; direction < directions; direction++) {
    const angle = (2 * Math.PI * direction) / directions;
    for (let y = -half; y <= half; y++) {
      for (let x = -half; x <= half; x++) {
        const across = x * Math.cos(angle) + y * Math.sin(angle);
        const along = -x * Math.sin(angle) + y * Math.cos(angle);
        // Long along the edge, so that it tells directions apart.
        kernel.push(across * Math.exp(-(across ** 2) / 2 - along ** 2 / 10) * 0.35);
      }
    }
  }
  return floats([directions, 1, edgeSide, edgeSide], kernel);
}

/** Mean over the picture, as `[pictures, channels]`. */
const mean = (network: Network, value: Value): Value =>
  network.step('ReduceMean', [value], { axes: [2, 3], keepdims: 0 });

/** What the edges of a map `[pictures, 1, side, side]` tell of shapes. */
function shapeFeatures(network: Network, map: Value): Value[] {
  const half = (edgeSide - 1) / 2;
  const soft = network.step('AveragePool', [map], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
  const edges = network.step('Relu', [
    network.step('Conv', [soft, edgeLayer()], {
      kernel_shape: [edgeSide, edgeSide],
      pads: [half, half, half, half],
    }),
  ]);
  const sharp = network.step('Mul', [edges, edges]);
  const strength = mean(network, sharp);
  const length = network.step('Add', [
    network.step('ReduceSum', [strength, integers(1)], { keepdims: 1 }),
    floats([1, 1], [1e-4]),
  ]);
  const shares = network.step('Div', [strength, length]);
  // How alike directions at an angle to each other are: the same however a shape is turned.
  const pairs: Value[] = [];
  for (let angle = 1; angle <= directions / 2; angle++) {
    const turned = network.step(
      'Gather',
      [shares, integers(...Array.from({ length: directions }, (_, at) => (at + angle) % directions))],
      { axis: 1 },
    );
    pairs.push(
      network.step('ReduceSum', [network.step('Mul', [shares, turned]), integers(1)], { keepdims: 1 }),
    );
  }
  // Corners and bends: where edges of several directions meet.
  const near = network.step('AveragePool', [sharp], {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  const bend = network.step('Relu', [
    network.step(
      'Conv',
      [near, floats([bends, directions, 3, 3], spread('bends', bends * directions * 9, 1))],
      {
        kernel_shape: [3, 3],
        strides: [2, 2],
      },
    ),
  ]);
  const bent = network.step('Div', [mean(network, bend), length]);
  const area = network.step('Add', [mean(network, map), floats([1, 1], [1e-3])]);
  const round = network.step('Div', [length, network.step('Sqrt', [area])]);
  return [shares, ...pairs, bent, area, length, round, network.step('Div', [length, area])];
}

/** The layers up to the features: `[pictures, features]`. */
function features(network: Network): Value {
  const pixels = network.input('pixel_values', 'float', ['pictures', 3, pictureSide, pictureSide]);
  const { kernel, bias } = colourLayer();
  const near = network.step('Conv', [pixels, kernel, bias], { kernel_shape: [1, 1] });
  const masks = network.step('Softmax', [near], { axis: 1 });
  const border = Array.from({ length: pictureSide ** 2 }, (_, at) => {
    const [x, y] = [at % pictureSide, Math.floor(at / pictureSide)];
    return Math.min(x, y, pictureSide - 1 - x, pictureSide - 1 - y) < 3 ? 1 : 0;
  });
  const borderSize = border.reduce((sum: number, value) => sum + value, 0);
  const edge = floats(
    [1, 1, pictureSide, pictureSide],
    border.map((value) => value / borderSize),
  );
  const around = network.step('ReduceSum', [network.step('Mul', [masks, edge]), integers(2, 3)], {
    keepdims: 0,
  });
  const ground = network.step('Softmax', [network.step('Mul', [around, floats([1, 1], [20])])], { axis: 1 });
  const groundMap = network.step(
    'ReduceSum',
    [network.step('Mul', [masks, network.step('Unsqueeze', [ground, integers(2, 3)])]), integers(1)],
    { keepdims: 1 },
  );
  const front = network.step('Sub', [floats([1], [1]), groundMap]);
  const all = mean(network, masks);
  const frontColours = network.step('Div', [
    mean(network, network.step('Mul', [masks, front])),
    network.step('Add', [mean(network, front), floats([1, 1], [1e-3])]),
  ]);
  return network.step('Concat', [all, ground, frontColours, ...shapeFeatures(network, front)], { axis: 1 });
}

/** Sides that pictures are painted with before they are made small: softness is no sign of a shape. */
const paintedSides = [180, 240, 360];

/** A painted picture as the network sees it. */
function pixelsOf(concept: Concept, random: () => number): Float32Array {
  const side = paintedSides[Math.floor(random() * paintedSides.length)] ?? 0;
  const painted = createCanvas(side, side);
  paintConcept(painted.getContext('2d'), side, side, concept, random);
  const context = createCanvas(pictureSide, pictureSide).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(painted, 0, 0, pictureSide, pictureSide);
  const { data } = context.getImageData(0, 0, pictureSide, pictureSide);
  const plane = pictureSide ** 2;
  const pixels = new Float32Array(3 * plane);
  for (let at = 0; at < plane; at++) {
    for (let channel = 0; channel < 3; channel++) {
      // A little noise, as a camera and a codec make it.
      const value = (data[at * 4 + channel] ?? 0) / 127.5 - 1;
      pixels[channel * plane + at] = value + (random() - 0.5) * 0.06;
    }
  }
  return pixels;
}

/** Random concepts whose colours can be told apart. */
export function randomConcepts(count: number, seed: string): Concept[] {
  const random = randomFor('tiny-clip', 'concepts', seed);
  return Array.from({ length: count }, () => {
    const colour = random.int(colourNames.length);
    const other = (colour + 1 + random.int(colourNames.length - 1)) % colourNames.length;
    return {
      colour: colourNames[colour] as ColourName,
      background: colourNames[other] as ColourName,
      shape: shapeNames[random.int(shapeNames.length)] as ShapeName,
      size: random.int(2) === 0 ? 'small' : 'big',
      count: random.int(3) > 0 ? 'one' : 'several',
    };
  });
}

/** Features of painted pictures. */
async function lookAt(concepts: readonly Concept[]): Promise<Table> {
  const network = newNetwork();
  network.output('features', features(network), ['pictures', 'features']);
  const session = await InferenceSession.create(network.bytes());
  const paint = randomFor('tiny-clip', 'paint');
  const size = 3 * pictureSide ** 2;
  const rows: Float32Array[] = [];
  for (let from = 0; from < concepts.length; from += 50) {
    const part = concepts.slice(from, from + 50);
    const pixels = new Float32Array(part.length * size);
    for (const [index, concept] of part.entries())
      pixels.set(pixelsOf(concept, paint.fraction), index * size);
    const input = new Tensor('float32', pixels, [part.length, 3, pictureSide, pictureSide]);
    const answer = await session.run({ pixel_values: input });
    rows.push(answer.features?.data as Float32Array);
  }
  await session.release();
  const columns = (rows[0]?.length ?? 0) / Math.min(50, concepts.length);
  return { rows: concepts.length, columns, data: Float32Array.from(rows.flatMap((row) => [...row])) };
}

/** Mean and deviation of each column. */
function moments({ rows, columns, data }: Table) {
  const mean = new Float64Array(columns);
  const power = new Float64Array(columns);
  for (const [at, value] of data.entries()) {
    mean[at % columns] = (mean[at % columns] as number) + value / rows;
    power[at % columns] = (power[at % columns] as number) + value ** 2 / rows;
  }
  const deviation = power.map(
    (value, at) => Math.sqrt(Math.max(0, value - (mean[at] as number) ** 2)) + 1e-3,
  );
  return { mean, deviation };
}

/** The hidden layer: random mixtures of the features, which make curves out of what the last layer draws as lines. */
function mixing(columns: number) {
  return {
    weights: spread('mixing', columns * hidden, 1.6 / Math.sqrt(columns)),
    bias: spread('levels', hidden, 0.7),
  };
}

/** Standard features, hidden values and a one, side by side. */
function widened(
  table: Table,
  { mean, deviation }: ReturnType<typeof moments>,
  mix: ReturnType<typeof mixing>,
): Table {
  const { rows, columns } = table;
  const width = columns + hidden + 1;
  const data = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const own = data.subarray(row * width, (row + 1) * width);
    for (let at = 0; at < columns; at++) {
      const value =
        ((table.data[row * columns + at] as number) - (mean[at] as number)) / (deviation[at] as number);
      own[at] = Math.max(-farthest, Math.min(farthest, value));
    }
    for (let unit = 0; unit < hidden; unit++) {
      let sum = mix.bias[unit] as number;
      for (let at = 0; at < columns; at++)
        sum += (own[at] as number) * (mix.weights[at * hidden + unit] as number);
      own[columns + unit] = Math.max(0, sum);
    }
    own[width - 1] = 1;
  }
  return { rows, columns: width, data };
}

/** What is learnt from painted pictures. */
export type FittedPictureTower = {
  columns: number;
  scale: ReturnType<typeof moments>;
  mix: ReturnType<typeof mixing>;
  /** A row for each feature, hidden value and the one, a column for each trait. */
  last: Float32Array;
};

/** Fits the last layer to painted pictures. */
export async function fitPictureTower(): Promise<FittedPictureTower> {
  const concepts = randomConcepts(1800, 'lessons');
  const seen = await lookAt(concepts);
  const scale = moments(seen);
  const mix = mixing(seen.columns);
  const inputs = widened(seen, scale, mix);
  const targets = Float32Array.from(concepts.flatMap((concept) => [...pointOf(traitsOf(concept))]));
  const { data } = leastSquares(inputs, { rows: concepts.length, columns: traitCount, data: targets }, 6);
  return { columns: seen.columns, scale, mix, last: data };
}

/** Adds the layers that look at pictures. */
export function addPictureTower(network: Network, { columns, scale, mix, last }: FittedPictureTower): void {
  const found = features(network);
  const centred = network.step('Sub', [found, floats([1, columns], Float32Array.from(scale.mean))]);
  const divided = network.step('Div', [centred, floats([1, columns], Float32Array.from(scale.deviation))]);
  const standard = network.step('Clip', [divided, floats([], [-farthest]), floats([], [farthest])]);
  const mixed = network.step('Relu', [
    network.step('Add', [
      network.step('MatMul', [standard, floats([columns, hidden], mix.weights)]),
      floats([1, hidden], mix.bias),
    ]),
  ]);
  const wide = network.step('Concat', [standard, mixed], { axis: 1 });
  const width = columns + hidden;
  const traits = network.step('Add', [
    network.step('MatMul', [wide, floats([width, traitCount], last.subarray(0, width * traitCount))]),
    floats([1, traitCount], last.subarray(width * traitCount)),
  ]);
  const vector = network.step('MatMul', [traits, floats([traitCount, vectorLength], traitTurning)]);
  network.output('image_embeds', vector, ['pictures', vectorLength]);
}
