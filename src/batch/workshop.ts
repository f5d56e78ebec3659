import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { Warning } from '../errors/warning.ts';
import type { Matcher } from '../match/match.ts';
import type { MediaSearch } from '../match/search.ts';
import type { FootageFinder } from '../media/footage.ts';
import type { ResolvedMaterial } from '../media/library.ts';
import type { Sounds } from '../media/sound/sounds.ts';
import type { RenderOptions, RenderRequest, RenderResult } from '../render/request.ts';
import type { AddressBook } from '../storage/material-url.ts';
import type { ObjectLocation } from '../storage/object-name.ts';
import type { FontBook } from '../text/font-book.ts';
import type { Speech, SpeechRequest } from '../timeline/speech.ts';

/** A material on this machine; `mediaId` is null for one that is not in the library. */
export type Material = ResolvedMaterial;

/** A finished video on its way into the library. */
export type FinishedOutput = {
  mediaId: string;
  /** As the job names it (`MediaURL`). */
  url: string;
  location: ObjectLocation;
  title: string;
};

/**
 * The tools that the stages of a job work with: the rest of the server as seen from here. `server.ts` hands in the real
 * ones.
 */
export type Workshop = {
  /** What URLs of this server and of the allow list mean. */
  addresses(): AddressBook;
  /**
   * Brings a material to this machine.
   *
   * @throws ApiError `InvalidMaterial.NotFound`, `InvalidParameter.ResourceContentBad` when it cannot be used
   */
  material(account: string, reference: string): Promise<Material>;
  /** Tells how well shots show phrases. */
  match: Matcher;
  /** Finds media of the library by a topic. */
  search: MediaSearch;
  /** The shots of materials and their key frames, found once. */
  footage: FootageFinder;
  /** What is heard in materials. */
  sounds: Sounds;
  /** Speaks a text; equal requests are spoken once. */
  speak(request: SpeechRequest): Promise<Speech & { path: string; warnings: Warning[] }>;
  fonts(): Promise<FontBook>;
  /** Folder of the user's own fonts, or null. */
  fontDir: string | null;
  /** A folder in which every render gets a folder of its own. */
  workDir: string;
  /** Renders; throws RenderError. */
  render(request: RenderRequest, options: RenderOptions): Promise<RenderResult>;
  /** Moves a finished file to its object, which it replaces. */
  store(location: ObjectLocation, path: string): Promise<void>;
  /** Enters a stored output into the library; a second time changes nothing. Returns what the transaction has to run. */
  register(
    account: string,
    output: FinishedOutput,
  ): Promise<(transaction: Transaction<Database>) => Promise<void>>;
};
