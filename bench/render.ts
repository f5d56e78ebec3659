import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderTimeline } from '../src/render/render.ts';
import { commandLine } from './render/command-line.ts';
import { measure, run, type Usage } from './render/usage.ts';
import { makeMaterial, requestFor } from './render/workload.ts';

/**
 * What a render costs, against x264 alone on the same frames and against one ffmpeg command that makes the same video.
 * Linux only: processor time and memory are read from /proc.
 */

const bounds = { x264: 2, ffmpeg: 1, megabytes: 700 } as const;

const encodeProcess = fileURLToPath(new URL('render/encode-process.ts', import.meta.url));

function show(name: string, usage: Usage): void {
  const figures = `${usage.cpu.toFixed(2)} CPU s, ${usage.wall.toFixed(2)} s, ${usage.peak.toFixed(0)} MB`;
  process.stdout.write(`${name.padEnd(28)}${figures}\n`);
}

async function compare(folder: string): Promise<boolean> {
  const sources = await makeMaterial(join(folder, 'material'));
  const work = join(folder, 'work');
  await mkdir(work);
  const output = join(folder, 'ours.mp4');
  const ours = await measure(() => renderTimeline(requestFor(sources, work, output)));
  show('reelmill', ours.usage);

  const decode = await measure(() => run(process.execPath, [encodeProcess, output, 'decode']));
  const encode = await measure(() => run(process.execPath, [encodeProcess, output, 'encode']));
  const x264 = encode.usage.cpu - decode.usage.cpu;
  process.stdout.write(`${'x264 alone'.padEnd(28)}${x264.toFixed(2)} CPU s\n`);

  const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
  const theirs = hasFfmpeg
    ? await measure(() => run('ffmpeg', commandLine(sources, work, join(folder, 'theirs.mp4'))))
    : null;
  if (theirs !== null) show('ffmpeg', theirs.usage);
  else process.stdout.write('ffmpeg                      not on this machine\n');

  const figures = {
    frames: ours.result.frames,
    bytes: ours.result.size,
    reelmill: ours.usage,
    x264: { cpu: x264 },
    ffmpeg: theirs?.usage ?? null,
    ratios: {
      x264: ours.usage.cpu / x264,
      ffmpeg: theirs === null ? null : ours.usage.cpu / theirs.usage.cpu,
    },
    bounds,
  };
  const { ratios } = figures;
  process.stdout.write(
    `against x264 ${ratios.x264.toFixed(2)} (at most ${bounds.x264}), against ffmpeg ${ratios.ffmpeg?.toFixed(2) ?? '-'} ` +
      `(at most ${bounds.ffmpeg}), peak ${ours.usage.peak.toFixed(0)} MB (at most ${bounds.megabytes})\n`,
  );
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/render.json', `${JSON.stringify(figures, null, 2)}\n`);
  return (
    ratios.x264 <= bounds.x264 && (ratios.ffmpeg ?? 0) <= bounds.ffmpeg && ours.usage.peak <= bounds.megabytes
  );
}

const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
try {
  process.exitCode = (await compare(folder)) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
