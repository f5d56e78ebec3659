import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { AVERROR_EOF, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, Packet } from 'node-av/lib';
import { openProber } from '../../src/media/probe.ts';
import { isGiven } from '../../src/render/engine/failure.ts';
import { setOptions } from '../../src/render/engine/options.ts';
import type { OutputFormat } from '../../src/render/request.ts';
import type { Timeline } from '../../src/timeline/model.ts';
import { tone } from '../media/make-media.ts';
import { counted, openStage, type Stage } from './stage.ts';

/** What kind of file a render leaves behind. */

type Entry = { pts: number; dts: number; key: boolean; data: Buffer };

/** The packets of the pictures, in the order of the file, in frames. */
function packetsOf(file: string, fps: number): { entries: Entry[]; extradata: Buffer } {
  const context = new FormatContext();
  assert.ok(context.openInputSync(file) >= 0 && context.findStreamInfoSync() >= 0);
  const stream = context.streams[context.findBestStream(AVMEDIA_TYPE_VIDEO)];
  assert.ok(stream);
  const ticks = (stream.timeBase.den / stream.timeBase.num) * (1 / fps);
  const packet = new Packet();
  packet.alloc();
  const entries: Entry[] = [];
  while (context.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === stream.index) {
      const [pts, dts] = [Number(packet.pts) / ticks, Number(packet.dts) / ticks];
      entries.push({ pts, dts, key: packet.isKeyframe, data: Buffer.from(packet.data ?? []) });
    }
    packet.unref();
  }
  const extradata = Buffer.from(stream.codecpar.extradata ?? []);
  context.closeInputSync();
  return { entries, extradata };
}

/** Decodes strictly: the first damaged picture fails. */
function decodeStrictly(file: string): number {
  const context = new FormatContext();
  assert.ok(context.openInputSync(file) >= 0 && context.findStreamInfoSync() >= 0);
  const stream = context.streams[context.findBestStream(AVMEDIA_TYPE_VIDEO)];
  assert.ok(stream);
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(stream.codecpar);
  setOptions(decoder, { err_detect: 'crccheck+bitstream+buffer+explode' });
  assert.ok(decoder.open2Sync(codec) >= 0);
  const [packet, frame] = [new Packet(), new Frame()];
  packet.alloc();
  frame.alloc();
  let frames = 0;
  const drain = () => {
    while (isGiven(decoder.receiveFrameSync(frame), 'decoding')) frames += 1;
  };
  for (;;) {
    const read = context.readFrameSync(packet);
    if (read === AVERROR_EOF) break;
    if (packet.streamIndex === stream.index) assert.ok(decoder.sendPacketSync(packet) >= 0);
    packet.unref();
    drain();
  }
  decoder.sendPacketSync(null);
  drain();
  decoder.freeContext();
  context.closeInputSync();
  return frames;
}

const boxOrder = (file: Buffer) => {
  const names: string[] = [];
  for (let position = 0; position + 8 <= file.length; position += file.readUInt32BE(position)) {
    names.push(file.toString('latin1', position + 4, position + 8));
  }
  return names;
};

const full = { X: 0, Y: 0, Width: 1, Height: 1 } as const;
/** Three segments: a clip, a transition, a clip. */
const timeline: Timeline = {
  VideoTracks: [
    {
      VideoTrackClips: [
        {
          MediaURL: 'one.mp4',
          In: 0,
          Out: 0.8,
          ...full,
          Effects: [{ Type: 'Transition', SubType: 'fade', Duration: 0.4 }],
        },
        { MediaURL: 'one.mp4', In: 1, Out: 1.8, ...full },
      ],
    },
  ],
};
const borders = [0, 10, 20];

describe('file of a rendered video', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    await stage.add('one.mp4', { streams: [counted({ color: { cb: 90, cr: 200 } }), tone({ seconds: 2 })] });
  });
  after(() => stage.close());

  const variants: [string, Partial<OutputFormat>][] = [
    ['H.264', {}],
    ['H.264 at a bitrate and 29.97 frames a second', { bitrate: 500, fps: 29.97 }],
    ['H.265', { codec: 'H.265', crf: 28 }],
  ];
  for (const [name, changes] of variants) {
    it(`joins the segments without a seam: ${name}`, async () => {
      const { file, frames } = await stage.render(timeline, changes);
      const fps = changes.fps === undefined ? 25 : 30000 / 1001;
      const { entries } = packetsOf(file, fps);
      assert.equal(entries.length, frames);
      const near = (left: number, right: number) => Math.abs(left - right) < 0.01;
      const shown = entries.map(({ pts }) => pts).sort((left, right) => left - right);
      assert.ok(
        shown.every((pts, index) => near(pts, index)),
        'every frame has its exact time',
      );
      assert.ok(
        entries.every(({ dts }, index) => index === 0 || near(dts - (entries[index - 1]?.dts ?? 0), 1)),
      );
      assert.ok(entries.every(({ pts, dts }) => pts >= dts - 0.01));
      const keys = entries.filter(({ key }) => key).map(({ pts }) => Math.round(pts));
      const starts = changes.fps === undefined ? borders : [0, 12, 24];
      assert.deepEqual(keys, starts);
      assert.equal(decodeStrictly(file), frames);
    });
  }

  it('has one description for all pictures, the index in front, and says what it is', async () => {
    const { file, duration } = await stage.render(timeline);
    const bytes = await readFile(file);
    const order = boxOrder(bytes);
    assert.ok(order.indexOf('moov') < order.indexOf('mdat'), order.join(' '));
    assert.equal(bytes.toString('latin1').split('avcC').length - 1, 1);
    const prober = openProber();
    const { facts, report } = await prober.probe(file);
    prober.close();
    assert.deepEqual(
      { ...facts.picture, bitrate: 0 },
      {
        width: 180,
        height: 320,
        codedWidth: 180,
        codedHeight: 320,
        rotation: 0,
        sampleAspect: 1,
        fps: 25,
        codec: 'h264',
        pixelFormat: 'yuv420p',
        alpha: false,
        transfer: 'sdr',
        colorSpace: 'bt709',
        colorRange: 'tv',
        colorPrimaries: 'bt709',
        interlaced: false,
        bitrate: 0,
      },
    );
    assert.deepEqual(facts.sound, { codec: 'aac', sampleRate: 48_000, channels: 2 });
    assert.ok(Math.abs(facts.duration - duration) < 0.001, `${facts.duration} s`);
    assert.ok(report !== null);
  });

  it('comes out the same, bit for bit, when it is rendered again', async () => {
    const hashes = [];
    for (let round = 0; round < 2; round += 1) {
      const { file } = await stage.render(timeline);
      hashes.push(
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      );
    }
    assert.equal(hashes[0], hashes[1]);
  });
});
