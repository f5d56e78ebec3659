import { createRequire } from 'node:module';

/** A built-in font file. */
export type BuiltInFont = { file: string; weight: number; role: 'main' | 'hangul' | 'emoji' };

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
    ...faces('noto-sans-kr', 'NotoSansKR', 'hangul', [400, 700]),
    ...faces('noto-emoji', 'NotoEmoji', 'emoji', [400, 700]),
  ];
}

/**
 * What the font names of ICE (timeline.md 2.9) come to, by {@link plainName}. `exact` marks a name whose letters have the same
 * kind of look; the others are reported as replaced.
 */
const iceNames: Record<string, { weight: number; exact: boolean }> = {
  alibabapuhuiti: { weight: 400, exact: true },
  'alibabapuhuiti2.065medium': { weight: 500, exact: true },
  'alibabapuhuiti2.095extrabold': { weight: 900, exact: true },
  microsoftyahei: { weight: 400, exact: true },
  sourcehansanscn: { weight: 400, exact: true },
  siyuanheiti: { weight: 400, exact: true },
  'fzhei-b01s': { weight: 400, exact: true },
  wenquanyimicrohei: { weight: 400, exact: true },
  wenquanyizenhei: { weight: 400, exact: true },
  wenquanyizenheimono: { weight: 400, exact: true },
  wenquanyizenheisharp: { weight: 400, exact: true },
  roboto: { weight: 400, exact: true },
  robotobold: { weight: 700, exact: true },
  simsun: { weight: 400, exact: false },
  kaiti: { weight: 400, exact: false },
  'fzfangsong-z02s': { weight: 400, exact: false },
  'fzkai-z03s': { weight: 400, exact: false },
  'fzshusong-z01s': { weight: 400, exact: false },
  sourcehanserifcn: { weight: 400, exact: false },
  siyuansimsun: { weight: 400, exact: false },
  yuantisc: { weight: 400, exact: false },
  yuantiscbold: { weight: 700, exact: false },
  yuantisclight: { weight: 400, exact: false },
  yuantiscregular: { weight: 400, exact: false },
  'happyzcool-2016': { weight: 700, exact: false },
};

/** A font name without case and spaces, for comparing. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, '');
}

/** The weight that stands for an ICE font name, and whether it is a fair stand-in; null for a name that ICE has not. */
export function iceFont(name: string): { weight: number; exact: boolean } | null {
  return iceNames[plainName(name)] ?? null;
}
