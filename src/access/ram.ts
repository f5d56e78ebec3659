import type { Kysely, Transaction } from 'kysely';
import { hashFilters, openPageToken, sealPageToken } from '../db/page-token.ts';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';
import type { Sealer } from './secrets.ts';

/** What managing users, keys, policies and roles needs. */
export type Ram = {
  db: Kysely<Database>;
  /** Seals the secrets of keys. */
  sealer: Sealer;
  /** Key that markers of lists are sealed with. */
  markerKey: Uint8Array;
  now: () => Date;
  /** Makes what was changed act on the next call (`Directory.forget`). */
  forget(): void;
};

/** Changes something in one transaction; afterwards nothing that was looked up before is used any more. */
export async function change<Result>(
  ram: Ram,
  work: (transaction: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  try {
    return await ram.db.transaction().execute(work);
  } finally {
    ram.forget();
  }
}

/** Which part of a list is asked for. */
export type MarkerRequest = { marker: string | undefined; maxItems: number };

/** One part of a list; `marker` asks for the next one and is absent at the end. */
export type MarkerPage<Row> = { rows: Row[]; isTruncated: boolean; marker: string | undefined };

/**
 * Reads one part of a list that is ordered by `seq`.
 *
 * @param list name of the list and its filters: a marker opens for the same ones only
 * @param read returns at most `limit` rows behind `after`
 * @throws ApiError `InvalidParameter.{Name}` for a marker of another list
 */
export async function readMarkerPage<Row extends { seq: string }>(
  { markerKey }: Pick<Ram, 'markerKey'>,
  account: string,
  list: Record<string, string | undefined>,
  { marker, maxItems }: MarkerRequest,
  read: (after: string, limit: number) => Promise<Row[]>,
): Promise<MarkerPage<Row>> {
  const hash = hashFilters(list);
  const cursor = marker === undefined ? null : openPageToken(markerKey, account, hash, marker);
  if (marker !== undefined && cursor === null) {
    throw apiError('InvalidParameter.{Name}', {
      Name: 'Marker',
      Rule: 'the one that the call before answered, sent with the same filters',
    });
  }
  const rows = await read(cursor?.seq ?? beforeAll, maxItems + 1);
  const page = rows.slice(0, maxItems);
  const last = page.at(-1);
  const isTruncated = rows.length > maxItems && last !== undefined;
  return {
    rows: page,
    isTruncated,
    marker: isTruncated ? sealPageToken(markerKey, account, hash, { time: 0, seq: last.seq }) : undefined,
  };
}

/** Identity columns begin at 1; system policies, which no table has, stand before them. */
const beforeAll = '-1000';
