import { AV_BUFFERSRC_FLAG_KEEP_REF, AV_BUFFERSRC_FLAG_PUSH } from 'node-av/constants';
import { type FilterContext, FilterGraph, Frame } from 'node-av/lib';
import { check, EngineError, isGiven } from './failure.ts';

/** A running filter graph: frames go in by input number, finished ones come out. */
export type RunningGraph = {
  /** Gives a frame to `[inN]`; the graph keeps a reference of its own. */
  push(input: number, frame: Frame): void;
  /** Tells one input, or all, that nothing more comes. */
  finish(): void;
  /** The next finished frame, to be freed by the caller; null when the graph needs input, or is at its end. */
  pull(): Frame | null;
  /** Frees everything it holds. */
  close(): void;
};

/**
 * Starts a graph with one `[out]`.
 *
 * @param text filters from `[in0]`, `[in1]`, … (or `[in]`) to `[out]`
 * @param inputs argument texts of the `buffer` or `abuffer` sources, in order
 * @throws EngineError when FFmpeg does not accept the text
 */
export function startGraph(text: string, kind: 'video' | 'audio', inputs: readonly string[]): RunningGraph {
  const prefix = kind === 'video' ? '' : 'a';
  const single = text.includes('[in]');
  const sources = inputs.map(
    (input, index) => `${prefix}buffer@source${index}=${input}[in${single ? '' : index}]`,
  );
  const whole = [...sources, text, `[out]${prefix}buffersink@sink`].join(';');
  const graph = new FilterGraph();
  graph.alloc();
  graph.nbThreads = 1;
  check(graph.parsePtr(whole), `filter graph ${whole}`);
  check(graph.configSync(), `filter graph ${whole}`);
  const find = (name: string): FilterContext => {
    const found = graph.getFilter(name);
    if (found === null) throw new EngineError(`filter graph ${whole} has no ${name}`);
    return found;
  };
  const buffers = inputs.map((_, index) => find(`${prefix}buffer@source${index}`));
  const sink = find(`${prefix}buffersink@sink`);
  const flags = AV_BUFFERSRC_FLAG_KEEP_REF | AV_BUFFERSRC_FLAG_PUSH;
  return {
    push(input, frame) {
      check(buffers[input]?.buffersrcAddFrameSync(frame, flags as never) ?? -1, `input ${input} of ${text}`);
    },
    finish() {
      for (const buffer of buffers) buffer.buffersrcAddFrameSync(null);
    },
    pull() {
      const frame = new Frame();
      frame.alloc();
      if (isGiven(sink.buffersinkGetFrameSync(frame), text)) return frame;
      frame.free();
      return null;
    },
    close: () => graph.free(),
  };
}
