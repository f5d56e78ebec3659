import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { ModelError } from '../../src/match/models/model-error.ts';
import { type Models, openModels } from '../../src/match/models/models.ts';
import type { Recogniser } from '../../src/match/recognition/recognition.ts';
import { spokenWordsOf } from '../../src/match/recognition/spoken-words.ts';
import { openFindings } from '../../src/media/findings.ts';
import { openProber, type Prober } from '../../src/media/probe.ts';
import { encodeWav } from '../../src/speech/wav.ts';
import type { SourceShot } from '../../src/timeline/footage.ts';
import type { Source } from '../../src/timeline/material.ts';
import { makeMedia } from '../media/make-media.ts';
import { makeTinyEar, toneSpeech, toneSpeechLength } from '../models/tiny-ear.ts';
import { makeTinyWriter, toldEnd, toneWord } from '../models/tiny-writer.ts';

let folder: string;
let database: DatabaseHandle;
let models: Models;
let prober: Prober;
let recogniser: Recogniser;

const modelsOf = (recognition: string) =>
  openModels({ vision: '', visionText: '', recognition, hub: '', folder: join(folder, 'none') });

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-recognition-'));
  database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
  prober = openProber();
  await makeTinyEar(join(folder, 'ear'));
  models = modelsOf(join(folder, 'ear'));
  assert.ok(models.recogniser);
  recogniser = models.recogniser;
});
after(async () => {
  await models.close();
  prober.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Joins sounds with silences (seconds) between them. */
function soundOf(rate: number, ...parts: (string | number)[]): Float32Array {
  const sounds = parts.map((part) =>
    typeof part === 'number' ? new Float32Array(part * rate) : toneSpeech(part, rate),
  );
  const samples = new Float32Array(sounds.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const sound of sounds) {
    samples.set(sound, at);
    at += sound.length;
  }
  return samples;
}

async function sourceOf(path: string): Promise<Source> {
  return { path, facts: (await prober.probe(path)).facts };
}

async function wavOf(name: string, rate: number, ...parts: (string | number)[]): Promise<Source> {
  const path = join(folder, `${name}.wav`);
  await writeFile(path, encodeWav({ samples: soundOf(rate, ...parts), rate }));
  return sourceOf(path);
}

const shot = (from: number, to: number): SourceShot => ({
  in: from,
  out: to,
  keyTime: (from + to) / 2,
  motion: 0,
  brightness: 0,
  sharpness: 0,
  colours: [],
  outdoors: 0,
  marks: [],
});

test('words are heard with their times, at any rate of the sound', async () => {
  for (const rate of [16_000, 44_100]) {
    const spans = await recogniser.recognise(await wavOf(`words-${rate}`, rate, 0.5, 'hello tea', 1, '红星'));
    assert.deepEqual(
      spans.map(({ text }) => text),
      ['hello', 'tea', '红', '星'],
    );
    const starts = [0.5, 0.5 + toneSpeechLength('hello '), 1.5 + toneSpeechLength('hello tea')];
    for (const [index, start] of starts.entries()) {
      assert.ok(
        Math.abs((spans[index]?.start ?? 9) - start) < 0.06,
        `${spans[index]?.text} at ${spans[index]?.start}`,
      );
    }
    assert.ok(spans.every(({ start, end }) => end > start));
  }
});

test('a long sound is cut where it is quiet, and silence is not listened to', async () => {
  const sentence = 'ab cdefg hijk lm nopq ';
  const parts = Array.from({ length: 12 }, () => [sentence, 0.4]).flat();
  const source = await wavOf('long', 16_000, 20, ...parts, 20, 'end');
  const spans = await recogniser.recognise(source);
  assert.deepEqual(
    spans.map(({ text }) => text),
    [...Array.from({ length: 12 }, () => sentence.trim().split(' ')).flat(), 'end'],
  );
  const length = 20 + 12 * (toneSpeechLength(sentence) + 0.4) + 20;
  assert.ok(Math.abs((spans.at(-1)?.start ?? 0) - length) < 0.06);
});

test('a model that writes sentences is told in which language is spoken', async () => {
  await makeTinyWriter(join(folder, 'writer'));
  const writing = modelsOf(join(folder, 'writer'));
  const said = [];
  for (const [index, word] of ['tea', '茶'].entries()) {
    const path = join(folder, `word-${index}.wav`);
    // After a second of sound another one of silence: the model tells that the word ends after two seconds.
    const samples = new Float32Array(16_000 * (1 + index));
    samples.set(toneWord(word, 16_000, 1));
    await writeFile(path, encodeWav({ samples, rate: 16_000 }));
    said.push(...((await writing.recogniser?.recognise(await sourceOf(path))) ?? []));
  }
  assert.equal(await writing.recogniser?.inspect(), 'whisper');
  await writing.close();
  assert.deepEqual(said, [
    { text: 'tea', start: 0, end: 1 },
    { text: '茶', start: 0, end: toldEnd },
  ]);
});

test('each shot of a video gets what is said in it; it is heard once and kept', async () => {
  const letter = (sign: string) => 400 + 100 * (sign.charCodeAt(0) - 97);
  const tone = (sign: string, at: number) => `between(t,${at},${at + 0.1})*sin(2*PI*${letter(sign)}*t)*0.4`;
  const spoken = ['t', 'e', 'a'].map((sign, index) => tone(sign, 0.2 + index * 0.15));
  const later = ['c', 'u', 'p'].map((sign, index) => tone(sign, 1.2 + index * 0.15));
  const path = join(folder, 'video.mp4');
  await makeMedia(path, {
    streams: [
      { graph: 'testsrc2=size=64x64:rate=10:duration=2,format=yuv420p', codec: 'libx264' },
      {
        graph: `aevalsrc=exprs='${[...spoken, ...later].join('+')}':s=48000:d=2,aformat=sample_fmts=fltp`,
        codec: 'aac',
      },
    ],
  });
  const source = await sourceOf(path);
  const findings = openFindings(database.kysely);
  const shots = [shot(0, 1), shot(1, 1.9), shot(1.9, 2)];
  assert.deepEqual(await spokenWordsOf(source, shots, { recogniser, findings }), ['tea', 'cup', '']);
  const deaf: Recogniser = { ...recogniser, recognise: () => assert.fail('listened again') };
  assert.deepEqual(await spokenWordsOf(source, [shot(0, 2)], { recogniser: deaf, findings }), ['tea cup']);
});

test('nothing is said where no model is set or no sound is', async () => {
  const source = await wavOf('quiet', 16_000, 'a', 0.5);
  const findings = openFindings(database.kysely);
  assert.equal(await spokenWordsOf(source, [shot(0, 1)], { recogniser: null, findings }), null);
  const mute = { ...source, facts: { ...source.facts, sound: null } };
  assert.equal(await spokenWordsOf(mute, [shot(0, 1)], { recogniser, findings }), null);
});

test('a silent sound has no words', async () => {
  assert.deepEqual(await recogniser.recognise(await wavOf('silence', 16_000, 3)), []);
});

test('what cannot be heard is told: a sound that is no sound, a model that is none', async () => {
  const source = await wavOf('lost', 16_000, 'a');
  await writeFile(source.path, 'no sound');
  await assert.rejects(
    recogniser.recognise(source),
    (error) => error instanceof ModelError && /the sound could not be decoded/.test(error.message),
  );
  const none = modelsOf(join(folder, 'nowhere'));
  await assert.rejects(none.recogniser?.inspect() ?? Promise.resolve(), /there is no model in .*nowhere/);
  await none.close();
  assert.equal(await recogniser.inspect(), 'wav2vec2');
});
