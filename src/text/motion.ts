import { backwards, type Key } from './pose.ts';

/** What a motion knows of the piece that it moves. Lengths are pixels. */
export type MotionScene = {
  /** Font size. */
  em: number;
  frame: { width: number; height: number };
  /** The text box. */
  block: { x: number; y: number; width: number; height: number };
  /** The piece is the `index`-th of `count` letters; a motion of the whole text has one. */
  index: number;
  count: number;
  /** From the middle of the text box to that of the piece. */
  fromCentre: number;
};

/** A way of appearing, disappearing or moving (timeline.md 2.7). */
export type Motion = {
  unit: 'block' | 'letter';
  keys: (scene: MotionScene) => Key[];
};

/** A motion that repeats; `period` in seconds. */
export type Loop = Motion & {
  period: number;
  /** Whether the motion goes through once, over the whole time that the text is shown. */
  once?: boolean;
};

const block = (keys: (scene: MotionScene) => Key[]): Motion => ({ unit: 'block', keys });
const letters = (keys: (scene: MotionScene) => Key[]): Motion => ({ unit: 'letter', keys });

/** A motion that slows down: straight pieces on a cubic. */
function easing(pose: (left: number) => Omit<Key, 'at'>): Key[] {
  return [0, 0.15, 0.35, 0.6, 1].map((at) => ({ at, ...pose((1 - at) ** 3) }));
}

/** A share that looks random and is not: 0 to 1 by the number of a letter. */
const scattered = (index: number) => ((index * 0.618_033_988_75 + 0.37) * 7.13) % 1;

const fade = block(() => [{ at: 0, fade: 1 }, { at: 1 }]);
const slide = (dx: number, dy: number) =>
  block(({ block: { width, height }, em }) =>
    easing((left) => ({
      dx: dx * left * Math.max(width * 0.5, em * 2),
      dy: dy * left * Math.max(height, em * 1.5),
      fade: left,
    })),
  );
type Window = readonly [number, number, number, number];
const wipe = (window: Window, soft: boolean) =>
  block(() => [
    { at: 0, window, fade: soft ? 1 : 0 },
    { at: 1, window: [0, 0, 1, 1] },
  ]);
const grow = (from: number) =>
  block(() =>
    easing((left) => ({ scaleX: 1 + (from - 1) * left, scaleY: 1 + (from - 1) * left, fade: left })),
  );
const bounce = (scales: readonly number[]) =>
  block(() =>
    scales.map((scale, index) => ({
      at: index / (scales.length - 1),
      scaleX: scale,
      scaleY: scale,
      fade: index === 0 ? 1 : 0,
    })),
  );
const typewriter = (keys: Key[]) => letters(() => keys);
const curtain: Window = [0.5, 0, 0.5, 1];
const gather = letters(({ fromCentre }) => easing((left) => ({ dx: fromCentre * 0.8 * left, fade: left })));
const unroll = block(() => [
  { at: 0, window: curtain },
  { at: 1, window: [0, 0, 1, 1] },
]);
const dissolve = letters(({ index }) => {
  const start = scattered(index) * 0.6;
  return [{ at: 0, fade: 1 }, { at: start, fade: 1 }, { at: Math.min(1, start + 0.4) }, { at: 1 }];
});

/**
 * Ways in by their base name; a way out is the way in played backwards, unless {@link exits} has one of its
 * own.
 */
const entrances: Record<string, Motion> = {
  blur: block(({ em }) => easing((left) => ({ blur: em * 0.4 * left, fade: left }))),
  wave: letters(({ em }) => [
    { at: 0, dy: em * 0.5, fade: 1 },
    { at: 0.45, dy: em * -0.22 },
    { at: 0.75, dy: em * 0.08 },
    { at: 1 },
  ]),
  scroll_right: wipe([0, 0, 0, 1], true),
  scroll_left: wipe([1, 0, 1, 1], true),
  heartjump: bounce([0.2, 1.25, 0.9, 1.1, 1]),
  musicjump: letters(({ em }) => [
    { at: 0, dy: em * -0.9, fade: 1 },
    { at: 0.5 },
    { at: 0.7, dy: em * -0.2 },
    { at: 1 },
  ]),
  rotateup: letters(({ em }) => easing((left) => ({ dy: em * 1.2 * left, turn: -180 * left, fade: left }))),
  close: gather,
  slingshot: block(({ block: { x, width } }) => [
    { at: 0, dx: -(x + width) },
    { at: 0.6, dx: width * 0.06 },
    { at: 0.8, dx: width * -0.02 },
    { at: 1 },
  ]),
  rotateflip: block(() => easing((left) => ({ turnX: 180 * left, fade: left }))),
  elasticzoom: bounce([0.1, 1.18, 0.9, 1.06, 0.98, 1]),
  zoom: bounce([0.1, 1.12, 1]),
  spring: block(({ em }) => [
    { at: 0, dy: em * 1.4, fade: 1 },
    { at: 0.4, dy: em * -0.3 },
    { at: 0.65, dy: em * 0.14 },
    { at: 0.85, dy: em * -0.05 },
    { at: 1 },
  ]),
  fade,
  growth: letters(() => easing((left) => ({ scaleY: 1 - left, fade: left }))),
  open: unroll,
  dissovle: dissolve,
  dissolve,
  zoomslightout: grow(0.85),
  zoomin: grow(1.7),
  zoomout: grow(0.3),
  angular: letters(() => easing((left) => ({ turn: 90 * left, fade: left }))),
  rotate1: block(() =>
    easing((left) => ({ turn: 360 * left, scaleX: 1 - left, scaleY: 1 - left, fade: left })),
  ),
  rotate2: block(({ block: { x, width } }) =>
    easing((left) => ({ turn: 360 * left, dx: -(x + width) * left, fade: left })),
  ),
  brokentypewriter: typewriter([
    { at: 0, fade: 1 },
    { at: 0.1 },
    { at: 0.3, fade: 0.8 },
    { at: 0.5 },
    { at: 0.7, fade: 0.4 },
    { at: 1 },
  ]),
  typewriter1: typewriter([{ at: 0, fade: 1 }, { at: 0.01 }, { at: 1 }]),
  typewriter2: typewriter([{ at: 0, fade: 1 }, { at: 1 }]),
  typewriter3: letters(({ em }) => easing((left) => ({ dy: em * 0.25 * left, fade: left }))),
  slide_left: slide(1, 0),
  slide_right: slide(-1, 0),
  slide_down: slide(0, -1),
  slide_up: slide(0, 1),
  sunrise: block(({ block: { height } }) => easing((left) => ({ dy: height * left, fade: left }))),
  wipe_left: wipe([1, 0, 1, 1], false),
  wipe_right: wipe([0, 0, 0, 1], false),
  wipe_down: wipe([0, 0, 1, 0], false),
  wipe_up: wipe([0, 1, 1, 1], false),
};

const reversed = ({ unit, keys }: Motion): Motion => ({ unit, keys: (scene) => backwards(keys(scene)) });

/** Ways out that are no way in played backwards: they go on in the direction of their name. */
const exits: Record<string, Motion> = {
  rotatedown: reversed(entrances.rotateup ?? fade),
  sunset: reversed(entrances.sunrise ?? fade),
  open: reversed(gather),
  close: reversed(unroll),
  slide_left: reversed(slide(-1, 0)),
  slide_right: reversed(slide(1, 0)),
  slide_down: reversed(slide(0, 1)),
  slide_up: reversed(slide(0, -1)),
  scroll_right: reversed(wipe([1, 0, 1, 1], true)),
  scroll_left: reversed(wipe([0, 0, 0, 1], true)),
  wipe_left: reversed(wipe([0, 0, 0, 1], false)),
  wipe_right: reversed(wipe([1, 0, 1, 1], false)),
  wipe_down: reversed(wipe([0, 1, 1, 1], false)),
  wipe_up: reversed(wipe([0, 0, 1, 0], false)),
};

/** Between equal ends through some poses, evenly spread. */
const through = (poses: readonly Omit<Key, 'at'>[]): Key[] => [
  { at: 0 },
  ...poses.map((pose, index) => ({ at: (index + 1) / (poses.length + 1), ...pose })),
  { at: 1 },
];
const loop = (period: number, motion: Motion): Loop => ({ ...motion, period });
const waving = (height: number) =>
  loop(
    1.2,
    letters(({ em, index }) => {
      const phase = index * 0.7;
      const at = [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1];
      return at.map((share) => ({ at: share, dy: -height * em * Math.sin(2 * Math.PI * share - phase) }));
    }),
  );
const swinging = (period: number, degrees: number) =>
  loop(
    period,
    block(() => through([{ turn: degrees }, { turn: 0 }, { turn: -degrees }])),
  );
const jumping = (height: number) =>
  loop(
    0.9,
    block(({ em }) => through([{ dy: -height * em }, {}, { dy: -height * em * 0.4 }, {}])),
  );

const loops: Record<string, Loop> = {
  naughty: loop(
    0.8,
    letters(({ index }) => {
      const side = index % 2 === 0 ? 1 : -1;
      return through([{ turn: 10 * side }, {}, { turn: -10 * side }]);
    }),
  ),
  zoomout: loop(
    1.5,
    letters(({ index, count }) => {
      const at = (index / Math.max(1, count)) * 0.8;
      return [{ at: 0 }, { at }, { at: at + 0.1, scaleX: 1.3, scaleY: 1.3 }, { at: at + 0.2 }, { at: 1 }];
    }),
  ),
  colordiff: loop(
    1,
    block(() => through([{ scaleX: 1.12, scaleY: 1.12, fade: 0.3 }])),
  ),
  heartbeat: loop(
    1,
    block(() => through([{ scaleX: 1.14, scaleY: 1.14 }, {}, { scaleX: 1.08, scaleY: 1.08 }, {}, {}])),
  ),
  rock: swinging(1, 4),
  broken: loop(
    1.1,
    block(({ em }) => through([{}, { dx: em * 0.1, fade: 0.5 }, { dx: em * -0.08 }, { fade: 0.8 }, {}, {}])),
  ),
  shake: loop(
    0.32,
    block(({ em }) =>
      through([
        { dx: em * 0.05, dy: em * -0.03 },
        { dx: em * -0.05, dy: em * 0.04 },
        { dx: em * 0.03, dy: em * 0.05 },
      ]),
    ),
  ),
  wave: waving(0.14),
  strongwave: waving(0.32),
  swag: loop(
    1.6,
    block(({ em }) => through([{ dx: em * 0.25, turn: -3 }, {}, { dx: em * -0.25, turn: 3 }])),
  ),
  jump: jumping(0.45),
  slightjump: jumping(0.18),
  swing: loop(
    1.6,
    block(() => through([{ turnY: 35 }, {}, { turnY: -35 }])),
  ),
  shine: loop(
    0.9,
    block(() => through([{ fade: 0.75 }])),
  ),
  rotate: loop(
    3,
    block(() => [{ at: 0 }, { at: 1, turn: 360 }]),
  ),
  clockswing: swinging(1.4, 14),
  rainbrush: loop(
    2,
    block(() => [
      { at: 0, window: [0, 0, 0, 1] },
      { at: 0.5, window: [0, 0, 1, 1] },
      { at: 1, window: [1, 0, 1, 1] },
    ]),
  ),
  rollleft: {
    ...loop(
      1,
      block(({ frame, block: { x, width } }) => [
        { at: 0, dx: frame.width - x },
        { at: 1, dx: -(x + width) },
      ]),
    ),
    once: true,
  },
  roll: {
    ...loop(
      1,
      block(({ frame, block: { y, height } }) => [
        { at: 0, dy: frame.height - y },
        { at: 1, dy: -(y + height) },
      ]),
    ),
    once: true,
  },
  flip: loop(
    2,
    block(() => [{ at: 0 }, { at: 1, turnY: 360 }]),
  ),
};

const named = <Value>(table: Record<string, Value>, name: string, suffix: string): Value | null => {
  const base = name.toLowerCase();
  if (!base.endsWith(suffix)) return null;
  const key = base.slice(0, -suffix.length);
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
};

/** The way in of an `AaiMotionInEffect`, e.g. `fade_in`; null for an unknown name. */
export function entranceOf(name: string): Motion | null {
  return named(entrances, name, '_in');
}

/** The way out of an `AaiMotionOutEffect`, e.g. `fade_out`; null for an unknown name. */
export function exitOf(name: string): Motion | null {
  const own = named(exits, name, '_out');
  if (own !== null) return own;
  const entrance = named(entrances, name, '_out');
  return entrance === null ? null : reversed(entrance);
}

/**
 * The motion of an `AaiMotionLoopEffect`, e.g. `wave_display`; null for an unknown name. `normal_display`
 * stands still.
 */
export function loopOf(name: string): Loop | null {
  return named(loops, name, '_display');
}

/** The names of all motions that are drawn: ways in, ways out, and those that go on. */
export const motionNames: Readonly<Record<'in' | 'out' | 'loop', readonly string[]>> = {
  in: Object.keys(entrances).map((name) => `${name}_in`),
  out: [...new Set([...Object.keys(entrances), ...Object.keys(exits)])].map((name) => `${name}_out`),
  loop: Object.keys(loops).map((name) => `${name}_display`),
};
