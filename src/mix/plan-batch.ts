import { distinctWarnings } from '../errors/warning.ts';
import { type FrameRate, frameRate, toFrames } from '../timeline/frames.ts';
import type { ScriptConfig } from './config/batch-config.ts';
import { collectWarnings, type Warn } from './config/warn.ts';
import { type Decor, drawDecor } from './emit/decor.ts';
import type { SpokenPart } from './emit/sounds.ts';
import { type Cut, drawnOf, writeTimeline } from './emit/timeline.ts';
import { type Handover, handovers, transitionPool } from './emit/transitions.ts';
import { footageShown, largestOverlap } from './overlap.ts';
import type { BatchPlan, OutputPlan, PlanFacts } from './plan.ts';
import { randomFor } from './random.ts';
import { groupFootage } from './script/footage.ts';
import { noPicks, pickShots } from './script/pick-shots.ts';
import { type Section, sectionsOf } from './script/sections.ts';
import { type DrawnTexts, drawTexts } from './script/texts.ts';
import { type Tiling, tileOutput } from './script/tile.ts';

export { speechRequests } from './script/texts.ts';

/** What has been decided for one output. */
type ScriptCut = {
  index: number;
  texts: DrawnTexts;
  decor: Decor;
  sections: Section[];
  tiling: Tiling;
  handovers: (Handover | null)[];
};

/** Picks and cuts the shots of every output, in order: each one looks at what the earlier ones show. */
function cutOutputs(facts: PlanFacts, rate: FrameRate, warn: Warn): ScriptCut[] {
  const { config, materials, speeches, seed } = facts;
  const { process } = config.editing;
  const footage = groupFootage(config, materials, warn);
  const texts = drawTexts(config, seed);
  const decor = drawDecor(config, materials, seed, warn);
  const pool = transitionPool(process.transition, warn);
  const wanted = process.transition === null ? 0 : Math.max(1, toFrames(process.transition.duration, rate));
  const volumeOf = (group: number) => config.input.groups[group]?.volume ?? config.editing.media.volume;
  const state = noPicks();
  let repeatedOrder: number | null = null;
  const cuts = texts.map((drawn, index): ScriptCut => {
    const sections = sectionsOf(config, drawn, speeches);
    const orders = state.orders.size;
    const picked = pickShots(sections, footage, state, {
      seed,
      output: index,
      nextShot: process.shotDuration,
    });
    if (!picked.fresh) repeatedOrder ??= orders;
    const tiling = tileOutput(picked.picked, { seed, output: index, rate, reserve: wanted, volumeOf });
    const options = {
      wanted,
      fps: rate.num / rate.den,
      pool,
      uniform: process.transition?.uniform ?? true,
      random: randomFor(seed, 'transitions', index),
    };
    return {
      index,
      texts: drawn,
      decor: decor[index] as Decor,
      sections,
      tiling,
      handovers: handovers(tiling.tiles, options),
    };
  });
  noteShortcomings(config, cuts, repeatedOrder, warn);
  return cuts;
}

function noteShortcomings(
  config: ScriptConfig,
  cuts: readonly ScriptCut[],
  repeatedOrder: number | null,
  warn: Warn,
) {
  const { output, editing, input } = config;
  if (repeatedOrder !== null) {
    warn(
      'NotDistinct',
      `The materials allow ${repeatedOrder} different orders of shots; OutputConfig.Count is ${output.count}, so some outputs show the same.`,
    );
  }
  if (cuts.some(({ tiling }) => tiling.repeated)) {
    warn(
      'FootageRepeated',
      'There is less footage than the length needs; shots are shown more than once in an output.',
    );
  }
  const borders = cuts.flatMap((cut) => cut.handovers);
  if (
    editing.process.transition !== null &&
    borders.length > 0 &&
    borders.every((border) => border === null)
  ) {
    warn('TransitionsDropped', 'No shot has footage left over for a transition; all cuts are plain.');
  }
  if (
    cuts.some(
      ({ sections }) => input.mode === 'global' && (sections[0]?.base.length ?? 0) < input.groups.length,
    )
  ) {
    warn('GroupsLeftOut', 'The video is too short to show a shot of every group; some groups were left out.');
  }
  const longest = Math.max(...cuts.map(({ tiling }) => tiling.seconds));
  if (output.maxDuration !== null && longest > output.maxDuration + 1e-6) {
    warn(
      'MaxDurationIgnored',
      `Speech and group lengths decide the length: an output is ${longest.toFixed(1)} s long, OutputConfig.MaxDuration is ${output.maxDuration}.`,
    );
  }
}

function spokenParts({ texts, sections, tiling }: ScriptCut): SpokenPart[] {
  return sections.flatMap(({ speech }, index) => {
    const request = texts.speeches[index] ?? null;
    return speech === null || request === null ? [] : [{ request, speech, start: tiling.starts[index] ?? 0 }];
  });
}

function outputOf(facts: PlanFacts, scriptCut: ScriptCut, warn: Warn): OutputPlan {
  const { index, texts, decor, tiling, handovers } = scriptCut;
  const { tiles, frames } = tiling;
  const cut: Cut = { index, tiles, handovers, frames, texts, decor, spoken: spokenParts(scriptCut) };
  return { index, frames, timeline: writeTimeline(facts, cut, warn), drawn: drawnOf(cut) };
}

/**
 * Plans a Script batch (batch.md 9.1, 9.2): one timeline per output, of exact length, different from each other while
 * the materials allow it. Equal facts give equal plans.
 *
 * @throws ApiError InvalidMaterial.NotFound when a group has no material left
 */
export function planBatch(facts: PlanFacts): BatchPlan {
  const { warnings, warn } = collectWarnings();
  const rate = frameRate(facts.config.output.fps);
  const cuts = cutOutputs(facts, rate, warn);
  const outputs = cuts.map((cut) => outputOf(facts, cut, warn));
  return {
    outputs,
    warnings: distinctWarnings(warnings),
    largestOverlap: largestOverlap(cuts.map(({ tiling }) => footageShown(tiling.tiles, rate))),
  };
}
