import type { Kysely } from 'kysely';
import { readPage } from '../db/page.ts';
import type { Database, Media } from '../db/schema.ts';

/** What a list of assets is limited to; every filter that is set has to match (timeline.md 5.4). */
export type MediaFilters = {
  mediaType?: string | undefined;
  source?: string | undefined;
  businessType?: string | undefined;
  status?: string | undefined;
  mediaId?: string | undefined;
  /** Words, each of which has to be somewhere in what is known of an asset. */
  keyword?: string | undefined;
};

/** What words are looked for in. */
const searched = ['title', 'description', 'tags', 'category', 'input_url', 'object_key', 'id'] as const;

/** A pattern of LIKE for a word anywhere in a text. */
const anywhere = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** One request for a page of assets. */
export type MediaListRequest = {
  filters: MediaFilters;
  /** Exclusive, in whole seconds. */
  startTime: Date | undefined;
  /** Inclusive, in whole seconds. */
  endTime: Date | undefined;
  order: 'desc' | 'asc';
  /** 1 to 100. */
  maxResults: number;
  nextToken: string | undefined;
};

/** One page of rows, how many rows there are in all, and the token of the next page. */
export type MediaPage = { rows: Media[]; total: number; nextToken: string | undefined };

/**
 * Reads one page of the assets of an account, by creation time.
 *
 * @param tokenKey key that tokens are sealed with
 * @throws ApiError `InvalidParameter` for a token of another list
 */
export async function listMedia(
  db: Kysely<Database>,
  tokenKey: Uint8Array,
  account: string,
  request: MediaListRequest,
): Promise<MediaPage> {
  const { filters, startTime, endTime, order, maxResults, nextToken } = request;
  // Exclusive in seconds means: from the next second on.
  const firstTime = startTime && new Date(startTime.getTime() + 1000);
  let rows = db.selectFrom('media').where('account_id', '=', account);
  const columns = [
    ['media_type', filters.mediaType],
    ['source', filters.source],
    ['business_type', filters.businessType],
    ['status', filters.status],
    ['id', filters.mediaId],
  ] as const;
  for (const [column, value] of columns) {
    if (value !== undefined) rows = rows.where(column, '=', value as never);
  }
  for (const word of (filters.keyword ?? '').split(/\s+/).filter(Boolean)) {
    rows = rows.where(({ eb, or }) => or(searched.map((column) => eb(column, 'ilike', anywhere(word)))));
  }
  let counted = rows;
  if (firstTime !== undefined) counted = counted.where('create_time', '>=', firstTime);
  if (endTime !== undefined) counted = counted.where('create_time', '<', new Date(endTime.getTime() + 1000));
  const { total } = await counted
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow();
  const page = await readPage<Media>(
    { tokenKey, account, filters: { list: 'media', ...filters } },
    { startTime: firstTime, endTime, order, maxResults, nextToken },
    ({ where, order: direction, limit }) =>
      rows
        .selectAll()
        .where(where)
        .orderBy('create_time', direction)
        .orderBy('seq', direction)
        .limit(limit)
        .execute(),
  );
  return { ...page, total: Number(total) };
}
