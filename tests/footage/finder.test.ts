import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { openFindings } from '../../src/media/findings.ts';
import { type FootageFinder, openFootage } from '../../src/media/footage.ts';
import { openProber, ProbeError, type Prober } from '../../src/media/probe.ts';
import { colourNames, type SourceShot } from '../../src/timeline/footage.ts';
import type { Source } from '../../src/timeline/material.ts';
import { type MediaRecipe, makeMedia, type StreamRecipe, tone } from '../media/make-media.ts';

let folder: string;
let database: DatabaseHandle;
let prober: Prober;
let footage: FootageFinder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-footage-'));
  database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
  prober = openProber();
  footage = openFinder();
});
after(async () => {
  prober.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const openFinder = (own: Pick<Prober, 'footage' | 'keyFrames'> = prober) =>
  openFootage({ findings: openFindings(database.kysely), prober: own, folder: join(folder, 'cache') });

async function source(name: string, recipe: MediaRecipe): Promise<Source> {
  const path = await makeMedia(join(folder, name), recipe);
  return { path, facts: (await prober.probe(path)).facts };
}

const x264 = (graph: string, more: Partial<StreamRecipe> = {}): MediaRecipe => ({
  streams: [{ graph, codec: 'libx264', ...more }],
});
/** Two seconds of a test chart, then two seconds of a plain colour with a box. */
const twoShots = (size = '320x180', format = 'yuv420p') =>
  `testsrc2=size=${size}:rate=25:duration=2[a];color=0x204080:size=${size}:rate=25:duration=2,` +
  `drawbox=x=iw/4:y=ih/4:w=iw/2:h=ih/2:color=orange:t=fill[b];[a][b]concat=n=2:v=1:a=0,settb=1/25,setpts=N,format=${format}`;

const spans = (shots: readonly SourceShot[]) =>
  shots.map((shot) => [Number(shot.in.toFixed(3)), Number(shot.out.toFixed(3))]);
const share = ({ colours }: SourceShot, name: (typeof colourNames)[number]) =>
  colours[colourNames.indexOf(name)] ?? 0;
async function sizeOf(path: string) {
  const { facts } = await prober.probe(path);
  return [facts.format, facts.picture?.width, facts.picture?.height];
}

test('a film is read once; its key frames are made again when they are gone', async () => {
  const film = await source('film.mp4', x264(twoShots()));
  const calls: string[] = [];
  const counting = openFinder({
    footage: (...given) => {
      calls.push('footage');
      return prober.footage(...given);
    },
    keyFrames: (...given) => {
      calls.push('keyFrames');
      return prober.keyFrames(...given);
    },
  });
  const [first, second] = await Promise.all([counting.of(film), counting.of(film)]);
  assert.deepEqual(spans(first.shots), [
    [0, 2],
    [2, 4],
  ]);
  assert.deepEqual(second, first);
  assert.deepEqual(await openFinder().of(film), first);
  assert.deepEqual(calls, ['footage']);

  const files = await counting.keyFrames(film);
  for (const file of files) assert.deepEqual(await sizeOf(file), ['jpeg_pipe', 320, 180]);
  assert.deepEqual(calls, ['footage']);
  const before = await Promise.all(files.map((file) => readFile(file)));
  await rm(files[1] as string);
  assert.deepEqual(await Promise.all([counting.keyFrames(film), counting.keyFrames(film)]), [files, files]);
  assert.deepEqual(calls, ['footage', 'keyFrames']);
  assert.deepEqual(await readFile(files[0] as string), before[0]);
  // The same frame, decoded with all care this time.
  assert.ok(Math.abs((await stat(files[1] as string)).size - (before[1]?.length ?? 0)) < 3000);
  await rm(join(folder, 'cache'), { recursive: true });
  assert.equal((await counting.keyFrames(film)).length, 2);
});

test('the looks of shots: light, colours, motion, sharpness, and the frame that stands for them', async () => {
  const { shots } = await footage.of(
    await source(
      'looks.mp4',
      x264(
        'color=red:size=320x180:rate=25:duration=1.6[a];' +
          'mandelbrot=size=320x180:rate=25:start_scale=0.5:end_scale=0.01:end_pts=50,trim=duration=1.6,setpts=PTS-STARTPTS[b];' +
          'testsrc2=size=320x180:rate=25:duration=1.6,gblur=sigma=6[c];' +
          '[a]format=yuv420p[a1];[b]format=yuv420p[b1];[c]format=yuv420p[c1];[a1][b1][c1]concat=n=3:v=1:a=0,settb=1/25,setpts=N',
      ),
    ),
  );
  assert.equal(shots.length, 3);
  const [red, lively, soft] = shots as [SourceShot, SourceShot, SourceShot];
  assert.ok(share(red, 'red') > 0.95, `red ${share(red, 'red')}`);
  assert.ok(red.motion < 0.02 && lively.motion > red.motion + 0.1, `motion ${red.motion} ${lively.motion}`);
  assert.ok(lively.sharpness > soft.sharpness + 0.3, `sharpness ${lively.sharpness} ${soft.sharpness}`);
  for (const shot of shots) {
    const { keyTime, colours, brightness } = shot;
    assert.ok(keyTime >= shot.in && keyTime < shot.out, `${keyTime}`);
    assert.ok(Math.abs(colours.reduce((sum, value) => sum + value, 0) - 1) < 0.01);
    assert.ok(brightness > 0 && brightness < 1);
  }
  assert.ok(Math.abs((lively.in + lively.out) / 2 - lively.keyTime) < 0.5, `key frame at ${lively.keyTime}`);
});

test('marks: black, frozen, title card, flash', async () => {
  const font = join(
    import.meta.dirname,
    '../../node_modules/@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  );
  const letters = (text: string, y: number) =>
    `drawtext=fontfile='${font}':text='${text}':fontsize=30:fontcolor=white:x=(w-tw)/2:y=${y}`;
  const pieces = [
    'testsrc2=size=320x180:rate=25:duration=1.2',
    'color=black:size=320x180:rate=25:duration=1.2',
    'mandelbrot=size=320x180:rate=25,trim=start_frame=30:end_frame=31,loop=-1:1,setpts=N/25/TB,trim=end_frame=30',
    `color=0x203060:size=320x180:rate=25:duration=1.2,${letters('A season of light', 50)},${letters('part two of three', 100)}`,
    "testsrc2=size=320x180:rate=25:duration=1.6,lutyuv=y='clip(val+110,0,235)':enable='between(n,18,19)'",
  ];
  const graph = [
    ...pieces.map((piece, index) => `${piece},format=yuv420p,setsar=1[p${index}]`),
    `${pieces.map((_, index) => `[p${index}]`).join('')}concat=n=${pieces.length}:v=1:a=0,settb=1/25,setpts=N`,
  ].join(';');
  const { shots } = await footage.of(await source('marks.mp4', x264(graph)));
  assert.deepEqual(
    shots.map(({ marks }) => marks),
    [[], ['black'], ['frozen'], ['frozen', 'titleCard'], ['flash']],
  );
});

test('stills and moving images', async () => {
  const still = await source('still.png', {
    streams: [{ graph: 'color=0x30a040:size=1600x900:rate=1:duration=1,format=rgb24', codec: 'png' }],
  });
  const { shots } = await footage.of(still);
  assert.deepEqual(
    [spans(shots), shots[0]?.keyTime, shots[0]?.motion, shots[0]?.marks],
    [[[0, 0]], 0, 0, []],
  );
  assert.ok(share(shots[0] as SourceShot, 'green') > 0.95);
  const [file] = await footage.keyFrames(still);
  assert.deepEqual(await sizeOf(file as string), ['jpeg_pipe', 768, 432]);
  await rm(file as string);
  assert.deepEqual(await footage.keyFrames(still), [file]);
  assert.deepEqual(await sizeOf(file as string), ['jpeg_pipe', 768, 432]);
  const moving = await source('moving.gif', {
    streams: [{ graph: 'testsrc2=size=160x90:rate=10:duration=1,format=rgb8', codec: 'gif' }],
  });
  assert.deepEqual(spans((await footage.of(moving)).shots), [[0, 1]]);
});

test('upright, turned, ten bits, high, tiny and uneven films', async () => {
  const cases: [string, MediaRecipe, number[]][] = [
    ['upright.mp4', x264(twoShots('180x320')), [180, 320]],
    ['turned.mp4', x264(twoShots(), { rotation: 90 }), [180, 320]],
    [
      'ten-bits.mp4',
      {
        streams: [
          {
            graph: twoShots('320x180', 'yuv420p10le'),
            codec: 'libx265',
            options: { 'x265-params': 'log-level=none' },
          },
        ],
      },
      [320, 180],
    ],
    [
      'vp9.webm',
      {
        streams: [
          {
            graph: twoShots('160x90'),
            codec: 'libvpx-vp9',
            options: { deadline: 'realtime', 'cpu-used': 8 },
          },
        ],
      },
      [160, 90],
    ],
    ['intra.mov', { streams: [{ graph: twoShots('320x180', 'yuvj420p'), codec: 'mjpeg' }] }, [320, 180]],
    ['tiny.mp4', x264(twoShots('16x16')), [16, 16]],
    ['wide.mp4', x264(twoShots('640x32')), [640, 32]],
  ];
  for (const [name, recipe, size] of cases) {
    const film = await source(name, recipe);
    assert.deepEqual(
      spans((await footage.of(film)).shots),
      [
        [0, 2],
        [2, 4],
      ],
      name,
    );
    const [file] = await footage.keyFrames(film);
    assert.deepEqual((await sizeOf(file as string)).slice(1), size, name);
  }
  const uneven = x264(`${twoShots()},select='lt(n,30)+not(mod(n,5))'`);
  assert.deepEqual(
    spans((await footage.of(await source('uneven.mp4', uneven))).shots).map(([start]) => start),
    [0, 2],
  );
});

test('key frames are found again in containers that cannot be sought in', async () => {
  const cases: [string, MediaRecipe][] = [
    ['stream.ts', x264(twoShots())],
    ['raw.h264', { ...x264(twoShots()), format: 'h264' }],
    ['moving.webp', { streams: [{ graph: twoShots('160x90', 'yuva420p'), codec: 'libwebp_anim' }] }],
    ['fragments.mp4', { ...x264(twoShots()), options: { movflags: 'frag_keyframe+empty_moov' } }],
  ];
  for (const [name, recipe] of cases) {
    const film = await source(name, recipe);
    const [, second] = (await footage.of(film)).shots;
    assert.ok(Math.abs((second?.in ?? 0) - 2) < 0.05, `${name} ${second?.in}`);
    const files = await footage.keyFrames(film);
    for (const file of files) await rm(file);
    assert.deepEqual(await footage.keyFrames(film), files);
    for (const file of files) assert.ok((await stat(file)).size > 500, name);
  }
});

test('a turned film has its sky above', async () => {
  // Blue on the left as stored: above once it is turned a quarter clockwise.
  const graph =
    'color=0x3080f0:size=320x180:rate=25:duration=0.4,drawbox=x=160:y=0:w=160:h=180:color=0x308030:t=fill,format=yuv420p';
  const looks: number[] = [];
  for (const rotation of [90, 270] as const) {
    const { shots } = await footage.of(await source(`sky-${rotation}.mp4`, x264(graph, { rotation })));
    looks.push(shots[0]?.outdoors ?? 0);
  }
  assert.ok((looks[0] as number) > (looks[1] as number) + 0.2, looks.join(' '));
});

test('a sound has no shots; what cannot be decoded is refused', async () => {
  const sound = await source('sound.wav', {
    streams: [tone({ codec: 'pcm_s16le', filters: 'aformat=s16' })],
  });
  assert.deepEqual(await footage.of(sound), { shots: [] });
  assert.deepEqual(await footage.keyFrames(sound), []);
  const film = await source('to-break.mp4', x264(twoShots()));
  const broken = join(folder, 'broken.mp4');
  await writeFile(broken, (await readFile(film.path)).subarray(0, 2000));
  await assert.rejects(footage.of({ ...film, path: broken }), ProbeError);
  await assert.rejects(footage.of({ ...film, path: join(folder, 'nowhere.mp4') }), /ENOENT/);
});

test('a damaged middle costs what is damaged, not the film', async () => {
  const film = await source('damaged.mp4', x264(twoShots(), { options: { g: 25 } }));
  const bytes = await readFile(film.path);
  bytes.fill(0, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.34));
  await writeFile(film.path, bytes);
  const { shots } = await footage.of(film);
  assert.ok(
    shots.some((shot) => Math.abs(shot.in - 2) < 0.05),
    JSON.stringify(spans(shots)),
  );
});

test('who waits hears how far it is, and may give up', async () => {
  const slow: MediaRecipe = x264(
    'testsrc2=size=640x360:rate=50:duration=30,noise=alls=40:allf=t,format=yuv420p',
    {
      options: { preset: 'ultrafast', crf: 30 },
    },
  );
  const film = await source('slow.mp4', slow);
  const patience = new AbortController();
  const shares: number[] = [];
  const wait = footage.of(film, {
    signal: patience.signal,
    onProgress: (done) => {
      shares.push(done);
      if (shares.length === 3) patience.abort(new Error('enough'));
    },
  });
  await assert.rejects(wait, /enough/);
  assert.ok(
    shares.every((done, index) => done > (shares[index - 1] ?? 0) && done <= 1),
    shares.join(' '),
  );
  // The process that was ended is replaced.
  assert.equal((await footage.of(await source('after.mp4', x264(twoShots('160x90'))))).shots.length, 2);
});
