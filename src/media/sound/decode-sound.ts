import { avChannelLayoutDescribe, avGetSampleFmtName, type Frame } from 'node-av/lib';
import { openDecoder } from '../../render/engine/decoder.ts';
import { type RunningGraph, startGraph } from '../../render/engine/filter-graph.ts';
import type { Source } from '../../timeline/material.ts';
import { speechRate } from './speech-detector.ts';

/** One channel at the rate of the speech model; silence where the source has none, so that times are those of the source. */
const monoGraph = `[in]aresample=${speechRate}:async=1:first_pts=0,aformat=sample_fmts=flt:channel_layouts=mono[out]`;

function inputOf(frame: Frame): string {
  const channels = frame.channels > 0 ? frame.channels : 1;
  const layout = avChannelLayoutDescribe(frame.channelLayout) ?? `${channels}c`;
  return (
    `time_base=1/${frame.sampleRate}:sample_rate=${frame.sampleRate}` +
    `:sample_fmt=${avGetSampleFmtName(frame.format as never)}:channel_layout=${layout}`
  );
}

/** The floats of a mono frame. */
function samplesOf(frame: Frame): Float32Array {
  const bytes = frame.toBuffer();
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + frame.nbSamples * 4));
}

/**
 * Decodes the sound of a source piece by piece: one channel at {@link speechRate}, full scale at 1. For processes that may
 * be lost.
 *
 * @throws SourceError, EngineError when the sound cannot be decoded
 */
export function* decodeSound(source: Source): Generator<Float32Array> {
  const decoder = openDecoder(source.path, source, 'audio');
  let graph: RunningGraph | null = null;
  try {
    for (let decoded = decoder.next(); decoded !== null; decoded = decoder.next()) {
      const { frame, time } = decoded;
      graph ??= startGraph(monoGraph, 'audio', [inputOf(frame)]);
      frame.pts = BigInt(Math.round(time * frame.sampleRate));
      graph.push(0, frame);
      frame.free();
      yield* pulled(graph);
    }
    graph?.finish();
    if (graph !== null) yield* pulled(graph);
  } finally {
    graph?.close();
    decoder.close();
  }
}

function* pulled(graph: RunningGraph): Generator<Float32Array> {
  for (let frame = graph.pull(); frame !== null; frame = graph.pull()) {
    const samples = samplesOf(frame);
    frame.free();
    yield samples;
  }
}
