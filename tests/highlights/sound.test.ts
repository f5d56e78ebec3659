import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Findings } from '../../src/media/findings.ts';
import { openProber } from '../../src/media/probe.ts';
import { openListener } from '../../src/media/sound/listener.ts';
import { readSoundCourse, writeSoundCourse } from '../../src/media/sound/sound-bytes.ts';
import { openSounds } from '../../src/media/sound/sounds.ts';
import type { SoundCourse } from '../../src/timeline/sound-course.ts';
import { makeMedia, picture } from '../media/make-media.ts';
import { makeVideo, speakInto } from './clips.ts';

const forgetful: Findings = {
  of: async (_path, _finder, make, signal) => Buffer.from(await make(signal ?? new AbortController().signal)),
};

describe('the sound of a video', () => {
  let folder = '';
  let saidSeconds = 0;
  let course: SoundCourse;
  const prober = openProber();
  const listener = openListener();
  const sounds = openSounds({ findings: forgetful, listener });
  const file = (name: string) => join(folder, name);
  const sourceOf = async (name: string) => ({
    path: file(name),
    facts: (await prober.probe(file(name))).facts,
  });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reelmill-sound-'));
    saidSeconds = await speakInto(
      file('said.wav'),
      'Nobody knows what happened. The harbour was empty that night.',
    );
    await makeVideo(file('film.mp4'), [
      { seconds: 3, picture: { calm: 'steelblue' }, sound: 'quiet' },
      { seconds: Math.ceil(saidSeconds) + 1, picture: { calm: 'red' }, sound: { file: file('said.wav') } },
      { seconds: 3, picture: 'lively', sound: 'loud' },
    ]);
    course = await sounds.of(await sourceOf('film.mp4'));
  });

  after(async () => {
    prober.close();
    listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const within = (list: Float32Array, begin: number, out: number) =>
    list.subarray(Math.round(begin * 10), Math.round(out * 10));

  test('has a value for each tenth of a second', () => {
    const seconds = 3 + Math.ceil(saidSeconds) + 1 + 3;
    assert.ok(Math.abs(course.loudness.length - seconds * 10) <= 1, String(course.loudness.length));
    assert.equal(course.speech.length, course.loudness.length);
  });

  test('is loud where it is loud: a tone of -3 dB has -6 LUFS in one channel', () => {
    const end = course.loudness.length / 10;
    const loud = mean(within(course.loudness, end - 2.5, end - 0.3));
    assert.ok(loud > -8 && loud < -4, String(loud));
    assert.ok(mean(within(course.loudness, 0.5, 2.5)) < -45);
  });

  test('is spoken where somebody speaks, and not where there is noise or a tone', () => {
    assert.ok(mean(within(course.speech, 3.2, 3 + saidSeconds - 0.2)) > 0.8);
    assert.ok(mean(within(course.speech, 0.2, 2.6)) < 0.1);
    const end = course.speech.length / 10;
    assert.ok(mean(within(course.speech, end - 2.5, end)) < 0.1);
  });

  test('has a pause between two sentences', () => {
    const spoken = within(course.speech, 3.3, 3 + saidSeconds - 0.3);
    assert.ok(Math.min(...spoken) < 0.3);
  });

  test('is kept as bytes with nothing lost that matters', () => {
    const again = readSoundCourse(writeSoundCourse(course));
    for (const [step, value] of course.loudness.entries()) {
      assert.ok(Math.abs((again.loudness[step] ?? 0) - value) <= 0.006);
      assert.ok(Math.abs((again.speech[step] ?? 0) - (course.speech[step] ?? 0)) <= 0.003);
    }
  });

  test('of a video without sound is silence', async () => {
    await makeMedia(file('mute.mp4'), { streams: [picture()] });
    const silent = await sounds.of(await sourceOf('mute.mp4'));
    assert.equal(silent.loudness.length, 0);
  });

  test('of a file that was cut off is refused with a reason', async () => {
    const source = await sourceOf('film.mp4');
    await truncate(source.path, 3000);
    await assert.rejects(sounds.of(source), { name: 'ProbeError', message: /sound/ });
  });

  test('is not listened to any more when nobody wants it', async () => {
    await makeVideo(
      file('long.mp4'),
      [{ seconds: 60, picture: { calm: 'steelblue' }, sound: 'quiet' }],
      '64x64',
    );
    const control = new AbortController();
    const heard = sounds.of(await sourceOf('long.mp4'), control.signal);
    setTimeout(() => control.abort(new Error('enough')), 100);
    await assert.rejects(heard, { message: 'enough' });
  });
});
