import { createRequire } from 'node:module';

/** A built-in font file. */
export type BuiltInFont = { file: string; weight: number; role: 'main' | 'latin' | 'hangul' | 'emoji' };

const require = createRequire(import.meta.url);
const weights = { 400: 'Regular', 500: 'Medium', 700: 'Bold', 900: 'Black' } as const;

const faces = (
  packageName: string,
  stem: string,
  role: BuiltInFont['role'],
  wanted: readonly (keyof typeof weights)[],
) =>
  wanted.map((weight): BuiltInFont => {
    const name = `${weight}${weights[weight]}`;
    return {
      file: require.resolve(`@expo-google-fonts/${packageName}/${name}/${stem}_${name}.ttf`),
      weight,
      role,
    };
  });

/** The fonts that come with Reelmill, as npm packages; the first main one is what everything falls back to. */
export function builtInFonts(): BuiltInFont[] {
  return [
    ...faces('noto-sans-sc', 'NotoSansSC', 'main', [400, 500, 700, 900]),
    // Letters of European languages that the Chinese font has not.
    ...faces('noto-sans', 'NotoSans', 'latin', [400, 500, 700, 900]),
    ...faces('noto-sans-kr', 'NotoSansKR', 'hangul', [400, 700]),
    ...faces('noto-emoji', 'NotoEmoji', 'emoji', [400, 700]),
  ];
}

/** What stands for a font that is not at hand. */
export type StandIn = {
  role: BuiltInFont['role'];
  weight: number;
  /** Whether the letters have the same kind of look, so that nobody has to be told. */
  alike: boolean;
};

/** Sans serif families, by {@link plainName}: the built-in letters look alike. */
const alikeFamilies = [
  // timeline.md 2.9
  'alibabapuhuiti',
  'microsoftyahei',
  'fzhei-b01s',
  'sourcehansans',
  'siyuanheiti',
  'wenquanyimicrohei',
  'wenquanyizenhei',
  'roboto',
  // The built-in ones, and what systems call them.
  'notosanssc',
  'notosanscjk',
  'notosanskr',
  'notoemoji',
];

/** Words for weights in font names, the longer ones first; `75 SemiBold` and the like are found by their word. */
const weightWords: [word: string, weight: number][] = [
  ['extrabold', 900],
  ['ultrabold', 900],
  ['semibold', 700],
  ['demibold', 700],
  ['medium', 500],
  ['black', 900],
  ['heavy', 900],
  ['bold', 700],
];

/** A font name without case and spaces, for comparing. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, '');
}

/** The built-in font that comes nearest to a font name, an ICE one (timeline.md 2.9) or any other. */
export function standIn(name: string): StandIn {
  const plain = plainName(name);
  const weight = weightWords.find(([word]) => plain.includes(word))?.[1] ?? 400;
  const role = plain.startsWith('notosanskr') ? 'hangul' : plain.startsWith('notoemoji') ? 'emoji' : 'main';
  return { role, weight, alike: alikeFamilies.some((family) => plain.startsWith(family)) };
}
