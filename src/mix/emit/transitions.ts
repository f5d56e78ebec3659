import { drawableTransitions, transitionName, transitionWarning } from '../../timeline/transitions.ts';
import type { ProcessSettings } from '../config/process-config.ts';
import type { Warn } from '../config/warn.ts';
import type { Random } from '../random.ts';
import type { Tile } from './tile.ts';

/** The transition at the border of two tiles: how many of its frames lie before and after the border. */
export type Handover = { name: string; before: number; after: number };

/** What is chosen from when no list is given: calm looks that suit any footage. */
const calm = [
  'fade',
  'directional',
  'wiperight',
  'wipeleft',
  'circleopen',
  'linearblur',
  'simplezoom',
  'fadecolor',
];

/** A transition shorter than this many frames is a flicker. */
const fewestFrames = 3;

/**
 * The transitions that may be drawn: those of the list, `random` standing for all. What cannot be drawn becomes a
 * fade, with a warning.
 */
export function transitionPool(transition: ProcessSettings['transition'], warn: Warn): string[] {
  if (transition === null) return [];
  const pool = new Set<string>();
  for (const name of transition.pool) {
    if (name.toLowerCase() === 'random') {
      for (const known of drawableTransitions) pool.add(known);
    } else if (transitionName(name) !== null) {
      pool.add(name);
    } else {
      const warning = transitionWarning(name);
      if (warning !== null) warn(warning.Code, warning.Message);
      pool.add('fade');
    }
  }
  return pool.size > 0 ? [...pool] : calm.filter((name) => transitionName(name) !== null);
}

/** Frames of footage that a tile has besides those it shows. */
function spareFrames({ kind, room, frames, speed }: Tile, fps: number): number {
  if (kind === 'image') return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor(((room.out - room.in) * fps) / speed + 1e-6) - frames);
}

/**
 * Puts a transition on each border of an output. Half of it lies on either side of the border, as far as the shots have
 * footage for it; a shot shorter than two transitions gets shorter ones, and where there is too little left the cut
 * stays a cut (null).
 *
 * @param wanted length of a transition in frames
 */
export function handovers(
  tiles: readonly Tile[],
  options: { wanted: number; fps: number; pool: readonly string[]; uniform: boolean; random: Random },
): (Handover | null)[] {
  const { wanted, fps, pool, uniform, random } = options;
  const common = pool[pool.length > 0 ? random.int(pool.length) : 0];
  const last = tiles.length - 1;
  // A tile in the middle has to serve two borders with its spare footage.
  const spare = tiles.map((tile, index) => {
    const frames = spareFrames(tile, fps);
    return index === 0 || index === last ? frames : Math.floor(frames / 2);
  });
  return tiles.slice(0, -1).map((tile, index) => {
    const next = tiles[index + 1];
    const name = uniform ? common : pool[pool.length > 0 ? random.int(pool.length) : 0];
    if (next === undefined || name === undefined) return null;
    const longest = Math.min(wanted, Math.floor(tile.frames / 2), Math.floor(next.frames / 2));
    const after = Math.min(
      spare[index] ?? 0,
      longest - Math.min(Math.floor(longest / 2), spare[index + 1] ?? 0),
    );
    const before = Math.min(spare[index + 1] ?? 0, longest - after);
    return before + after < fewestFrames ? null : { name, before, after };
  });
}
