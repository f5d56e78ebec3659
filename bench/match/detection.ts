import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFootage } from '../../src/media/reading/footage/read-footage.ts';
import { makeMedia } from '../../tests/media/make-media.ts';
import { bareDecoding } from './bare-decoding.ts';

/** How fast shots are found in a film of 1920x1080 at 30 frames a second. */
export type DetectionSpeed = {
  /** How the film was encoded. */
  encoding: string;
  /** Bits a second. */
  bitrate: number;
  /** Seconds of film for a second of processor time, on one core. */
  realtime: number;
  /** The same for decoding all frames of it and no more. */
  bare: number;
  /** Cuts that were found, of all. */
  found: number;
  cuts: number;
  /** Boundaries that are none. */
  invented: number;
};

const rate = 30;
const size = '1920x1080';

const still = (x: number, y: number, scale: number) =>
  `mandelbrot=size=2560x1440:rate=${rate}:start_x=${x}:start_y=${y}:start_scale=${scale}:end_scale=${scale}` +
  ',trim=end_frame=1,loop=-1:1,setpts=N/FRAME_RATE/TB,eq=saturation=0.8';
const part = (x: string, y: string) => `crop=1920:1080:x='${x}':y='${y}'`;
const grain = 'noise=alls=5:allf=t';

/** Frames of the shots. */
const lengths = [97, 131, 118, 75, 142, 109, 120, 128];
const total = lengths.reduce((sum, length) => sum + length, 0);

/** Shots as in real footage: from a tripod, with a slow pan, by hand, with something that moves, a whip pan, a title. */
const shots = [
  `${still(-0.745, 0.11, 0.3)},${part('200', '150')},${grain}`,
  `${still(-0.16, 1.03, 0.2)},${part('40+3*n', '180')}`,
  `${still(-0.75, 0.1, 0.02)},${part('300+9*sin(n*0.7)+6*sin(n*1.9)', '180+8*cos(n*0.9)')},${grain}`,
  `gradients=size=${size}:rate=${rate}:speed=0.004:nb_colors=5:seed=4,split[g][u];[u]crop=300:300,drawbox=color=white:t=fill[o];[g][o]overlay=x='40+9*n':y='390+120*sin(n/9)'`,
  `${still(0.3, 0.03, 0.05)},${part('320+300*sin(n/14)', '200')}`,
  `${still(-1.25, 0.02, 0.1)},${part('100', '100')},${grain}`,
  `color=0x203050:size=${size}:rate=${rate},drawbox=x=480:y=420:w=960:h=60:color=white:t=fill,drawbox=x=480:y=560:w=700:h=40:color=yellow:t=fill`,
  `${still(-0.1, 0.85, 0.3)},split[b][f];[b]${part('200', '150')}[c];[f]${part('400+40*sin(n/5)', '300')},crop=520:520[h];[c][h]overlay=x=700:y=400`,
];

const graph = [
  ...shots.map(
    (shot, index) =>
      // Labels inside of a shot must not meet those of another.
      `${shot.replaceAll(/\[(\w)\]/g, `[$1${index}]`)},trim=end_frame=${lengths[index]},setpts=PTS-STARTPTS,format=yuv420p,setsar=1[shot${index}]`,
  ),
  `${shots.map((_, index) => `[shot${index}]`).join('')}concat=n=${shots.length}:v=1:a=0,settb=1/${rate},setpts=N`,
].join(';');

const encodings = {
  'x264 medium, CRF 23': { preset: 'medium', crf: 23 },
  'x264 veryfast, a key frame every 2 s whatever happens': {
    preset: 'veryfast',
    crf: 23,
    g: 2 * rate,
    sc_threshold: 0,
  },
};

async function measureOne(folder: string, name: keyof typeof encodings): Promise<DetectionSpeed> {
  const path = await makeMedia(join(folder, `${name.replaceAll(/\W+/g, '-')}.mp4`), {
    streams: [{ graph, codec: 'libx264', options: encodings[name] }],
  });
  const { size: bytes } = await stat(path);
  const seconds = total / rate;
  const keys = join(folder, 'keys');
  await mkdir(keys, { recursive: true });
  // Once before: a prober process has long compiled its code when a long film comes.
  await readFootage({ path, folder: keys, duration: seconds }, () => {});
  const before = process.cpuUsage();
  const { footage } = await readFootage({ path, folder: keys, duration: seconds }, () => {});
  const { user, system } = process.cpuUsage(before);
  const told = footage.shots.slice(1).map((shot) => Math.round(shot.in * rate));
  const cuts = lengths.slice(1).map((_, index) => lengths.slice(0, index + 1).reduce((a, b) => a + b, 0));
  const isNear = (frame: number) => (other: number) => Math.abs(other - frame) <= 1;
  return {
    encoding: name,
    bitrate: Math.round((bytes * 8) / seconds),
    realtime: seconds / ((user + system) / 1e6),
    bare: seconds / bareDecoding(path),
    found: cuts.filter((cut) => told.some(isNear(cut))).length,
    cuts: cuts.length,
    invented: told.filter((frame) => !cuts.some(isNear(frame))).length,
  };
}

/** Makes films and measures how fast their shots are found, in this process. */
export async function measureDetection(): Promise<DetectionSpeed[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-detection-'));
  try {
    const speeds: DetectionSpeed[] = [];
    for (const name of Object.keys(encodings) as (keyof typeof encodings)[]) {
      speeds.push(await measureOne(folder, name));
    }
    return speeds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
