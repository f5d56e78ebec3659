import type { Warning } from '../errors/warning.ts';
import type { TextStyle } from '../timeline/model.ts';
import { entranceOf, exitOf, type Loop, loopOf, type Motion, type MotionScene } from './motion.ts';
import { blend, type Key, type Pose, poseOf, rest } from './pose.ts';

/** A stretch of a text's time and the motion that fills it; times in seconds. */
export type Phase = {
  start: number;
  end: number;
  /** Null stands still. */
  motion: Motion | null;
  /** Loops repeat every so many seconds. */
  period: number | null;
};

/** A stretch in which a piece goes straight from one pose to another. */
export type Segment = { start: number; end: number; from: Pose; to: Pose };

/** Length of a way in or out of which only the name is given. */
const usualLength = 0.5;
/** Share of a way in that one letter needs; the rest is how much later the last one starts than the first. */
const letterShare = 0.5;
/** Bounds the size of a document: a loop that is shown for long gets slower. */
const mostCycles = 60;

/** Effects may be lists of names (batch.md 9.5); whoever plans draws one, here the first counts. */
const firstName = (list: string | undefined) => list?.split(',')[0]?.trim() ?? '';

type Lookup = <Found>(field: string, name: string, find: (name: string) => Found | null) => Found | null;

/**
 * Divides the time of a text into its way in, its rest or loop, and its way out (timeline.md 2.7). A loop
 * excludes the other two. Unknown names stand still, and `warn` hears of them.
 */
export function phasesOf(
  style: TextStyle,
  start: number,
  end: number,
  warn: (warning: Warning) => void,
): Phase[] {
  const find: Lookup = (field, name, search) => {
    const found = name === '' ? null : search(name);
    if (found === null && name !== '' && name.toLowerCase() !== 'normal_display') {
      warn({ Code: 'UnknownMotion', Message: `${field} "${name}" is not known; the text stands still.` });
    }
    return found;
  };
  const loop: Loop | null = find('AaiMotionLoopEffect', firstName(style.AaiMotionLoopEffect), loopOf);
  if (loop !== null) {
    const period = loop.once === true ? end - start : loop.period / Math.max(0.1, style.Ratio ?? 1);
    return [{ start, end, motion: loop, period: Math.max(period, (end - start) / mostCycles) }];
  }
  const entrance = find('AaiMotionInEffect', firstName(style.AaiMotionInEffect), entranceOf);
  const exit = find('AaiMotionOutEffect', firstName(style.AaiMotionOutEffect), exitOf);
  const wanted = {
    in: entrance === null ? 0 : Math.max(0, style.AaiMotionIn ?? usualLength),
    out: exit === null ? 0 : Math.max(0, style.AaiMotionOut ?? usualLength),
  };
  // A short text still has to be read: ways in and out take at most two thirds of it.
  const scale = Math.min(1, ((end - start) * 2) / 3 / Math.max(1e-6, wanted.in + wanted.out));
  const inEnd = start + wanted.in * scale;
  const outStart = end - wanted.out * scale;
  return [
    { start, end: inEnd, motion: entrance, period: null },
    { start: inEnd, end: outStart, motion: null, period: null },
    { start: outStart, end, motion: exit, period: null },
  ].filter((phase) => phase.end > phase.start + 1e-6);
}

function segmentsBetween(keys: readonly Key[], start: number, length: number): Segment[] {
  return keys.slice(1).flatMap((key, index) => {
    const before = keys[index];
    if (before === undefined || key.at <= before.at) return [];
    return [
      {
        start: start + before.at * length,
        end: start + key.at * length,
        from: poseOf(before),
        to: poseOf(key),
      },
    ];
  });
}

/** Cuts what lies behind the end of a phase off. */
function cutAt(segments: Segment[], end: number): Segment[] {
  return segments.flatMap((segment) => {
    if (segment.start >= end) return [];
    if (segment.end <= end) return [segment];
    const share = (end - segment.start) / (segment.end - segment.start);
    return [{ ...segment, end, to: blend(segment.from, segment.to, share) }];
  });
}

/** What a piece does in a phase; stretches in which it cannot be seen are left out. */
export function segmentsOf(phase: Phase, scene: MotionScene): Segment[] {
  const { start, end, motion, period } = phase;
  if (motion === null) return [{ start, end, from: rest, to: rest }];
  const keys = motion.keys(scene);
  const seen = (segments: Segment[]) => segments.filter(({ from, to }) => from.fade < 1 || to.fade < 1);
  if (period !== null) {
    const cycles = Math.max(1, Math.ceil((end - start) / period - 1e-6));
    const all = Array.from({ length: cycles }, (_, cycle) =>
      segmentsBetween(keys, start + cycle * period, period),
    );
    return seen(cutAt(all.flat(), end));
  }
  if (motion.unit === 'block' || scene.count < 2) return seen(segmentsBetween(keys, start, end - start));
  const length = (end - start) * letterShare;
  const begin = start + ((end - start - length) * scene.index) / (scene.count - 1);
  const [first, last] = [keys[0], keys.at(-1)];
  const moving = segmentsBetween(keys, begin, length);
  const before = first === undefined ? rest : poseOf(first);
  const after = last === undefined ? rest : poseOf(last);
  const waits = begin > start + 1e-6 ? [{ start, end: begin, from: before, to: before }] : [];
  const stays = begin + length < end - 1e-6 ? [{ start: begin + length, end, from: after, to: after }] : [];
  return seen([...waits, ...moving, ...stays]);
}
