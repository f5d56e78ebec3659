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

/** Rounds of every measurement; the least of them counts, for whatever else the machine does only adds to it. */
const rounds = 2;

const least = (usages: Usage[]): Usage => ({
  cpu: Math.min(...usages.map(({ cpu }) => cpu)),
  wall: Math.min(...usages.map(({ wall }) => wall)),
  peak: Math.max(...usages.map(({ peak }) => peak)),
});

async function compare(folder: string): Promise<boolean> {
  const sources = await makeMaterial(join(folder, 'material'));
  const work = join(folder, 'work');
  await mkdir(work);
  const output = join(folder, 'ours.mp4');
  const request = requestFor(sources, work, output);
  const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
  const spent: Record<'ours' | 'decode' | 'encode' | 'ffmpeg', Usage[]> = {
    ours: [],
    decode: [],
    encode: [],
    ffmpeg: [],
  };
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const { usage, result } = await measure(() => renderTimeline(request));
    spent.ours.push(usage);
    bytes = result.size;
    for (const mode of ['decode', 'encode'] as const) {
      const recode = () => run(process.execPath, [encodeProcess, output, mode]);
      spent[mode].push((await measure(recode)).usage);
    }
    if (!hasFfmpeg) continue;
    const command = commandLine(sources, work, join(folder, 'theirs.mp4'));
    spent.ffmpeg.push((await measure(() => run('ffmpeg', command))).usage);
  }
  const ours = least(spent.ours);
  const x264 = { cpu: least(spent.encode).cpu - least(spent.decode).cpu };
  const ffmpeg = hasFfmpeg ? least(spent.ffmpeg) : null;
  const ratios = { x264: ours.cpu / x264.cpu, ffmpeg: ffmpeg === null ? null : ours.cpu / ffmpeg.cpu };

  show('reelmill', ours);
  process.stdout.write(`${'x264 alone'.padEnd(28)}${x264.cpu.toFixed(2)} CPU s\n`);
  if (ffmpeg === null) process.stdout.write(`${'ffmpeg'.padEnd(28)}not on this machine\n`);
  else show('ffmpeg', ffmpeg);
  process.stdout.write(
    `against x264 ${ratios.x264.toFixed(2)} (at most ${bounds.x264}), against ffmpeg ${ratios.ffmpeg?.toFixed(2) ?? '-'} ` +
      `(at most ${bounds.ffmpeg}), peak ${ours.peak.toFixed(0)} MB (at most ${bounds.megabytes})\n`,
  );
  await mkdir('bench/results', { recursive: true });
  const figures = { bytes, reelmill: ours, x264, ffmpeg, ratios, bounds };
  await writeFile('bench/results/render.json', `${JSON.stringify(figures, null, 2)}\n`);
  return ratios.x264 <= bounds.x264 && (ratios.ffmpeg ?? 0) <= bounds.ffmpeg && ours.peak <= bounds.megabytes;
}

const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
try {
  process.exitCode = (await compare(folder)) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
