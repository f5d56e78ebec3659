import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { composeMusic } from '../../examples/material/music.ts';
import { developPicture, pictures } from '../../examples/material/pictures.ts';
import type { Scene } from '../../examples/material/scene.ts';
import { scenes } from '../../examples/material/scenes.ts';
import { sampleRate } from '../../examples/material/sounds.ts';
import { makeSampleMaterial } from '../../examples/sample-material.ts';
import { openProber } from '../../src/media/probe.ts';
import { temporaryFolder } from './run-cli.ts';

/** Small pixels of a scene at some second. */
function glance(scene: Scene, second: number): Buffer {
  const width = scene.width / 20;
  const canvas = createCanvas(width, scene.height / 20);
  const brush = canvas.getContext('2d');
  brush.scale(1 / 20, 1 / 20);
  scene.prepare()(brush, second);
  return canvas.data();
}

/** Mean difference of two pictures, 0 to 255. */
function difference(one: Buffer, other: Buffer): number {
  let sum = 0;
  for (const [at, value] of one.entries()) sum += Math.abs(value - (other[at] ?? 0));
  return sum / one.length;
}

test('every scene moves, paints the same again, and looks like no other', () => {
  const seen = new Map<string, Buffer>();
  for (const scene of scenes) {
    const early = glance(scene, 1);
    assert.deepEqual(glance(scene, 1), early, scene.name);
    assert.ok(difference(early, glance(scene, 3)) > 1.5, `${scene.name} stands still`);
    assert.ok(difference(early, glance(scene, 1 + 1 / scene.fps)) > 0, `${scene.name} repeats a frame`);
    for (const [name, other] of seen) {
      assert.ok(difference(early, other) > 12, `${scene.name} looks like ${name}`);
    }
    seen.set(scene.name, early);
  }
});

test('pictures have their size, stickers a see-through ground', async () => {
  for (const picture of pictures) {
    const file = developPicture(picture);
    assert.ok(file.length > 1000, picture.file);
    const isPng = file.subarray(1, 4).toString('latin1') === 'PNG';
    assert.equal(isPng, picture.file.endsWith('.png'));
    if (picture.width !== 480) continue;
    const canvas = createCanvas(picture.width, picture.height);
    picture.paint(canvas.getContext('2d'));
    assert.equal(canvas.data()[3], 0, `${picture.file} has a solid corner`);
  }
});

test('the music is a quiet stereo bed of 24 s that starts again without a seam', () => {
  const [left, right] = composeMusic();
  assert.equal(left.length, 24 * sampleRate);
  assert.equal(right.length, left.length);
  let power = 0;
  let widest = 0;
  let biggestStep = 0;
  for (const [at, value] of left.entries()) {
    power += value * value;
    widest = Math.max(widest, Math.abs(value - (right[at] ?? 0)));
    biggestStep = Math.max(biggestStep, Math.abs(value - (left[at - 1] ?? value)));
    assert.ok(Math.abs(value) < 0.9);
  }
  const level = 10 * Math.log10(power / left.length);
  assert.ok(level > -24 && level < -16, `${level} dB`);
  assert.ok(widest > 0.02, 'it is not stereo');
  const seam = Math.abs((left[0] ?? 0) - (left.at(-1) ?? 0));
  assert.ok(seam < biggestStep, 'it clicks where it starts again');
});

test('the material is made once, with rising progress, and is what it says', async (t) => {
  const folder = await temporaryFolder(t);
  const shares: number[] = [];
  const files = await makeSampleMaterial(folder, { scale: 0.12, onProgress: (share) => shares.push(share) });
  assert.deepEqual((await readdir(folder)).sort(), [...files].sort());
  assert.deepEqual(
    shares,
    [...shares].sort((a, b) => a - b),
  );
  assert.equal(shares.at(-1), 1);

  const prober = openProber();
  t.after(() => prober.close());
  for (const scene of scenes) {
    const { facts } = await prober.probe(join(folder, `${scene.name}.mp4`));
    assert.equal(facts.kind, 'video');
    assert.ok(Math.abs(facts.duration - scene.seconds) < 0.1, `${scene.name} has ${facts.duration} s`);
    assert.equal(facts.picture?.fps, scene.fps);
    assert.equal(facts.picture?.codec, 'h264');
    assert.equal(facts.picture?.colorSpace, 'bt709');
    assert.equal(facts.sound !== null, scene.sound !== undefined);
  }
  const sticker = await prober.probe(join(folder, 'badge.png'));
  assert.equal(sticker.facts.picture?.alpha, true);

  const before = await stat(join(folder, 'citrus.mp4'));
  await makeSampleMaterial(folder, { scale: 0.12 });
  assert.equal((await stat(join(folder, 'citrus.mp4'))).mtimeMs, before.mtimeMs);
});

test('a stop ends the painting', async (t) => {
  const folder = await temporaryFolder(t);
  const stop = new AbortController();
  const making = makeSampleMaterial(folder, { signal: stop.signal, onProgress: () => stop.abort() });
  await assert.rejects(making, { name: 'AbortError' });
});
