import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProber } from '../../src/media/probe.ts';
import { openDecoder } from '../../src/render/engine/decoder.ts';
import { renderTimeline } from '../../src/render/render.ts';
import type { OutputFormat, RenderOptions, RenderRequest, RenderResult } from '../../src/render/request.ts';
import type { Source } from '../../src/timeline/material.ts';
import type { Timeline } from '../../src/timeline/model.ts';
import { type MediaRecipe, makeMedia, type StreamRecipe } from '../media/make-media.ts';

/** A place to make sources, render timelines and look at the pixels that come out. */

/** Size and rate of test videos unless a test is about them. */
export const format: OutputFormat = {
  width: 180,
  height: 320,
  fps: 25,
  codec: 'H.264',
  crf: 10,
  bitrate: null,
  preset: 'veryfast',
};

export type Stage = {
  folder: string;
  /** Makes a file and adds it to the sources under its name, with the facts that the probe finds. */
  add(name: string, recipe: MediaRecipe): Promise<Source>;
  sources: Record<string, Source>;
  request(timeline: Timeline, changes?: Partial<OutputFormat>): Promise<RenderRequest>;
  render(
    timeline: Timeline,
    changes?: Partial<OutputFormat>,
    options?: RenderOptions,
  ): Promise<RenderResult & { file: string }>;
  close(): Promise<void>;
};

/** Sets up a stage in a folder of its own. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-render-'));
  const prober = openProber();
  const sources: Record<string, Source> = {};
  let renders = 0;
  const stage: Stage = {
    folder,
    sources,
    async add(name, recipe) {
      const path = await makeMedia(join(folder, name), recipe);
      const source = { path, facts: (await prober.probe(path)).facts };
      sources[name] = source;
      return source;
    },
    async request(timeline, changes = {}) {
      renders += 1;
      const workDir = join(folder, `work ${renders}`);
      await mkdir(workDir);
      const outputFile = join(folder, `out ${renders}.mp4`);
      return { timeline, format: { ...format, ...changes }, sources, fontDir: null, workDir, outputFile };
    },
    async render(timeline, changes, options) {
      const request = await stage.request(timeline, changes);
      return { ...(await renderTimeline(request, options)), file: request.outputFile };
    },
    async close() {
      prober.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

/** Pictures whose eight columns show the frame number in binary, and whose colour tells the source. */
export function counted(options: {
  color: { cb: number; cr: number };
  seconds?: number;
  rate?: number;
  size?: string;
  after?: string;
}): StreamRecipe {
  const { color, seconds = 2, rate = 25, size = '180x320', after = '' } = options;
  const bits = "lum='if(bitand(N,pow(2,floor(X*8/W))),200,50)'";
  return {
    graph: `color=s=${size}:r=${rate}:d=${seconds},format=yuv420p,geq=${bits}:cb=${color.cb}:cr=${color.cr}${after}`,
    codec: 'libx264',
    options: { crf: 8, preset: 'veryfast', g: 12 },
  };
}

/** A picture of one colour. */
export function plain(color: string, after = '', options: Partial<StreamRecipe> = {}): StreamRecipe {
  return {
    graph: `color=c=${color}:s=320x180:r=25:d=2${after},format=yuv420p`,
    codec: 'libx264',
    ...options,
  };
}

/** A decoded frame: its time in frames of 25 a second, and its planes without padding. */
export type Picture = { time: number; width: number; height: number; y: Buffer; u: Buffer; v: Buffer };

/** A file as a source, for looking into it. */
const asSource = (path: string) =>
  ({
    path,
    facts: { format: path.endsWith('.mkv') ? 'matroska,webm' : 'mov,mp4,m4a,3gp,3g2,mj2' },
  }) as Source;

/** All pictures of a video. */
export function picturesOf(file: string): Picture[] {
  const decoder = openDecoder('output', asSource(file), 'video');
  const pictures: Picture[] = [];
  for (let next = decoder.next(); next !== null; next = decoder.next()) {
    const { frame, time } = next;
    const { width, height } = frame;
    const all = frame.toBuffer();
    const quarter = Math.ceil(width / 2) * Math.ceil(height / 2);
    pictures.push({
      time,
      width,
      height,
      y: all.subarray(0, width * height),
      u: all.subarray(width * height, width * height + quarter),
      v: all.subarray(width * height + quarter),
    });
    frame.free();
  }
  decoder.close();
  return pictures;
}

/** Luma and chroma at a place given as shares of width and height. */
export function pixel(picture: Picture, x: number, y: number): { y: number; u: number; v: number } {
  const column = Math.min(picture.width - 1, Math.floor(x * picture.width));
  const row = Math.min(picture.height - 1, Math.floor(y * picture.height));
  const half = Math.floor(row / 2) * Math.ceil(picture.width / 2) + Math.floor(column / 2);
  return {
    y: picture.y[row * picture.width + column] ?? -1,
    u: picture.u[half] ?? -1,
    v: picture.v[half] ?? -1,
  };
}

/** The frame number that a picture of {@link counted} shows. */
export function numberIn(picture: Picture, height = 0.5): number {
  return [0, 1, 2, 3, 4, 5, 6, 7].reduce(
    (sum, bit) => sum + (pixel(picture, (bit + 0.5) / 8, height).y > 125 ? 2 ** bit : 0),
    0,
  );
}

/** Decoded samples of the sound of a file: one array for each channel. */
export function samplesOf(file: string): { rate: number; channels: Float32Array[] } {
  const decoder = openDecoder('output', asSource(file), 'audio');
  const parts: Float32Array[][] = [];
  let rate = 0;
  for (let next = decoder.next(); next !== null; next = decoder.next()) {
    const { frame } = next;
    rate = frame.sampleRate;
    const bytes = frame.toBuffer();
    const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    const count = frame.nbSamples;
    parts.push(
      Array.from({ length: frame.channels }, (_, channel) =>
        floats.subarray(channel * count, (channel + 1) * count),
      ),
    );
    frame.free();
  }
  decoder.close();
  const channels = (parts[0] ?? []).map((_, channel) => {
    const all = new Float32Array(parts.reduce((sum, part) => sum + (part[channel]?.length ?? 0), 0));
    let position = 0;
    for (const part of parts) {
      all.set(part[channel] ?? [], position);
      position += part[channel]?.length ?? 0;
    }
    return all;
  });
  return { rate, channels };
}

/** Root mean square of samples between two times, in seconds. */
export function loudness({ rate, channels }: ReturnType<typeof samplesOf>, from: number, to: number): number {
  const samples = (channels[0] ?? new Float32Array()).subarray(
    Math.round(from * rate),
    Math.round(to * rate),
  );
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length));
}
