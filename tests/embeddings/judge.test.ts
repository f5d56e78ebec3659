import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { embeddingsJudge } from '../../src/match/embeddings/embeddings-judge.ts';
import type { Encoder } from '../../src/match/embeddings/encoder.ts';
import { type Models, openModels } from '../../src/match/models/models.ts';
import { openFindings } from '../../src/media/findings.ts';
import { isPattern } from '../models/concepts.ts';
import { makeTinyClip } from '../models/tiny-clip.ts';
import { randomConcepts } from '../models/tiny-picture.ts';
import { paintKeyFrames, sayConcept, shotOf } from './key-frames.ts';

const signal = new AbortController().signal;
let folder: string;
let database: DatabaseHandle;
let models: Models;
let encoder: Encoder;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-judge-'));
  database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
  const vision = join(folder, 'tiny-clip');
  await makeTinyClip(vision);
  models = openModels({ vision, visionText: '', recognition: '', hub: '', folder: join(folder, 'models') });
  assert.ok(models.encoder);
  encoder = models.encoder;
});
after(async () => {
  await models.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** Concepts of which no two look alike to words. */
function distinctConcepts(count: number, seed: string) {
  const known = new Map(
    randomConcepts(count * 3, seed).map((concept) => {
      const { colour, background, shape, size, count } = concept;
      return [
        isPattern(shape)
          ? `${colour} ${background} ${shape}`
          : `${colour} ${background} ${shape} ${size} ${count}`,
        concept,
      ];
    }),
  );
  return [...known.values()].slice(0, count);
}

test('of 80 pictures the right one is found for at least nine in ten sentences, in both languages', async () => {
  const concepts = distinctConcepts(80, 'held out');
  const shots = (await paintKeyFrames(folder, concepts, 'found')).map(shotOf);
  const judge = embeddingsJudge({ encoder, findings: openFindings(database.kysely) });
  for (const language of ['en', 'zh'] as const) {
    const phrases = concepts.map((concept) => sayConcept(concept, language));
    const { judge: name, scores, detail } = await judge(phrases, shots, signal);
    assert.equal(name, 'embeddings');
    const best = scores.map((row) => row.indexOf(Math.max(...row)));
    const found = best.filter((shot, phrase) => shot === phrase).length;
    assert.ok(found >= 72, `${language}: ${found} of 80`);
    for (const [phrase, row] of scores.entries()) {
      assert.ok(row.every((score) => score >= 0 && score <= 1));
      assert.match(detail(phrase, best[phrase] ?? 0), /^similarity -?\d\.\d\d, rank 1 of 80$/);
      assert.equal(detail(phrase, row.indexOf(Math.min(...row))), '');
    }
  }
});

test('vectors are computed once and kept with the file, also by another server', async () => {
  const shots = (await paintKeyFrames(folder, randomConcepts(12, 'kept'), 'kept')).map(shotOf);
  const phrases = ['a red circle', '蓝色的星星'];
  const first = await embeddingsJudge({ encoder, findings: openFindings(database.kysely) })(
    phrases,
    shots,
    signal,
  );
  const blind: Encoder = { ...encoder, pictures: () => assert.fail('looked at pictures again') };
  const again = await embeddingsJudge({ encoder: blind, findings: openFindings(database.kysely) })(
    phrases,
    shots,
    signal,
  );
  assert.deepEqual(again.scores, first.scores);
});

test('a shot of a material that was cut otherwise gets vectors of its own', async () => {
  const [path = ''] = await paintKeyFrames(folder, randomConcepts(1, 'cut'), 'cut');
  const shot = shotOf(path);
  let looked = 0;
  const counting: Encoder = {
    ...encoder,
    pictures: (files, stop) => {
      looked += files.length;
      return encoder.pictures(files, stop);
    },
  };
  const judge = embeddingsJudge({ encoder: counting, findings: openFindings(database.kysely) });
  await judge(['a star'], [shot], signal);
  assert.equal(looked, 1);
  await judge(['a star'], [{ ...shot, shot: { ...shot.shot, keyTime: 1.5 } }], signal);
  assert.equal(looked, 2);
  await judge(['a star'], [shot], signal);
  assert.equal(looked, 2);
});

test('2,000 phrases are compared with 2,000 shots outside of the server, with the cosines that they have', async () => {
  const length = 96;
  const table = (count: number, seed: number) => {
    const data = Float32Array.from(
      { length: count * length },
      (_, at) => Math.sin(at * 12.9898 + seed) / Math.sqrt(length),
    );
    return { data, length };
  };
  const [texts, pictures] = [table(2000, 1), table(2000, 2)];
  let turns = 0;
  const clock = setInterval(() => turns++, 1);
  const { cosines: rows } = await encoder.compare(texts, pictures);
  clearInterval(clock);
  assert.equal(rows.length, 2000);
  assert.ok(turns > 0, 'the event loop stood still');
  for (const [text, picture] of [
    [0, 0],
    [1999, 3],
    [77, 1999],
  ] as const) {
    let cosine = 0;
    for (let at = 0; at < length; at++) {
      cosine += (texts.data[text * length + at] ?? 0) * (pictures.data[picture * length + at] ?? 0);
    }
    assert.ok(Math.abs((rows[text]?.[picture] ?? 9) - cosine) < 1e-4);
  }
});

test('a shot whose picture cannot be read is left out, and blurs nothing', async () => {
  const concepts = distinctConcepts(12, 'unseen');
  const shots = (await paintKeyFrames(folder, concepts, 'unseen')).map(shotOf);
  const judge = embeddingsJudge({ encoder, findings: openFindings(database.kysely) });
  const phrases = concepts.map((concept) => sayConcept(concept, 'en'));
  const all = await judge(phrases, shots, signal);
  const lost = join(folder, 'lost.jpg');
  await writeFile(lost, 'no picture');
  const some = await judge(phrases, [...shots, shotOf(lost)], signal);
  for (const [phrase, row] of some.scores.entries()) {
    assert.equal(row[12], 0);
    assert.equal(some.detail(phrase, 12), '');
    const best = (scores: Float32Array | undefined) => scores?.indexOf(Math.max(...scores));
    assert.equal(best(row), best(all.scores[phrase]));
  }
  assert.deepEqual((await judge(phrases, [shotOf(lost)], signal)).scores[0], new Float32Array(1));
});

test('nothing to compare is no work', async () => {
  const judge = embeddingsJudge({ encoder, findings: openFindings(database.kysely) });
  assert.deepEqual((await judge([], [], signal)).scores, []);
  assert.deepEqual((await judge(['a red circle'], [], signal)).scores, [new Float32Array()]);
});
