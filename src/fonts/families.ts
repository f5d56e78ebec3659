import { fileURLToPath } from 'node:url';

/** A built-in font file. */
export type BuiltInFont = { file: string; weight: number; role: 'main' | 'latin' | 'hangul' | 'emoji' };

const built = (role: BuiltInFont['role'], weight: number, url: string): BuiltInFont => ({
  role,
  weight,
  file: fileURLToPath(url),
});

/**
 * The fonts that come with Reelmill, as npm packages; the first main one is what everything falls back to.
 */
export function builtInFonts(): BuiltInFont[] {
  return [
    built(
      'main',
      400,
      import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    ),
    built(
      'main',
      500,
      import.meta.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf'),
    ),
    built('main', 700, import.meta.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf')),
    built(
      'main',
      900,
      import.meta.resolve('@expo-google-fonts/noto-sans-sc/900Black/NotoSansSC_900Black.ttf'),
    ),
    // Letters of European languages that the Chinese font has not.
    built(
      'latin',
      400,
      import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
    ),
    built('latin', 500, import.meta.resolve('@expo-google-fonts/noto-sans/500Medium/NotoSans_500Medium.ttf')),
    built('latin', 700, import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf')),
    built('latin', 900, import.meta.resolve('@expo-google-fonts/noto-sans/900Black/NotoSans_900Black.ttf')),
    built(
      'hangul',
      400,
      import.meta.resolve('@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf'),
    ),
    built(
      'hangul',
      700,
      import.meta.resolve('@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf'),
    ),
    built(
      'emoji',
      400,
      import.meta.resolve('@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
    ),
    built('emoji', 700, import.meta.resolve('@expo-google-fonts/noto-emoji/700Bold/NotoEmoji_700Bold.ttf')),
  ];
}

/** Families of the built-in fonts that a user may ask for by name. */
export const builtInFamilies: readonly string[] = ['Noto Sans SC', 'Noto Sans', 'Noto Sans KR', 'Noto Emoji'];

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

/**
 * Words for weights in font names, the longer ones first; `75 SemiBold` and the like are found by their word.
 */
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
