import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { VideoTrackClip } from '../../src/timeline/model.ts';
import type { StreamRecipe } from '../media/make-media.ts';
import { openStage, type Picture, picturesOf, pixel, plain, type Stage } from './stage.ts';

/** Where pictures land, and in which colours. */

/** BT.709, limited range. */
const colors = {
  red: [63, 102, 240],
  lime: [173, 42, 26],
  blue: [32, 240, 118],
  white: [235, 128, 128],
  black: [16, 128, 128],
  yellow: [219, 16, 138],
} as const;

function assertColor(picture: Picture | undefined, x: number, y: number, name: keyof typeof colors): void {
  assert.ok(picture, 'there is a picture');
  const seen = pixel(picture, x, y);
  const [luma, u, v] = colors[name];
  const off = Math.max(Math.abs(seen.y - luma), Math.abs(seen.u - u), Math.abs(seen.v - v));
  assert.ok(off <= 6, `${name} at ${x}, ${y}: ${JSON.stringify(seen)}`);
}

const bars = (size = '320x180', options: Partial<StreamRecipe> = {}): StreamRecipe => ({
  graph:
    `color=c=red:s=${size}:r=25:d=0.4,drawbox=x=iw/3:w=iw/3:h=ih:c=lime:t=fill,` +
    'drawbox=x=2*iw/3:w=iw/3+1:h=ih:c=blue:t=fill,format=yuv420p',
  codec: 'libx264',
  options: { crf: 5 },
  ...options,
});

const png = (graph: string): StreamRecipe => ({ graph, codec: 'png' });

describe('pictures of a rendered video', () => {
  let stage: Stage;
  const draw = async (...layers: VideoTrackClip[]) => {
    const tracks = layers.map((clip) => ({
      VideoTrackClips: [{ TimelineIn: 0, TimelineOut: 0.2, ...clip }],
    }));
    return picturesOf((await stage.render({ VideoTracks: tracks })).file);
  };
  const first = async (...layers: VideoTrackClip[]) => (await draw(...layers))[0];
  const full = { X: 0, Y: 0, Width: 1, Height: 1 } as const;

  before(async () => {
    stage = await openStage();
    await stage.add('bars.mp4', { streams: [bars()] });
    await stage.add('white.mp4', { streams: [plain('white')] });
    for (const rotation of [90, 180, 270] as const) {
      await stage.add(`turned${rotation}.mp4`, { streams: [bars('320x180', { rotation })] });
    }
  });
  after(() => stage.close());

  it('covers: keeps the middle of the source, and its ratio', async () => {
    const picture = await first({ MediaURL: 'bars.mp4', ...full, AdaptMode: 'Cover' });
    for (const x of [0.02, 0.5, 0.98]) for (const y of [0.02, 0.98]) assertColor(picture, x, y, 'lime');
  });

  it('contains: shows all of the source, centred, with black around it', async () => {
    for (const clip of [{ ...full, AdaptMode: 'Contain' }, { AdaptMode: 'Cover' }] as const) {
      const picture = await first({ MediaURL: 'bars.mp4', ...clip });
      assertColor(picture, 0.1, 0.5, 'red');
      assertColor(picture, 0.5, 0.5, 'lime');
      assertColor(picture, 0.9, 0.5, 'blue');
      assertColor(picture, 0.1, 0.36, 'red');
      assertColor(picture, 0.1, 0.64, 'red');
      for (const y of [0.02, 0.32, 0.68, 0.98]) assertColor(picture, 0.5, y, 'black');
    }
  });

  it('fills: stretches the source over its box', async () => {
    const picture = await first({ MediaURL: 'bars.mp4', ...full });
    for (const y of [0.02, 0.98]) {
      assertColor(picture, 0.1, y, 'red');
      assertColor(picture, 0.5, y, 'lime');
      assertColor(picture, 0.9, y, 'blue');
    }
  });

  it('places boxes by share and by pixel, also partly outside', async () => {
    const share = await first({ MediaURL: 'white.mp4', X: 0.5, Y: 0.25, Width: 0.5, Height: 0.25 });
    const pixels = await first({ MediaURL: 'white.mp4', X: 90, Y: 80, Width: 90, Height: 80 });
    for (const picture of [share, pixels]) {
      assertColor(picture, 0.51, 0.26, 'white');
      assertColor(picture, 0.98, 0.49, 'white');
      for (const [x, y] of [
        [0.48, 0.3],
        [0.6, 0.24],
        [0.6, 0.52],
      ] as const)
        assertColor(picture, x, y, 'black');
    }
    const outside = await first({ MediaURL: 'white.mp4', X: -90, Y: -80, Width: 180, Height: 160 });
    assertColor(outside, 0.25, 0.2, 'white');
    assertColor(outside, 0.55, 0.2, 'black');
    assertColor(outside, 0.25, 0.3, 'black');
  });

  it('fills the rest of the frame with a colour or a blurred copy', async () => {
    const colored = await first({
      MediaURL: 'bars.mp4',
      Effects: [{ Type: 'Background', SubType: 'Color', Color: '#ffff00' }],
    });
    assertColor(colored, 0.5, 0.1, 'yellow');
    assertColor(colored, 0.5, 0.5, 'lime');
    const blurred = await first({
      MediaURL: 'bars.mp4',
      Effects: [{ Type: 'Background', SubType: 'Blur', Radius: 0.1 }],
    });
    assertColor(blurred, 0.5, 0.1, 'lime');
    assertColor(blurred, 0.1, 0.5, 'red');
  });

  it('turns pictures upright', async () => {
    const ends = {
      90: [0.5, 0.05, 0.5, 0.95],
      180: [0.95, 0.5, 0.05, 0.5],
      270: [0.5, 0.95, 0.5, 0.05],
    } as const;
    for (const rotation of [90, 180, 270] as const) {
      const picture = await first({ MediaURL: `turned${rotation}.mp4`, ...full });
      const [redX, redY, blueX, blueY] = ends[rotation];
      assertColor(picture, redX, redY, 'red');
      assertColor(picture, 0.5, 0.5, 'lime');
      assertColor(picture, blueX, blueY, 'blue');
    }
    const cropped = await first({ MediaURL: 'turned90.mp4', ...full, AdaptMode: 'Cover' });
    assertColor(cropped, 0.02, 0.05, 'red');
    assertColor(cropped, 0.98, 0.95, 'blue');
  });

  it('shows pixels that are not square in their shape', async () => {
    await stage.add('wide.mp4', {
      streams: [bars('160x180', { graph: `${bars('160x180').graph},setsar=2` })],
    });
    const picture = await first({ MediaURL: 'wide.mp4' });
    assertColor(picture, 0.1, 0.36, 'red');
    assertColor(picture, 0.5, 0.32, 'black');
  });

  it('takes sources of any size and pixel format', async () => {
    await stage.add('odd.png', {
      streams: [png(bars('161x91').graph.replace('d=0.4', 'd=0.04').replace('yuv420p', 'rgb24'))],
    });
    await stage.add('odd.mkv', {
      streams: [{ ...bars('161x91'), graph: bars('161x91').graph.replace('yuv420p', 'yuv444p') }],
    });
    await stage.add('deep.mkv', {
      streams: [
        {
          graph: bars().graph.replace('yuv420p', 'yuv420p10le'),
          codec: 'libx265',
          options: { 'x265-params': 'log-level=none' },
        },
      ],
    });
    await stage.add('full.mp4', {
      streams: [
        { ...bars(), graph: `${bars().graph},scale=out_range=pc:out_color_matrix=bt709,format=yuv420p` },
      ],
    });
    for (const MediaURL of ['odd.png', 'odd.mkv', 'deep.mkv', 'full.mp4']) {
      const picture = await first({ MediaURL, ...full });
      assertColor(picture, 0.05, 0.5, 'red');
      assertColor(picture, 0.5, 0.5, 'lime');
      assertColor(picture, 0.95, 0.5, 'blue');
    }
  });

  it('maps high dynamic range to what ordinary screens show', async () => {
    for (const [name, transfer, trc] of [
      ['pq', 'smpte2084', 16],
      ['hlg', 'arib-std-b67', 18],
    ] as const) {
      const graph =
        `color=c=gray:s=320x180:r=25:d=0.4,format=gbrpf32le,zscale=tin=linear:pin=bt709:t=${transfer}:p=bt2020:m=bt2020nc:r=tv:npl=203,` +
        'format=yuv420p10le';
      const source = await stage.add(`${name}.mkv`, {
        streams: [
          {
            graph,
            codec: 'libx265',
            options: { 'x265-params': `log-level=none:colorprim=9:transfer=${trc}:colormatrix=9` },
          },
        ],
      });
      assert.equal(source.facts.picture?.transfer, name);
      const picture = await first({ MediaURL: `${name}.mkv`, ...full });
      assert.ok(picture);
      const { y, u, v } = pixel(picture, 0.5, 0.5);
      // Half of white in linear light is about 180 of 235 on a BT.709 screen; unmapped PQ would be near 120.
      assert.ok(y > 140 && y < 225, `${name}: luma ${y}`);
      assert.ok(Math.abs(u - 128) < 4 && Math.abs(v - 128) < 4, `${name}: grey stays grey`);
    }
  });

  it('makes whole frames of fields', async () => {
    // A white bar that moves 8 pixels a field leaves a comb when fields are shown as a frame.
    const fields = await stage.add('fields.mkv', {
      streams: [
        {
          graph:
            "color=c=black:s=180x320:r=50:d=0.6,format=yuv420p,geq=lum='if(between(mod(X-N*8,120),0,40),235,16)':cb=128:cr=128,tinterlace=mode=interleave_top,setfield=tff,format=yuv420p",
          codec: 'libx264',
          options: { crf: 5, 'x264-params': 'tff=1', flags: '+ildct+ilme' },
        },
      ],
    });
    const combOf = (picture: Picture | undefined) => {
      assert.ok(picture);
      const at = (column: number, line: number) => picture.y[line * 180 + column] ?? 0;
      let comb = 0;
      for (let row = 100; row < 200; row += 1) {
        for (let column = 0; column < 180; column += 1) {
          if (Math.abs(2 * at(column, row) - at(column, row - 1) - at(column, row + 1)) > 150) comb += 1;
        }
      }
      return comb;
    };
    assert.ok(combOf(picturesOf(fields.path)[3]) > 1000, 'the source has a comb');
    const pictures = await draw({ MediaURL: 'fields.mkv', ...full });
    assert.ok(combOf(pictures[3]) < 100, 'the output has none');
  });

  it('lays see-through pictures over what is below', async () => {
    await stage.add('sticker.png', {
      streams: [
        png(
          "color=c=red:s=64x64:r=25:d=0.04,format=rgba,geq=r=255:g=0:b=0:a='if(lt(X,32),255,0)',format=rgba",
        ),
      ],
    });
    const sticker = { MediaURL: 'sticker.png', Type: 'Image', X: 20, Y: 40, Width: 64, Height: 64 } as const;
    const solid = await first({ MediaURL: 'white.mp4', ...full }, sticker);
    assertColor(solid, 30 / 180, 60 / 320, 'red');
    assertColor(solid, 70 / 180, 60 / 320, 'white');
    const faint = await first({ MediaURL: 'white.mp4', ...full }, { ...sticker, Opacity: 0.5 });
    assert.ok(faint);
    const { y } = pixel(faint, 30 / 180, 60 / 320);
    assert.ok(Math.abs(y - (colors.red[0] + colors.white[0]) / 2) <= 4, `half seen: ${y}`);
    assertColor(faint, 70 / 180, 60 / 320, 'white');
    const alone = await first(sticker);
    assertColor(alone, 30 / 180, 60 / 320, 'red');
    assertColor(alone, 70 / 180, 60 / 320, 'black');
  });

  it('shows a GlobalImage behind contained clips from start to end', async () => {
    await stage.add('back.png', { streams: [png('color=c=blue:s=50x90:r=25:d=0.04,format=rgb24')] });
    const [background, clip] = [
      { MediaURL: 'back.png', Type: 'GlobalImage', ...full } as const,
      { MediaURL: 'white.mp4' },
    ];
    const pictures = await draw(background, clip);
    assert.equal(pictures.length, 5);
    for (const picture of pictures) {
      assertColor(picture, 0.5, 0.1, 'blue');
      assertColor(picture, 0.5, 0.5, 'white');
    }
  });

  it('plays animated images, and plays them again', async () => {
    // Two pictures of 0.2 s each.
    await stage.add('blink.gif', {
      streams: [
        {
          graph: "color=c=red:s=40x40:r=5:d=0.4,drawbox=c=blue:t=fill:enable='eq(n,1)',format=rgb8",
          codec: 'gif',
        },
      ],
    });
    const result = await stage.render({
      VideoTracks: [
        { VideoTrackClips: [{ MediaURL: 'white.mp4', In: 0, Out: 1.2, ...full }] },
        {
          VideoTrackClips: [
            {
              MediaURL: 'blink.gif',
              Type: 'Image',
              X: 20,
              Y: 20,
              Width: 40,
              Height: 40,
              TimelineIn: 0.2,
              TimelineOut: 1.2,
            },
          ],
        },
      ],
    });
    const pictures = picturesOf(result.file);
    const seen = [2, 6, 11, 16, 21, 26].map((frame) => pixel(pictures[frame] as Picture, 40 / 180, 40 / 320));
    const names = seen.map(({ u, v }) => (v > 200 ? 'red' : u > 200 ? 'blue' : 'white'));
    assert.deepEqual(names, ['white', 'red', 'blue', 'red', 'blue', 'red']);
  });

  it('shows text in its time only, whatever the frame rate', async () => {
    for (const fps of [25, 30, 29.97]) {
      const show = (from: number, to: number) => ({
        Type: 'Text' as const,
        Content: '你好 Hello',
        FontSize: 30,
        FontColor: '#ffffff',
        Alignment: 'TopCenter',
        Y: 0.4,
        TimelineIn: Number((from / fps).toFixed(4)),
        TimelineOut: Number((to / fps).toFixed(4)),
      });
      const result = await stage.render(
        {
          VideoTracks: [
            { VideoTrackClips: [{ MediaURL: 'bars.mp4', In: 0, Out: 0.4, ...full, AdaptMode: 'Cover' }] },
          ],
          SubtitleTracks: [{ SubtitleTrackClips: [show(2, 4), show(7, 8)] }],
        },
        { fps },
      );
      const bright = picturesOf(result.file).map(
        (picture) => picture.y.filter((luma) => luma > 220).length > 200,
      );
      const seen = bright.flatMap((isBright, frame) => (isBright ? [frame] : []));
      assert.deepEqual(seen, [2, 3, 7], `at ${fps} frames a second`);
    }
  });
});
