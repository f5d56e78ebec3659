import { AV_CHANNEL_ORDER_NATIVE, AV_SAMPLE_FMT_FLT, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { FFmpegError, FilterGraph, Frame } from 'node-av/lib';

/** Sound of one channel: 32-bit samples, full scale at 1. */
export type Sound = { samples: Float32Array; rate: number };

/** Samples handed to a filter at a time. */
const blockSize = 4096;
const monoLayout = { nbChannels: 1, order: AV_CHANNEL_ORDER_NATIVE, mask: 4n };

const check = (code: number, what: string) => {
  if (code < 0 && code !== AVERROR_EAGAIN && code !== AVERROR_EOF) FFmpegError.throwIfError(code, what);
  return code;
};

function frameOf(sound: Sound, from: number): Frame {
  const part = sound.samples.slice(from, from + blockSize);
  const frame = new Frame();
  frame.alloc();
  frame.format = AV_SAMPLE_FMT_FLT;
  frame.sampleRate = sound.rate;
  frame.channelLayout = monoLayout;
  frame.nbSamples = part.length;
  frame.pts = BigInt(from);
  check(frame.getBuffer(), 'getBuffer');
  check(frame.fromBuffer(Buffer.from(part.buffer)), 'fromBuffer');
  return frame;
}

/**
 * Runs sound through a chain of FFmpeg filters, e.g. `atempo=1.2,aresample=48000`.
 *
 * @param rate sample rate of the result in Hz
 * @throws FFmpegError when the chain cannot be made
 */
export function filterSound(sound: Sound, filters: string, rate: number): Sound {
  using graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 1;
  const format = `sample_fmts=flt:sample_rates=${rate}:channel_layouts=mono`;
  const source = `abuffer@in=sample_rate=${sound.rate}:sample_fmt=flt:channel_layout=mono:time_base=1/${sound.rate}`;
  check(graph.parsePtr(`${source},${filters},aresample=${rate},aformat=${format},abuffersink@out`), 'parse');
  check(graph.configSync(), 'config');
  const [input, output] = [graph.getFilter('abuffer@in'), graph.getFilter('abuffersink@out')];
  if (input === null || output === null) throw new Error('the sound filters have no ends');
  const parts: Float32Array[] = [];
  using received = new Frame();
  received.alloc();
  const drain = () => {
    while (check(output.buffersinkGetFrameSync(received), 'get') >= 0) {
      const bytes = received.toBuffer();
      parts.push(
        new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + received.nbSamples * 4)),
      );
      received.unref();
    }
  };
  for (let from = 0; from < sound.samples.length; from += blockSize) {
    using frame = frameOf(sound, from);
    check(input.buffersrcAddFrameSync(frame), 'add');
    drain();
  }
  check(input.buffersrcAddFrameSync(null), 'flush');
  drain();
  const samples = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, rate };
}

/**
 * Runs sound through filters that keep some of its end to themselves, as stretching ones do, and gives it an
 * exact length.
 *
 * @param length samples of the result
 */
export function filterToLength(sound: Sound, filters: string, rate: number, length: number): Sound {
  const padded = new Float32Array(sound.samples.length + Math.round(sound.rate * 0.2));
  padded.set(sound.samples);
  const { samples } = filterSound({ samples: padded, rate: sound.rate }, filters, rate);
  const exact = new Float32Array(length);
  exact.set(samples.subarray(0, length));
  return { samples: exact, rate };
}
