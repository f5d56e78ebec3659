import type { FrameRate } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Tile } from '../emit/tile.ts';
import type { Moment } from './moments.ts';
import type { Strength } from './score.ts';

/** What a piece may be in a highlight video, in the order in which they come (batch.md 9.4). */
export const parts = ['opening', 'intro', 'highlight', 'ending'] as const;

/** One of {@link parts}. */
export type Part = (typeof parts)[number];

/** A piece of an output, in source seconds; an image lasts from 0 to its length. */
export type Piece = TimeRange & {
  part: Part;
  media: string;
  kind: 'video' | 'image';
  /** Why it is there; null for openings and endings. */
  strength: Strength | null;
};

/** Moments whose ends are no further apart (seconds) are shown as one piece. */
const seam = 0.02;

/** The pieces of a list of moments; those that follow each other in their source become one, without a needless cut. */
export function piecesOf(
  moments: readonly Moment[],
  part: Part,
  strengthOf: (moment: Moment) => Strength,
): Piece[] {
  const pieces: Piece[] = [];
  for (const moment of moments) {
    const { media, in: begin, out } = moment;
    const strength = strengthOf(moment);
    const last = pieces.at(-1);
    if (last !== undefined && last.media === media && Math.abs(last.out - begin) < seam) {
      last.out = out;
      if (strength.total > (last.strength?.total ?? 0)) last.strength = strength;
    } else {
      pieces.push({ in: begin, out, part, media, kind: 'video', strength });
    }
  }
  return pieces;
}

/** A fixed opening or ending: a whole video, or an image for some seconds. */
export function fixedPiece(media: string, facts: MediaFacts, part: Part, imageSeconds: number): Piece {
  const kind = facts.kind === 'image' ? 'image' : 'video';
  return { in: 0, out: kind === 'image' ? imageSeconds : facts.duration, part, media, kind, strength: null };
}

/**
 * Lays pieces on whole frames. Where transitions are wanted each piece gives up some frames at its borders, which are
 * then seen under the transition: nothing beyond a piece is ever shown.
 *
 * @param transition wanted frames of a transition; 0 = plain cuts
 * @param volume linear gain of the videos' own sound
 */
export function tilesOf(
  pieces: readonly Piece[],
  options: { rate: FrameRate; transition: number; volume: number },
): Tile[] {
  const { rate, transition, volume } = options;
  const second = rate.num / rate.den;
  return pieces.map(({ media, kind, in: begin, out }, index): Tile => {
    const whole = Math.max(1, Math.floor((out - begin) * second + 1e-6));
    const given = Math.min(Math.ceil(transition / 2), Math.floor(whole / 4));
    const before = kind === 'video' && index > 0 ? given : 0;
    const after = kind === 'video' && index < pieces.length - 1 ? given : 0;
    const room = kind === 'image' ? { in: 0, out: Number.POSITIVE_INFINITY } : { in: begin, out };
    const natural =
      kind === 'image' ? { in: 0, out } : { in: begin + before / second, out: out - after / second };
    return { media, kind, window: room, natural, room, frames: whole - before - after, speed: 1, volume };
  });
}
