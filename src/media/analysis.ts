import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Database, Media } from '../db/schema.ts';
import { ApiError } from '../errors/api-error.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import { OutboundError } from '../storage/outbound.ts';
import type { RemoteCache } from '../storage/remote-cache.ts';
import type { Covers } from './covers.ts';
import { isMadeCover, reportOf } from './media-info.ts';
import { mediaTypeOf } from './media-type.ts';
import { ProbeError, type Prober } from './probe.ts';
import type { MediaPlace } from './registration.ts';

/** What analysis works with. */
export type AnalysisTools = {
  db: Kysely<Database>;
  store: ObjectStore;
  remote: RemoteCache;
  probe: Prober['probe'];
  covers: Covers;
  logger: Logger;
};

/**
 * A file of this machine with the bytes of an asset, or null when there is none (yet).
 *
 * @throws OutboundError when it lies on another server that does not give it
 */
export async function fetchPlace(
  { store, remote }: Pick<AnalysisTools, 'store' | 'remote'>,
  { bucket, object_key: key }: MediaPlace,
): Promise<string | null> {
  return bucket === '' ? remote.fetch(key) : store.localPath({ bucket, key });
}

/** What an analysis writes into the row. */
type Finding = Partial<Pick<Media, 'status' | 'probe' | 'media_type' | 'cover_url'>>;

/** Keeps assets analysed: what their files are, and whether they can be used. */
export type Analysis = {
  /** Analyses an asset; equal calls at the same time do the work once. Never throws for a file that is bad. */
  run(id: string): Promise<void>;
  /** Analyses everything that was left over when the server last stopped. */
  resume(): Promise<void>;
  /** Whether the file of an asset came, or changed, since the asset was analysed. */
  isStale(media: Media): Promise<boolean>;
  /** Waits for what is under way; starts nothing more. */
  close(): Promise<void>;
};

/** Opens the analysis of one library. */
export function openAnalysis(tools: AnalysisTools): Analysis {
  const { db, store, covers, logger } = tools;
  const running = new Map<string, Promise<void>>();
  let closed = false;

  const update = (id: string, change: Finding) =>
    db
      .updateTable('media')
      .set({ ...change, modified_time: new Date() })
      .where('id', '=', id)
      .execute();

  /** Reads the file and says what to write into the row. */
  async function examine(media: Media): Promise<Finding> {
    const path = await fetchPlace(tools, media);
    if (path === null) return { status: 'Init' };
    if (media.media_type === 'text') return { status: 'Normal' };
    const { facts, report } = await tools.probe(path);
    const isNamed = mediaTypeOf(media.object_key) !== null;
    const hasOwnCover = media.cover_url !== '' && !isMadeCover(media.cover_url);
    return {
      status: 'Normal',
      probe: JSON.stringify(report),
      ...(!isNamed && { media_type: facts.kind }),
      ...(facts.kind === 'video' && !hasOwnCover && { cover_url: await covers.make(media.id, path) }),
    };
  }

  async function analyse(id: string): Promise<void> {
    const media = await db.selectFrom('media').selectAll().where('id', '=', id).executeTakeFirst();
    if (media === undefined) return;
    try {
      const change = await examine(media);
      if (change.status !== 'Init' || media.status !== 'Init') await update(id, change);
    } catch (error) {
      if (closed) return;
      const isBad =
        error instanceof ProbeError || error instanceof OutboundError || error instanceof ApiError;
      logger.warn(
        { media: id, err: isBad ? undefined : error, reason: String(error) },
        'a media was not analysed',
      );
      await update(id, { status: 'PrepareFail', probe: '' });
    }
  }

  function run(id: string): Promise<void> {
    if (closed) return Promise.resolve();
    const started = running.get(id) ?? analyse(id).finally(() => running.delete(id));
    running.set(id, started);
    return started;
  }

  return {
    run,
    async resume() {
      const left = await db
        .selectFrom('media')
        .select('id')
        .where('status', 'in', ['Init', 'Preparing'])
        .orderBy('create_time')
        .execute();
      for (const { id } of left) {
        if (closed) return;
        await run(id);
      }
    },
    async isStale(media) {
      if (media.bucket === '') return false;
      const stat = await store.stat({ bucket: media.bucket, key: media.object_key });
      if (stat === null) return false;
      if (media.status === 'Init' || stat.modified > media.modified_time) return true;
      return media.probe !== '' && reportOf(media).FileBasicInfo.FileSize !== String(stat.size);
    },
    async close() {
      closed = true;
      await Promise.allSettled(running.values());
    },
  };
}
