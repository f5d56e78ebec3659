import { type RawBuilder, sql } from 'kysely';
import { apiError } from '../errors/api-error.ts';
import { hashFilters, openPageToken, type PageCursor, sealPageToken } from './page-token.ts';

/** The part of a list request that is the same for every list of jobs. */
export type PageRequest = {
  /** Creation times in whole seconds, both ends included. */
  startTime: Date | undefined;
  endTime: Date | undefined;
  order: 'desc' | 'asc';
  /** 1 to 100. */
  maxResults: number;
  nextToken: string | undefined;
};

/** Who lists, and with which filters: a token opens for the same ones only. */
export type PageOwner = {
  /** Key that tokens are sealed with. */
  tokenKey: Uint8Array;
  account: string;
  /** Name of the list and every filter that is set. */
  filters: Readonly<Record<string, string | undefined>>;
};

/** Which rows a page reads: `where` and `order by (create_time, seq)` in this order, at most `limit` rows. */
export type PageWindow = { where: RawBuilder<boolean>; order: 'desc' | 'asc'; limit: number };

/** One page; the token is absent on the last one. */
export type Page<Row> = { rows: Row[]; nextToken: string | undefined };

/**
 * Reads one page by the place of the row before it, so that a page deep in the list costs what the first one costs, and
 * rows that are inserted meanwhile neither repeat nor hide others.
 *
 * @param read runs the query of the window
 * @throws ApiError `InvalidParameter` for a token of another list and for an end before the start
 */
export async function readPage<Row extends { create_time: Date; seq: string }>(
  { tokenKey, account, filters }: PageOwner,
  request: PageRequest,
  read: (window: PageWindow) => Promise<Row[]>,
): Promise<Page<Row>> {
  const { startTime, endTime, order, maxResults, nextToken } = request;
  if (startTime !== undefined && endTime !== undefined && endTime < startTime) {
    throw apiError('InvalidParameter', { Reason: 'EndTime must not be before StartTime.' });
  }
  const hash = hashFilters({
    ...filters,
    StartTime: startTime?.toISOString(),
    EndTime: endTime?.toISOString(),
    SortBy: order,
  });
  const cursor = nextToken === undefined ? null : openPageToken(tokenKey, account, hash, nextToken);
  if (nextToken !== undefined && cursor === null) {
    throw apiError('InvalidParameter', {
      Reason:
        'NextToken must be the one that the page before answered, sent with the same filters and order.',
    });
  }
  const where = sql<boolean>`${sql.join(conditions(request, cursor), sql` and `)}`;
  const rows = await read({ where, order, limit: maxResults + 1 });
  const page = rows.slice(0, maxResults);
  const last = page.at(-1);
  const more = rows.length > maxResults && last !== undefined;
  const place = more ? { time: last.create_time.getTime(), seq: last.seq } : null;
  return {
    rows: page,
    nextToken: place === null ? undefined : sealPageToken(tokenKey, account, hash, place),
  };
}

function conditions(
  { startTime, endTime, order }: PageRequest,
  cursor: PageCursor | null,
): RawBuilder<boolean>[] {
  const all: RawBuilder<boolean>[] = [sql`true`];
  // The cursor lies inside the range, so it takes the place of the bound on its side: given both, PostgreSQL would start
  // at the bound and read every row up to the cursor.
  if (startTime !== undefined && (cursor === null || order === 'desc')) {
    all.push(sql`create_time >= ${startTime}`);
  }
  if (endTime !== undefined && (cursor === null || order === 'asc')) {
    // Times are shown in whole seconds: the end includes everything that is shown as that second.
    all.push(sql`create_time < ${new Date(endTime.getTime() + 1000)}`);
  }
  if (cursor !== null) {
    const place = sql`(${new Date(cursor.time)}::timestamptz, ${cursor.seq}::bigint)`;
    all.push(order === 'desc' ? sql`(create_time, seq) < ${place}` : sql`(create_time, seq) > ${place}`);
  }
  return all;
}
