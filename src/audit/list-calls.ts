import type { Kysely } from 'kysely';
import { type PageRequest, readPage } from '../db/page.ts';
import type { Database } from '../db/schema.ts';

/** Filters of the list of calls. */
export type CallListRequest = PageRequest & {
  requestId: string | undefined;
  accessKeyId: string | undefined;
  /** With or without the name of the service. */
  action: string | undefined;
  code: string | undefined;
};

/**
 * Lists the calls of an account by their time.
 *
 * @param tokenKey key that page tokens are sealed with
 */
export async function listCalls(
  db: Kysely<Database>,
  tokenKey: Uint8Array,
  account: string,
  request: CallListRequest,
) {
  const { requestId, accessKeyId, action, code } = request;
  const filters = {
    List: 'audit_records',
    RequestId: requestId,
    AccessKeyId: accessKeyId,
    ActionName: action,
    Code: code,
  };
  const { rows, nextToken } = await readPage({ tokenKey, account, filters }, request, (window) => {
    let query = db.selectFrom('audit_records').selectAll().where('account_id', '=', account);
    if (requestId !== undefined) query = query.where('request_id', '=', requestId);
    if (accessKeyId !== undefined) query = query.where('access_key_id', '=', accessKeyId);
    if (action?.includes(':')) query = query.where('action', '=', action);
    else if (action !== undefined) {
      query = query.where((call) =>
        call(call.fn('split_part', ['action', call.val(':'), call.val(2)]), '=', action),
      );
    }
    if (code !== undefined) query = query.where('code', '=', code);
    return query
      .where(window.where)
      .orderBy('create_time', window.order)
      .orderBy('seq', window.order)
      .limit(window.limit)
      .execute();
  });
  return {
    AuditRecordList: rows.map((row) => ({
      Time: row.create_time,
      RequestId: row.request_id,
      Principal: row.principal,
      AccessKeyId: row.access_key_id,
      ActionName: row.action,
      SourceIp: row.source_ip,
      UserAgent: row.user_agent,
      Code: row.code,
      HttpStatus: row.http_status,
      Duration: row.duration_ms,
    })),
    MaxResults: request.maxResults,
    NextToken: nextToken,
  };
}
