import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../src/db/database.ts';
import { createMatcher } from '../../src/match/match.ts';
import { openScreenReader } from '../../src/match/screen-text/screen-reader.ts';
import { readScreenText } from '../../src/match/screen-text/screen-text.ts';
import { sightJudge } from '../../src/match/sight/judge.ts';
import { wordsJudge } from '../../src/match/words/judge.ts';
import { openFindings } from '../../src/media/findings.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { letters, paint } from './draw.ts';
import { shotWith } from './shots.ts';

const facts: MediaFacts = {
  kind: 'image',
  format: 'image2',
  duration: 0,
  size: 1,
  bitrate: 0,
  picture: null,
  sound: null,
};

test('a job goes on without the text on screen when it cannot be read, and says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-left-out-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
  t.after(() => database.close());
  const readers = [openScreenReader(), openScreenReader()] as const;
  t.after(() => Promise.all(readers.map((reader) => reader.close())));
  await readers[1].close();

  const names = ['green tea', 'black'].map((name) => join(folder, `${name}.jpg`));
  const size = { width: 480, height: 270 };
  await paint(names[0] ?? '', size, () => {});
  await paint(names[1] ?? '', size, (context) => {
    context.font = letters(40);
    context.fillText('红茶 Black tea', 60, 150);
  });
  const { shot } = shotWith([]);
  const footage = new Map(names.map((name) => [name, { shots: [shot] }]));
  const materials = new Map(names.map((name) => [name, { mediaId: null, path: name, facts }]));
  const candidates = names.map((media) => ({ media, kind: 'image' as const, index: 0, shot }));
  const findings = openFindings(database.kysely);

  const matchWith = (reader: (typeof readers)[number]) =>
    createMatcher({
      db: database.kysely,
      footage: { keyFrames: async ({ path }) => [path] },
      words: wordsJudge,
      sight: sightJudge,
      embeddings: null,
      spokenWords: null,
      screenText: ({ path }, { shots }, keyFrames, signal) =>
        readScreenText(path, shots, keyFrames, { reader, findings }, signal),
    })({ phrases: ['a cup of tea'], candidates, materials, footage }, { signal: t.signal });

  const without = await matchWith(readers[1]);
  const scores = [...(without.matching.scores[0] ?? [])];
  assert.ok((scores[0] ?? 0) > 0.5, 'its file name still speaks for it');
  assert.equal(scores[1], 0);
  const told = without.warnings.filter(({ Code }) => Code === 'SourceLeftOut');
  assert.equal(told.length, 1);
  assert.match(told[0]?.Message ?? '', /^The text on screen could not be used/);

  const whole = await matchWith(readers[0]);
  assert.deepEqual(
    whole.warnings.filter(({ Code }) => Code === 'SourceLeftOut'),
    [],
  );
  const [reason] = whole.matching.reasons(0, 1);
  assert.equal(reason?.judge, 'words');
  assert.match(reason?.detail ?? '', /^tea in the text on screen/);
});
