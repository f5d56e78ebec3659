import { createCanvas } from '@napi-rs/canvas';
import { Encoder, FilterAPI, Frame, Muxer } from 'node-av';
import {
  AV_CHANNEL_LAYOUT_MONO,
  AV_PIX_FMT_RGBA,
  AV_SAMPLE_FMT_FLTP,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import type { Scene } from './scene.ts';
import { sampleRate } from './sounds.ts';

/** Samples of one AAC frame. */
const soundFrame = 1024;

/**
 * Paints a scene frame by frame into an H.264 file (with the scene's own sound as AAC, when it has one).
 *
 * @param scale - pixels of the film for each unit of the scene, e.g. 2/3 makes 720x1280 of 1080x1920
 * @param onFrame - called after each frame
 */
export async function shootFilm(
  scene: Scene,
  file: string,
  scale: number,
  onFrame: () => void,
): Promise<void> {
  const picture = await Encoder.create(FF_ENCODER_LIBX264, {
    gopSize: scene.fps * 2,
    options: { preset: 'superfast', crf: 20 },
  });
  await using muxer = await Muxer.open(file, { format: 'mp4', options: { movflags: '+faststart' } });
  const pictureStream = muxer.addStream(picture);
  const samples = scene.sound?.(scene.seconds);
  const sound = samples ? await Encoder.create(FF_ENCODER_AAC, { bitrate: 128_000 }) : null;
  const soundStream = sound ? muxer.addStream(sound) : -1;
  if (samples && sound) {
    for await (const packet of sound.packets(soundFrames(samples)))
      await muxer.writePacket(packet, soundStream);
  }
  using filter = FilterAPI.create(
    'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
  );
  for await (const packet of picture.packets(filter.frames(pictureFrames(scene, scale, onFrame)))) {
    await muxer.writePacket(packet, pictureStream);
  }
  picture.close();
  sound?.close();
}

async function* pictureFrames(
  scene: Scene,
  scale: number,
  onFrame: () => void,
): AsyncGenerator<Frame | null> {
  const width = Math.round((scene.width * scale) / 2) * 2;
  const height = Math.round((scene.height * scale) / 2) * 2;
  const canvas = createCanvas(width, height);
  const brush = canvas.getContext('2d');
  const paint = scene.prepare();
  const timeBase = { num: 1, den: scene.fps };
  for (let index = 0; index < scene.seconds * scene.fps; index++) {
    brush.setTransform(width / scene.width, 0, 0, height / scene.height, 0, 0);
    paint(brush, index / scene.fps);
    const frame = Frame.fromVideoBuffer(canvas.data(), {
      width,
      height,
      format: AV_PIX_FMT_RGBA,
      timeBase,
      pts: BigInt(index),
    });
    frame.duration = 1n;
    yield frame;
    frame.free();
    onFrame();
  }
  yield null;
}

async function* soundFrames(samples: Float32Array): AsyncGenerator<Frame | null> {
  for (let start = 0; start < samples.length; start += soundFrame) {
    const piece = samples.subarray(start, start + soundFrame);
    const frame = Frame.fromAudioBuffer(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength), {
      nbSamples: piece.length,
      format: AV_SAMPLE_FMT_FLTP,
      sampleRate,
      channelLayout: AV_CHANNEL_LAYOUT_MONO,
      timeBase: { num: 1, den: sampleRate },
      pts: BigInt(start),
    });
    yield frame;
    frame.free();
  }
  yield null;
}
