import { distinctWarnings } from '../errors/warning.ts';
import { captionClips } from '../text/captions.ts';
import { type FrameRate, frameRate, toFrames } from '../timeline/frames.ts';
import type { SubtitleTrackClip, Timeline } from '../timeline/model.ts';
import type { ScriptConfig } from './config/batch-config.ts';
import { collectWarnings, type Warn } from './config/warn.ts';
import { frameTime } from './emit/clock.ts';
import { headings } from './emit/headings.ts';
import { mainTrack } from './emit/main-track.ts';
import { backgroundTrack, stickerTrack } from './emit/overlays.ts';
import { musicTrack, type SpokenPart, speechTrack } from './emit/sounds.ts';
import { completeStyle, drawMotions } from './emit/text-looks.ts';
import { footageShown, largestOverlap } from './overlap.ts';
import type { BatchPlan, OutputPlan, PlanFacts } from './plan.ts';
import { randomFor } from './random.ts';
import { type Decor, drawDecor } from './script/decor.ts';
import { groupFootage } from './script/footage.ts';
import { noPicks, pickShots } from './script/pick-shots.ts';
import { type Section, sectionsOf } from './script/sections.ts';
import { type DrawnTexts, drawTexts } from './script/texts.ts';
import { type Tiling, tileOutput } from './script/tile.ts';
import { type Handover, handovers, transitionPool } from './script/transitions.ts';

export { speechRequests } from './script/texts.ts';

/** Everything that has been decided for one output, before it is written as a timeline. */
type Cut = {
  index: number;
  texts: DrawnTexts;
  decor: Decor;
  sections: Section[];
  tiling: Tiling;
  handovers: (Handover | null)[];
};

/** Picks and cuts the shots of every output, in order: each one looks at what the earlier ones show. */
function cutOutputs(facts: PlanFacts, rate: FrameRate, warn: Warn): Cut[] {
  const { config, materials, speeches, seed } = facts;
  const { process } = config.editing;
  const footage = groupFootage(config, materials, warn);
  const texts = drawTexts(config, seed);
  const decor = drawDecor(config, materials, seed, warn);
  const pool = transitionPool(process.transition, warn);
  const wanted = process.transition === null ? 0 : Math.max(1, toFrames(process.transition.duration, rate));
  const state = noPicks();
  let repeatedOrder: number | null = null;
  const cuts = texts.map((drawn, index): Cut => {
    const sections = sectionsOf(config, drawn, speeches);
    const orders = state.orders.size;
    const picked = pickShots(sections, footage, state, {
      seed,
      output: index,
      nextShot: process.shotDuration,
    });
    if (!picked.fresh) repeatedOrder ??= orders;
    const tiling = tileOutput(picked.picked, { seed, output: index, rate, reserve: wanted });
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
  cuts: readonly Cut[],
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

function spokenParts({ texts, sections, tiling }: Cut): SpokenPart[] {
  return sections.flatMap(({ speech }, index) => {
    const request = texts.speeches[index] ?? null;
    return speech === null || request === null ? [] : [{ request, speech, start: tiling.starts[index] ?? 0 }];
  });
}

/** Captions, title and sub-headings of an output. */
function textClips(
  facts: PlanFacts,
  cut: Cut,
  parts: readonly SpokenPart[],
  end: number,
  warn: Warn,
): SubtitleTrackClip[][] {
  const { config, fonts, seed } = facts;
  const { speech, title, subheadings } = config.editing;
  const frame = { width: config.output.width, height: config.output.height };
  const motions = (style: typeof title, ...purpose: (string | number)[]) =>
    drawMotions(style, randomFor(seed, 'motion', cut.index, ...purpose), warn);
  const captionStyle = completeStyle('caption', motions(speech.captions, 'caption'), frame);
  const captions = parts.flatMap(({ request, speech: spoken, start }) =>
    captionClips(spoken, {
      style: captionStyle,
      highlight: speech.highlights,
      frame,
      fonts,
      offset: start,
      language: request.language,
    }),
  );
  const levels = new Map(
    [...subheadings].map(([level, style]) => [level, motions(style, 'subheading', level)]),
  );
  const styles = { title: motions(title, 'title'), levels };
  return [captions, headings(cut.texts, styles, { frame, fonts, end })].filter((clips) => clips.length > 0);
}

function timelineOf(facts: PlanFacts, cut: Cut, rate: FrameRate, warn: Warn): Timeline {
  const { config, materials } = facts;
  const { editing, output, input } = config;
  const { sticker, music, backgroundImage } = cut.decor;
  const end = frameTime(cut.tiling.frames, rate);
  const parts = spokenParts(cut);
  const main = mainTrack(cut.tiling.tiles, cut.handovers, {
    rate,
    width: output.width,
    height: output.height,
    materials,
    background: editing.background,
    overImage: backgroundImage !== null,
    volumeOf: (group) => input.groups[group]?.volume ?? editing.media.volume,
  });
  const sounds = [
    ...(parts.length > 0 ? [speechTrack(parts, editing.speech.volume)] : []),
    ...(music === null ? [] : [musicTrack(music, end, editing.musicVolume)]),
  ];
  const texts = textClips(facts, cut, parts, end, warn);
  return {
    VideoTracks: [
      ...(backgroundImage === null ? [] : [backgroundTrack(backgroundImage)]),
      main,
      ...(sticker === null ? [] : [stickerTrack(sticker, end)]),
    ],
    ...(sounds.length > 0 ? { AudioTracks: sounds } : {}),
    ...(texts.length > 0 ? { SubtitleTracks: texts.map((clips) => ({ SubtitleTrackClips: clips })) } : {}),
    FECanvas: { Width: output.width, Height: output.height },
  };
}

/** What was drawn, for SubJobMaterials (batch.md 7.4): `Title` and `SpeechText`, and what else there is. */
function drawnOf({ texts, decor }: Cut): Record<string, unknown> {
  const spoken = texts.speeches.flatMap((request) => request?.text ?? []);
  return {
    ...(texts.title === null ? {} : { Title: texts.title }),
    ...(spoken.length > 0 ? { SpeechText: spoken.join('\n') } : {}),
    ...(spoken.length > 0 && texts.voice !== '' ? { Voice: texts.voice } : {}),
    ...(texts.subheadings.length > 0
      ? { SubHeadings: texts.subheadings.map(({ level, text }) => ({ Level: level, Title: text })) }
      : {}),
    ...(decor.sticker === null ? {} : { Sticker: decor.sticker.media }),
    ...(decor.music === null ? {} : { BackgroundMusic: decor.music }),
    ...(decor.backgroundImage === null ? {} : { BackgroundImage: decor.backgroundImage }),
  };
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
  const outputs = cuts.map(
    (cut): OutputPlan => ({
      index: cut.index,
      frames: cut.tiling.frames,
      timeline: timelineOf(facts, cut, rate, warn),
      drawn: drawnOf(cut),
    }),
  );
  return {
    outputs,
    warnings: distinctWarnings(warnings),
    largestOverlap: largestOverlap(cuts.map(({ tiling }) => footageShown(tiling.tiles, rate))),
  };
}
