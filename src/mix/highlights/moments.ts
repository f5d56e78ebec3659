import type { Footage, SourceShot } from '../../timeline/footage.ts';
import { type SoundCourse, silence, soundStep } from '../../timeline/sound-course.ts';
import type { TimeRange } from '../config/media-config.ts';
import { cutIntoPieces, type PieceLengths } from './cut-points.ts';
import { isDull, type Stretch, usableStretches } from './usable.ts';

/** A piece of a material that can be shown by itself. */
export type Moment = TimeRange & {
  /** Place among all moments, in the order of the materials and of time. */
  id: number;
  media: string;
  /** Mean motion of its shots, 0 to 1. */
  motion: number;
  /** Loudness of its loudest fifth in LUFS. */
  loudness: number;
  /** Share of its time in which somebody speaks, 0 to 1. */
  speech: number;
};

/** What is known of one material. */
export type Watched = {
  media: string;
  footage: Footage;
  sound: SoundCourse;
  /** Source seconds that may be shown; empty = all. */
  windows: readonly TimeRange[];
};

/** Pieces shorter than this (seconds) are not shown. */
const shortestMoment = 0.5;

function stepsIn(list: Float32Array, { in: begin, out }: TimeRange): Float32Array {
  return list.subarray(Math.floor(begin / soundStep + 1e-6), Math.max(1, Math.ceil(out / soundStep - 1e-6)));
}

const mean = (values: Float32Array) =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of the loudest fifth: what stands out counts, not the quiet around it. */
function loudestFifth(values: Float32Array): number {
  if (values.length === 0) return silence;
  return mean(values.toSorted().subarray(-Math.ceil(values.length / 5)));
}

function meanMotion(shots: readonly SourceShot[], range: TimeRange): number {
  let motion = 0;
  for (const shot of shots) {
    motion += shot.motion * Math.max(0, Math.min(shot.out, range.out) - Math.max(shot.in, range.in));
  }
  return motion / (range.out - range.in);
}

function momentsOfStretch(
  { media, sound }: Watched,
  stretch: Stretch,
  lengths: PieceLengths,
): Omit<Moment, 'id'>[] {
  return cutIntoPieces(stretch, sound, lengths)
    .filter((piece) => piece.out - piece.in >= shortestMoment)
    .map((piece) => ({
      ...piece,
      media,
      motion: meanMotion(stretch.shots, piece),
      loudness: loudestFifth(stepsIn(sound.loudness, piece)),
      speech: mean(stepsIn(sound.speech, piece)),
    }));
}

/**
 * Cuts all materials into moments, in the order of the plot. Black pictures, frozen ones without speech and cards with
 * text are left out; where nothing else is there they are all that can be shown.
 */
export function momentsOf(
  materials: readonly Watched[],
  lengths: PieceLengths,
): { moments: Moment[]; leftOut: number; nothingLively: boolean } {
  const isWorthless = ({ sound }: Watched, shot: SourceShot) =>
    isDull(shot, mean(stepsIn(sound.speech, shot)));
  const cut = (keep: (watched: Watched, shot: SourceShot) => boolean) =>
    materials
      .flatMap((watched) =>
        usableStretches(watched.footage, watched.windows, (shot) => keep(watched, shot)).flatMap((stretch) =>
          momentsOfStretch(watched, stretch, lengths),
        ),
      )
      .map((moment, id): Moment => ({ ...moment, id }));
  const lively = cut((watched, shot) => !isWorthless(watched, shot));
  const dull = materials.reduce(
    (sum, watched) => sum + watched.footage.shots.filter((shot) => isWorthless(watched, shot)).length,
    0,
  );
  if (lively.length > 0) return { moments: lively, leftOut: dull, nothingLively: false };
  return { moments: cut(() => true), leftOut: 0, nothingLively: true };
}
