import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { BucketOwners } from '../access/buckets.ts';
import type { Config } from '../config.ts';
import type { Database, Media } from '../db/schema.ts';
import { loadSecret } from '../db/secret.ts';
import { apiError } from '../errors/api-error.ts';
import { type AddressBook, parseMaterial } from '../storage/material-url.ts';
import type { ObjectLocation } from '../storage/object-name.ts';
import type { ObjectSigner } from '../storage/object-signer.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { openRemoteCache } from '../storage/remote-cache.ts';
import type { MediaFacts } from '../timeline/material.ts';
import { fetchPlace, openAnalysis } from './analysis.ts';
import { openCovers } from './covers.ts';
import { findMedia, type MediaReference } from './find-media.ts';
import { listMedia, type MediaListRequest } from './list-media.ts';
import { describeMedia, type MediaInfo } from './media-info.ts';
import { openProber } from './probe.ts';
import { rememberProbes } from './probe-cache.ts';
import { insertMedia, type MediaRegistration, newMediaRow, placeOf } from './registration.ts';
import { resolvePlace } from './resolve.ts';

/** What the library rests on. */
export type MediaLibraryParts = {
  config: Pick<Config, 'dataDir' | 'allowHosts'>;
  db: Kysely<Database>;
  store: ObjectStore;
  signer: ObjectSigner;
  buckets: BucketOwners;
  /** Asked each time: a server knows its address only when it listens. */
  addresses: () => AddressBook;
  logger: Logger;
};

/** A material at hand: its asset when it has one, its bytes on this machine, its facts. */
export type ResolvedMaterial = { mediaId: string | null; path: string; facts: MediaFacts };

/** A finished video on its way into the library. */
export type OutputRegistration = {
  /** The same for every run of the job: a second run changes nothing. */
  mediaId: string;
  /** As the job names it (`MediaURL`). */
  url: string;
  location: ObjectLocation;
  title: string;
};

/** The assets of all accounts. */
export type MediaLibrary = {
  /**
   * Registers an asset and answers its id. A file that is at hand is analysed before the answer when that goes quickly,
   * and soon after it otherwise.
   *
   * @throws ApiError `InvalidParameter`, `MediaAlreadyExist`
   */
  register(account: string, registration: MediaRegistration): Promise<string>;
  /**
   * Finds one asset, by its id or by any spelling of its address.
   *
   * @param seconds how long the URLs in the answer are valid
   * @throws ApiError `ResourceNotFound`, `NoMatchedInputUrl`, `InvalidParameter`
   */
  get(account: string, reference: MediaReference, seconds: number): Promise<MediaInfo>;
  /** Finds assets by their ids, in that order; ids of no asset are told. */
  getMany(
    account: string,
    ids: readonly string[],
    seconds: number,
  ): Promise<{ found: MediaInfo[]; ignored: string[] }>;
  /** Reads a page of the list. */
  list(
    account: string,
    request: MediaListRequest,
    seconds: number,
  ): Promise<{ media: MediaInfo[]; total: number; nextToken: string | undefined }>;
  /** Removes assets, and their objects when asked to; answers the references of no asset. */
  remove(
    account: string,
    references: readonly MediaReference[],
    options: { deletePhysicalFiles: boolean },
  ): Promise<{ ignored: string[] }>;
  /**
   * Brings a material to this machine and tells its facts, which are read once. An object needs no registration.
   *
   * @param reference media id or URL
   * @throws ApiError `InvalidMaterial.NotFound`, `InvalidParameter.ResourceContentBad`, `InvalidParameter`
   */
  resolveMaterial(account: string, reference: string): Promise<ResolvedMaterial>;
  /**
   * Enters a finished video, which is in the store already. Its file is read at once; the returned function writes the
   * row and is run in the transaction that ends the job.
   */
  registerOutput(
    account: string,
    output: OutputRegistration,
  ): Promise<(transaction: Transaction<Database>) => Promise<void>>;
  /** Ends the prober processes and waits for what is under way. */
  close(): Promise<void>;
};

/** An answer waits so long for the analysis of a file, and no longer. */
const patienceMs = 1000;
const remoteLimits = { maxBytes: 4 * 1024 ** 3, timeout: 10 * 60 * 1000 };

/** Whether PostgreSQL refused a row because another one has its unique value. */
const isDuplicate = (error: unknown): boolean => (error as { code?: unknown }).code === '23505';

/** Opens the library and goes on with the analyses that a stop had left over. */
export async function openMediaLibrary(parts: MediaLibraryParts): Promise<MediaLibrary> {
  const { config, db, store, signer, buckets, addresses, logger } = parts;
  const tokenKey = await loadSecret(config.dataDir, 'page-tokens');
  const cache = join(config.dataDir, 'cache');
  const remote = openRemoteCache(join(cache, 'remote'), { allowHosts: config.allowHosts, ...remoteLimits });
  const prober = openProber();
  const probe = rememberProbes(join(cache, 'probes'), prober);
  const covers = openCovers(join(cache, 'covers'), store, prober);
  const analysis = openAnalysis({ db, store, remote, probe, covers, logger });
  const resumed = analysis.resume().catch((error: unknown) => {
    logger.error({ err: error }, 'the analysis of media could not go on');
  });

  const find = (account: string, reference: MediaReference) => findMedia(db, addresses(), account, reference);

  /** Waits a little for an analysis; it goes on behind the answer when it takes longer. */
  async function analyseBriefly(id: string): Promise<void> {
    const patience = new AbortController();
    await Promise.race([
      analysis.run(id),
      pause(patienceMs, undefined, { signal: patience.signal, ref: false }).catch(() => {}),
    ]);
    patience.abort();
  }

  /** The row, read again after its file was found to be new. */
  async function upToDate(media: Media): Promise<Media> {
    if (!(await analysis.isStale(media))) return media;
    await analyseBriefly(media.id);
    const again = await db.selectFrom('media').selectAll().where('id', '=', media.id).executeTakeFirst();
    return again ?? media;
  }

  return {
    async register(account, registration) {
      const reference = parseMaterial(registration.inputUrl, 'InputURL', addresses());
      const place = placeOf(reference);
      if (place === null) {
        throw apiError('InvalidParameter', {
          Reason: `InputURL must be a URL, not the media id "${registration.inputUrl}".`,
        });
      }
      if (place.bucket !== '') await buckets.check(account, place.bucket, 'InputURL');
      const row = newMediaRow(account, place, registration, new Date());
      try {
        await db
          .transaction()
          .execute((transaction) => insertMedia(transaction, row, registration.overwrite));
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const other = await find(account, { inputUrl: registration.inputUrl });
        throw apiError('MediaAlreadyExist', { InputURL: row.input_url, MediaId: other?.id ?? '' }, error);
      }
      await analyseBriefly(row.id);
      return row.id;
    },

    async get(account, reference, seconds) {
      const media = await find(account, reference);
      if (media !== undefined) return describeMedia(await upToDate(media), signer, seconds);
      throw 'mediaId' in reference
        ? apiError('ResourceNotFound', { Reason: `There is no media with the id "${reference.mediaId}".` })
        : apiError('NoMatchedInputUrl', { InputURL: reference.inputUrl });
    },

    async getMany(account, ids, seconds) {
      const unique = [...new Set(ids)];
      const rows = await db
        .selectFrom('media')
        .selectAll()
        .where('account_id', '=', account)
        .where('id', 'in', unique)
        .execute();
      const byId = new Map(rows.map((row) => [row.id, row]));
      const found: MediaInfo[] = [];
      for (const id of unique) {
        const row = byId.get(id);
        if (row !== undefined) found.push(describeMedia(await upToDate(row), signer, seconds));
      }
      return { found, ignored: unique.filter((id) => !byId.has(id)) };
    },

    async list(account, request, seconds) {
      const { rows, total, nextToken } = await listMedia(db, tokenKey, account, request);
      return { media: rows.map((row) => describeMedia(row, signer, seconds)), total, nextToken };
    },

    async remove(account, references, { deletePhysicalFiles }) {
      const ignored: string[] = [];
      for (const reference of references) {
        const media = await find(account, reference);
        if (media === undefined) {
          ignored.push('mediaId' in reference ? reference.mediaId : reference.inputUrl);
          continue;
        }
        await db.deleteFrom('media').where('id', '=', media.id).execute();
        await covers.remove(media.id);
        if (deletePhysicalFiles && media.bucket !== '') {
          await store.delete({ bucket: media.bucket, key: media.object_key });
        }
      }
      return { ignored };
    },

    resolveMaterial: (account, reference) =>
      resolvePlace(
        { db, buckets, addresses, probe, fetch: (place) => fetchPlace({ store, remote }, place) },
        account,
        reference,
      ),

    async registerOutput(account, { mediaId, url, location, title }) {
      const place = { bucket: location.bucket, object_key: location.key };
      const path = await store.localPath(location);
      if (path === null) throw new Error(`the output ${location.bucket}/${location.key} is not in the store`);
      const { report } = await probe(path);
      const coverUrl = await covers.make(mediaId, path);
      const row = {
        ...newMediaRow(account, place, { inputUrl: url, title, coverUrl, overwrite: true }, new Date()),
        id: mediaId,
        status: 'Normal' as const,
        probe: JSON.stringify(report),
      };
      return async (transaction) => {
        const known = await transaction
          .selectFrom('media')
          .select('id')
          .where('id', '=', mediaId)
          .executeTakeFirst();
        if (known === undefined) await insertMedia(transaction, row, true);
      };
    },

    async close() {
      const ended = analysis.close();
      prober.close();
      remote.close();
      await Promise.all([ended, resumed]);
    },
  };
}
