import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openProber, ProbeError, type Prober } from '../../src/media/probe.ts';
import type { PictureFacts } from '../../src/timeline/material.ts';
import { type MediaRecipe, makeMedia, picture, type StreamRecipe, tone } from './make-media.ts';

let folder = '';
let prober: Prober;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-probe-'));
  prober = openProber();
});
after(async () => {
  prober.close();
  await rm(folder, { recursive: true });
});

const make = (name: string, ...streams: StreamRecipe[]) => makeMedia(join(folder, name), { streams });
const still = (graph: string, codec: string): MediaRecipe => ({
  streams: [{ graph, codec }],
  format: 'image2',
  options: { update: '1' },
});
const factsOf = async (path: string) => (await prober.probe(path)).facts;

async function pictureOf(path: string): Promise<PictureFacts> {
  const { picture: facts } = await factsOf(path);
  assert.ok(facts);
  return facts;
}

test('a video with sound', async () => {
  const path = await make('plain.mp4', picture({ seconds: 2 }), tone({ seconds: 1 }));
  const { facts, report } = await prober.probe(path);
  assert.equal(facts.kind, 'video');
  assert.equal(facts.duration, 2);
  assert.equal(facts.size, (await readFile(path)).length);
  assert.deepEqual(facts.sound, { codec: 'aac', sampleRate: 48000, channels: 2 });
  assert.deepEqual(facts.picture, {
    width: 160,
    height: 90,
    codedWidth: 160,
    codedHeight: 90,
    rotation: 0,
    sampleAspect: 1,
    fps: 25,
    codec: 'h264',
    pixelFormat: 'yuv420p',
    alpha: false,
    transfer: 'sdr',
    colorSpace: 'unspecified',
    colorRange: 'unspecified',
    colorPrimaries: 'unspecified',
    interlaced: false,
  });
  assert.equal(report.FileBasicInfo.FormatName, 'mov,mp4,m4a,3gp,3g2,mj2');
  assert.equal(report.FileBasicInfo.Duration, '2.000000');
  const [video] = report.VideoStreamInfoList;
  const [audio] = report.AudioStreamInfoList;
  assert.deepEqual(
    [video?.CodecName, video?.Profile, video?.Dar, video?.NumFrames],
    ['h264', 'High', '16:9', '50'],
  );
  assert.deepEqual([audio?.CodecName, audio?.SampleFmt, audio?.ChannelLayout], ['aac', 'fltp', 'stereo']);
  for (const stream of [report.FileBasicInfo, video, audio]) {
    for (const [name, value] of Object.entries(stream ?? {})) assert.equal(typeof value, 'string', name);
  }
});

test('a turned video is told as it is shown', async () => {
  for (const rotation of [90, 180, 270] as const) {
    const path = await make(`turned-${rotation}.mp4`, picture({ rotation }));
    const facts = await pictureOf(path);
    assert.equal(facts.rotation, rotation);
    assert.deepEqual([facts.codedWidth, facts.codedHeight], [160, 90]);
    assert.deepEqual([facts.width, facts.height], rotation === 180 ? [160, 90] : [90, 160]);
    const { report } = await prober.probe(path);
    assert.equal(report.VideoStreamInfoList[0]?.Rotate, String(rotation));
  }
});

test('pixels that are not square widen the picture', async () => {
  const facts = await pictureOf(await make('sar.mp4', picture({ filters: 'format=yuv420p,setsar=4/3' })));
  assert.deepEqual([facts.width, facts.height, facts.codedWidth], [213, 90, 160]);
  assert.ok(Math.abs(facts.sampleAspect - 4 / 3) < 1e-6);
});

test('ten bits, high dynamic range and fields are seen', async () => {
  const quiet = { 'x265-params': 'log-level=none' };
  const hdr = (name: string, trc: string) =>
    make(
      name,
      picture({
        filters: `format=yuv420p10le,setparams=color_primaries=bt2020:color_trc=${trc}:colorspace=bt2020nc:range=tv`,
        codec: 'libx265',
        options: quiet,
      }),
    );
  const hlg = await pictureOf(await hdr('hlg.mp4', 'arib-std-b67'));
  assert.deepEqual(
    [hlg.pixelFormat, hlg.transfer, hlg.colorSpace, hlg.colorPrimaries, hlg.colorRange],
    ['yuv420p10le', 'hlg', 'bt2020nc', 'bt2020', 'tv'],
  );
  assert.equal((await pictureOf(await hdr('pq.mp4', 'smpte2084'))).transfer, 'pq');
  const fields = picture({
    size: '160x96',
    rate: '50',
    filters: 'format=yuv420p,interlace',
    options: { flags: '+ilme+ildct' },
  });
  assert.equal((await pictureOf(await make('fields.mp4', fields))).interlaced, true);
  const mpeg = { ...fields, codec: 'mpeg2video' };
  assert.equal((await pictureOf(await make('fields.mpg', mpeg))).interlaced, true);
});

test('images, still and moving, with alpha or without', async () => {
  const cases = {
    'alpha.png': [still('color=red@0.5:size=64x32:rate=1:duration=1,format=rgba', 'png'), 'png_pipe', true],
    'photo.jpg': [
      still('testsrc2=size=64x32:rate=1:duration=1,format=yuvj420p', 'mjpeg'),
      'jpeg_pipe',
      false,
    ],
    'photo.webp': [
      { streams: [{ graph: 'testsrc2=size=64x32:rate=1:duration=1,format=yuv420p', codec: 'libwebp' }] },
      'webp_pipe',
      false,
    ],
    'photo.bmp': [still('testsrc2=size=64x32:rate=1:duration=1,format=bgr24', 'bmp'), 'bmp_pipe', false],
    'photo.tiff': [still('testsrc2=size=64x32:rate=1:duration=1,format=rgb24', 'tiff'), 'tiff_pipe', false],
  } as const;
  for (const [name, [recipe, format, alpha]] of Object.entries(cases)) {
    const facts = await factsOf(await makeMedia(join(folder, name), recipe as MediaRecipe));
    assert.deepEqual(
      [facts.kind, facts.format, facts.duration, facts.picture?.fps],
      ['image', format, 0, 0],
      name,
    );
    assert.deepEqual([facts.picture?.alpha, facts.picture?.width, facts.sound], [alpha, 64, null], name);
  }
  const moving = {
    'moving.gif': { streams: [picture({ rate: '10', filters: 'format=rgb8', codec: 'gif' })] },
    'moving.png': {
      streams: [picture({ rate: '10', filters: 'format=rgba', codec: 'apng' })],
      format: 'apng',
    },
    'moving.webp': { streams: [picture({ rate: '10', filters: 'format=yuva420p', codec: 'libwebp_anim' })] },
  };
  for (const [name, recipe] of Object.entries(moving)) {
    const facts = await factsOf(await makeMedia(join(folder, name), recipe));
    assert.equal(facts.kind, 'image', name);
    assert.ok(Math.abs(facts.duration - 1) < 0.05, `${name} ${facts.duration}`);
    assert.ok(Math.abs((facts.picture?.fps ?? 0) - 10) < 1, `${name} ${facts.picture?.fps}`);
  }
  const single = await make('still.gif', picture({ rate: '1', filters: 'format=rgb8', codec: 'gif' }));
  assert.deepEqual([(await factsOf(single)).duration, (await pictureOf(single)).fps], [0, 0]);
});

test('a photo that was taken upright is told as it is shown', async () => {
  const jpeg = await readFile(
    await makeMedia(
      join(folder, 'plain.jpg'),
      still('testsrc2=size=64x32:rate=1:duration=1,format=yuvj420p', 'mjpeg'),
    ),
  );
  // An EXIF segment with one entry, orientation (0x0112) 6: turn a quarter clockwise to show.
  const exif = Buffer.from(
    `ffe10022${Buffer.from('Exif\0\0').toString('hex')}4d4d002a00000008000101120003000000010006000000000000`,
    'hex',
  );
  const path = join(folder, 'upright.jpg');
  await writeFile(path, Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]));
  const facts = await pictureOf(path);
  assert.deepEqual([facts.rotation, facts.width, facts.height], [90, 32, 64]);
});

test('sounds, one of them with a cover', async () => {
  const mono = { filters: 'aformat=sample_fmts=s16:channel_layouts=mono', codec: 'pcm_s16le', rate: 44100 };
  const wav = await factsOf(await make('mono.wav', tone(mono)));
  assert.deepEqual([wav.kind, wav.duration, wav.picture], ['audio', 1, null]);
  assert.deepEqual(wav.sound, { codec: 'pcm_s16le', sampleRate: 44100, channels: 1 });
  for (const [name, recipe] of [
    ['tone.mp3', { codec: 'libmp3lame' }],
    ['tone.m4a', { codec: 'aac' }],
    ['tone.aac', { codec: 'aac' }],
    ['tone.flac', { codec: 'flac', filters: 'aformat=sample_fmts=s16' }],
    ['tone.ogg', { codec: 'libopus', filters: 'aformat=sample_fmts=flt' }],
  ] as const) {
    const facts = await factsOf(await make(name, tone({ ...recipe, seconds: 2 })));
    assert.equal(facts.kind, 'audio', name);
    assert.ok(Math.abs(facts.duration - 2) < 0.1, `${name}: ${facts.duration}`);
  }
  const cover = { graph: 'color=red:size=32x32:rate=1:duration=1,format=yuvj420p', codec: 'mjpeg' };
  const album = await make('album.mp3', tone({ codec: 'libmp3lame' }), cover);
  assert.deepEqual([(await factsOf(album)).kind, (await factsOf(album)).picture], ['audio', null]);
});

test('lengths that the header does not tell are counted, and uneven frames averaged', async () => {
  const raw = await makeMedia(join(folder, 'raw.h264'), {
    streams: [picture({ seconds: 2 })],
    format: 'h264',
  });
  assert.deepEqual([(await factsOf(raw)).duration, (await pictureOf(raw)).fps], [2, 25]);
  // Frames 0 to 24, and every fifth after them: 30 frames in 2 seconds.
  const uneven = picture({ seconds: 2, filters: "format=yuv420p,select='lt(n,25)+not(mod(n,5))'" });
  const fps = (await pictureOf(await make('uneven.mp4', uneven))).fps;
  assert.ok(fps > 14 && fps < 21, String(fps));
  const stream = await factsOf(await make('stream.ts', picture(), tone()));
  assert.ok(Math.abs(stream.duration - 1) < 0.05);
});

test('the bytes decide, not the name', async () => {
  const png = await makeMedia(
    join(folder, 'x.png'),
    still('color=red:size=64x32:rate=1:duration=1,format=rgb24', 'png'),
  );
  for (const name of ['picture.mp4', 'odd %03d ’"\\:,;[]=.png', '片段 ✂.jpg', '-i.png', 'concat:a|b']) {
    const path = join(folder, name);
    await writeFile(path, await readFile(png));
    assert.equal((await factsOf(path)).format, 'png_pipe', name);
  }
});

test('what cannot be used is refused with what is wrong with it', async () => {
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  const whole = await make('whole.mp4', picture({ seconds: 2 }));
  const cut = await write('cut.mp4', (await readFile(whole)).subarray(0, 5000));
  const early = await makeMedia(join(folder, 'early.mp4'), {
    streams: [picture({ seconds: 8, options: { g: '25' } })],
    options: { movflags: 'faststart' },
  });
  await truncate(early, Math.floor((await readFile(early)).length / 3));
  const noise = Buffer.from(
    Array.from({ length: 50_000 }, (_, index) => (index * 7919 + (index >> 3) * 31) & 255),
  );
  const refused: [string, RegExp][] = [
    [await write('zero.mp4', ''), /^is empty$/],
    [await write('text.mp4', 'this is not a film\n'.repeat(100)), /^is not a video, an image or a sound$/],
    [await write('noise.mp4', noise), /^is (?:not a video|damaged)/],
    [cut, /^is damaged or cut off/],
    [early, /^is cut off: it should be 8\.0 s long, but its data end at [1-4]\.\d s$/],
    [
      await write('list.m3u8', `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${whole}\n#EXT-X-ENDLIST\n`),
      /hls|not a video/,
    ],
    [
      await write('list.mp4', `ffconcat version 1.0\nfile '${whole}'\n`),
      /concat, which is not accepted|not a video/,
    ],
    [await write('bomb.png', pngOfSize(60_000, 60_000)), /more than 100 million|damaged/],
  ];
  for (const [path, reason] of refused) {
    await assert.rejects(prober.probe(path), (error) => {
      assert.ok(error instanceof ProbeError, `${path}: ${error}`);
      assert.match(error.message, reason, path);
      return true;
    });
  }
});

/** A PNG whose header promises a size that its data do not have. */
function pngOfSize(width: number, height: number): Buffer {
  const header = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000000000000008020000000000000000000000',
    'hex',
  );
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return Buffer.concat([header, Buffer.from('0000000449444154789c0000', 'hex')]);
}

test('many files at once, and one bad one among them', async () => {
  const good = await make('good.mp4', picture());
  const bad = join(folder, 'bad.mp4');
  await writeFile(bad, 'bad');
  const all = await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => prober.probe(index === 9 ? bad : good)),
  );
  assert.deepEqual(
    all.map(({ status }) => status === 'fulfilled'),
    all.map((_, index) => index !== 9),
  );
});

test('a process that is killed costs the file it was reading, and the next is read', async () => {
  const path = await make('next.mp4', picture());
  const own = openProber();
  try {
    await own.probe(path);
    const children = () =>
      execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line.includes('prober-process'))
        .map((line) => Number.parseInt(line, 10));
    const running = own.probe(path);
    for (const pid of children()) process.kill(pid, 'SIGKILL');
    await running.catch((error) => assert.ok(error instanceof ProbeError, String(error)));
    assert.equal((await own.probe(path)).facts.kind, 'video');
  } finally {
    own.close();
  }
  await assert.rejects(own.probe(path), /the server stops/);
});

test('a poster shows the first frame as a player would', async () => {
  const red = (name: string, filters: string) =>
    makeMedia(join(folder, name), {
      streams: [
        { graph: `color=red:size=1600x200:rate=25:duration=1,${filters}`, codec: 'libx264', rotation: 90 },
      ],
    });
  const output = join(folder, 'poster.jpg');
  await prober.poster(await red('tall.mp4', 'setsar=2,format=yuv420p'), output);
  const { facts } = await prober.probe(output);
  // 3200 x 200 as shown, turned upright, at most 1280 a side.
  assert.deepEqual([facts.format, facts.picture?.width, facts.picture?.height], ['jpeg_pipe', 80, 1280]);
  await prober.poster(await make('small.gif', picture({ filters: 'format=rgb8', codec: 'gif' })), output);
  assert.equal((await pictureOf(output)).width, 160);
  await assert.rejects(
    prober.poster(await make('no-picture.wav', tone({ codec: 'pcm_s16le', filters: 'aformat=s16' })), output),
    {
      name: 'ProbeError',
      message: 'has no picture',
    },
  );
});
