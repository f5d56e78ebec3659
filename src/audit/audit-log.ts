import { type Kysely, sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/schema.ts';
import { type CallListRequest, listCalls } from './list-calls.ts';
import { trimAudit } from './trim.ts';

/** One call, as it is remembered. Neither parameters nor signatures nor tokens are in it. */
export type CallRecord = {
  /** When the answer was ready. */
  time: Date;
  requestId: string;
  /** Null when nobody was proven to be anybody. */
  caller: { account: string; principal: string } | null;
  /** As the caller wrote it, proven or not; empty without one. */
  accessKeyId: string;
  /** Name of the operation in policies, or what the caller asked for. */
  action: string;
  sourceIp: string;
  userAgent: string;
  /** Code of the error; empty for a call that worked. */
  code: string;
  httpStatus: number;
  milliseconds: number;
};

/** Remembers every call. */
export type AuditLog = {
  /** Never fails and never waits: records are written together, a moment later. */
  record(call: CallRecord): void;
  /** Lists the calls of an account by their time, up to those that have just ended. */
  list(account: string, request: CallListRequest): ReturnType<typeof listCalls>;
  /** Writes what is left. */
  close(): Promise<void>;
};

/** What an audit log is made from. */
export type AuditOptions = {
  db: Kysely<Database>;
  /** Owns the records of calls of nobody. */
  rootAccount: string;
  /** How much is kept: newest calls, and days. */
  keep: { rows: number; days: number };
  /** Key that page tokens are sealed with. */
  tokenKey: Uint8Array;
  logger: Logger;
};

/** Longest that a record waits to be written, in milliseconds. */
const delay = 250;
/** Records of one statement. */
const batchSize = 1000;
/** Records that may wait; when the database does not keep up, further ones are counted in the log and dropped. */
const maxWaiting = 50_000;
/** How often age is looked at, in milliseconds. */
const trimInterval = 3_600_000;

/** Opens the audit log of a database. */
export function createAuditLog({ db, rootAccount, keep, tokenKey, logger }: AuditOptions): AuditLog {
  let waiting: CallRecord[] = [];
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  /** Records since the last trimming; the first write trims what an earlier run has left. */
  let untrimmed = keep.rows;

  async function trim(): Promise<void> {
    untrimmed = 0;
    await trimAudit(db, keep).catch((error: unknown) =>
      logger.warn({ err: error }, 'old audit records stay'),
    );
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchSize);
      waiting = waiting.slice(batchSize);
      await insertRecords(db, rootAccount, batch).catch((error: unknown) => {
        logger.error({ err: error, lost: batch.length }, 'audit records could not be written');
      });
      untrimmed += batch.length;
      if (untrimmed > keep.rows / 10) await trim();
    }
    if (dropped > 0) logger.error({ lost: dropped }, 'audit records came faster than they could be written');
    dropped = 0;
  }

  function flush(): Promise<void> {
    timer = undefined;
    writing ??= writeAll().finally(() => {
      writing = undefined;
      if (waiting.length > 0) schedule();
    });
    return writing;
  }

  function schedule(): void {
    timer ??= setTimeout(flush, delay);
  }

  const aging = setInterval(trim, trimInterval);
  aging.unref();
  return {
    record(call) {
      if (waiting.length >= maxWaiting) dropped += 1;
      else waiting.push(call);
      if (writing === undefined) schedule();
    },
    async list(account, request) {
      await flush();
      return listCalls(db, tokenKey, account, request);
    },
    async close() {
      clearInterval(aging);
      clearTimeout(timer);
      await writing;
      await flush();
      clearTimeout(timer);
    },
  };
}

async function insertRecords(
  db: Kysely<Database>,
  rootAccount: string,
  calls: readonly CallRecord[],
): Promise<void> {
  const texts = (read: (call: CallRecord) => string, length: number) =>
    sql`${calls.map((call) => storable(read(call), length))}::text[]`;
  await sql`
    insert into audit_records (account_id, request_id, principal, access_key_id, action, source_ip, user_agent, code,
      http_status, duration_ms, create_time)
    select * from unnest(
      ${texts(({ caller }) => caller?.account ?? rootAccount, 16)},
      ${texts(({ requestId }) => requestId, 36)},
      ${texts(({ caller }) => caller?.principal ?? '', 256)},
      ${texts(({ accessKeyId }) => accessKeyId, 128)},
      ${texts(({ action }) => action, 128)},
      ${texts(({ sourceIp }) => sourceIp, 64)},
      ${texts(({ userAgent }) => userAgent, 256)},
      ${texts(({ code }) => code, 128)},
      ${calls.map(({ httpStatus }) => httpStatus)}::integer[],
      ${calls.map(({ milliseconds }) => Math.round(milliseconds * 10) / 10)}::float8[],
      ${calls.map(({ time }) => time)}::timestamptz[]
    )`.execute(db);
}

/** What strangers send may be long, and PostgreSQL cannot store every character. */
function storable(text: string, length: number): string {
  return text.slice(0, length).toWellFormed().replaceAll('\0', '\uFFFD');
}
