import { rm } from 'node:fs/promises';
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_ERROR,
  AV_PKT_DATA_DISPLAYMATRIX,
  AVFMT_GLOBALHEADER,
  Dictionary,
  Encoder,
  type FFEncoderCodec,
  FFmpegError,
  FilterGraph,
  FormatContext,
  Frame,
  Log,
  type Packet,
} from 'node-av';

Log.setLevel(AV_LOG_ERROR);

/** One stream of a test file: what a filter graph gives, through an encoder. */
export type StreamRecipe = {
  /** Filter graph with one output, e.g. `testsrc2=size=160x90:rate=25:duration=1,format=yuv420p`. */
  graph: string;
  codec: string;
  options?: Record<string, string | number>;
  /** Clockwise turn that the file asks players for. */
  rotation?: 90 | 180 | 270;
};

/** A test file: its streams, the muxer when the name does not tell it, and the muxer's options. */
export type MediaRecipe = {
  streams: StreamRecipe[];
  format?: string;
  options?: Record<string, string>;
};

type EncodedStream = { encoder: Encoder; packets: Packet[]; rotation: number };

/** The 3x3 matrix of a clockwise turn, as MP4 and FFmpeg write it. */
function displayMatrix(degrees: number): Buffer {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))];
  const values = [cos * 65536, sin * 65536, 0, -sin * 65536, cos * 65536, 0, 0, 0, 1 << 30];
  return Buffer.from(Int32Array.from(values).buffer);
}

async function encode(recipe: StreamRecipe, globalHeader: boolean): Promise<EncodedStream> {
  using graph = new FilterGraph();
  graph.alloc();
  const sinkName = /(?:^|;)\s*(?:\[[^\]]*\])?a?(?:sine|evalsrc|noisesrc|null)/.test(recipe.graph);
  const sink = sinkName ? 'abuffersink' : 'buffersink';
  FFmpegError.throwIfError(graph.parsePtr(`${recipe.graph},${sink}@out`), recipe.graph);
  FFmpegError.throwIfError(await graph.config(), recipe.graph);
  const out = graph.filters?.find((filter) => filter.name?.endsWith('out'));
  if (out === undefined) throw new Error('the graph has no output');
  const encoder = await Encoder.create(recipe.codec as FFEncoderCodec, { options: recipe.options ?? {} });
  if (globalHeader) encoder.setCodecFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  const packets: Packet[] = [];
  const timeBase = out.buffersinkGetTimeBase();
  for (;;) {
    using frame = new Frame();
    frame.alloc();
    if ((await out.buffersinkGetFrame(frame)) < 0) break;
    frame.timeBase = timeBase;
    packets.push(...(await encoder.encodeAll(frame)));
  }
  packets.push(...(await encoder.encodeAll(null)));
  return { encoder, packets, rotation: recipe.rotation ?? 0 };
}

/** Makes a media file with the engine that the server uses; nothing is read from anywhere. */
export async function makeMedia(path: string, recipe: MediaRecipe): Promise<string> {
  await rm(path, { force: true });
  const file = new FormatContext();
  FFmpegError.throwIfError(file.allocOutputContext2(null, recipe.format ?? null, path), path);
  const globalHeader = file.oformat?.hasFlags(AVFMT_GLOBALHEADER) ?? false;
  const streams: EncodedStream[] = [];
  for (const each of recipe.streams) streams.push(await encode(each, globalHeader));
  for (const { encoder, rotation } of streams) {
    const context = encoder.getCodecContext();
    if (context === null) throw new Error('no frame was encoded');
    const stream = file.newStream();
    FFmpegError.throwIfError(stream.codecpar.fromContext(context), 'stream parameters');
    stream.codecpar.codecTag = 0;
    stream.timeBase = context.timeBase;
    stream.avgFrameRate = context.framerate;
    stream.sampleAspectRatio = context.sampleAspectRatio;
    if (rotation !== 0) stream.codecpar.addCodedSideData(AV_PKT_DATA_DISPLAYMATRIX, displayMatrix(rotation));
  }
  FFmpegError.throwIfError(await file.openOutput(), path);
  const options = recipe.options === undefined ? null : Dictionary.fromObject(recipe.options);
  FFmpegError.throwIfError(await file.writeHeader(options), 'header');
  for (const [index, { encoder, packets }] of streams.entries()) {
    const context = encoder.getCodecContext();
    const stream = file.streams[index];
    if (context === null || stream === undefined) throw new Error('a stream was lost');
    for (const packet of packets) {
      packet.streamIndex = index;
      packet.rescaleTs(packet.timeBase.num === 0 ? context.timeBase : packet.timeBase, stream.timeBase);
      FFmpegError.throwIfError(await file.interleavedWriteFrame(packet), 'packet');
    }
  }
  FFmpegError.throwIfError(await file.writeTrailer(), 'trailer');
  await file.closeOutput();
  file.freeContext();
  for (const { encoder, packets } of streams) {
    for (const packet of packets) packet.free();
    encoder.close();
  }
  return path;
}

/** A moving test picture. */
export function picture(
  options: { size?: string; rate?: string; seconds?: number; filters?: string; codec?: string } & Pick<
    StreamRecipe,
    'options' | 'rotation'
  > = {},
): StreamRecipe {
  const {
    size = '160x90',
    rate = '25',
    seconds = 1,
    filters = 'format=yuv420p',
    codec = 'libx264',
  } = options;
  return {
    graph: `testsrc2=size=${size}:rate=${rate}:duration=${seconds},${filters}`,
    codec,
    ...(options.options !== undefined && { options: options.options }),
    ...(options.rotation !== undefined && { rotation: options.rotation }),
  };
}

/** A test tone. */
export function tone(
  options: { seconds?: number; rate?: number; filters?: string; codec?: string } = {},
): StreamRecipe {
  const {
    seconds = 1,
    rate = 48000,
    filters = 'aformat=sample_fmts=fltp:channel_layouts=stereo',
    codec = 'aac',
  } = options;
  return { graph: `sine=sample_rate=${rate}:duration=${seconds},${filters}`, codec };
}
