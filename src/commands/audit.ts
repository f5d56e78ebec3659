import { connect } from './connection.ts';
import { tableOf } from './table.ts';

/** Options of `audit`, named as on the command line. */
export type AuditOptions = {
  action?: string;
  key?: string;
  code?: string;
  start?: string;
  end?: string;
  max?: number;
  all?: boolean;
  json?: boolean;
  endpoint?: string;
};

/** A call as `ListAuditRecords` answers it. */
type Call = {
  Time: string;
  RequestId: string;
  Principal: string;
  AccessKeyId: string;
  ActionName: string;
  SourceIp: string;
  UserAgent: string;
  Code: string;
  HttpStatus: number;
  Duration: number;
};

type Page = { AuditRecordList: Call[]; NextToken?: string };

/** Lists the calls of the account, refused ones too, newest first. */
export async function audit(options: AuditOptions): Promise<void> {
  const { client } = await connect(options.endpoint);
  const filters = {
    ActionName: options.action,
    AccessKeyId: options.key,
    Code: options.code,
    StartTime: options.start,
    EndTime: options.end,
    MaxResults: options.max ?? (options.all ? 100 : 20),
  };
  const calls: Call[] = [];
  let token: string | undefined;
  do {
    const page = await client.call<Page>('ListAuditRecords', { ...filters, NextToken: token });
    calls.push(...page.AuditRecordList);
    token = page.NextToken;
  } while (options.all && token);
  if (options.json) {
    const shown = { AuditRecordList: calls, ...(token ? { NextToken: token } : {}) };
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  const rows = calls.map((call) => [
    call.Time,
    whoOf(call),
    call.ActionName || '-',
    call.Code === '' ? 'done' : `${call.HttpStatus} ${call.Code}`,
    call.SourceIp,
    `${call.Duration} ms`,
    call.RequestId,
  ]);
  const head = ['Time', 'Who', 'Action', 'Outcome', 'From', 'Took', 'RequestId'];
  process.stdout.write(tableOf(head, rows));
  if (token) process.stdout.write('There are more: --all shows them.\n');
}

/** `user/NAME`, `role/NAME/SESSION` or `root`; a key that was only named is marked. */
function whoOf({ Principal, AccessKeyId }: Call): string {
  if (Principal === '') return AccessKeyId === '' ? 'nobody' : `${AccessKeyId}?`;
  return Principal.split(':').at(-1) ?? Principal;
}
