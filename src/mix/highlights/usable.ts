import type { Footage, ShotMark, SourceShot } from '../../timeline/footage.ts';
import type { TimeRange } from '../config/media-config.ts';

/** A stretch of a material that may be shown: whole shots side by side, in source seconds. */
export type Stretch = TimeRange & {
  /** Shots that lie in it at least in part, in order. */
  shots: readonly SourceShot[];
};

/** What nobody wants to see in a highlight, whatever is heard. */
const dull: readonly ShotMark[] = ['black', 'titleCard'];
/** Share of speech from which on a frozen picture is a talk: only lips move, which is next to nothing. */
const talk = 0.25;
/** A gap that only rounding makes between two shots, in seconds. */
const rounding = 1e-3;

/**
 * Whether a shot is left out of highlights: black, a card with text, or frozen while hardly anything is said.
 *
 * @param spoken share of the shot in which somebody speaks, 0 to 1
 */
export function isDull({ marks }: Pick<SourceShot, 'marks'>, spoken: number): boolean {
  return marks.some((mark) => dull.includes(mark)) || (marks.includes('frozen') && spoken < talk);
}

/**
 * The stretches of a material that may be shown: neighbouring shots together, without what is left out, inside of the
 * windows that were asked for.
 *
 * @param windows source seconds; empty = the whole material
 * @param keep which shots may be shown
 */
export function usableStretches(
  { shots }: Footage,
  windows: readonly TimeRange[],
  keep: (shot: SourceShot) => boolean,
): Stretch[] {
  const stretches: { in: number; out: number; shots: SourceShot[] }[] = [];
  for (const shot of shots) {
    const parts = windows.length === 0 ? [shot] : windows;
    for (const part of keep(shot) ? parts : []) {
      const range = { in: Math.max(shot.in, part.in), out: Math.min(shot.out, part.out) };
      if (range.out <= range.in) continue;
      const last = stretches.at(-1);
      if (last !== undefined && Math.abs(last.out - range.in) < rounding) {
        last.out = range.out;
        if (last.shots.at(-1) !== shot) last.shots.push(shot);
      } else {
        stretches.push({ ...range, shots: [shot] });
      }
    }
  }
  return stretches;
}
