import { type Kysely, sql } from 'kysely';
import type { Sealer } from '../access/secrets.ts';
import type { Database, EventCallback } from '../db/schema.ts';
import type { SentEventType } from './event-types.ts';

/** What an account has set about its events (gateway.md 7.1). */
export type Subscription = {
  type: 'HTTP' | 'MNS';
  /** A URL, or the name of a queue. */
  address: string;
  /** Empty = every event. */
  eventTypes: string[];
  /** Whether calls carry the signing headers. */
  isSigned: boolean;
  /** Empty = none. */
  authKey: string;
};

/** Binds a sealed key to its account. */
const contextOf = (account: string) => `callback key of ${account}`;

/** Reads the subscription of an account, or null. */
export async function readSubscription(
  db: Kysely<Database>,
  sealer: Sealer,
  account: string,
): Promise<Subscription | null> {
  const row = await find(db, account);
  if (row === undefined) return null;
  return {
    type: row.callback_type,
    address: row.address,
    eventTypes: row.event_types === '' ? [] : row.event_types.split(','),
    isSigned: row.is_signed,
    authKey: openKey(sealer, row),
  };
}

/** Replaces the subscription of an account. */
export async function writeSubscription(
  db: Kysely<Database>,
  sealer: Sealer,
  account: string,
  { type, address, eventTypes, isSigned, authKey }: Subscription,
): Promise<void> {
  const columns = {
    callback_type: type,
    address,
    event_types: eventTypes.join(','),
    is_signed: isSigned,
    sealed_auth_key: authKey === '' ? '' : sealer.seal(authKey, contextOf(account)),
    modified_time: sql<Date>`clock_timestamp()`,
  };
  await db
    .insertInto('event_callbacks')
    .values({ account_id: account, ...columns })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(columns))
    .execute();
}

/** Removes the subscription of an account. */
export async function removeSubscription(db: Kysely<Database>, account: string): Promise<void> {
  await db.deleteFrom('event_callbacks').where('account_id', '=', account).execute();
}

/** Where an event of an account is told when its job names no address of its own; null = nowhere. */
export async function subscribedAddress(
  db: Kysely<Database>,
  account: string,
  event: SentEventType,
): Promise<string | null> {
  const row = await find(db, account);
  if (row === undefined) return null;
  return row.event_types === '' || row.event_types.split(',').includes(event) ? row.address : null;
}

/** The key that calls of an account are signed with now, or null; a job's own address is signed with it, too. */
export async function signingKey(
  db: Kysely<Database>,
  sealer: Sealer,
  account: string,
): Promise<string | null> {
  const row = await find(db, account);
  return row?.is_signed === true ? openKey(sealer, row) : null;
}

function find(db: Kysely<Database>, account: string): Promise<EventCallback | undefined> {
  return db.selectFrom('event_callbacks').selectAll().where('account_id', '=', account).executeTakeFirst();
}

function openKey(sealer: Sealer, { account_id: account, sealed_auth_key: sealed }: EventCallback): string {
  if (sealed === '') return '';
  const key = sealer.open(sealed, contextOf(account));
  if (key === null)
    throw new Error(`the callback key of account ${account} was sealed with another master key`);
  return key;
}
