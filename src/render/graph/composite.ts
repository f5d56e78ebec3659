import type { Shot } from '../../timeline/edit.ts';
import type { FrameRate } from '../../timeline/frames.ts';
import type { Size } from '../../timeline/geometry.ts';
import { type Layer, type Segment, shotsOf } from '../segments.ts';
import { hasAlpha, layerFormat } from './picture.ts';

/**
 * Filter graph text that lays the layers of a segment over each other. Every input is one shot, drawn by its picture
 * graph; input and output frames have the frame number within the segment as their time. Pure.
 */

/** A composite graph and its inputs in the order `in0`, `in1`, …; the frame comes out of `[out]`. */
export type Composite = { text: string; inputs: Shot[] };

type Drawing = { output: Size; rate: FrameRate; framed: ReadonlySet<Shot> };

/** Size of a shot's drawn picture. */
export function layerSize(shot: Shot, framed: ReadonlySet<Shot>, output: Size): Size {
  return framed.has(shot) ? output : shot.placement.box;
}

function transitionFilter(layer: Layer & { kind: 'transition' }, segment: Segment, rate: FrameRate): string {
  const seconds = (frames: number) => ((frames * rate.den) / rate.num).toFixed(6);
  // A segment may begin in the middle of a transition, when some other layer changes there.
  return `xfade=transition=${layer.xfade}:duration=${seconds(layer.frames)}:offset=${seconds(layer.start - segment.start)}`;
}

/**
 * Transitions that treat every plane alike and by relative place: they are drawn on the planes of 4:2:0 as they are,
 * at a third of the cost. The others mix planes, have colours of their own or depend on single pixels, and need
 * full-size chroma, which is all that xfade takes in one piece.
 */
const planar =
  /^(fade|hblur|zoomin|radial|circleopen|circleclose|(wipe|slide|smooth|diag|squeeze)\w+|(vert|horz)(open|close)|[hv][lrud]slice)$/;

/** The transition between two whole, opaque frames, plane by plane. */
function planarTransition(from: string, to: string, filter: string, name: string): string {
  const planes = ['y', 'u', 'v'];
  const labels = (side: string) => planes.map((plane) => `[${name}${side}${plane}]`);
  const [before, after, mixed] = [labels('a'), labels('b'), labels('m')];
  return [
    `${from}extractplanes=y+u+v${before.join('')}`,
    `${to}extractplanes=y+u+v${after.join('')}`,
    ...planes.map((_, index) => `${before[index]}${after[index]}${filter}${mixed[index]}`),
    `${mixed.join('')}mergeplanes=0x001020:yuv420p,setparams=range=tv:colorspace=bt709[${name}]`,
  ].join(';');
}

/**
 * The composite of a segment; null when the segment is one whole-frame shot, which needs none.
 */
export function compositeGraph(segment: Segment, drawing: Drawing): Composite | null {
  const { output, rate, framed } = drawing;
  const inputs = segment.layers.flatMap(shotsOf);
  const [first] = segment.layers;
  if (segment.layers.length === 1 && first?.kind === 'shot' && framed.has(first.shot)) return null;
  const parts: string[] = [];
  const input = (shot: Shot) => `[in${inputs.indexOf(shot)}]`;
  const wholeFrame = (shot: Shot, alpha: boolean, label: string) => {
    const { x, y } = shot.placement.box;
    const pad = framed.has(shot) ? '' : `,pad=${output.width}:${output.height}:${x}:${y}:color=black@0`;
    parts.push(`${input(shot)}format=${alpha ? 'yuva444p' : 'yuv444p'}${pad}[${label}]`);
  };
  const drawTransition = (layer: Layer & { kind: 'transition' }, index: number) => {
    const alpha = shotsOf(layer).some((shot) => !framed.has(shot));
    const filter = transitionFilter(layer, segment, rate);
    const name = `layer${index}`;
    if (!alpha && planar.test(layer.xfade)) {
      parts.push(planarTransition(input(layer.from), input(layer.to), filter, name));
    } else {
      wholeFrame(layer.from, alpha, `from${index}`);
      wholeFrame(layer.to, alpha, `to${index}`);
      parts.push(`[from${index}][to${index}]${filter},format=${layerFormat(alpha)}[${name}]`);
    }
    return { label: `[${name}]`, x: 0, y: 0, whole: !alpha };
  };
  const layers = segment.layers.map((layer, index) => {
    if (layer.kind === 'transition') return drawTransition(layer, index);
    const { x, y } = layer.shot.placement.box;
    const whole = framed.has(layer.shot);
    return { label: input(layer.shot), x: whole ? 0 : x, y: whole ? 0 : y, whole };
  });
  const [bottom, ...others] = layers;
  let below = bottom?.label ?? '[base]';
  const above = bottom === undefined || bottom.whole ? others : layers;
  if (bottom === undefined || !bottom.whole) {
    parts.push(
      `color=c=black:s=${output.width}x${output.height}:r=${rate.num}/${rate.den},format=yuv420p,setparams=range=tv:colorspace=bt709[base]`,
    );
    below = '[base]';
  }
  above.forEach((layer, index) => {
    parts.push(`${below}${layer.label}overlay=${layer.x}:${layer.y}:eval=init:format=yuv420[over${index}]`);
    below = `[over${index}]`;
  });
  parts.push(`${below}format=yuv420p[out]`);
  return { text: parts.join(';'), inputs };
}

/** Pixel format of a shot's drawn picture. */
export function shotFormat(shot: Shot, framed: ReadonlySet<Shot>): string {
  return layerFormat(hasAlpha(shot, framed.has(shot)));
}
