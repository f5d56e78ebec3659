import type { SKRSContext2D } from '@napi-rs/canvas';

/**
 * What the tests' pictures show, and the words for it in two languages: the tiny model learns them, and whoever makes
 * clips to test it with paints them.
 */

/** A thing with its words; those of one language mean the same. */
type Named = { en: readonly string[]; zh: readonly string[] };

const colours = {
  red: { en: ['red', 'crimson'], zh: ['红色', '红'], rgb: [214, 36, 42] },
  orange: { en: ['orange'], zh: ['橙色', '橙', '橘色'], rgb: [245, 138, 26] },
  yellow: { en: ['yellow'], zh: ['黄色', '黄'], rgb: [246, 220, 50] },
  green: { en: ['green'], zh: ['绿色', '绿'], rgb: [44, 160, 70] },
  cyan: { en: ['cyan', 'turquoise'], zh: ['青色', '青'], rgb: [56, 202, 216] },
  blue: { en: ['blue'], zh: ['蓝色', '蓝'], rgb: [40, 82, 206] },
  purple: { en: ['purple', 'violet'], zh: ['紫色', '紫'], rgb: [126, 50, 166] },
  pink: { en: ['pink'], zh: ['粉色', '粉'], rgb: [246, 152, 194] },
  brown: { en: ['brown'], zh: ['棕色', '褐色', '棕'], rgb: [122, 74, 38] },
  black: { en: ['black'], zh: ['黑色', '黑'], rgb: [16, 16, 18] },
  white: { en: ['white'], zh: ['白色', '白'], rgb: [245, 245, 245] },
  grey: { en: ['grey', 'gray'], zh: ['灰色', '灰'], rgb: [130, 130, 132] },
} as const satisfies Record<string, Named & { rgb: readonly [number, number, number] }>;

const shapes = {
  circle: { en: ['circle', 'circles', 'disc', 'discs', 'round'], zh: ['圆形', '圆', '圆盘'] },
  square: { en: ['square', 'squares', 'box'], zh: ['正方形', '方形', '方块'] },
  triangle: { en: ['triangle', 'triangles', 'triangular'], zh: ['三角形', '三角'] },
  star: { en: ['star', 'stars'], zh: ['星星', '五角星', '星形'] },
  ring: { en: ['ring', 'rings', 'hoop'], zh: ['圆环', '环', '环形'] },
  cross: { en: ['cross', 'crosses', 'plus'], zh: ['十字', '十字架', '十字形'] },
  stripes: { en: ['stripes', 'striped', 'stripe'], zh: ['条纹', '斑马纹'] },
  dots: { en: ['dots', 'dotted', 'spots', 'polka'], zh: ['圆点', '波点', '斑点'] },
  checkers: { en: ['checkers', 'checkered', 'chessboard'], zh: ['棋盘', '棋盘格', '格子'] },
} as const satisfies Record<string, Named>;

const sizes = {
  small: { en: ['small', 'little', 'tiny'], zh: ['小', '小小的'] },
  big: { en: ['big', 'large', 'huge'], zh: ['大', '巨大'] },
} as const satisfies Record<string, Named>;

const counts = {
  one: { en: ['one', 'single'], zh: ['一个', '单个'] },
  several: { en: ['several', 'many', 'some'], zh: ['几个', '许多', '多个', '好几个'] },
} as const satisfies Record<string, Named>;

const lights = {
  bright: { en: ['bright', 'light'], zh: ['明亮', '亮'] },
  dark: { en: ['dark', 'gloomy'], zh: ['昏暗', '暗'] },
} as const satisfies Record<string, Named>;

/** Everything that the tiny model has words for. */
export const tinyClipConcepts = { colours, shapes, sizes, counts, lights };

/** Words that make a colour the one of the background, before or behind it. */
export const backgroundWords = { en: ['background', 'backdrop'], zh: ['背景', '底'] } as const;

export type ColourName = keyof typeof colours;
export type ShapeName = keyof typeof shapes;
export type SizeName = keyof typeof sizes;
export type CountName = keyof typeof counts;

/** What a picture shows. Size and number mean nothing for stripes, dots and checkers, which fill the picture. */
export type Concept = {
  shape: ShapeName;
  colour: ColourName;
  background: ColourName;
  size: SizeName;
  count: CountName;
};

/** Whether a shape fills the picture. */
export const isPattern = (shape: ShapeName): boolean => ['stripes', 'dots', 'checkers'].includes(shape);

/** Paints one thing of a shape around a point. */
function paintThing(
  context: SKRSContext2D,
  shape: ShapeName,
  x: number,
  y: number,
  radius: number,
  turn: number,
): void {
  const polygon = (points: readonly (readonly [number, number])[]) => {
    context.beginPath();
    for (const [px, py] of points) context.lineTo(px * radius, py * radius);
    context.closePath();
    context.fill();
  };
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  if (shape === 'circle' || shape === 'ring') {
    context.beginPath();
    context.arc(0, 0, radius, 0, 2 * Math.PI);
    if (shape === 'ring') context.arc(0, 0, radius * 0.58, 0, 2 * Math.PI, true);
    context.fill();
  } else if (shape === 'square') {
    polygon([
      [-0.85, -0.85],
      [0.85, -0.85],
      [0.85, 0.85],
      [-0.85, 0.85],
    ]);
  } else if (shape === 'triangle') {
    polygon([
      [0, -1.1],
      [1, 0.75],
      [-1, 0.75],
    ]);
  } else if (shape === 'cross') {
    context.fillRect(-radius * 0.3, -radius, radius * 0.6, radius * 2);
    context.fillRect(-radius, -radius * 0.3, radius * 2, radius * 0.6);
  } else {
    polygon(
      Array.from({ length: 10 }, (_, corner) => {
        const far = corner % 2 === 0 ? 1.15 : 0.46;
        const angle = (corner * Math.PI) / 5 - Math.PI / 2;
        return [far * Math.cos(angle), far * Math.sin(angle)] as const;
      }),
    );
  }
  context.restore();
}

/** Paints stripes, dots or checkers all over. */
function paintPattern(
  context: SKRSContext2D,
  shape: ShapeName,
  width: number,
  height: number,
  random: () => number,
): void {
  const side = Math.min(width, height);
  if (shape === 'stripes') {
    const pitch = side * (0.13 + 0.1 * random());
    const isUpright = random() < 0.5;
    const offset = pitch * random();
    for (let at = offset - pitch; at < Math.max(width, height); at += pitch) {
      if (isUpright) context.fillRect(at, 0, pitch * 0.42, height);
      else context.fillRect(0, at, width, pitch * 0.42);
    }
    return;
  }
  const pitch = side * (0.15 + 0.07 * random());
  if (shape === 'dots') {
    for (let y = pitch * (0.3 + 0.4 * random()), row = 0; y < height + pitch; y += pitch, row++) {
      for (let x = (row % 2) * (pitch / 2); x < width + pitch; x += pitch) {
        context.beginPath();
        context.arc(x, y, pitch * 0.29, 0, 2 * Math.PI);
        context.fill();
      }
    }
    return;
  }
  // A board lies on its background.
  const fields = 6;
  const field = (side * (0.72 + 0.14 * random())) / fields;
  const left = (width - field * fields) / 2;
  const top = (height - field * fields) / 2;
  for (let y = 0; y < fields; y++) {
    for (let x = y % 2; x < fields; x += 2) context.fillRect(left + x * field, top + y * field, field, field);
  }
}

const shadeOf = (name: ColourName, random: () => number): string => {
  const light = 0.93 + 0.12 * random();
  const shade = colours[name].rgb.map((value) =>
    Math.min(255, Math.round(value * light + 8 * (random() - 0.5))),
  );
  return `rgb(${shade.join(' ')})`;
};

/**
 * Paints a picture of a concept: places, sizes, turns and shades differ from one time to the next, within what the words
 * for it mean. The things stay within the square in the middle.
 *
 * @param random numbers from 0 to 1
 */
export function paintConcept(
  context: SKRSContext2D,
  width: number,
  height: number,
  { shape, colour, background, size, count }: Concept,
  random: () => number,
): void {
  context.fillStyle = shadeOf(background, random);
  context.fillRect(0, 0, width, height);
  context.fillStyle = shadeOf(colour, random);
  if (isPattern(shape)) {
    paintPattern(context, shape, width, height, random);
    return;
  }
  const side = Math.min(width, height);
  const turn = () => (random() - 0.5) * 0.5;
  const between = (low: number, high: number) => side * (low + (high - low) * random());
  if (count === 'one') {
    const radius = size === 'small' ? between(0.1, 0.14) : between(0.26, 0.34);
    const room = side / 2 - radius * 1.2;
    const off = () => (random() - 0.5) * 2 * Math.min(room, side * 0.16);
    paintThing(context, shape, width / 2 + off(), height / 2 + off(), radius, turn());
    return;
  }
  // Places on a 2 by 2 grid; one of them may stay empty.
  const radius = size === 'small' ? between(0.08, 0.1) : between(0.15, 0.18);
  const empty = random() < 0.5 ? Math.floor(random() * 4) : -1;
  for (let place = 0; place < 4; place++) {
    if (place === empty) continue;
    const x = width / 2 + ((place % 2) - 0.5) * side * 0.48 + (random() - 0.5) * side * 0.06;
    const y = height / 2 + (Math.floor(place / 2) - 0.5) * side * 0.48 + (random() - 0.5) * side * 0.06;
    paintThing(context, shape, x, y, radius, turn());
  }
}
