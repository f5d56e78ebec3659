import type { StreamRecipe } from '../media/make-media.ts';

/** A film of which it is known where its shots begin. Times are frames of 25 a second. */
export type KnownFilm = {
  name: string;
  recipe: StreamRecipe;
  frames: number;
  /** First frames of shots after a hard cut. */
  cuts: number[];
  /** Middles of fades and dissolves. */
  soft: number[];
};

const rate = 25;
const size = '320x180';

/** A piece of a film: filters from nothing to pictures, and for how many frames. */
type Piece = { frames: number; graph: string };

/** Pictures of a source, with filters. */
const piece = (frames: number, source: string, filters = 'null'): Piece => ({
  frames,
  graph: `${source},trim=end_frame=${frames},setpts=N/${rate}/TB,scale=${size}:flags=bilinear,${filters}`,
});

const end = `format=yuv420p,setsar=1,settb=1/${rate},setpts=N`;

/** Sources of many kinds: photos there are none, but textures, shapes, gradients, and letters of a test chart. */
const zoom = (x: number, y: number, scale: number, to: number) =>
  `mandelbrot=size=${size}:rate=${rate}:start_x=${x}:start_y=${y}:start_scale=${scale}:end_scale=${to}:end_pts=200`;
const gradient = (seed: number, colours = 4) =>
  `gradients=size=${size}:rate=${rate}:speed=0.02:nb_colors=${colours}:seed=${seed}`;
const cells = (rule: number, seed: number) =>
  `cellauto=size=${size}:rate=${rate}:rule=${rule}:seed=${seed}:scroll=1,scale=80:45,scale=${size}`;
const chart = `testsrc2=size=${size}:rate=${rate}`;
const bars = `smptehdbars=size=${size}:rate=${rate}`;
const plain = (colour: string) => `color=${colour}:size=${size}:rate=${rate}`;
/** A wide picture of which a part is seen: for pans and shakes. */
const wide = (x: number, y: number, scale: number) =>
  `mandelbrot=size=1280x720:rate=${rate}:start_x=${x}:start_y=${y}:start_scale=${scale}:end_scale=${scale},loop=-1:1`;
const part = (x: string, y: string) => `crop=320:180:x='${x}':y='${y}'`;
const widePiece = (frames: number, source: string, x: string, y: string): Piece => ({
  frames,
  graph: `${source},setpts=N/${rate}/TB,${part(x, y)},trim=end_frame=${frames},setpts=N/${rate}/TB`,
});
const grain = 'noise=alls=6:allf=t';
/** Pieces one after the other, with hard cuts. */
function joined(
  pieces: readonly Piece[],
  filters = 'null',
): { graph: string; frames: number; cuts: number[] } {
  const labels = pieces.map((_, index) => `[p${index}]`);
  const graphs = pieces.map(({ graph }, index) => `${graph},${end}${labels[index]}`);
  const cuts: number[] = [];
  let frames = 0;
  for (const { frames: length } of pieces) {
    if (frames > 0) cuts.push(frames);
    frames += length;
  }
  const graph = `${graphs.join(';')};${labels.join('')}concat=n=${pieces.length}:v=1:a=0,${filters},${end}`;
  return { graph, frames, cuts };
}

/** Two pieces with a transition of FFmpeg's xfade between them. */
function crossed(
  a: Piece,
  b: Piece,
  kind: string,
  length: number,
): { graph: string; frames: number; middle: number } {
  const start = a.frames - length;
  return {
    graph:
      `${a.graph},${end}[a];${b.graph},${end}[b];` +
      `[a][b]xfade=transition=${kind}:duration=${length / rate}:offset=${start / rate},${end}`,
    frames: a.frames + b.frames - length,
    middle: start + length / 2,
  };
}

const encoding = { preset: 'veryfast', crf: 23 };
const film = (
  name: string,
  {
    graph,
    frames,
    cuts = [],
    soft = [],
  }: { graph: string; frames: number; cuts?: number[]; soft?: number[] },
  options: Record<string, string | number> = encoding,
  codec = 'libx264',
): KnownFilm => ({ name, recipe: { graph, codec, options }, frames, cuts, soft });

const scenes = [
  piece(40, zoom(-0.75, 0.1, 0.3, 0.05)),
  piece(33, gradient(3)),
  piece(50, chart),
  piece(27, cells(110, 1)),
  piece(36, bars),
  piece(45, zoom(-0.16, 1.03, 0.1, 0.02)),
  piece(31, gradient(8, 6), grain),
  piece(38, plain('0x306090'), 'drawbox=x=80:y=40:w=120:h=90:color=yellow:t=fill'),
];

/** The same for 80 frames. */
const longer = ({ graph }: Piece): Piece => ({
  frames: 80,
  graph: graph.replace(/end_frame=\d+/, 'end_frame=80'),
});

/** All films. */
export const knownFilms: KnownFilm[] = [
  film('varied scenes', joined(scenes)),
  film('varied scenes, key frames at fixed distances', joined(scenes), {
    ...encoding,
    g: 60,
    sc_threshold: 0,
  }),
  film(
    'varied scenes, H.265',
    joined(scenes),
    { 'x265-params': 'log-level=none', preset: 'ultrafast' },
    'libx265',
  ),
  film(
    'varied scenes, key frames that frames before them refer to',
    joined(scenes),
    { b: 800_000, g: 40, bf: 2 },
    'mpeg4',
  ),
  film(
    'calm shots of which most frames can be left out',
    joined([
      widePiece(110, wide(-0.745, 0.11, 0.3), '300+n/2', '200'),
      piece(90, plain('0x306090'), 'drawbox=x=80:y=40:w=120:h=90:color=yellow:t=fill'),
      widePiece(95, wide(-0.16, 1.03, 0.2), '400', '100+n/3'),
      piece(80, gradient(12)),
      widePiece(100, wide(-0.75, 0.1, 0.02), '500+3*sin(n/4)', '300'),
    ]),
  ),
  film('varied scenes with grain, coarse', joined(scenes.toReversed(), grain), { ...encoding, crf: 34 }),
  film(
    'short shots',
    joined(
      scenes.map(({ graph }, index) => ({
        frames: 9 + (index % 3) * 3,
        graph: graph.replace(/end_frame=\d+/, `end_frame=${9 + (index % 3) * 3}`),
      })),
    ),
  ),
  film(
    'similar scenes',
    joined([
      piece(40, zoom(-0.745, 0.11, 0.02, 0.018)),
      piece(40, zoom(-0.735, 0.19, 0.02, 0.018)),
      piece(40, zoom(-0.1592, 1.0338, 0.02, 0.018)),
      piece(40, cells(110, 5)),
      piece(40, cells(30, 6)),
      piece(40, plain('0x30a050'), 'drawbox=x=20:y=30:w=110:h=110:color=white:t=fill'),
      piece(40, plain('0x30a050'), 'drawbox=x=180:y=20:w=110:h=130:color=white:t=fill'),
    ]),
  ),
  film('dark scenes', joined(scenes.slice(0, 6), 'lutyuv=y=16+(val-16)*0.22')),
  film(
    'a fast pan',
    joined([
      widePiece(60, wide(-0.745, 0.11, 0.3), '480+460*sin(n/9)', '200'),
      piece(30, gradient(5)),
      widePiece(50, wide(-0.16, 1.03, 0.2), '18*n', '100+4*n'),
    ]),
  ),
  film(
    'a hand-held camera',
    joined([
      widePiece(
        70,
        wide(-0.745, 0.11, 0.3),
        '400+14*sin(n*1.7)+9*sin(n*0.6)',
        '300+12*cos(n*1.3)+7*sin(n*2.1)',
      ),
      widePiece(70, wide(-0.16, 1.03, 0.2), '500+20*sin(n*0.9)+8*sin(n*2.6)', '250+14*cos(n*1.9)'),
    ]),
  ),
  film(
    'things that move',
    joined([
      {
        frames: 75,
        graph: `${plain('0x88aacc')}${','}split[g][u];[u]crop=60:80,drawbox=color=red:t=fill[o];[g][o]overlay=x='9*n-60':y=50,trim=end_frame=75,setpts=N/${rate}/TB`,
      },
      {
        frames: 60,
        graph: `${gradient(11)},split[g2][u2];[u2]crop=120:120,drawbox=color=black:t=fill[o2];[g2][o2]overlay=x='320-12*n':y='30+20*sin(n/3)',trim=end_frame=60,setpts=N/${rate}/TB`,
      },
    ]),
  ),
  film(
    'flashes',
    joined(
      [piece(60, zoom(-0.75, 0.1, 0.3, 0.2)), piece(60, chart), piece(60, gradient(4))],
      "lutyuv=y='clip(val*1.3+90,0,235)':enable='eq(n,20)+between(n,41,43)+between(n,85,86)+between(n,150,154)'",
    ),
  ),
  film(
    'white frames',
    joined(
      [piece(60, zoom(-0.75, 0.1, 0.3, 0.2)), piece(60, cells(30, 2))],
      "drawbox=color=white:t=fill:enable='between(n,30,32)+between(n,100,101)'",
    ),
  ),
  film(
    'black parts',
    joined([
      piece(40, chart),
      piece(20, plain('black')),
      piece(40, gradient(2)),
      piece(30, plain('black')),
      piece(35, bars),
    ]),
  ),
  film(
    'frozen parts',
    joined([
      piece(50, zoom(-0.75, 0.1, 0.3, 0.05)),
      piece(50, zoom(-0.16, 1.03, 0.1, 0.02), 'loop=-1:1,trim=end_frame=50,setpts=N/25/TB'),
      piece(50, chart),
    ]),
  ),
  ...[10, 15, 25, 40].map((length, index) => {
    const [a, b] = [scenes[index] as Piece, scenes[index + 4] as Piece];
    const { graph, frames, middle } = crossed(longer(a), longer(b), 'fade', length);
    return film(`a dissolve of ${length} frames`, { graph, frames, soft: [middle] });
  }),
  ...(['fadeblack', 'fadewhite'] as const).map((kind) => {
    const { graph, frames, middle } = crossed(
      longer(scenes[0] as Piece),
      longer(scenes[2] as Piece),
      kind,
      24,
    );
    return film(kind, { graph, frames, soft: [middle] });
  }),
  film('fade in, fade out', {
    graph: `${longer(scenes[2] as Piece).graph},fade=in:0:15,fade=out:65:15,${end}`,
    frames: 80,
  }),
];
