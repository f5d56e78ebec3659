import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Findings } from '../media/findings.ts';
import type { FootageFinder } from '../media/footage.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { embeddingsJudge } from './embeddings/embeddings-judge.ts';
import { createMatcher, type Matcher } from './match.ts';
import { type ModelSettings, openModels } from './models/models.ts';
import { spokenWordsOf } from './recognition/spoken-words.ts';
import { openScreenReader } from './screen-text/screen-reader.ts';
import { readScreenText } from './screen-text/screen-text.ts';
import { createSearch, type MediaSearch } from './search.ts';
import { sightJudge } from './sight/judge.ts';
import { wordsJudge } from './words/judge.ts';

/** What understanding footage rests on. */
export type UnderstandingParts = {
  db: Kysely<Database>;
  models: ModelSettings;
  /** Whether text in pictures is read. */
  screenText: boolean;
  findings: Findings;
  footage: FootageFinder;
  store: Pick<ObjectStore, 'localPath'>;
};

/** All sources of understanding of a server. */
export type Understanding = {
  match: Matcher;
  search: MediaSearch;
  /** Ends the processes of models. */
  close(): Promise<void>;
};

/** Opens the sources of understanding that the settings name. Nothing is loaded before it is needed. */
export function openUnderstanding(parts: UnderstandingParts): Understanding {
  const { db, findings, footage, store } = parts;
  const models = openModels(parts.models);
  const { encoder, recogniser } = models;
  const reader = parts.screenText ? openScreenReader() : null;
  const embeddings = encoder === null ? null : embeddingsJudge({ encoder, findings });
  return {
    match: createMatcher({
      db,
      footage,
      words: wordsJudge,
      sight: sightJudge,
      embeddings,
      screenText:
        reader &&
        (({ path }, { shots }, keyFrames, signal) =>
          readScreenText(path, shots, keyFrames, { reader, findings }, signal)),
      spokenWords:
        recogniser &&
        ((material, { shots }, _keyFrames, signal) =>
          spokenWordsOf(material, shots, { recogniser, findings }, signal)),
    }),
    search: createSearch({
      db,
      words: wordsJudge,
      embeddings,
      cover: (location) => store.localPath(location),
    }),
    async close() {
      await Promise.all([models.close(), reader?.close()]);
    },
  };
}
