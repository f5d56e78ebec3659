import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient } from '../src/client/client.ts';
import { measure, run } from './render/usage.ts';
import { makeMaterial } from './render/workload.ts';

/**
 * What a whole batch costs: 20 videos of 10 s from 5 sources through a server of its own, from submit to the last
 * finished file, against x264 alone on the frames that came out. Linux only, see `render/usage.ts`.
 */

const count = 20;
const seconds = 10;
const key = { id: 'bench', secret: 'bench-secret' };
const bucket = 'https://bench.oss-cn-shanghai.aliyuncs.com';

type SubJob = { Status: string; Duration: number; ErrorMessage?: string };
type Batch = { Status: string; ExtendOutput: string; SubJobList: SubJob[] };

/** The address in the line that the server prints when it listens. */
async function addressOf(server: ChildProcess): Promise<string> {
  let printed = '';
  for await (const part of server.stdout ?? []) {
    printed += String(part);
    const address = /^listening on (\S+)$/m.exec(printed)?.[1];
    if (address !== undefined) return address;
  }
  throw new Error('the server ended before it listened');
}

/** Submits the batch and waits for its end. */
async function produce(endpoint: string, sources: readonly string[]): Promise<Batch> {
  const client = createClient({ endpoint, ...key });
  const { JobId } = await client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({
      MediaGroupArray: sources.map((source, index) => ({
        GroupName: `group ${index + 1}`,
        MediaArray: [`${bucket}/${source}.mp4`],
      })),
      TitleArray: ['Open today', 'Second cup free'],
    }),
    EditingConfig: JSON.stringify({ ProcessConfig: { SingleShotDuration: 2, AllowTransition: true } }),
    OutputConfig: JSON.stringify({
      MediaURL: `${bucket}/out/{index}.mp4`,
      Count: count,
      FixedDuration: seconds,
      Width: 1080,
      Height: 1920,
      Video: { Fps: 30 },
    }),
  });
  for (;;) {
    await pause(250);
    const { EditingBatchJob: batch } = await client.call<{ EditingBatchJob: Batch }>(
      'GetBatchMediaProducingJob',
      { JobId },
    );
    if (batch.Status === 'Finished' || batch.Status === 'Failed') return batch;
  }
}

async function benchmark(folder: string): Promise<void> {
  const objects = join(folder, 'buckets', 'bench');
  const sources = Object.entries(await makeMaterial(join(folder, 'material'))).filter(([name]) =>
    name.startsWith('clip'),
  );
  await mkdir(objects, { recursive: true });
  for (const [name, { path }] of sources) await rename(path, join(objects, `${name}.mp4`));

  const { usage, result: batch } = await measure(async () => {
    const server = spawn(process.execPath, ['src/cli.ts', 'serve'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'ignore'],
      env: {
        ...process.env,
        REELMILL_DATA_DIR: folder,
        REELMILL_PORT: '0',
        REELMILL_ACCESS_KEY_ID: key.id,
        REELMILL_ACCESS_KEY_SECRET: key.secret,
        DATABASE_URL: '',
      },
    });
    try {
      return await produce(
        await addressOf(server),
        sources.map(([name]) => name),
      );
    } finally {
      server.kill('SIGTERM');
      await once(server, 'close');
    }
  });
  const failed = batch.SubJobList.filter(({ Status }) => Status !== 'Success');
  if (failed.length > 0) throw new Error(`${failed.length} videos failed: ${failed[0]?.ErrorMessage}`);

  const encodeProcess = fileURLToPath(new URL('render/encode-process.ts', import.meta.url));
  let x264 = 0;
  for (let index = 0; index < count; index += 5) {
    const video = join(objects, 'out', `${index}.mp4`);
    const decode = await measure(() => run(process.execPath, [encodeProcess, video, 'decode']));
    const encode = await measure(() => run(process.execPath, [encodeProcess, video, 'encode']));
    x264 += (encode.usage.cpu - decode.usage.cpu) * 5;
  }
  const figures = {
    videos: count,
    seconds,
    cpu: usage.cpu,
    wall: usage.wall,
    peak: usage.peak,
    realtime: (count * seconds) / usage.wall,
    x264: { cpu: x264, measuredOn: 4 },
    ratios: { x264: usage.cpu / x264 },
    overlap: JSON.parse(batch.ExtendOutput || '{}') as unknown,
  };
  process.stdout.write(
    `${count} videos of ${seconds} s: ${usage.cpu.toFixed(1)} CPU s, ${usage.wall.toFixed(1)} s on the clock ` +
      `(${figures.realtime.toFixed(2)} x realtime), server process at most ${usage.peak.toFixed(0)} MB\n` +
      `x264 alone on these frames: ${x264.toFixed(1)} CPU s; the batch costs ${figures.ratios.x264.toFixed(2)} times that\n`,
  );
  await mkdir('bench/results', { recursive: true });
  await writeFile('bench/results/batch.json', `${JSON.stringify(figures, null, 2)}\n`);
}

const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
try {
  await benchmark(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
