import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPictures } from '../../src/render/engine/pictures.ts';
import type { VideoTrackClip } from '../../src/timeline/model.ts';
import { counted, numberIn, openStage, picturesOf, pixel, type Stage } from './stage.ts';

/** Which frame of which source is seen at every frame of the output. */

const red = { cb: 90, cr: 200 };
const blue = { cb: 200, cr: 90 };
const full = { X: 0, Y: 0, Width: 1, Height: 1, AdaptMode: 'Cover' } as const;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe('frames of a rendered video', () => {
  let stage: Stage;
  const show = async (clips: VideoTrackClip[], fps = 25) => {
    const result = await stage.render({ VideoTracks: [{ VideoTrackClips: clips }] }, { fps });
    const pictures = picturesOf(result.file);
    return { result, pictures, numbers: pictures.map((picture) => numberIn(picture)) };
  };

  before(async () => {
    stage = await openStage();
    await stage.add('red.mp4', { streams: [counted({ color: red })] });
    await stage.add('blue.mkv', { streams: [counted({ color: blue })] });
    await stage.add('thirty.mp4', { streams: [counted({ color: blue, rate: 30 })] });
    // Every third frame is missing: 0, 1, 3, 4, 6, …
    await stage.add('uneven.mkv', {
      streams: [counted({ color: red, after: ",select='not(eq(mod(n,3),2))'" })],
    });
    await stage.add('late.ts', { streams: [counted({ color: red })], format: 'mpegts' });
  });
  after(() => stage.close());

  it('cuts at the exact frame, from any frame of the source', async () => {
    const { result, pictures, numbers } = await show([
      { MediaURL: 'red.mp4', In: 0.2, Out: 0.6, TimelineIn: 0, TimelineOut: 0.4, ...full },
      { MediaURL: 'blue.mkv', In: 1.08, Out: 1.48, TimelineIn: 0.4, TimelineOut: 0.8, ...full },
    ]);
    assert.equal(result.frames, 20);
    assert.deepEqual(numbers, [...range(5, 15), ...range(27, 37)]);
    assert.deepEqual(
      pictures.map((picture) => pixel(picture, 0.5, 0.5).v > 140),
      range(0, 20).map((frame) => frame < 10),
    );
  });

  it('finds every frame of a source, wherever the key frames are', () => {
    for (const name of ['red.mp4', 'blue.mkv', 'late.ts', 'uneven.mkv']) {
      const source = stage.sources[name];
      assert.ok(source);
      for (let frame = 0; frame < 50; frame += 1) {
        const reader = openPictures(name, source, frame / 25);
        const { frame: picture } = reader.at(frame / 25);
        const bits = range(0, 8).map(
          (bit) => (picture.data?.[0]?.[Math.floor((bit + 0.5) * 22.5)] ?? 0) > 125,
        );
        const number = bits.reduce((sum, isSet, bit) => sum + (isSet ? 2 ** bit : 0), 0);
        const expected = name === 'uneven.mkv' && frame % 3 === 2 ? frame - 1 : frame;
        assert.equal(number, expected, `frame ${frame} of ${name}`);
        reader.close();
      }
    }
  });

  it('gives every frame its exact time', async () => {
    const { pictures } = await show([{ MediaURL: 'red.mp4', In: 0, Out: 1, ...full }]);
    for (const [index, { time }] of pictures.entries()) assert.ok(Math.abs(time - index / 25) < 1e-9);
  });

  it('plays faster and slower', async () => {
    const fast = await show([{ MediaURL: 'red.mp4', In: 0, Out: 1.6, Speed: 2, ...full }]);
    assert.deepEqual(
      fast.numbers,
      range(0, 20).map((frame) => frame * 2),
    );
    const slow = await show([{ MediaURL: 'red.mp4', In: 0.4, Out: 0.8, Speed: 0.5, ...full }]);
    assert.deepEqual(
      slow.numbers,
      range(0, 20).map((frame) => 10 + Math.floor(frame / 2)),
    );
  });

  it('converts frame rates by showing the frame that is current', async () => {
    const { numbers } = await show([{ MediaURL: 'thirty.mp4', In: 0, Out: 1, ...full }]);
    assert.deepEqual(
      numbers,
      range(0, 25).map((frame) => Math.floor((frame / 25) * 30 + 1e-6)),
    );
    const ntsc = await show([{ MediaURL: 'thirty.mp4', In: 0, Out: 1, ...full }], 29.97);
    assert.equal(ntsc.pictures.length, 30);
    assert.deepEqual(ntsc.numbers, range(0, 30));
  });

  it('holds frames of a source with uneven times until the next is due', async () => {
    const { numbers } = await show([{ MediaURL: 'uneven.mkv', In: 0, Out: 0.96, ...full }]);
    assert.deepEqual(
      numbers,
      range(0, 24).map((frame) => (frame % 3 === 2 ? frame - 1 : frame)),
    );
  });

  it('counts source time from the start of a file whose clock does not start at zero', async () => {
    const { numbers } = await show([{ MediaURL: 'late.ts', In: 1.2, Out: 1.6, ...full }]);
    assert.deepEqual(numbers, range(30, 40));
  });

  it('holds the last frame when the slot is longer than the piece, and never shows what lies behind it', async () => {
    const { numbers } = await show([
      { MediaURL: 'red.mp4', In: 0, Out: 0.4, TimelineIn: 0, TimelineOut: 0.56, ...full },
    ]);
    assert.deepEqual(numbers, [...range(0, 10), 9, 9, 9, 9]);
    const atEnd = await show([
      { MediaURL: 'red.mp4', In: 1.8, Out: 2, TimelineIn: 0, TimelineOut: 0.4, ...full },
    ]);
    assert.deepEqual(atEnd.numbers, [...range(45, 50), ...Array<number>(5).fill(49)]);
  });

  it('lets both clips of a transition go on while one takes over', async () => {
    const { result, pictures } = await show([
      {
        MediaURL: 'red.mp4',
        In: 0,
        Out: 0.8,
        ...full,
        Effects: [{ Type: 'Transition', SubType: 'wipeleft', Duration: 0.4 }],
      },
      { MediaURL: 'blue.mkv', In: 1, Out: 1.8, ...full },
    ]);
    // 20 + 20 frames that overlap by 10.
    assert.equal(result.frames, 30);
    const middle = pictures[15];
    assert.ok(middle);
    assert.ok(pixel(middle, 0.2, 0.5).v > 140, 'the earlier clip is still on the left');
    assert.ok(pixel(middle, 0.8, 0.5).u > 140, 'the later clip is already on the right');
    // Bits 0 to 2 are in the left half, 4 to 7 in the right half: frame 15 of red, frame 25 + 5 of blue.
    assert.equal(numberIn(middle) & 0b111, 15 & 0b111);
    assert.equal(numberIn(middle) & 0b11110000, 30 & 0b11110000);
    assert.ok(
      pixel(pictures[10] ?? middle, 0.95, 0.5).v > 140,
      'the transition begins with the earlier clip alone',
    );
    assert.ok(pixel(pictures[20] ?? middle, 0.05, 0.5).u > 140, 'after it the later clip is alone');
  });

  it('uses the overlap of explicit times for the transition', async () => {
    const { result, pictures } = await show([
      {
        MediaURL: 'red.mp4',
        In: 0,
        Out: 0.8,
        TimelineIn: 0,
        TimelineOut: 0.8,
        ...full,
        Effects: [{ Type: 'Transition', SubType: 'fade', Duration: 0.4 }],
      },
      { MediaURL: 'blue.mkv', In: 0, Out: 0.8, TimelineIn: 0.4, TimelineOut: 1.2, ...full },
    ]);
    assert.equal(result.frames, 30);
    const colors = pictures.map((picture) => pixel(picture, 0.5, 0.9).v);
    const middle = ((colors[5] ?? 0) + (colors[25] ?? 0)) / 2;
    assert.ok(Math.abs((colors[15] ?? 0) - middle) <= 3, `half way: ${colors}`);
    for (let frame = 11; frame < 20; frame += 1) assert.ok((colors[frame] ?? 0) < (colors[frame - 1] ?? 0));
  });

  it('shows black where nothing is, and only there', async () => {
    const { pictures } = await show([
      { MediaURL: 'red.mp4', In: 0, Out: 0.2, TimelineIn: 0, TimelineOut: 0.2, ...full },
      { MediaURL: 'red.mp4', In: 0, Out: 0.2, TimelineIn: 0.4, TimelineOut: 0.6, ...full },
    ]);
    const black = pictures.map(
      (picture) => pixel(picture, 0.99, 0.5).y < 20 && pixel(picture, 0.5, 0.5).v < 132,
    );
    assert.deepEqual(
      black,
      range(0, 15).map((frame) => frame >= 5 && frame < 10),
    );
  });
});
