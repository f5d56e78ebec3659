import type { Frame } from 'node-av/lib';
import type { Warning } from '../errors/warning.ts';
import { type Edit, endsEarly, noticeable, type Shot } from '../timeline/edit.ts';
import { EngineError } from './engine/failure.ts';
import { startGraph } from './engine/filter-graph.ts';
import { compositeGraph, layerSize, shotFormat } from './graph/composite.ts';
import { framedShots, type Segment } from './segments.ts';
import { openShot, type ShotPainter } from './shot-painter.ts';

/** The pictures of the video, without its text, in order. */
export type PictureTrack = {
  /** Makes ready for a segment; shots that are over by then are closed. */
  enter(segment: Segment): SegmentPainter;
  /** Sources that ended before their clips did. */
  warnings: Warning[];
  /** Frees everything it holds. */
  close(): void;
};

/** Paints the frames of one segment, in order. */
export type SegmentPainter = {
  /** The picture of a frame of the video, as a reference of its own to be freed by the caller. */
  at(frame: number): Frame;
  /** Frees everything it holds. */
  close(): void;
};

/** Opens the pictures of an edit; sources are opened when they are first seen. */
export function openPictureTrack(edit: Edit): PictureTrack {
  const framed = framedShots(edit);
  const painters = new Map<Shot, ShotPainter>();
  const painterOf = (shot: Shot): ShotPainter => {
    const painter = painters.get(shot) ?? openShot(shot, edit.rate, edit, framed.has(shot));
    painters.set(shot, painter);
    return painter;
  };
  const warnings: Warning[] = [];
  const finish = (shot: Shot, painter: ShotPainter): void => {
    if (painter.held() > noticeable) warnings.push(endsEarly(shot.key, painter.held()));
    painter.close();
    painters.delete(shot);
  };
  const { num, den } = edit.rate;
  const inputOf = (shot: Shot) => {
    const { width, height } = layerSize(shot, framed, edit);
    const format = shotFormat(shot, framed);
    return `video_size=${width}x${height}:pix_fmt=${format}:time_base=${den}/${num}:frame_rate=${num}/${den}:colorspace=bt709:range=tv`;
  };

  const enter = (segment: Segment): SegmentPainter => {
    for (const [shot, painter] of painters) {
      if (shot.end <= segment.start) finish(shot, painter);
    }
    const composite = compositeGraph(segment, { output: edit, rate: edit.rate, framed });
    if (composite === null) {
      const [layer] = segment.layers;
      if (layer?.kind !== 'shot') throw new EngineError('a segment without a composite is one shot');
      const { shot } = layer;
      return { at: (frame) => referenceTo(painterOf(shot).at(frame)), close: () => {} };
    }
    const graph = startGraph(composite.text, 'video', composite.inputs.map(inputOf));
    return {
      at(frame) {
        composite.inputs.forEach((shot, index) => {
          const picture = referenceTo(painterOf(shot).at(frame));
          picture.pts = BigInt(frame - segment.start);
          picture.duration = 1n;
          graph.push(index, picture);
          picture.free();
        });
        const drawn = graph.pull();
        if (drawn === null) throw new EngineError(`frame ${frame} did not come out of ${composite.text}`);
        return drawn;
      },
      close: () => graph.close(),
    };
  };

  return {
    enter,
    warnings,
    close() {
      for (const [shot, painter] of painters) finish(shot, painter);
    },
  };
}

/** A second handle on the same pixels, with times and marks of its own. */
function referenceTo(frame: Frame): Frame {
  const copy = frame.clone();
  if (copy === null) throw new EngineError('out of memory');
  return copy;
}
