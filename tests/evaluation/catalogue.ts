import {
  type ColourName,
  type Concept,
  type CountName,
  type ShapeName,
  tinyClipConcepts,
} from '../models/concepts.ts';

/**
 * The footage of the evaluation: what every clip shows, and where somebody has written down what it is. Things share
 * colours and shapes, and some share both, so that a phrase is met only by a clip that fits it in full.
 */

/** A language that words are in. */
export type Language = 'en' | 'zh';

/** A clip of the library. */
export type Clip = {
  /** What it shows; null for clips of wares, of which only words tell what they are. */
  concept: Concept | null;
  /** The ware, by its key in {@link wares}; null for the others. */
  ware: string | null;
  /** Name of its file. Cameras' names tell nothing. */
  file: string;
  /** What the library says of it; null where nothing. */
  library: { title?: string; description?: string; tags?: string; category?: string } | null;
  /** Text that is burned into the picture; empty = none. */
  caption: string;
  /** Language of the words, wherever they are. */
  language: Language;
  /** Where the words are. */
  place: Place;
  /** Pixels that the picture drifts by. */
  drift: number;
};

const places = ['fileName', 'title', 'description', 'tags', 'screenText'] as const;

/** Where the words about a clip stand. */
export type Place = (typeof places)[number];

/** Colour and background of the clips of each shape; a star after them = several things instead of one. */
const shown: Record<ShapeName, readonly string[]> = {
  circle: ['red white', 'red black*', 'blue yellow', 'green white', 'orange grey', 'purple white*'],
  square: ['blue white', 'blue black*', 'yellow blue', 'pink white', 'brown white', 'green black'],
  triangle: ['green white', 'green pink*', 'red white', 'orange black', 'cyan white', 'purple yellow'],
  star: ['yellow blue', 'yellow black*', 'red white', 'white black', 'pink purple', 'orange white'],
  ring: ['purple white', 'purple orange*', 'black white', 'green yellow', 'cyan black', 'red grey'],
  cross: ['red white', 'red yellow*', 'blue white', 'black orange', 'white green', 'pink black'],
  stripes: ['black white', 'blue white', 'red yellow', 'green white', 'pink white', 'orange blue'],
  dots: ['black white', 'red white', 'white blue', 'yellow purple', 'pink black', 'green white'],
  checkers: ['black white', 'red white', 'blue yellow', 'green white', 'brown white', 'purple pink'],
};

/** Wares of a shop with what is written of them; half in either language. */
export const wares: Readonly<Record<string, { language: Language; words: string }>> = {
  dress: { language: 'zh', words: '红色连衣裙' },
  coffee: { language: 'en', words: 'cup of coffee' },
  bicycle: { language: 'en', words: 'city bicycle' },
  umbrella: { language: 'zh', words: '雨伞' },
  sneakers: { language: 'en', words: 'running shoes' },
  watch: { language: 'zh', words: '手表' },
  teapot: { language: 'zh', words: '紫砂茶壶' },
  cake: { language: 'en', words: 'birthday cake' },
  sunset: { language: 'en', words: 'sunset at the beach' },
  train: { language: 'zh', words: '高铁列车' },
  guitar: { language: 'en', words: 'acoustic guitar' },
  flowers: { language: 'zh', words: '一束鲜花' },
};

const conceptOf = (shape: ShapeName, text: string): Concept => {
  const [colour, background = ''] = text.replace('*', '').split(' ');
  const count: CountName = text.endsWith('*') ? 'several' : 'one';
  return {
    shape,
    colour: colour as ColourName,
    background: background as ColourName,
    size: 'big',
    count,
  };
};

/**
 * What somebody would call it: `red star`, `几个红色圆形`. The background is named where another clip shows the same on
 * another one.
 */
function wordsOf({ shape, colour, background, count }: Concept, language: Language): string {
  const { colours, shapes } = tinyClipConcepts;
  const isTwin = shown[shape].filter((text) => text.startsWith(`${colour} `)).length > 1;
  if (language === 'en') {
    const plural = count === 'several' ? `several ${colour} ${shape}s` : `${colour} ${shape}`;
    return isTwin ? `${plural} on a ${background} background` : plural;
  }
  const number = count === 'several' ? '几个' : '';
  const thing = `${number}${colours[colour].zh[0]}${shapes[shape].zh[0]}`;
  return isTwin ? `${colours[background].zh[0]}背景上的${thing}` : thing;
}

const camera = (index: number): string =>
  [
    `DSC_${1200 + index * 7}.mp4`,
    `IMG_${3301 + index * 3}.MP4`,
    `MVI_${210 + index}.mp4`,
    `GOPR0${100 + index}.MP4`,
  ][index % 4] ?? '';

const padded = (number: number) => String(number).padStart(2, '0');

/** Writes the words about a clip where they stand. */
function clipOf(index: number, subject: { concept: Concept | null; ware: string | null }): Clip {
  const place = places[Math.floor(index / 2) % places.length] ?? 'title';
  const { concept, ware } = subject;
  const language = ware === null ? (index % 2 === 0 ? 'en' : 'zh') : (wares[ware]?.language ?? 'en');
  const words = concept === null ? (wares[ware ?? '']?.words ?? '') : wordsOf(concept, language);
  const file =
    place !== 'fileName'
      ? camera(index)
      : language === 'en'
        ? `${words.replace(/ (on a|of|at the) /, ' ').replaceAll(' ', '_')}_take${padded(index)}.mp4`
        : `新品_${words.replace('上的', '_')}_${padded(index)}.mp4`;
  const library: Clip['library'] =
    place === 'title'
      ? { title: words }
      : place === 'description'
        ? {
            description:
              language === 'en' ? `Studio take number ${index}: ${words}.` : `摄影棚第${index}条，${words}。`,
          }
        : place === 'tags'
          ? { tags: words.replaceAll(/ (on a|of|at the) | /g, ',').replace('背景上的', '背景,') }
          : null;
  const caption = place === 'screenText' ? words : '';
  return { concept, ware, file, library, caption, language, place, drift: [0, 5, 12][index % 3] ?? 0 };
}

/** All clips; the same on every run. */
export const catalogue: readonly Clip[] = [
  ...Object.entries(shown).flatMap(([shape, texts]) =>
    texts.map((text) => ({ concept: conceptOf(shape as ShapeName, text), ware: null })),
  ),
  ...Object.keys(wares).map((ware) => ({ concept: null, ware })),
].map((subject, index) => clipOf(index, subject));
