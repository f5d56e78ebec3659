import type { Logger } from 'pino';
import { z } from 'zod';
import type { DatabaseHandle } from '../db/database.ts';
import { listen } from '../db/listen.ts';

const account = z.string();
const status = z.string();

const newsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('batch'), account, batchJobId: z.string(), status }),
  z.object({
    kind: z.literal('job'),
    account,
    batchJobId: z.string().nullable(),
    jobId: z.string(),
    status,
    progress: z.number(),
  }),
  z.object({ kind: z.literal('media'), account, mediaId: z.string(), status }),
]);

/** A change that was committed: of a batch, of a producing job (state or percent), of a media. */
export type NewsItem = z.infer<typeof newsSchema>;

/** Who hears the news. */
export type NewsReader = {
  onNews(item: NewsItem): void;
  /** News may have been missed; what was read before may be old. */
  onGap(): void;
};

/** What happens to jobs and media, in this process and in all others on the same database. */
export type News = {
  /** Hears everything from now on; the answer ends it. A reader must not throw. */
  subscribe(reader: NewsReader): () => void;
  close(): Promise<void>;
};

/** The channel that the triggers of the tables write to (`db/migrations/0004-news.ts`). */
const channel = 'reelmill_news';

/** Opens the news of a database. */
export async function openNews(database: Pick<DatabaseHandle, 'engine'>, logger: Logger): Promise<News> {
  const readers = new Set<NewsReader>();
  const listening = await listen(database, channel, {
    onMessage(payload) {
      const item = newsSchema.safeParse(parse(payload));
      if (!item.success) {
        logger.warn({ payload }, 'news that cannot be read');
        return;
      }
      for (const reader of readers) reader.onNews(item.data);
    },
    onGap() {
      for (const reader of readers) reader.onGap();
    },
  });
  return {
    subscribe(reader) {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    close: () => listening.close(),
  };
}

function parse(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}
