import { randomFor } from '../../src/mix/random.ts';
import {
  backgroundWords,
  type ColourName,
  type Concept,
  isPattern,
  type ShapeName,
  tinyClipConcepts,
} from './concepts.ts';
import { leastSquares } from './fit.ts';
import { floats, integers, type Network } from './onnx.ts';
import { lightOf, pointOf, type Trait, traitCount, traitTurning, vectorLength } from './tiny-traits.ts';

/** The text half of the tiny model: its vocabulary, its network, and the sentences that its weights are fitted to. */

const { colours, shapes, sizes, counts, lights } = tinyClipConcepts;
type Language = 'en' | 'zh';

const fillers = {
  en: 'a an the on in with of is are there picture photo shows see we it and at , .'.split(' '),
  zh: [...'的上在里有是和了中看见这那张片画面出现我们，。个'],
};

/** Tokens of a text as the tokenizer below makes them: words of letters, single Chinese characters. */
function tokensOf(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[a-z]+|[^\s]/gu) ?? [];
}

const named = [colours, shapes, sizes, counts, lights].flatMap((group) => Object.values(group));
const known = [
  ...named.flatMap(({ en, zh }) => [...en, ...zh]),
  ...Object.values(backgroundWords).flat(),
  ...Object.values(fillers).flat(),
];
const special = ['[PAD]', '[UNK]', '[CLS]'];
const vocabulary = [...special, ...new Set(known.flatMap(tokensOf))];
const idOf = new Map(vocabulary.map((token, id) => [token, id]));

/** Signs by which a colour is that of the background: one behind it (`blue background`), or `background is` before it. */
const behind = ['background', 'backdrop', '背', '底'];
const before = ['background', 'backdrop', '景', '底'];
const being = ['is', '是'];
const window = 5;
const centre = 2;

/** First token of each word of a colour, which is the one that tells it. */
const colourTokens = Object.values(colours).map(({ en, zh }) => [
  ...new Set([...en, ...zh].map((word) => tokensOf(word)[0] ?? '')),
]);

/** Weights of the layer that finds backgrounds: for each colour one unit for each of the two ways. */
function backgroundLayer() {
  const units = colourTokens.length * 2;
  const data = new Float32Array(units * vocabulary.length * window);
  const bias = new Float32Array(units);
  const set = (unit: number, token: string, place: number) => {
    const id = idOf.get(token);
    if (id !== undefined) data[(unit * vocabulary.length + id) * window + place] = 1;
  };
  for (const [colour, tokens] of colourTokens.entries()) {
    const [first, second] = [colour * 2, colour * 2 + 1];
    for (const token of tokens) {
      set(first, token, centre);
      set(second, token, centre);
    }
    for (const token of behind) {
      set(first, token, centre + 1);
      set(first, token, centre + 2);
    }
    for (const token of before) set(second, token, centre - 2);
    for (const token of being) set(second, token, centre - 1);
    bias[first] = -1;
    bias[second] = -2;
  }
  return { units, kernel: floats([units, vocabulary.length, window], data), bias: floats([units], bias) };
}

const layer = backgroundLayer();
const featureCount = vocabulary.length + layer.units;

/** What the network computes before its last layer, in plain words: used to fit that layer. */
function featuresOf(text: string): Float32Array {
  const ids = [idOf.get('[CLS]') ?? 0, ...tokensOf(text).map((token) => idOf.get(token) ?? 1)];
  const features = new Float32Array(featureCount);
  for (const id of ids) features[id] = (features[id] ?? 0) + 1;
  for (let unit = 0; unit < layer.units; unit++) {
    for (let at = 0; at < ids.length; at++) {
      let sum = layer.bias.data[unit] as number;
      for (let place = 0; place < window; place++) {
        const id = ids[at + place - centre];
        if (id !== undefined)
          sum += layer.kernel.data[(unit * vocabulary.length + id) * window + place] as number;
      }
      if (sum > 0) features[vocabulary.length + unit] = (features[vocabulary.length + unit] ?? 0) + sum;
    }
  }
  return features;
}

const frames: Record<Language, readonly string[]> = {
  en: [
    'SIZE COLOUR SHAPE',
    'a COLOUR SHAPE on a GROUND BG',
    'COUNT SIZE COLOUR SHAPE on the GROUND BG',
    'the picture shows COUNT COLOUR SHAPE with GROUND BG',
    'COLOUR SHAPE and the BG is GROUND',
    'there is a LIGHT picture with a SHAPE',
    'COUNT SHAPE in COLOUR',
    'SHAPE of COLOUR',
    'a LIGHT photo of COLOUR SHAPE',
    'COLOUR',
    'a SIZE SHAPE',
    'GROUND BG',
  ],
  zh: [
    'SIZECOLOUR的SHAPE',
    'GROUNDBG上的COLOURSHAPE',
    'GROUNDBG里有COUNTSIZE的COLOURSHAPE',
    '画面中出现COUNTCOLOUR的SHAPE，BG是GROUND',
    'COLOURSHAPE，GROUNDBG',
    '我们看见一张LIGHT的画面，有SHAPE',
    'COUNTCOLOURSHAPE',
    'COLOUR的SHAPE在GROUNDBG上',
    'LIGHT的COLOURSHAPE',
    'COLOUR',
    'SIZESHAPE',
    'GROUNDBG',
  ],
};

/** A sentence about a picture, and the traits that it names. */
function sentence(concept: Concept, language: Language, frame: string, pick: <T>(items: readonly T[]) => T) {
  const traits: Trait[] = [];
  const light = lightOf(concept);
  const blank = { en: [''], zh: [''] };
  const say = (
    kind: string,
    name: string | null,
    words: { en: readonly string[]; zh: readonly string[] },
  ): string => {
    if (name !== null) traits.push(`${kind} ${name}` as Trait);
    return pick(words[language]);
  };
  const fits = !isPattern(concept.shape);
  const text = frame.replace(/SIZE|COLOUR|SHAPE|GROUND|BG|COUNT|LIGHT/g, (slot) => {
    if (slot === 'COLOUR') return say('colour', concept.colour, colours[concept.colour]);
    if (slot === 'SHAPE') return say('shape', concept.shape, shapes[concept.shape]);
    if (slot === 'GROUND') return say('background', concept.background, colours[concept.background]);
    if (slot === 'BG') return pick(backgroundWords[language]);
    if (slot === 'SIZE') return fits ? say('size', concept.size, sizes[concept.size]) : say('', null, blank);
    if (slot === 'COUNT')
      return fits ? say('count', concept.count, counts[concept.count]) : say('', null, blank);
    return light === null ? say('', null, blank) : say('light', light, lights[light]);
  });
  return { text, traits };
}

/** Sentences about random pictures in both languages. */
function lessons(count: number) {
  const random = randomFor('tiny-clip', 'lessons');
  const pick = <T>(items: readonly T[]): T => items[random.int(items.length)] as T;
  return Array.from({ length: count }, (_, index) => {
    const concept: Concept = {
      colour: pick(Object.keys(colours) as ColourName[]),
      shape: pick(Object.keys(shapes) as ShapeName[]),
      background: pick(Object.keys(colours) as ColourName[]),
      size: pick(['small', 'big']),
      count: pick(['one', 'several']),
    };
    const language = index % 2 === 0 ? 'en' : 'zh';
    return sentence(concept, language, pick(frames[language]), pick);
  });
}

/** Fits the last layer: from what is found in a text to its vector. */
export function fitTextTower(): Float32Array {
  const known = lessons(3000);
  const fitted = leastSquares(
    {
      rows: known.length,
      columns: featureCount,
      data: Float32Array.from(known.flatMap(({ text }) => [...featuresOf(text)])),
    },
    {
      rows: known.length,
      columns: traitCount,
      data: Float32Array.from(known.flatMap(({ traits }) => [...pointOf(traits)])),
    },
    0.5,
  );
  const weights = new Float32Array(featureCount * vectorLength);
  for (let feature = 0; feature < featureCount; feature++) {
    for (let trait = 0; trait < traitCount; trait++) {
      const weight = fitted.data[feature * traitCount + trait] as number;
      for (let at = 0; at < vectorLength; at++) {
        const to = feature * vectorLength + at;
        weights[to] = (weights[to] as number) + weight * (traitTurning[trait * vectorLength + at] as number);
      }
    }
  }
  return weights;
}

/** Adds the layers that read texts: counts of tokens and backgrounds, through one fitted layer. */
export function addTextTower(network: Network, last: Float32Array): void {
  const size = vocabulary.length;
  const ids = network.input('input_ids', 'int64', ['texts', 'tokens']);
  const mask = network.input('attention_mask', 'int64', ['texts', 'tokens']);
  const identity = new Float32Array(size * size);
  for (let id = 0; id < size; id++) identity[id * size + id] = 1;
  const counted = network.step('Unsqueeze', [network.step('Cast', [mask], { to: 1 }), integers(2)]);
  const embedded = network.step('Mul', [
    network.step('Gather', [floats([size, size], identity), ids]),
    counted,
  ]);
  const bag = network.step('ReduceSum', [embedded, integers(1)], { keepdims: 0 });
  const across = network.step('Transpose', [embedded], { perm: [0, 2, 1] });
  const found = network.step('Conv', [across, layer.kernel, layer.bias], {
    kernel_shape: [window],
    pads: [centre, centre],
  });
  const grounds = network.step('ReduceSum', [network.step('Relu', [found]), integers(2)], { keepdims: 0 });
  const features = network.step('Concat', [bag, grounds], { axis: 1 });
  const vector = network.step('MatMul', [features, floats([featureCount, vectorLength], last)]);
  network.output('text_embeds', vector, ['texts', vectorLength]);
}

/** `tokenizer.json`: words of letters and single Chinese characters, what is not known is `[UNK]`. */
export function tokenizerFile() {
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 1 } }],
      special_tokens: { '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] } },
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(idOf),
    },
  };
}
