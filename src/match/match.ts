import type { Kysely } from 'kysely';
import type { Database, Media } from '../db/schema.ts';
import { ApiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import type { FootageFinder } from '../media/footage.ts';
import type { ResolvedMaterial } from '../media/library.ts';
import { ProbeError } from '../media/probe.ts';
import type { Candidate, Matching } from '../mix/smart/matching.ts';
import type { Footage } from '../timeline/footage.ts';
import { fuse } from './fuse.ts';
import type { Judge, Judgement, ShotEvidence, WordSource } from './judge.ts';
import { ModelError } from './models/model-error.ts';
import { ScreenTextError } from './screen-text/screen-reader.ts';
import { mediaWords } from './words/media-words.ts';

/** Shots that are to be compared with phrases. */
export type MatchRequest = {
  phrases: readonly string[];
  candidates: readonly Candidate[];
  /** By the reference that names them; those of all candidates. */
  materials: ReadonlyMap<string, ResolvedMaterial>;
  /** Shots by material, as far as they are known. */
  footage: ReadonlyMap<string, Footage>;
  /** Whether there is no time to compare anything: every shot fits as well as any other. */
  isQuick?: boolean;
};

/** How long work is being done. */
export type MatchRun = {
  signal: AbortSignal;
  /** Takes the share (0 to 1) that is done. */
  onProgress?(share: number): void;
};

/** How well shots show phrases, by what that was judged, and what could not be looked at. */
export type Matched = { matching: Matching; judges: string[]; warnings: Warning[] };

/** Texts that are read or heard in a material, one for each of its shots; null where that source is not configured. */
export type ShotTexts = (
  material: ResolvedMaterial,
  footage: Footage,
  keyFrames: readonly string[],
  signal: AbortSignal,
) => Promise<readonly string[] | null>;

/** What {@link createMatcher} rests on: each source of understanding but words may be missing. */
export type MatcherTools = {
  db: Kysely<Database>;
  footage: Pick<FootageFinder, 'keyFrames'>;
  words: Judge;
  sight: Judge;
  /** Null when no vision-language model is configured. */
  embeddings: Judge | null;
  screenText: ShotTexts | null;
  spokenWords: ShotTexts | null;
};

/** Compares shots with phrases by every source there is; a source that fails is told and left out. */
export type Matcher = (request: MatchRequest, run: MatchRun) => Promise<Matched>;

/** What was found out about a material besides its shots. */
type Look = {
  keyFrames: readonly string[];
  words: ShotEvidence['words'];
  texts: { source: WordSource; byShot: readonly string[] }[];
};

const withoutModel: Warning = {
  Code: 'NoVisionModel',
  Message:
    'No vision-language model is configured (REELMILL_VISION_MODEL): pictures were chosen by words about them and by plain sight.',
};

/** A stop of the work is no fault of a source. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (error instanceof ProbeError) return `a material ${error.message}`;
  const isKnown =
    error instanceof ApiError || error instanceof ModelError || error instanceof ScreenTextError;
  return isKnown ? error.message : 'an unexpected error';
}

/** Collects the faults of sources, each once. */
function collectFaults() {
  const faults = new Map<string, Warning>();
  return {
    note: (source: string, reason: string) =>
      faults.set(source, {
        Code: 'SourceLeftOut',
        Message: `${source} could not be used to choose pictures: ${reason}`,
      }),
    warnings: () => [...faults.values()],
  };
}

/** Library rows by id. */
async function rowsOf(
  db: Kysely<Database>,
  materials: Iterable<ResolvedMaterial>,
): Promise<Map<string, Media>> {
  const ids = [...materials].flatMap(({ mediaId }) => mediaId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('media').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** The shot of a material that a candidate is a part of: pieces of equal length have shots of their own making. */
function shotPlace({ shots }: Footage, { index, shot }: Candidate): number {
  const place = shots.findIndex((each) => each.in <= shot.keyTime && shot.keyTime < each.out);
  return place >= 0 ? place : Math.min(index, shots.length - 1);
}

/** Makes the matcher of a server. */
export function createMatcher(tools: MatcherTools): Matcher {
  const { db } = tools;

  /** Looks at a material and listens to it; what is not there or fails is left out. */
  async function lookAt(
    material: ResolvedMaterial,
    footage: Footage | undefined,
    words: ShotEvidence['words'],
    signal: AbortSignal,
    note: (source: string, reason: string) => void,
  ): Promise<Look> {
    const look: Look = { keyFrames: [], words, texts: [] };
    if (footage === undefined) return look;
    try {
      look.keyFrames = await tools.footage.keyFrames(material, { signal });
    } catch (error) {
      note('The key frames of shots', reasonOf(error, signal));
      return look;
    }
    const sources = [
      ['screenText', 'The text on screen', tools.screenText],
      ['spokenWords', 'What is spoken', tools.spokenWords],
    ] as const;
    for (const [source, name, read] of sources) {
      try {
        const byShot = await read?.(material, footage, look.keyFrames, signal);
        if (byShot != null) look.texts.push({ source, byShot });
      } catch (error) {
        note(name, reasonOf(error, signal));
      }
    }
    return look;
  }

  /** What is known of every material that a candidate is from. */
  async function lookAtAll(
    { candidates, materials, footage }: MatchRequest,
    { signal, onProgress }: MatchRun,
    note: (source: string, reason: string) => void,
  ): Promise<Map<string, Look>> {
    const rows = await rowsOf(db, materials.values());
    const looks = new Map<string, Look>();
    const names = [...new Set(candidates.map(({ media }) => media))];
    for (const [index, name] of names.entries()) {
      signal.throwIfAborted();
      const material = materials.get(name);
      if (material === undefined) throw new TypeError(`the material ${name} was not handed in`);
      const row = rows.get(material.mediaId ?? '') ?? null;
      const words = mediaWords(row?.object_key ?? name, row);
      looks.set(name, await lookAt(material, footage.get(name), words, signal, note));
      onProgress?.((index + 1) / names.length);
    }
    return looks;
  }

  function evidenceOf({ materials, footage }: MatchRequest, looks: ReadonlyMap<string, Look>) {
    return (candidate: Candidate): ShotEvidence => {
      const { media, index, shot } = candidate;
      const { keyFrames, words, texts } = looks.get(media) as Look;
      const shots = footage.get(media);
      const place = shots === undefined ? index : shotPlace(shots, candidate);
      const read = texts.map(({ source, byShot }) => ({ source, text: byShot[place] ?? '' }));
      return {
        media,
        index: place,
        shot,
        path: (materials.get(media) as ResolvedMaterial).path,
        keyFrame: keyFrames[place] ?? '',
        words: [...words, ...read.filter(({ text }) => text !== '')],
      };
    };
  }

  return async (request, run) => {
    const { phrases, candidates, isQuick = false } = request;
    const warnings = tools.embeddings === null ? [withoutModel] : [];
    if (phrases.length === 0) return { matching: fuse(phrases, candidates, []), judges: [], warnings: [] };
    if (isQuick) return { matching: fuse(phrases, candidates, []), judges: [], warnings };
    const faults = collectFaults();
    const onProgress = (share: number) => run.onProgress?.(share / 2);
    const looks = await lookAtAll(request, { signal: run.signal, onProgress }, faults.note);
    const evidence = candidates.map(evidenceOf(request, looks));
    const canSee = evidence.every(({ keyFrame }) => keyFrame !== '');
    const judges: [string, Judge | null][] = [
      ['Words about pictures', tools.words],
      ['Plain sight', tools.sight],
      ['The vision-language model', canSee ? tools.embeddings : null],
    ];
    const judgements: Judgement[] = [];
    for (const [name, judge] of judges) {
      if (judge === null) continue;
      try {
        judgements.push(await judge(phrases, evidence, run.signal));
      } catch (error) {
        faults.note(name, reasonOf(error, run.signal));
      }
    }
    run.onProgress?.(1);
    return {
      matching: fuse(phrases, candidates, judgements),
      judges: judgements.map(({ judge }) => judge),
      warnings: [...warnings, ...faults.warnings()],
    };
  };
}
