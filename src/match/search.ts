import type { Kysely } from 'kysely';
import type { Database, Media } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import { coverBucket } from '../media/media-info.ts';
import type { ProbeReport } from '../media/probe-report.ts';
import { wholeLibrary } from '../mix/config/smart-input.ts';
import { colourNames, type SourceShot } from '../timeline/footage.ts';
import { fuse } from './fuse.ts';
import type { Judge, Judgement, ShotEvidence } from './judge.ts';
import { mediaWords } from './words/media-words.ts';

/** Footage that is wanted (batch.md 3.3, MediaSearchInput). */
export type SearchWish = {
  /** Names of libraries; `ims-default-search-lib` is everything that the account has. */
  libraries: readonly string[];
  /** What it is to be about. */
  text: string;
  /** Seconds that all videos together may have. */
  atMost: number;
};

/** Media ids, the best first. */
export type SearchResult = { ids: string[]; warnings: Warning[] };

/** What {@link createSearch} rests on. */
export type SearchTools = {
  db: Kysely<Database>;
  words: Judge;
  /** Null when no vision-language model is configured. */
  embeddings: Judge | null;
  /** The cover of a media as a file of this machine, or null. */
  cover(location: { bucket: string; key: string }): Promise<string | null>;
};

/** Finds media of the library of an account by a topic. */
export type MediaSearch = (account: string, wish: SearchWish, signal: AbortSignal) => Promise<SearchResult>;

/** A search looks at the newest media; more are not compared, to keep its time in bounds. */
const mostRows = 20_000;
/** Pictures are compared for so many media. */
const mostCovers = 2000;
/** Most media that one search answers. */
const mostFound = 500;

const path = 'InputConfig.MediaSearchInput.LibSearchCondition';

/** A cover is judged like a shot; nothing but its words and its picture is looked at. */
const coverShot: SourceShot = {
  in: 0,
  out: 0,
  keyTime: 0,
  motion: 0,
  brightness: 0.5,
  sharpness: 0.5,
  colours: colourNames.map(() => 0),
  outdoors: 0.5,
  marks: [],
};

/** Seconds of a video by its analysis; 0 for a picture, and where it is not known. */
function lengthOf({ media_type, probe }: Media): number {
  if (media_type !== 'video' || probe === '') return 0;
  const seconds = Number((JSON.parse(probe) as ProbeReport).FileBasicInfo.Duration);
  return Number.isFinite(seconds) ? seconds : 0;
}

/** Makes the search of a server. */
export function createSearch({ db, words, embeddings, cover }: SearchTools): MediaSearch {
  async function rowsOf(account: string, libraries: readonly string[]): Promise<Media[]> {
    let rows = db
      .selectFrom('media')
      .selectAll()
      .where('account_id', '=', account)
      .where('media_type', 'in', ['video', 'image'])
      .where('status', '=', 'Normal');
    if (!libraries.includes(wholeLibrary)) rows = rows.where('search_lib', 'in', [...libraries]);
    return rows.orderBy('create_time', 'desc').orderBy('seq', 'desc').limit(mostRows).execute();
  }

  async function emptyLibraries(account: string, libraries: readonly string[]): Promise<string[]> {
    const named = libraries.filter((name) => name !== wholeLibrary);
    if (named.length === 0) return [];
    const rows = await db
      .selectFrom('media')
      .select('search_lib')
      .distinct()
      .where('account_id', '=', account)
      .where('search_lib', 'in', named)
      .execute();
    const known = new Set(rows.map((row) => row.search_lib));
    return named.filter((name) => !known.has(name));
  }

  const evidenceOf = (row: Media): ShotEvidence => ({
    media: row.id,
    index: 0,
    shot: coverShot,
    path: '',
    keyFrame: '',
    words: mediaWords(row.object_key, row),
  });

  /** What the pictures say; rows without a cover have nothing to say. */
  async function judgeCovers(
    text: string,
    rows: readonly Media[],
    signal: AbortSignal,
  ): Promise<Judgement | null> {
    if (embeddings === null) return null;
    const shown: [place: number, evidence: ShotEvidence][] = [];
    for (const [place, row] of rows.slice(0, mostCovers).entries()) {
      const file = await cover({ bucket: coverBucket, key: `${row.id}.jpg` });
      if (file !== null) shown.push([place, { ...evidenceOf(row), path: file, keyFrame: file }]);
    }
    const judged = await embeddings(
      [text],
      shown.map(([, evidence]) => evidence),
      signal,
    );
    const scores = new Float32Array(rows.length);
    for (const [index, [place]] of shown.entries()) scores[place] = judged.scores[0]?.[index] ?? 0;
    return { ...judged, scores: [scores], detail: () => '' };
  }

  return async (account, { libraries, text, atMost }, signal) => {
    const rows = await rowsOf(account, libraries);
    const empty = await emptyLibraries(account, libraries);
    const warnings = empty.map((name) => ({
      Code: 'SearchLibraryEmpty',
      Message: `${path}.SearchLibs names ${JSON.stringify(name)}, which holds no media.`,
    }));
    const judgements = [await words([text], rows.map(evidenceOf), signal)];
    // A model that cannot be used is told when the shots are compared.
    const seen = await judgeCovers(text, rows, signal).catch(() => null);
    signal.throwIfAborted();
    if (seen !== null) judgements.push(seen);
    const [scores = new Float32Array()] = fuse(
      [text],
      rows.map((row) => ({ media: row.id, kind: 'video' as const, index: 0, shot: coverShot })),
      judgements,
    ).scores;
    const ranked = rows
      .map((row, index) => ({ row, score: scores[index] ?? 0 }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    const ids: string[] = [];
    let seconds = 0;
    for (const { row } of ranked.slice(0, mostFound)) {
      const length = lengthOf(row);
      if (seconds + length > atMost) continue;
      seconds += length;
      ids.push(row.id);
    }
    if (ids.length > 0) return { ids, warnings };
    const where = libraries.map((name) => JSON.stringify(name)).join(', ');
    throw apiError('InvalidMaterial.NotFound', {
      By: 'by search',
      Names: ` no media of ${where} fits ${path}.SearchText ${JSON.stringify(text.slice(0, 100))}`,
    });
  };
}
