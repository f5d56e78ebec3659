import { AV_CODEC_FLAG_GLOBAL_HEADER, AVFMT_GLOBALHEADER } from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Packet, Rational } from 'node-av/lib';
import { check, isGiven } from '../../src/render/engine/failure.ts';
import { startGraph } from '../../src/render/engine/filter-graph.ts';
import { setOptions } from '../../src/render/engine/options.ts';
import type { MediaFacts, PictureFacts, SoundFacts, Source } from '../../src/timeline/material.ts';

/**
 * Source files for tests, made by FFmpeg's own generators: a lavfi description for the picture, one for the sound.
 */

export type Recipe = {
  /** Filters that end in the pictures to store, e.g. `testsrc2=s=320x180:r=25:d=2`. */
  video?: string;
  /** Frames a second of `video`. */
  fps?: number;
  videoCodec?: string;
  videoOptions?: Record<string, string>;
  pixelFormat?: string;
  /** Filters that end in the samples to store, e.g. `sine=r=48000:d=2`. */
  audio?: string;
  audioCodec?: string;
  sampleRate?: number;
  layout?: string;
  /** FFmpeg container name; from the file name when absent. */
  format?: string;
  /** Changes to the stream just before the header is written. */
  tag?: (context: CodecContext) => void;
};

/** Encodes a generator into one stream of a file. */
function addStream(file: FormatContext, recipe: Recipe, kind: 'video' | 'audio') {
  const isVideo = kind === 'video';
  const name = isVideo ? (recipe.videoCodec ?? 'libx264') : (recipe.audioCodec ?? 'aac');
  const codec = Codec.findEncoderByName(name as never);
  if (codec === null) throw new Error(`no encoder ${name}`);
  const format = isVideo
    ? `format=${recipe.pixelFormat ?? 'yuv420p'}`
    : `aformat=sample_fmts=${name === 'pcm_s16le' ? 's16' : 'fltp'}:channel_layouts=${recipe.layout ?? 'stereo'}:sample_rates=${recipe.sampleRate ?? 48000}`;
  const chunk = isVideo ? '' : ',asetnsamples=1024:p=0';
  const graph = startGraph(`${isVideo ? recipe.video : recipe.audio},${format}${chunk}[out]`, kind, []);
  const first = graph.pull();
  if (first === null) throw new Error('the generator makes nothing');
  const context = new CodecContext();
  context.allocContext3(codec);
  const base = isVideo ? new Rational(1, recipe.fps ?? 25) : new Rational(1, recipe.sampleRate ?? 48000);
  context.timeBase = base;
  if (isVideo) {
    context.width = first.width;
    context.height = first.height;
    context.pixelFormat = first.format as never;
    context.sampleAspectRatio = first.sampleAspectRatio;
    context.framerate = new Rational(recipe.fps ?? 25, 1);
    context.colorSpace = first.colorSpace;
    context.colorRange = first.colorRange;
    context.colorTrc = first.colorTrc;
    context.colorPrimaries = first.colorPrimaries;
  } else {
    context.sampleFormat = first.format as never;
    context.sampleRate = first.sampleRate;
    context.channelLayout = first.channelLayout;
  }
  const oformat = file.oformat;
  if (oformat !== null && (Number(oformat.flags) & AVFMT_GLOBALHEADER) !== 0) {
    context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  }
  context.threadCount = 1;
  recipe.tag?.(context);
  setOptions(context, isVideo ? (recipe.videoOptions ?? {}) : {});
  check(context.open2Sync(codec, null), name);
  const stream = file.newStream(null);
  stream.codecpar.fromContext(context);
  stream.timeBase = base;
  stream.sampleAspectRatio = context.sampleAspectRatio;
  return { graph, first, context, stream, base };
}

/** Writes a file. */
export function makeFile(path: string, recipe: Recipe): void {
  const file = new FormatContext();
  check(file.allocOutputContext2(null, recipe.format ?? null, path), path);
  const streams = [
    ...(recipe.video === undefined ? [] : [addStream(file, recipe, 'video')]),
    ...(recipe.audio === undefined ? [] : [addStream(file, recipe, 'audio')]),
  ];
  check(file.openOutputSync(), path);
  check(file.writeHeaderSync(null), path);
  const packet = new Packet();
  packet.alloc();
  for (const { graph, first, context, stream, base } of streams) {
    const drain = () => {
      while (isGiven(context.receivePacketSync(packet), path)) {
        packet.streamIndex = stream.index;
        packet.rescaleTs(base, stream.timeBase);
        check(file.interleavedWriteFrameSync(packet), path);
      }
    };
    for (let frame = first as typeof first | null; frame !== null; frame = graph.pull()) {
      frame.pictType = 0 as never;
      check(context.sendFrameSync(frame), path);
      frame.free();
      drain();
    }
    context.sendFrameSync(null);
    drain();
    graph.close();
    context.freeContext();
  }
  check(file.writeTrailerSync(), path);
  packet.free();
  file.closeOutputSync();
  file.freeContext();
}

const formats: Readonly<Record<string, string>> = {
  mp4: 'mov,mp4,m4a,3gp,3g2,mj2',
  mov: 'mov,mp4,m4a,3gp,3g2,mj2',
  mkv: 'matroska,webm',
  wav: 'wav',
  png: 'png_pipe',
  jpg: 'jpeg_pipe',
  gif: 'gif',
};

/** A source whose facts are those that a probe would find, given the few that a test is about. */
export function sourceOf(
  path: string,
  facts: Partial<Omit<MediaFacts, 'picture' | 'sound'>> & {
    picture?: Partial<PictureFacts>;
    sound?: Partial<SoundFacts>;
  },
): Source {
  const picture = facts.picture && {
    width: 320,
    height: 180,
    codedWidth: facts.picture.width ?? 320,
    codedHeight: facts.picture.height ?? 180,
    rotation: 0 as const,
    sampleAspect: 1,
    fps: 25,
    codec: 'h264',
    pixelFormat: 'yuv420p',
    alpha: false,
    transfer: 'sdr' as const,
    colorSpace: 'unspecified',
    colorRange: 'unspecified',
    colorPrimaries: 'unspecified',
    interlaced: false,
    ...facts.picture,
  };
  const sound = facts.sound && { codec: 'aac', sampleRate: 48_000, channels: 2, ...facts.sound };
  return {
    path,
    facts: {
      kind: picture === undefined ? 'audio' : 'video',
      format: formats[path.split('.').at(-1) ?? ''] ?? '',
      duration: 2,
      size: 1,
      bitrate: 0,
      ...facts,
      picture: picture ?? null,
      sound: sound ?? null,
    },
  };
}
