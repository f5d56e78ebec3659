import { type FrameRate, toFrames } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Warn } from '../config/warn.ts';
import { drawDecor } from '../emit/decor.ts';
import type { HeadingTexts } from '../emit/draws.ts';
import type { SpokenPart } from '../emit/sounds.ts';
import type { Tile } from '../emit/tile.ts';
import { type CutFacts, drawnOf, writeTimeline } from '../emit/timeline.ts';
import { handovers, transitionPool } from '../emit/transitions.ts';
import { footageShown, largestOverlap } from '../overlap.ts';
import type { OutputPlan } from '../plan.ts';
import { randomFor } from '../random.ts';

/** The pictures of an output, and what is heard and read with them. */
export type PicturedOutput = {
  tiles: Tile[];
  frames: number;
  spoken: SpokenPart[];
  texts: HeadingTexts;
};

/** What was shown of which material, for SubJobMaterials. */
type ShownClip = { Media: string; In: number; Out: number };

function shownClip({ media, natural }: { media: string; natural: TimeRange }): ShownClip {
  const hundredths = (seconds: number) => Math.round(seconds * 100) / 100;
  return { Media: media, In: hundredths(natural.in), Out: hundredths(natural.out) };
}

/**
 * Finishes the outputs of a Smart_Mix batch: transitions, stickers, music, titles, captions, all as in Script.
 *
 * @returns the outputs, and the greatest share of footage that two of them have in common
 */
export function finishOutputs(
  facts: CutFacts & { config: SmartConfig; materials: ReadonlyMap<string, MediaFacts> },
  pictured: readonly PicturedOutput[],
  rate: FrameRate,
  warn: Warn,
): { outputs: OutputPlan[]; largestOverlap: number } {
  const { config, materials, seed } = facts;
  const { transition } = config.editing.process;
  const decor = drawDecor(config, materials, seed, warn);
  const pool = transitionPool(transition, warn);
  const wanted = transition === null ? 0 : Math.max(1, toFrames(transition.duration, rate));
  const uniform = transition?.uniform ?? true;
  let borders = 0;
  let drawn = 0;
  const outputs = pictured.map(({ tiles, frames, spoken, texts }, index): OutputPlan => {
    const random = randomFor(seed, 'transitions', index);
    const between = handovers(tiles, { wanted, fps: rate.num / rate.den, pool, uniform, random });
    borders += between.length;
    drawn += between.filter((border) => border !== null).length;
    const own = decor[index] ?? { sticker: null, music: null, backgroundImage: null };
    const cut = { index, tiles, handovers: between, frames, spoken, texts, decor: own };
    return {
      index,
      frames,
      timeline: writeTimeline(facts, cut, warn),
      drawn: { ...drawnOf(cut), Clips: tiles.map(shownClip) },
    };
  });
  if (transition !== null && borders > 0 && drawn === 0) {
    warn('TransitionsDropped', 'No shot has footage left over for a transition; all cuts are plain.');
  }
  return { outputs, largestOverlap: largestOverlap(pictured.map(({ tiles }) => footageShown(tiles, rate))) };
}
