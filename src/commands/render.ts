import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.ts';
import { distinctWarnings, type Warning } from '../errors/warning.ts';
import { openProber, ProbeError } from '../media/probe.ts';
import { renderTimeline } from '../render/render.ts';
import type { OutputFormat } from '../render/request.ts';
import { createSpeaker } from '../speech/speaker.ts';
import type { Source } from '../timeline/material.ts';
import {
  type AudioTrackClip,
  sourceKey,
  speechOfClip,
  type Timeline,
  type VideoTrackClip,
} from '../timeline/model.ts';
import { parseTimeline } from '../timeline/schema.ts';
import { userFonts } from './doctor/production.ts';
import { CommandError } from './failure.ts';
import { openProgressView } from './progress-view.ts';
import { stopSignal } from './stop-signal.ts';

/** Options of `render`, named as on the command line. */
export type RenderCommandOptions = { width?: number; height?: number; fps: number; crf: number };

/** Renders a timeline file to an MP4 file on this machine, without a server. */
export async function render(
  timelineFile: string,
  outputFile: string,
  options: RenderCommandOptions,
): Promise<void> {
  const stop = stopSignal();
  const config = readConfig(process.env);
  const timeline = parseTimeline(await readFile(timelineFile, 'utf8'));
  const workDir = await mkdtemp(join(tmpdir(), 'reelmill-render-'));
  const speaker = createSpeaker({ cacheDir: join(workDir, 'speech'), service: config.speechService });
  const prober = openProber();
  const view = openProgressView();
  try {
    const warnings: Warning[] = [];
    const probe = async (path: string): Promise<Source> => ({
      path,
      facts: (await prober.probe(path)).facts,
    });
    const sources: Record<string, Source> = {};
    for (const clip of clipsOf(timeline)) {
      const key = sourceKey(clip);
      if (sources[key]) continue;
      if ('Content' in clip && clip.Type === 'AI_TTS') {
        const spoken = await speaker.speak(speechOfClip(clip));
        warnings.push(...spoken.warnings);
        sources[key] = await probe(spoken.path);
      } else sources[key] = await probeMaterial(clip, dirname(resolve(timelineFile)), probe);
    }
    const result = await renderTimeline(
      {
        timeline,
        format: formatOf(timeline, options),
        sources,
        fontDir: userFonts(config),
        workDir,
        outputFile: resolve(outputFile),
      },
      {
        signal: stop,
        onProgress: (percent) => view.show([{ label: 'render', percent, state: 'rendering' }]),
      },
    );
    view.show([{ label: 'render', percent: 100, state: 'done' }]);
    view.close();
    for (const { Code, Message } of distinctWarnings([...warnings, ...result.warnings])) {
      process.stderr.write(`${Code}: ${Message}\n`);
    }
    process.stdout.write(
      `${outputFile}: ${result.frames} frames, ${result.duration} s, ${result.size} bytes\n`,
    );
  } finally {
    view.close();
    prober.close();
    await speaker.close();
    await rm(workDir, { recursive: true, force: true });
  }
}

function clipsOf(timeline: Timeline): (VideoTrackClip | AudioTrackClip)[] {
  return [
    ...timeline.VideoTracks.flatMap(({ VideoTrackClips }) => VideoTrackClips),
    ...(timeline.AudioTracks ?? []).flatMap(({ AudioTrackClips }) => AudioTrackClips),
  ];
}

async function probeMaterial(
  clip: VideoTrackClip | AudioTrackClip,
  folder: string,
  probe: (path: string) => Promise<Source>,
): Promise<Source> {
  const url = clip.MediaURL;
  if (url === undefined) {
    throw new CommandError(
      `the timeline names the media ${clip.MediaId}, but only a server has a library: use MediaURL`,
    );
  }
  if (/^(?!file:)[a-z][a-z0-9+.-]+:/i.test(url)) {
    throw new CommandError(`the timeline names ${url}, but this command takes files of this machine only`);
  }
  const path = url.startsWith('file:') ? fileURLToPath(url) : resolve(folder, url);
  try {
    return await probe(path);
  } catch (error) {
    if (error instanceof ProbeError) throw new CommandError(`${path} ${error.message}`);
    throw error;
  }
}

function formatOf(timeline: Timeline, options: RenderCommandOptions): OutputFormat {
  const even = (value: number) => Math.round(value / 2) * 2;
  return {
    width: even(options.width ?? timeline.FECanvas?.Width ?? 1080),
    height: even(options.height ?? timeline.FECanvas?.Height ?? 1920),
    fps: options.fps,
    codec: 'H.264',
    crf: options.crf,
    bitrate: null,
    preset: 'veryfast',
  };
}
