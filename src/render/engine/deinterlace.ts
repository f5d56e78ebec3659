import { avGetPixFmtName, type Frame } from 'node-av/lib';
import type { StreamDecoder } from './decoder.ts';
import { type RunningGraph, startGraph } from './filter-graph.ts';

/** FFmpeg's name of the format of a decoded picture. */
export function pixelFormat(frame: Frame): string {
  return avGetPixFmtName(frame.format as never) ?? 'yuv420p';
}

/**
 * A decoder whose frames are whole pictures made of the fields of the given one. It stands before the choice of frames
 * by time, because it needs every frame together with its neighbours.
 */
export function deinterlaced(decoder: StreamDecoder): StreamDecoder {
  let graph: RunningGraph | null = null;
  let times: number[] = [];
  let ended = false;
  const restart = () => {
    graph?.close();
    graph = null;
    times = [];
    ended = false;
  };
  return {
    ...decoder,
    next() {
      for (;;) {
        const ready = graph?.pull() ?? null;
        if (ready !== null) return { frame: ready, time: times.shift() ?? 0 };
        if (ended) return null;
        const decoded = decoder.next();
        if (decoded === null) {
          ended = true;
          graph?.finish();
          continue;
        }
        const { frame, time } = decoded;
        graph ??= startGraph('[in]bwdif=mode=send_frame:deint=all[out]', 'video', [
          `video_size=${frame.width}x${frame.height}:pix_fmt=${pixelFormat(frame)}:time_base=1/1000` +
            `:colorspace=${frame.colorSpace}:range=${frame.colorRange}`,
        ]);
        frame.pts = BigInt(Math.round(time * 1000));
        times.push(time);
        graph.push(0, frame);
        frame.free();
      }
    },
    seek(seconds) {
      restart();
      decoder.seek(seconds);
    },
    close() {
      restart();
      decoder.close();
    },
  };
}
