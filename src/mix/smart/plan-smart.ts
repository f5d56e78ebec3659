import { distinctWarnings } from '../../errors/warning.ts';
import type { FontBook } from '../../text/font-book.ts';
import type { Footage } from '../../timeline/footage.ts';
import { type FrameRate, frameRate } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { Speech } from '../../timeline/speech.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import { show } from '../config/fields.ts';
import { collectWarnings, type Warn } from '../config/warn.ts';
import { drawDecor } from '../emit/decor.ts';
import { type Cut, drawnOf, writeTimeline } from '../emit/timeline.ts';
import { handovers, transitionPool } from '../emit/transitions.ts';
import { footageShown, largestOverlap } from '../overlap.ts';
import type { BatchPlan, OutputPlan } from '../plan.ts';
import { randomFor } from '../random.ts';
import { cutOutputs, type SmartCut, tilesOf, transitionFrames } from './cut-outputs.ts';
import type { Matching } from './matching.ts';
import { smartScripts } from './phrases.ts';
import { type PoolShot, shotPool } from './pool.ts';
import type { MediaSelection } from './selection.ts';
import { writeSelection } from './write-selection.ts';

export { smartPhrases } from './phrases.ts';
export { smartSpeechRequests } from './texts.ts';

/** Everything that the plan of a Smart_Mix batch rests on: equal facts give equal plans. */
export type SmartPlanFacts = {
  /** With the materials that were found, where they are searched for. */
  config: SmartConfig;
  /** By the reference (id or URL) as it stands in the config. Broken materials are absent. */
  materials: ReadonlyMap<string, MediaFacts>;
  /** By `speechKey` of every request that `smartSpeechRequests` named. */
  speeches: ReadonlyMap<string, Speech>;
  fonts: FontBook;
  seed: string;
  /** By material. A video that is absent is cut into pieces of equal length. */
  footage: ReadonlyMap<string, Footage>;
  /** How well the shots show what `smartPhrases` named. Shots and phrases that it does not know have the score 0. */
  matching: Matching;
};

/** A planned Smart_Mix batch, and why it shows what it shows. */
export type SmartPlan = BatchPlan & { selection: MediaSelection };

/** Nothing speaks for a picture whose score is lower: plain sight alone stays below. */
const weak = 0.05;

/** Seconds of the footage; an image counts for a shot. */
function footageSeconds(pool: readonly PoolShot[], config: SmartConfig): number {
  return pool.reduce(
    (sum, { seconds }) => sum + (Number.isFinite(seconds) ? seconds : config.editing.process.imageDuration),
    0,
  );
}

function noteWeakMatches(
  cuts: readonly SmartCut[],
  pool: readonly PoolShot[],
  matching: Matching,
  warn: Warn,
) {
  const rows = new Set(cuts.flatMap(({ shown }) => shown.flatMap(({ row }) => row ?? [])));
  for (const row of rows) {
    const scores = matching.scores[row];
    if (pool.some(({ column }) => (scores?.[column] ?? 0) >= weak)) continue;
    warn('WeakMatch', `Nothing in the footage speaks for ${show(matching.phrases[row])}; any shot is shown.`);
  }
}

function noteShortcomings(config: SmartConfig, cuts: readonly SmartCut[], frames: number, warn: Warn) {
  const { output } = config;
  if (cuts.some(({ fresh }) => !fresh)) {
    const distinct = cuts.filter(({ fresh }) => fresh).length;
    warn(
      'NotDistinct',
      `The footage allows ${distinct} different outputs; OutputConfig.Count is ${output.count}, so some outputs show the same.`,
    );
  }
  if (cuts.some(({ repeated }) => repeated)) {
    warn(
      'FootageRepeated',
      'There is less footage than the length needs; shots are shown more than once in an output.',
    );
  }
  const seconds = frames / output.fps;
  const speaks = config.input.speechTexts.length + config.input.shotScripts.length > 0;
  if (speaks && output.maxDuration !== null && seconds > output.maxDuration + 1 / output.fps) {
    warn(
      'MaxDurationIgnored',
      `Speech and shots decide the length: an output is ${seconds.toFixed(1)} s long, OutputConfig.MaxDuration is ${output.maxDuration}.`,
    );
  }
}

/** What an output shows, for SubJobMaterials. */
function clipsOf({ shown }: SmartCut): { Clips: { Media: string; In: number; Out: number }[] } {
  const hundredths = (seconds: number) => Math.round(seconds * 100) / 100;
  return {
    Clips: shown.flatMap(({ pieces }) =>
      pieces.map(({ shot, range }) => ({
        Media: shot.candidate.media,
        In: hundredths(range.in),
        Out: hundredths(range.out),
      })),
    ),
  };
}

function transitionsOf(facts: SmartPlanFacts, rate: FrameRate, warn: Warn) {
  const { config, seed } = facts;
  const { transition } = config.editing.process;
  const pool = transitionPool(transition, warn);
  const wanted = transitionFrames(config, rate);
  return (tiles: Cut['tiles'], index: number) =>
    handovers(tiles, {
      wanted,
      fps: rate.num / rate.den,
      pool,
      uniform: transition?.uniform ?? true,
      random: randomFor(seed, 'transitions', index),
    });
}

/**
 * Plans a Smart_Mix batch (batch.md 9.3): the phrases of every output get the shots that show them best, all together; one
 * timeline per output, of exact length, different from each other while the footage allows it. Equal facts give equal
 * plans.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter when there is no footage
 */
export function planSmart(facts: SmartPlanFacts): SmartPlan {
  const { config, materials, speeches, seed, matching } = facts;
  const { warnings, warn } = collectWarnings();
  const rate = frameRate(config.output.fps);
  const pool = shotPool(facts, warn);
  const scripts = smartScripts(config, seed, speeches, rate, footageSeconds(pool, config));
  const decor = drawDecor(config, materials, seed, warn);
  const transitions = transitionsOf(facts, rate, warn);
  const smartCuts = cutOutputs(facts, pool, scripts, rate);
  const cuts = smartCuts.map((cut, index): Cut => {
    const { texts, spoken, frames } = scripts[index] as (typeof scripts)[number];
    const tiles = tilesOf(cut, config.editing.media.volume);
    return {
      index,
      tiles,
      handovers: transitions(tiles, index),
      frames,
      spoken,
      texts,
      decor: decor[index] as Cut['decor'],
    };
  });
  const borders = cuts.flatMap((cut) => cut.handovers);
  if (
    config.editing.process.transition !== null &&
    borders.length > 0 &&
    borders.every((border) => border === null)
  ) {
    warn('TransitionsDropped', 'No shot has footage left over for a transition; all cuts are plain.');
  }
  noteWeakMatches(smartCuts, pool, matching, warn);
  noteShortcomings(config, smartCuts, Math.max(...cuts.map(({ frames }) => frames)), warn);
  return {
    outputs: cuts.map(
      (cut): OutputPlan => ({
        index: cut.index,
        frames: cut.frames,
        timeline: writeTimeline(facts, cut, warn),
        drawn: { ...drawnOf(cut), ...clipsOf(smartCuts[cut.index] as SmartCut) },
      }),
    ),
    warnings: distinctWarnings(warnings),
    largestOverlap: largestOverlap(cuts.map(({ tiles }) => footageShown(tiles, rate))),
    selection: writeSelection(smartCuts, { pool, matching, materials: config.input.materials, rate }),
  };
}
