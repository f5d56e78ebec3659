import { AV_SAMPLE_FMT_FLT } from 'node-av/constants';
import { avChannelLayoutDefault, avChannelLayoutDescribe, avGetSampleFmtName, Frame } from 'node-av/lib';
import type { Sound } from '../../timeline/edit.ts';
import { fadeGraph, pieceGraph, sampleRate } from '../graph/sound.ts';
import { openDecoder, type StreamDecoder } from './decoder.ts';
import { SourceError } from './failure.ts';
import { startGraph } from './filter-graph.ts';

/** The samples of one sound of the mix, in order: interleaved stereo floats at 48 kHz. */
export type SoundReader = {
  /** Adds the next samples onto `target`; silence when the source has no more. */
  addTo(target: Float32Array): void;
  /** Frees everything it holds. */
  close(): void;
};

/** Frames of samples, one after the other. */
type SampleStream = { next(): Float32Array | null; close(): void };

const stereo = 2;

/** The interleaved stereo floats of a frame. */
function samplesOf(frame: Frame): Float32Array {
  const bytes = frame.toBuffer();
  const length = frame.nbSamples * stereo;
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length * 4));
}

/** A frame of interleaved stereo floats. */
export function frameOfSamples(samples: Float32Array, position: number): Frame {
  return Frame.fromAudioBuffer(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength), {
    nbSamples: samples.length / stereo,
    format: AV_SAMPLE_FMT_FLT,
    sampleRate,
    channelLayout: avChannelLayoutDefault(stereo),
    timeBase: { num: 1, den: sampleRate },
    pts: BigInt(position),
  });
}

/** Argument text of an `abuffer` that takes {@link frameOfSamples}. */
export const sampleInput = `time_base=1/${sampleRate}:sample_rate=${sampleRate}:sample_fmt=flt:channel_layout=stereo`;

/** The piece of the source, once through. */
function openPiece(sound: Sound): SampleStream {
  const decoder: StreamDecoder = openDecoder(sound.key, sound.source, 'audio');
  let graph: ReturnType<typeof startGraph> | null = null;
  let ended = false;
  if (sound.in > 0) decoder.seek(sound.in);
  const pump = (): void => {
    const decoded = ended ? null : decoder.next();
    if (decoded === null || decoded.time >= sound.out) {
      decoded?.frame.free();
      ended = true;
      graph?.finish();
      return;
    }
    const { frame, time } = decoded;
    graph ??= startGraph(pieceGraph(sound, frame.channels), 'audio', [
      `time_base=1/${frame.sampleRate}:sample_rate=${frame.sampleRate}` +
        `:sample_fmt=${avGetSampleFmtName(frame.format as never)}:channel_layout=${layoutName(frame)}`,
    ]);
    frame.pts = BigInt(Math.round(time * frame.sampleRate));
    graph.push(0, frame);
    frame.free();
  };
  return {
    next() {
      for (;;) {
        const ready = graph?.pull() ?? null;
        if (ready !== null) {
          const samples = samplesOf(ready);
          ready.free();
          return samples;
        }
        if (ended && graph === null && decoder.isDamaged()) {
          throw new SourceError(sound.key, 'it has no sound that can be decoded.');
        }
        if (ended) return null;
        pump();
      }
    },
    close() {
      graph?.close();
      decoder.close();
    },
  };
}

function layoutName(frame: Frame): string {
  const channels = frame.channels > 0 ? frame.channels : stereo;
  return avChannelLayoutDescribe(frame.channelLayout) ?? `${channels}c`;
}

/** The piece again and again; a piece without a single sample ends it. */
function repeat(sound: Sound): SampleStream {
  let piece = openPiece(sound);
  let heard = false;
  return {
    next() {
      for (;;) {
        const samples = piece.next();
        if (samples !== null) {
          heard = true;
          return samples;
        }
        if (!heard) return null;
        heard = false;
        piece.close();
        piece = openPiece(sound);
      }
    },
    close: () => piece.close(),
  };
}

/** Cuts a stream to a length, and draws the fades over it. */
function faded(stream: SampleStream, sound: Sound, length: number): SampleStream {
  const graph = startGraph(fadeGraph(sound, length / sampleRate), 'audio', [sampleInput]);
  let position = 0;
  let ended = false;
  return {
    next() {
      for (;;) {
        const ready = graph.pull();
        if (ready !== null) {
          const samples = samplesOf(ready);
          ready.free();
          return samples;
        }
        if (ended) return null;
        const samples = position < length ? stream.next() : null;
        if (samples === null) {
          ended = true;
          graph.finish();
          continue;
        }
        const kept = samples.subarray(0, (length - position) * stereo);
        const frame = frameOfSamples(kept, position);
        graph.push(0, frame);
        frame.free();
        position += kept.length / stereo;
      }
    },
    close() {
      graph.close();
      stream.close();
    },
  };
}

/**
 * Opens a sound of the mix.
 *
 * @param length samples from its start to its end on the output
 * @throws SourceError when the source cannot be opened
 */
export function openSound(sound: Sound, length: number): SoundReader {
  const stream = faded(sound.loop ? repeat(sound) : openPiece(sound), sound, length);
  let rest = new Float32Array(0);
  return {
    addTo(target) {
      let written = 0;
      while (written < target.length) {
        if (rest.length === 0) {
          const samples = stream.next();
          if (samples === null) return;
          rest = new Float32Array(samples);
        }
        const count = Math.min(rest.length, target.length - written);
        for (let index = 0; index < count; index += 1) {
          target[written + index] = (target[written + index] ?? 0) + (rest[index] ?? 0);
        }
        rest = rest.subarray(count);
        written += count;
      }
    },
    close: () => stream.close(),
  };
}
