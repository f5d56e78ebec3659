import { parseHighlightsConfigs } from '../../src/mix/config/highlights-config.ts';
import type { HighlightsFacts } from '../../src/mix/highlights/plan-highlights.ts';
import type { Footage, ShotMark, SourceShot } from '../../src/timeline/footage.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import type { SoundCourse } from '../../src/timeline/sound-course.ts';
import { fonts, outputConfig, video } from '../mix/facts.ts';

/** Facts of made-up videos, so that highlights can be planned without files. */

/** A shot that lasts from one time to another. */
export function shot(begin: number, out: number, motion = 0.1, marks: ShotMark[] = []): SourceShot {
  return {
    in: begin,
    out,
    keyTime: begin,
    motion,
    brightness: 0.5,
    sharpness: 0.5,
    colours: Array.from({ length: 12 }, () => 0),
    outdoors: 0,
    marks,
  };
}

/** Shots of equal length that tile a video; `change` may alter some of them. */
export function shots(
  count: number,
  seconds: number,
  change: Record<number, Partial<SourceShot>> = {},
): Footage {
  return {
    shots: Array.from({ length: count }, (_, index) => ({
      ...shot(index * seconds, (index + 1) * seconds),
      ...change[index],
    })),
  };
}

/** The sound of a video: quiet but for the given ranges, which are loud, and spoken for others. */
export function sound(
  seconds: number,
  ranges: { loud?: [number, number][]; spoken?: [number, number][] } = {},
): SoundCourse {
  const steps = Math.round(seconds * 10);
  const within = (list: [number, number][] = [], step: number) =>
    list.some(([begin, out]) => step >= begin * 10 - 1e-6 && step < out * 10 - 1e-6);
  return {
    loudness: Float32Array.from({ length: steps }, (_, step) => (within(ranges.loud, step) ? -12 : -50)),
    speech: Float32Array.from({ length: steps }, (_, step) => (within(ranges.spoken, step) ? 1 : 0)),
  };
}

/** Reads configs given as objects. */
export function readHighlights(input: object, output: object = {}, editing: object = {}) {
  return parseHighlightsConfigs({
    InputConfig: JSON.stringify(input),
    EditingConfig: JSON.stringify(editing),
    OutputConfig: JSON.stringify({ ...outputConfig, ...output }),
  });
}

/** A made-up video and what is seen and heard in it. */
export type MadeUp = { footage: Footage; sound: SoundCourse };

const lengthOf = ({ shots: list }: Footage) => list.at(-1)?.out ?? 0;

/** Plan facts of videos by their reference, in the order of the plot. */
export function factsFor(
  videos: Record<string, MadeUp>,
  {
    strategy = {},
    input = {},
    output = {},
    editing = {},
    others = {},
    seed = 'seed',
  }: {
    strategy?: object;
    input?: object;
    output?: object;
    editing?: object;
    others?: Record<string, MediaFacts>;
    seed?: string;
  } = {},
): HighlightsFacts {
  const MediaArray = Object.keys(videos);
  const { config } = readHighlights({ MediaArray, HighlightStrategy: strategy, ...input }, output, editing);
  const entries = Object.entries(videos);
  return {
    config,
    materials: new Map([
      ...entries.map(([media, { footage }]) => [media, video(lengthOf(footage))] as const),
      ...Object.entries(others),
    ]),
    footage: new Map(entries.map(([media, { footage }]) => [media, footage])),
    sounds: new Map(entries.map(([media, { sound: course }]) => [media, course])),
    fonts,
    seed,
  };
}
