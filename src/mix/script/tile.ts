import { type FrameRate, toFrames } from '../../timeline/frames.ts';
import { allocate, capacity, cutAt, type Share } from '../emit/allocate.ts';
import type { Tile } from '../emit/tile.ts';
import { randomFor } from '../random.ts';
import type { PickedSection } from './pick-shots.ts';
import { type Place, placesOf } from './regions.ts';
import type { Section } from './sections.ts';
import { type Pick, pickKey } from './usage.ts';

/** An output cut into tiles. */
export type Tiling = {
  tiles: Tile[];
  /** Seconds at which each section begins; speech starts there. */
  starts: number[];
  /** Length of the output in seconds and in frames. */
  seconds: number;
  frames: number;
  /** Whether shots had to be shown more than once because there was no other footage. */
  repeated: boolean;
};

/** What the tiles of an output have in common. */
type TileOptions = {
  rate: FrameRate;
  /** Frames that a shot should have left over for its transitions. */
  reserve: number;
  /** Linear gain of the sound of a group's footage. */
  volumeOf: (group: number) => number;
};

/** How much a section may be slowed down before its shots are shown again. */
const slowest = { reach: 0.87, near: 0.5, cut: 0.87 } as const;
/** AutoSpeed: above this the pictures are cut at their own speed, as nobody could follow them. */
const fastest = 2;
/** Faster by less than this is not worth resampling for. */
const worthwhile = 1.03;
/** Shortest rest of a shot that is cut, in seconds. */
const shortestRest = 0.5;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Length of a section; DurationAutoAdapt takes that of the shot, an image lasts as long as its group says. */
function sectionSeconds({ section, picks }: PickedSection): number {
  if (section.target !== null) return section.target;
  const grid = picks[0]?.grid;
  if (grid === undefined) return 0;
  if (grid.kind === 'image') return section.atMost ?? grid.shot;
  return Math.min(grid.shot, section.atMost ?? Number.POSITIVE_INFINITY);
}

const roomSeconds = ({ room }: Place) => room.out - room.in;

type Filled = { picks: Pick[]; repeated: boolean };

/** Goes through the shots again, in order, until they can hold the length. */
function repeatUntil(
  section: Section,
  picks: readonly Pick[],
  places: ReadonlyMap<string, Place>,
  seconds: number,
): Filled {
  const rooms = picks.map((pick) => roomSeconds(places.get(pickKey(pick)) as Place));
  const once = sum(rooms);
  if (once <= 0 || once >= seconds * slowest[section.rule] - 1e-6)
    return { picks: [...picks], repeated: false };
  const filled = [...picks];
  for (let index = 0, held = once; held < seconds * slowest.reach; index++) {
    filled.push(picks[index % picks.length] as Pick);
    held += rooms[index % picks.length] ?? 0;
  }
  return { picks: filled, repeated: true };
}

/** Whole frames that the shots can show at a speed. */
const framesAt = (speed: number, shots: readonly Place[], rate: FrameRate) =>
  sum(shots.map((shot) => Math.floor((roomSeconds(shot) * rate.num) / rate.den / speed + 1e-6)));

/**
 * Playback rate of a section's videos: AutoSpeed brings shots that are too long together to the length of the speech
 * (batch.md 4.6); shots that are too short even at their full room are slowed down.
 */
function speedOf(
  section: Section,
  shots: readonly Place[],
  natural: number,
  frames: number,
  rate: FrameRate,
): number {
  const faster = (natural * rate.num) / rate.den / frames;
  const wanted = section.rule === 'near' && faster > worthwhile && faster <= fastest ? round(faster) : 1;
  if (framesAt(wanted, shots, rate) >= frames) return wanted;
  // Room for a frame per shot more than is needed, as every shot loses a part of one.
  const room = (sum(shots.map(roomSeconds)) * rate.num) / rate.den;
  return Math.floor((room / (frames + shots.length)) * 1e4) / 1e4;
}

const round = (value: number) => Math.round(value * 1e4) / 1e4;

function sharesOf(
  picks: readonly Pick[],
  shots: readonly Place[],
  speed: number,
  rate: FrameRate,
  reserve: number,
): Share[] {
  return picks.map(({ grid }, index) => {
    const room = roomSeconds(shots[index] as Place);
    const most = Math.floor((room * rate.num) / rate.den / speed + 1e-6);
    return {
      natural: (grid.shot * rate.num) / rate.den / speed,
      most: Math.max(0, grid.kind === 'image' ? Number.POSITIVE_INFINITY : most - reserve),
    };
  });
}

function shareOut(
  section: Section,
  shares: Share[],
  spared: Share[],
  frames: number,
  rate: FrameRate,
): number[] {
  if (section.rule === 'cut') {
    const whole = shares.map(({ natural, most }) => ({ natural: Math.min(Math.round(natural), most), most }));
    if (sum(whole.map(({ natural }) => natural)) >= frames)
      return cutAt(whole, frames, toFrames(shortestRest, rate));
  }
  return allocate(capacity(spared) >= frames ? spared : shares, frames);
}

function tileSection(
  { section, picks }: { section: Section; picks: readonly Pick[] },
  places: ReadonlyMap<string, Place>,
  frames: number,
  { rate, reserve, volumeOf }: TileOptions,
): Tile[] {
  const shots = picks.map((pick) => places.get(pickKey(pick)) as Place);
  const natural = sum(picks.map(({ grid }) => grid.shot));
  const speed = speedOf(section, shots, natural, frames, rate);
  const shares = sharesOf(picks, shots, speed, rate, 0);
  const parts = shareOut(section, shares, sharesOf(picks, shots, speed, rate, reserve), frames, rate);
  return picks.flatMap((pick, index) => {
    const part = parts[index] ?? 0;
    if (part === 0) return [];
    const place = shots[index] as Place;
    const { media, kind, window } = pick.grid;
    const volume = volumeOf(pick.group);
    return [{ media, kind, window, ...place, frames: part, speed: kind === 'image' ? 1 : speed, volume }];
  });
}

/**
 * Cuts an output into tiles of exact length. Borders between sections are rounded from the start of the video, so
 * that no rounding adds up (design.md section 7).
 */
export function tileOutput(
  picked: readonly PickedSection[],
  options: TileOptions & { seed: string; output: number },
): Tiling {
  const { seed, output, rate } = options;
  const places = placesOf(
    picked.flatMap(({ picks }) => picks),
    (gridKey) => randomFor(seed, 'offset', output, gridKey),
  );
  const starts: number[] = [];
  const tiles: Tile[] = [];
  let seconds = 0;
  let border = 0;
  // A group whose shots were all shown by others repeats one of theirs.
  let repeated = places.size < picked.reduce((count, { picks }) => count + picks.length, 0);
  for (const [index, part] of picked.entries()) {
    const length = sectionSeconds(part);
    starts.push(seconds);
    seconds += length;
    // However short a video was asked for, it has one frame.
    const end = Math.max(toFrames(seconds, rate), index === picked.length - 1 ? 1 : 0);
    if (end === border) continue;
    const filled = repeatUntil(part.section, part.picks, places, length);
    repeated ||= filled.repeated;
    tiles.push(...tileSection({ section: part.section, picks: filled.picks }, places, end - border, options));
    border = end;
  }
  return { tiles, starts, seconds, frames: border, repeated };
}
