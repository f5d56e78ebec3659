import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import type { NewMedia } from '../../src/db/schema.ts';
import { embeddingsJudge } from '../../src/match/embeddings/embeddings-judge.ts';
import { createMatcher, type MatcherTools, type MatchRequest } from '../../src/match/match.ts';
import { openModels } from '../../src/match/models/models.ts';
import { openScreenReader } from '../../src/match/screen-text/screen-reader.ts';
import { readScreenText } from '../../src/match/screen-text/screen-text.ts';
import { sightJudge } from '../../src/match/sight/judge.ts';
import { wordsJudge } from '../../src/match/words/judge.ts';
import { openFindings } from '../../src/media/findings.ts';
import { openFootage } from '../../src/media/footage.ts';
import { openProber } from '../../src/media/probe.ts';
import type { Candidate, Matching } from '../../src/mix/smart/matching.ts';
import type { Footage } from '../../src/timeline/footage.ts';
import { makeTinyClip } from '../models/tiny-clip.ts';
import { type Clip, catalogue } from './catalogue.ts';
import { makeLibrary } from './make-library.ts';

/** Which sources of understanding a comparison rests on. */
export type Sources = 'words' | 'embeddings' | 'both';

/** The library of the evaluation on this machine, with all that is needed to compare it with phrases. */
export type OpenLibrary = {
  /** Compares phrases with all shots; the candidates are named by the place of their clip in the catalogue. */
  match(phrases: readonly string[], sources: Sources): Promise<Matching>;
  /** How many shots were found. */
  shots: number;
};

const account = '1000000000000001';

/** Enters the clips into the library, with what somebody has written about them. */
async function register({ kysely }: DatabaseHandle): Promise<void> {
  const create_time = new Date();
  const row = ({ file, library }: Clip, index: number): NewMedia => ({
    id: mediaId(index),
    account_id: account,
    input_url: `oss://footage/${file}`,
    bucket: 'footage',
    object_key: file,
    media_type: 'video',
    business_type: 'general',
    source: 'oss',
    title: library?.title ?? '',
    description: library?.description ?? '',
    tags: library?.tags ?? '',
    cover_url: '',
    user_data: '',
    category: '',
    cate_id: '',
    reference_id: '',
    status: 'Normal',
    probe: '',
    create_time,
    modified_time: create_time,
  });
  await kysely.insertInto('media').values(catalogue.map(row)).execute();
}

const mediaId = (index: number) => index.toString(16).padStart(32, '0');

/** Makes and opens the library; everything goes away with the test. */
export async function openLibrary(t: TestContext): Promise<OpenLibrary> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-evaluation-'));
  const closers: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  t.after(async () => {
    for (const close of closers.toReversed()) await close();
  });
  await mkdir(join(folder, 'clips'));
  const paths = await makeLibrary(join(folder, 'clips'), catalogue.keys());
  const database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
  closers.push(() => database.close());
  await register(database);
  await makeTinyClip(join(folder, 'model'));
  const prober = openProber();
  closers.push(() => prober.close());
  const findings = openFindings(database.kysely);
  const finder = openFootage({ findings, prober, folder: join(folder, 'frames') });
  const models = openModels({
    vision: join(folder, 'model'),
    visionText: '',
    recognition: '',
    hub: '',
    folder: join(folder, 'models'),
  });
  closers.push(() => models.close());
  const reader = openScreenReader();
  closers.push(() => reader.close());
  if (models.encoder === null) throw new Error('the model is not there');
  const embeddings = embeddingsJudge({ encoder: models.encoder, findings });

  const facts = await Promise.all(paths.map((path) => prober.probe(path)));
  const footage = new Map<string, Footage>();
  for (const [index, path] of paths.entries()) {
    const { facts: clip } = facts[index] as (typeof facts)[number];
    footage.set(String(index), await finder.of({ path, facts: clip }));
  }
  const candidates = [...footage].flatMap(([media, { shots }]) =>
    shots.map((shot, index): Candidate => ({ media, kind: 'video', index, shot })),
  );
  /** A library of which nobody has written anything is one whose media are not registered. */
  const materials = (isRegistered: boolean): MatchRequest['materials'] =>
    new Map(
      paths.map((path, index) => [
        String(index),
        {
          mediaId: isRegistered ? mediaId(index) : null,
          path,
          facts: (facts[index] as (typeof facts)[number]).facts,
        },
      ]),
    );
  const seeing = {
    db: database.kysely,
    footage: finder,
    words: wordsJudge,
    sight: sightJudge,
    spokenWords: null,
  };
  const reading: MatcherTools['screenText'] = (material, { shots }, keyFrames, signal) =>
    readScreenText(material.path, shots, keyFrames, { reader, findings }, signal);
  const matchers = {
    words: createMatcher({ ...seeing, embeddings: null, screenText: reading }),
    embeddings: createMatcher({ ...seeing, embeddings, screenText: null }),
    both: createMatcher({ ...seeing, embeddings, screenText: reading }),
  };
  return {
    shots: candidates.length,
    async match(phrases, sources) {
      const request = { phrases, candidates, materials: materials(sources !== 'embeddings'), footage };
      const { matching, warnings } = await matchers[sources](request, { signal: t.signal });
      const failed = warnings.filter(({ Code }) => Code !== 'NoVisionModel');
      if (failed.length > 0) throw new Error(JSON.stringify(failed));
      return matching;
    },
  };
}
