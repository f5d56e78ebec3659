import { distinctWarnings } from '../../errors/warning.ts';
import type { FontBook } from '../../text/font-book.ts';
import type { Footage } from '../../timeline/footage.ts';
import { frameRate } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { Speech } from '../../timeline/speech.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import { show } from '../config/fields.ts';
import { collectWarnings, type Warn } from '../config/warn.ts';
import type { BatchPlan } from '../plan.ts';
import { cutOutputs, type SmartCut, tilesOf, weakRows } from './cut-outputs.ts';
import { finishOutputs } from './finish-outputs.ts';
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

/** Seconds of the footage; an image counts for a shot. */
function footageSeconds(pool: readonly PoolShot[], config: SmartConfig): number {
  return pool.reduce(
    (sum, { seconds }) => sum + (Number.isFinite(seconds) ? seconds : config.editing.process.imageDuration),
    0,
  );
}

/** Phrases that a warning names. */
const mostNamed = 3;

function noteWeakMatches(
  cuts: readonly SmartCut[],
  pool: readonly PoolShot[],
  matching: Matching,
  warn: Warn,
) {
  const rows = [...new Set(cuts.flatMap(({ shown }) => shown.flatMap(({ row }) => row ?? [])))];
  const isWeak = weakRows(matching, pool);
  const weak = rows.filter(isWeak).map((row) => show(matching.phrases[row]));
  if (weak.length === 0) return;
  const named = weak.length > mostNamed ? [...weak.slice(0, mostNamed), 'others'] : weak;
  const share = weak.length === rows.length ? 'any of the' : `${weak.length} of ${rows.length}`;
  warn(
    'WeakMatch',
    `Nothing in the footage speaks for ${share} phrases (${named.join(', ')}); their pictures follow what is said around them.`,
  );
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
  if (!config.editing.process.duplicates && cuts.some(({ repeated }) => repeated)) {
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

/**
 * Plans a Smart_Mix batch (batch.md 9.3): the phrases of every output get the shots that show them best, all together; one
 * timeline per output, of exact length, different from each other while the footage allows it. Equal facts give equal
 * plans.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter when there is no footage
 */
export function planSmart(facts: SmartPlanFacts): SmartPlan {
  const { config, speeches, seed, matching } = facts;
  const { warnings, warn } = collectWarnings();
  const rate = frameRate(config.output.fps);
  const pool = shotPool(facts, warn);
  const scripts = smartScripts(config, seed, speeches, rate, footageSeconds(pool, config));
  const cuts = cutOutputs(facts, pool, scripts, rate);
  const pictured = scripts.map((script, index) => ({
    ...script,
    tiles: tilesOf(cuts[index] as SmartCut, config.editing.media.volume),
  }));
  const finished = finishOutputs(facts, pictured, rate, warn);
  noteWeakMatches(cuts, pool, matching, warn);
  noteShortcomings(config, cuts, Math.max(...scripts.map(({ frames }) => frames)), warn);
  return {
    ...finished,
    warnings: distinctWarnings(warnings),
    selection: writeSelection(cuts, { pool, matching, materials: config.input.materials, rate }),
  };
}
