import { colourNames, type SourceShot } from '../../timeline/footage.ts';

/** Something that a word says about how a picture looks, and how to tell whether a shot looks so. */
export type Cue = {
  /** The same for all words that mean it. */
  name: string;
  /** How much a shot looks so, 0 to 1. */
  measure(shot: SourceShot): number;
  /** What was seen, in a few words. */
  tell(shot: SourceShot): string;
};

type ColourName = (typeof colourNames)[number];

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Less of a colour is chance: something of every colour is in most pictures. */
const leastColour = 0.04;
/** So much of a colour makes the picture one of that colour. */
const muchColour = 0.5;

function colourCue(name: ColourName): Cue {
  const index = colourNames.indexOf(name);
  const share = ({ colours }: SourceShot) => colours[index] ?? 0;
  return {
    name,
    measure: (shot) => clamp((share(shot) - leastColour) / (muchColour - leastColour)),
    tell: (shot) => `${percent(share(shot))} of the picture is ${name}`,
  };
}

const cue = (
  name: string,
  measure: (shot: SourceShot) => number,
  tell: (shot: SourceShot) => string,
): Cue => ({
  name,
  measure: (shot) => clamp(measure(shot)),
  tell,
});

const light = ({ brightness }: SourceShot) => `its light is ${percent(brightness)}`;
const pace = ({ motion }: SourceShot) => `its motion is ${percent(motion)}`;
const air = ({ outdoors }: SourceShot) => `it looks ${percent(outdoors)} like outdoors`;

const dark = cue('dark', ({ brightness }) => (0.4 - brightness) / 0.3, light);
const bright = cue('bright', ({ brightness }) => (brightness - 0.4) / 0.35, light);
const sunny = cue(
  'sunny',
  ({ brightness, outdoors }) => (clamp((brightness - 0.35) / 0.3) + outdoors) / 2,
  (shot) => `${light(shot)}, ${air(shot)}`,
);
const fast = cue('fast', ({ motion }) => (motion - 0.2) / 0.5, pace);
const calm = cue('calm', ({ motion }) => (0.3 - motion) / 0.3, pace);
const outdoors = cue('outdoors', (shot) => shot.outdoors, air);
// What shows no sky and no green may still be outside: half a cue.
const indoors = cue('indoors', (shot) => (1 - shot.outdoors) / 2, air);

/** Words of each cue, English in lower case and Chinese in simplified characters, as a word segmenter gives them. */
const vocabulary: [Cue, string][] = [
  [colourCue('red'), 'red crimson scarlet 红 红色 大红 鲜红 深红 暗红 红红 通红 火红'],
  [colourCue('orange'), 'orange 橙 橙色 橘色 橘红 橘红色 橙色的'],
  [colourCue('yellow'), 'yellow golden gold 黄 黄色 金色 金黄 金黄色 淡黄'],
  [colourCue('green'), 'green greenery 绿 绿色 翠绿 碧绿 嫩绿 深绿 浅绿 绿油油 绿叶'],
  [colourCue('cyan'), 'cyan turquoise teal 青色 青绿 蓝绿色'],
  [colourCue('blue'), 'blue azure navy 蓝 蓝色 深蓝 蔚蓝 天蓝 浅蓝 湛蓝 蓝蓝'],
  [colourCue('purple'), 'purple violet lavender 紫 紫色 深紫 淡紫'],
  [colourCue('pink'), 'pink rosy 粉 粉色 粉红 粉红色 玫红'],
  [colourCue('brown'), 'brown wooden 棕 棕色 褐色 咖啡色 棕褐色'],
  [colourCue('black'), 'black 黑 黑色 漆黑 乌黑'],
  [colourCue('white'), 'white snowy 白 白色 雪白 洁白 纯白'],
  [colourCue('grey'), 'grey gray 灰 灰色 银灰 深灰 浅灰'],
  [
    dark,
    'dark night nighttime midnight evening dim 夜 夜晚 夜间 夜里 夜景 夜色 深夜 晚上 黑夜 黑暗 昏暗 阴暗 傍晚',
  ],
  [bright, 'bright light daytime daylight 明亮 亮 光亮 白天 日间 敞亮 亮堂'],
  [sunny, 'sunny sunshine sunlight sunlit 阳光 晴天 晴朗 明媚 艳阳 日光 阳光明媚'],
  [
    fast,
    'run runs running ran race racing fast quick quickly rapid speed speeding rush rushing dance dancing ' +
      'jump jumping sport sports action 跑 跑步 奔跑 快跑 飞奔 飞驰 疾驰 赛跑 快 快速 迅速 高速 跳 跳舞 跳跃 舞蹈 运动 冲刺 激烈',
  ],
  [
    calm,
    'calm still quiet quietly peaceful slow slowly silent rest resting sleep sleeping ' +
      '安静 平静 宁静 静 静静 静止 缓慢 慢 慢慢 缓缓 休息 睡 睡觉 悠闲 沉静 静谧',
  ],
  [
    outdoors,
    'outdoor outdoors outside sky sea ocean beach lake river mountain mountains forest field grass meadow garden park ' +
      'landscape 户外 室外 野外 天空 蓝天 大海 海 海边 海滩 沙滩 湖 湖边 河 河边 山 高山 大山 森林 树林 田野 草地 草原 花园 公园 风景 自然',
  ],
  [
    indoors,
    'indoor indoors inside room office kitchen bedroom studio home 室内 屋内 屋里 房间 办公室 厨房 卧室 客厅 家里 影棚',
  ],
];

const cueOf = new Map(
  vocabulary.flatMap(([meant, words]) => words.split(' ').map((word) => [word, meant] as const)),
);

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** The segmenter cuts some words apart; so many of its pieces may be one. */
const mostPieces = 3;

/** The cues that the words of a phrase give, each once. Whole words count: "hundred" is not red, nor is 黄河 yellow. */
export function cuesOf(phrase: string): Cue[] {
  const found = new Set<Cue>();
  const words = [...segmenter.segment(phrase.normalize('NFKC').toLowerCase())].map(({ segment }) => segment);
  for (let at = 0; at < words.length; ) {
    let pieces = mostPieces;
    while (pieces > 1 && !cueOf.has(words.slice(at, at + pieces).join(''))) pieces -= 1;
    const meant = cueOf.get(words.slice(at, at + pieces).join(''));
    if (meant !== undefined) found.add(meant);
    at += pieces;
  }
  return [...found];
}
