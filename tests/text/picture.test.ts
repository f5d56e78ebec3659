import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { AV_LOG_QUIET } from 'node-av/constants';
import { FFmpegError, FilterGraph, Frame, Log } from 'node-av/lib';
import { openFontBook } from '../../src/fonts/book.ts';
import { compileAss } from '../../src/text/ass.ts';
import type { SubtitleTrackClip } from '../../src/timeline/model.ts';

const frame = { width: 400, height: 600, duration: 2 };
const fonts = await openFontBook(null);
let folder: string;

before(async () => {
  Log.setLevel(AV_LOG_QUIET);
  folder = await mkdtemp(join(tmpdir(), 'reelmill-picture-'));
});
after(() => rm(folder, { recursive: true }));

/**
 * Draws texts in white on black with libass and finds the box of what is lit, in pixels; null when nothing
 * is.
 */
async function litBox(clips: SubtitleTrackClip[]) {
  const { document, fontFiles } = compileAss(clips, frame, fonts);
  for (const file of fontFiles) await copyFile(file, join(folder, basename(file)));
  await writeFile(join(folder, 'text.ass'), document);
  using graph = new FilterGraph();
  graph.alloc();
  const source = `color=c=black:s=${frame.width}x${frame.height}:r=25:d=1`;
  const spec = `${source},ass='${join(folder, 'text.ass')}':fontsdir='${folder}',format=gray,buffersink@out`;
  FFmpegError.throwIfError(graph.parsePtr(spec), 'parse');
  FFmpegError.throwIfError(graph.configSync(), 'config');
  using picture = new Frame();
  picture.alloc();
  FFmpegError.throwIfError(graph.getFilter('buffersink@out')?.buffersinkGetFrameSync(picture) ?? -1, 'frame');
  const pixels = picture.toBuffer();
  const stride = pixels.length / frame.height;
  let box: { left: number; top: number; right: number; bottom: number } | null = null;
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      if ((pixels[y * stride + x] ?? 0) < 128) continue;
      box ??= { left: x, top: y, right: x, bottom: y };
      box = { left: Math.min(box.left, x), top: box.top, right: Math.max(box.right, x), bottom: y };
    }
  }
  return box;
}

const clip = (Content: string, more: Partial<SubtitleTrackClip> = {}): SubtitleTrackClip => ({
  Type: 'Text',
  Content,
  FontSize: 100,
  Alignment: 'TopCenter',
  Y: 0.1,
  ...more,
});

test('a font size of 100 gives each Chinese sign 100 pixels, in the middle of the frame', async () => {
  const [one, three] = [await litBox([clip('国')]), await litBox([clip('国国国')])];
  assert.ok(one !== null && three !== null);
  assert.ok(Math.abs(three.right - three.left - (one.right - one.left) - 200) < 3);
  assert.ok(Math.abs((three.left + three.right) / 2 - 200) < 3);
  assert.ok(one.bottom - one.top > 80 && one.bottom - one.top < 100, `${one.bottom - one.top} high`);
  // The line box begins at 60; its letters below the room for accents.
  assert.ok(one.top > 60 && one.top < 60 + 45, `${one.top}`);
});

test('the measured width is the drawn width', async () => {
  const { face } = fonts.choose(undefined, false);
  for (const text of ['Hamburg', '国Hello国']) {
    const [once, twice] = [
      await litBox([clip(text, { FontSize: 40 })]),
      await litBox([clip(text + text, { FontSize: 40 })]),
    ];
    assert.ok(once !== null && twice !== null);
    const drawn = twice.right - twice.left - (once.right - once.left);
    assert.ok(Math.abs(drawn - face.measure(text) * 40) < 4, `${text}: ${drawn}`);
  }
});

test('Korean and emoji are drawn, not left out', async () => {
  for (const text of ['한국어', '😀']) {
    const box = await litBox([clip(text, { FontSize: 60 })]);
    assert.ok(box !== null && box.right - box.left > 40, text);
  }
});

test('a text at the very bottom stays in the picture', async () => {
  const box = await litBox([clip('国', { Y: 0.99 })]);
  assert.ok(box !== null && box.bottom < frame.height && box.bottom - box.top > 80);
});
