import type { FontBook } from '../../text/font-book.ts';
import { frameRate, toFrames } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { HighlightsConfig } from '../config/highlights-config.ts';
import type { Warn } from '../config/warn.ts';
import { type Decor, drawDecor } from '../emit/decor.ts';
import { drawHeadings, type HeadingTexts } from '../emit/draws.ts';
import { type Cut, drawnOf, writeTimeline } from '../emit/timeline.ts';
import { handovers, transitionPool } from '../emit/transitions.ts';
import { footageShown, largestOverlap } from '../overlap.ts';
import type { BatchPlan } from '../plan.ts';
import { randomFor } from '../random.ts';
import { type Piece, tilesOf } from './tiles.ts';

/** What pieces are laid on timelines with. */
export type LayOutFacts = {
  config: HighlightsConfig;
  /** By the reference (id or URL) that names them. Broken materials are absent. */
  materials: ReadonlyMap<string, MediaFacts>;
  fonts: FontBook;
  seed: string;
};

/** A planned batch of highlights, with the pieces of each output. */
export type HighlightsPlan = BatchPlan & { pieces: Piece[][] };

const milliseconds = (seconds: number) => Math.round(seconds * 1e3) / 1e3;

/** What an output shows, for SubJobMaterials. */
const shownClips = (pieces: readonly Piece[]) =>
  pieces.map(({ part, media, in: begin, out }) => ({
    Part: part,
    Media: media,
    In: milliseconds(begin),
    Out: milliseconds(out),
  }));

/** Lays the pieces of every output on frames, with their transitions, texts and sounds as in every kind of job. */
export function layOut(
  { config: asked, materials, fonts, seed }: LayOutFacts,
  pieces: Piece[][],
  warn: Warn,
): Omit<HighlightsPlan, 'warnings'> {
  const config = { ...asked, output: { ...asked.output, count: pieces.length } };
  const { process, media } = config.editing;
  const rate = frameRate(config.output.fps);
  const decor = drawDecor(config, materials, seed, warn);
  const texts = drawHeadings(config, seed);
  const pool = transitionPool(process.transition, warn);
  const wanted = process.transition === null ? 0 : Math.max(1, toFrames(process.transition.duration, rate));
  const cuts = pieces.map((list, index): Cut => {
    const tiles = tilesOf(list, { rate, transition: wanted, volume: media.volume });
    const options = {
      wanted,
      fps: rate.num / rate.den,
      pool,
      uniform: process.transition?.uniform ?? true,
      random: randomFor(seed, 'transitions', index),
    };
    return {
      index,
      tiles,
      handovers: handovers(tiles, options),
      frames: tiles.reduce((sum, { frames }) => sum + frames, 0),
      spoken: [],
      texts: texts[index] as HeadingTexts,
      decor: decor[index] as Decor,
    };
  });
  return {
    pieces,
    outputs: cuts.map((cut, index) => ({
      index: cut.index,
      frames: cut.frames,
      timeline: writeTimeline({ config, materials, fonts, seed }, cut, warn),
      drawn: { ...drawnOf(cut), Clips: shownClips(pieces[index] ?? []) },
    })),
    largestOverlap: largestOverlap(cuts.map(({ tiles }) => footageShown(tiles, rate))),
  };
}
