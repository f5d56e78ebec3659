import assert from 'node:assert/strict';
import { parseBatchConfigs, type ScriptConfig, type SmartConfig } from '../../src/mix/config/batch-config.ts';
import type { PlanFacts } from '../../src/mix/plan.ts';
import { speechRequests } from '../../src/mix/plan-batch.ts';
import type { FontBook, FontFace } from '../../src/text/font-book.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { type Speech, type SpeechRequest, speechKey } from '../../src/timeline/speech.ts';

/** Facts of made-up materials, so that plans can be made without files. */

const face: FontFace = {
  family: 'Test',
  weight: 400,
  file: '/nowhere/test.ttf',
  lineHeight: 1.4,
  ascent: 1.1,
  covers: () => true,
  measure: (text) => text.length * 0.6,
};

/** A font book with one face whose letters are all equally wide. */
export const fonts: FontBook = {
  choose: () => ({ face, replaced: null }),
  faceFor: () => face,
  folders: [],
};

const picture = (width: number, height: number) => ({
  width,
  height,
  codedWidth: width,
  codedHeight: height,
  rotation: 0 as const,
  sampleAspect: 1,
  fps: 25,
  codec: 'h264',
  pixelFormat: 'yuv420p',
  alpha: false,
  transfer: 'sdr' as const,
  colorSpace: 'bt709',
  colorRange: 'tv',
  colorPrimaries: 'bt709',
  interlaced: false,
});

const common = { format: 'mov', size: 1000, bitrate: 1000 };
const sound = { codec: 'aac', sampleRate: 48_000, channels: 2 };

export function video(duration: number, width = 1080, height = 1920): MediaFacts {
  return { ...common, kind: 'video', duration, picture: picture(width, height), sound };
}

export function image(width = 1080, height = 1920): MediaFacts {
  return { ...common, kind: 'image', duration: 0, picture: picture(width, height), sound: null };
}

export function audio(duration = 30): MediaFacts {
  return { ...common, kind: 'audio', duration, picture: null, sound };
}

/** A speech of `duration` seconds with one sentence and one word. */
export function spoken(request: SpeechRequest, duration: number): Speech {
  const span = { text: request.text, start: 0, end: duration };
  return { key: speechKey(request), duration, sentences: [span], words: [span] };
}

export const outputConfig = {
  MediaURL: 'https://b.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4',
  Width: 1080,
  Height: 1920,
};

/** Reads configs given as objects. */
export function readAny(input: unknown, output: object = {}, editing: unknown = {}) {
  return parseBatchConfigs({
    InputConfig: JSON.stringify(input),
    EditingConfig: JSON.stringify(editing),
    OutputConfig: JSON.stringify({ ...outputConfig, ...output }),
  });
}

/** Reads the configs of a Script job given as objects. */
export function read(input: unknown, output: object = {}, editing: unknown = {}) {
  const { config, warnings } = readAny(input, output, editing);
  assert.equal(config.jobType, 'Script');
  return { config: config as ScriptConfig, warnings };
}

/** Reads the configs of a Smart_Mix job given as objects. */
export function readSmart(input: unknown, output: object = {}, editing: unknown = {}) {
  const { config, warnings } = readAny(input, output, editing);
  assert.equal(config.jobType, 'Smart_Mix');
  return { config: config as SmartConfig, warnings };
}

/** Plan facts for a config; every text is spoken in 0.1 s a character unless `seconds` says otherwise. */
export function factsFor(
  config: ScriptConfig,
  materials: Record<string, MediaFacts>,
  options: { seed?: string; seconds?: (request: SpeechRequest) => number } = {},
): PlanFacts {
  const { seed = 'seed', seconds = (request) => request.text.length / 10 } = options;
  const speeches = new Map(
    speechRequests(config, seed).map((request) => [speechKey(request), spoken(request, seconds(request))]),
  );
  return { config, materials: new Map(Object.entries(materials)), speeches, fonts, seed };
}
