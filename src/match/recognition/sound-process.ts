import { closeSync, openSync, writeSync } from 'node:fs';
import { AV_LOG_QUIET, avChannelLayoutDescribe, avGetSampleFmtName, type Frame, Log } from 'node-av';
import { openDecoder } from '../../render/engine/decoder.ts';
import { type RunningGraph, startGraph } from '../../render/engine/filter-graph.ts';
import type { Source } from '../../timeline/material.ts';
import { soundRate } from '../models/messages.ts';

/**
 * The process that decodes the sound of one material for a speech model: a decoder that crashes takes this process with
 * it and not the models. It writes as it decodes, so that its memory does not grow with the length of the sound.
 */

/** What the process is asked for: the sound of `source`, written to the file `output`. */
export type SoundOrder = { source: Source; output: string };
/** Its answer; `failure` says why there is no sound. */
export type SoundReply = { failure: string | null };

/** One channel; silence where the source has none, so that times are those of the source. */
const graphText = `[in]aresample=${soundRate}:async=1:first_pts=0,aformat=sample_fmts=s16:channel_layouts=mono[out]`;

function inputOf(frame: Frame): string {
  const channels = frame.channels > 0 ? frame.channels : 1;
  const layout = avChannelLayoutDescribe(frame.channelLayout) ?? `${channels}c`;
  return (
    `time_base=1/${frame.sampleRate}:sample_rate=${frame.sampleRate}` +
    `:sample_fmt=${avGetSampleFmtName(frame.format as never)}:channel_layout=${layout}`
  );
}

function drain(graph: RunningGraph, file: number): void {
  for (let frame = graph.pull(); frame !== null; frame = graph.pull()) {
    writeSync(file, frame.toBuffer().subarray(0, frame.nbSamples * 2));
    frame.free();
  }
}

function decode({ source, output }: SoundOrder): void {
  const decoder = openDecoder(source.path, source, 'audio');
  const file = openSync(output, 'w');
  let graph: RunningGraph | null = null;
  try {
    for (let decoded = decoder.next(); decoded !== null; decoded = decoder.next()) {
      const { frame, time } = decoded;
      graph ??= startGraph(graphText, 'audio', [inputOf(frame)]);
      frame.pts = BigInt(Math.round(time * frame.sampleRate));
      graph.push(0, frame);
      frame.free();
      drain(graph, file);
    }
    graph?.finish();
    if (graph !== null) drain(graph, file);
  } finally {
    graph?.close();
    decoder.close();
    closeSync(file);
  }
}

Log.setLevel(AV_LOG_QUIET);
process.on('disconnect', () => process.exit());
process.on('message', (order: SoundOrder) => {
  const answer = (reply: SoundReply) => process.send?.(reply, () => process.disconnect());
  try {
    decode(order);
    answer({ failure: null });
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) });
  }
});
