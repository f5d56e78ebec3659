import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { pino } from 'pino';
import { type AuditLog, type CallRecord, createAuditLog } from '../../src/audit/audit-log.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { hideParameters } from '../../src/db/hide-parameters.ts';
import { makeUser } from '../access/access-server.ts';
import { openFolder, runCli } from '../cli/run-cli.ts';
import { type LiveServer, startLiveServer } from '../conformance/live-server.ts';
import { send, signAcs3 } from '../gateway/toy-server.ts';

type Shown = {
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
type Page = { AuditRecordList: Shown[]; NextToken?: string };

test('the calls of a whole server', async (t) => {
  const server: LiveServer = await startLiveServer('http');
  t.after(() => server.close());
  const list = async (filters: Record<string, unknown> = {}, client = server.client()) =>
    client.call<Page>('ListAuditRecords', { MaxResults: 100, ...filters });
  const root = `acs:ram::${server.account}:root`;

  await t.test('a call that worked: who, what, from where, how long', async () => {
    const { RequestId } = await server.client().call('ListBatchMediaProducingJobs');
    const [record] = (await list({ RequestId })).AuditRecordList;
    assert.ok(record);
    const { Time, Duration, UserAgent, ...rest } = record;
    assert.deepEqual(rest, {
      RequestId,
      Principal: root,
      AccessKeyId: server.rootKey.id,
      ActionName: 'ice:ListBatchMediaProducingJobs',
      SourceIp: '127.0.0.1',
      Code: '',
      HttpStatus: 200,
    });
    assert.ok(Math.abs(Date.parse(Time) - Date.now()) < 60_000);
    assert.ok(Duration > 0 && Duration < 60_000);
    assert.equal(UserAgent, 'node');
  });

  await t.test('refused calls, of users and of nobody', async () => {
    const carol = await makeUser(server, 'carol');
    await assert.rejects(server.client(carol).call('DeleteMediaInfos', { MediaIds: 'a' }));
    const forged = signAcs3(server.host, {
      keyId: server.rootKey.id,
      secret: 'guess',
      action: 'ListMediaBasicInfos',
    });
    await send(server.url, forged);
    await send(server.url, { path: '/', method: 'PUT', headers: {} });
    const { AuditRecordList } = await list();
    const shown = AuditRecordList.map(({ Principal, AccessKeyId, ActionName, Code, HttpStatus }) =>
      [Principal, AccessKeyId, ActionName, Code, HttpStatus].join(' '),
    );
    const user = `acs:ram::${server.account}:user/carol`;
    for (const line of [
      `${user} ${carol.id} ice:DeleteMediaInfos NoPermission 403`,
      ` ${server.rootKey.id} ice:ListMediaBasicInfos SignatureDoesNotMatch 400`,
      '   UnsupportedHTTPMethod 400',
    ]) {
      assert.ok(shown.includes(line), `${line}\n\n${shown.join('\n')}`);
    }
  });

  await t.test('filters and pages', async () => {
    const client = server.client();
    for (let count = 0; count < 5; count += 1) await client.call('ListUsers', {}, 'RAM');
    const actions = async (filters: Record<string, unknown>) =>
      new Set((await list(filters)).AuditRecordList.map(({ ActionName, Code }) => `${ActionName} ${Code}`));
    assert.deepEqual(await actions({ ActionName: 'ListUsers' }), new Set(['ram:ListUsers ']));
    assert.deepEqual(await actions({ ActionName: 'ram:ListUsers' }), new Set(['ram:ListUsers ']));
    assert.deepEqual(await actions({ ActionName: 'ice:ListUsers' }), new Set());
    assert.deepEqual(await actions({ Code: 'NoPermission' }), new Set(['ice:DeleteMediaInfos NoPermission']));
    assert.deepEqual(await actions({ AccessKeyId: 'nobody' }), new Set());
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page: Page = await client.call('ListAuditRecords', {
        ActionName: 'ListUsers',
        MaxResults: 2,
        NextToken,
        SortBy: 'asc',
      });
      assert.ok(page.AuditRecordList.length <= 2);
      seen.push(...page.AuditRecordList.map(({ RequestId }) => RequestId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.equal(new Set(seen).size, 5);
    assert.equal(seen.length, 5);
  });

  await t.test('an account sees its own calls only', async () => {
    const made = await server
      .client()
      .call<{ AccessKey: { AccessKeyId: string; AccessKeySecret: string } }>(
        'CreateAccount',
        { AccountName: 'other' },
        'RAM',
      );
    const other = { id: made.AccessKey.AccessKeyId, secret: made.AccessKey.AccessKeySecret };
    await server.client(other).call('ListMediaBasicInfos');
    const { AuditRecordList } = await list({}, server.client(other));
    assert.deepEqual(
      AuditRecordList.map(({ ActionName }) => ActionName),
      ['ice:ListMediaBasicInfos'],
    );
    const { AuditRecordList: own } = await list({ AccessKeyId: other.id });
    assert.deepEqual(own, []);
  });

  await t.test('who leaves before the answer is on record, with the address', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => {});
    const head = 'POST /?Action=Left HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n';
    await new Promise<void>((resolve) => socket.write(`${head}abc`, () => resolve()));
    socket.destroy();
    let found: Shown | undefined;
    for (let tries = 0; tries < 50 && found === undefined; tries += 1) {
      found = (await list({ Code: 'MalformedRequest' })).AuditRecordList[0];
      if (found === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(found?.SourceIp, '127.0.0.1');
  });

  await t.test('the command line shows them', async () => {
    const environment = {
      REELMILL_DATA_DIR: server.dataDir,
      REELMILL_ACCESS_KEY_ID: server.rootKey.id,
      REELMILL_ACCESS_KEY_SECRET: server.rootKey.secret,
    };
    const json = await runCli(
      ['audit', '--json', '--code', 'NoPermission', '--endpoint', server.url],
      environment,
    );
    assert.equal(json.code, 0, json.stderr);
    const [record, ...more] = (JSON.parse(json.stdout) as Page).AuditRecordList;
    assert.deepEqual([record?.ActionName, more], ['ice:DeleteMediaInfos', []]);
    const table = await runCli(['audit', '--max', '100', '--endpoint', server.url], environment);
    assert.match(table.stdout, /user\/carol.*ice:DeleteMediaInfos.*403 NoPermission/);
    assert.match(table.stdout, /root-key-id\?.*ice:ListMediaBasicInfos.*400 SignatureDoesNotMatch/);
    assert.match(table.stdout, /root .*ram:ListUsers .*done/);
  });
});

const rootAccount = '1000000000000001';
const quiet = pino({ level: 'silent' });
const call = (changes: Partial<CallRecord> = {}): CallRecord => ({
  time: new Date(),
  requestId: 'A',
  caller: { account: rootAccount, principal: `acs:ram::${rootAccount}:root` },
  accessKeyId: 'key',
  action: 'ice:GetMediaInfo',
  sourceIp: '127.0.0.1',
  userAgent: 'test',
  code: '',
  httpStatus: 200,
  milliseconds: 1.26,
  ...changes,
});

let database: DatabaseHandle;
let removeFolder: () => Promise<void>;
before(async () => {
  const { path, remove } = await openFolder();
  removeFolder = remove;
  database = await openDatabase({ dataDir: path, databaseUrl: '' });
});
after(async () => {
  await database.close();
  await removeFolder();
});

const openLog = (rows: number, days = 30): AuditLog =>
  createAuditLog({
    db: database.kysely,
    rootAccount,
    keep: { rows, days },
    tokenKey: Buffer.alloc(32),
    logger: quiet,
  });

const everything = () => database.kysely.selectFrom('audit_records').selectAll().orderBy('seq').execute();

test('closing writes what is left; records are cut and cleaned to what the database can hold', async () => {
  const log = openLog(1000);
  log.record(call({ action: `a\0${'x'.repeat(500)}\uD800`, userAgent: 'u'.repeat(5000), accessKeyId: '\0' }));
  log.record(call({ caller: null, action: '' }));
  await log.close();
  const [odd, unproven] = (await everything()).slice(-2);
  assert.equal(odd?.action.length, 128);
  assert.match(odd?.action ?? '', /^a\uFFFDxxx/);
  assert.deepEqual([odd?.user_agent.length, odd?.access_key_id, odd?.duration_ms], [256, '\uFFFD', 1.3]);
  assert.deepEqual([unproven?.account_id, unproven?.principal], [rootAccount, '']);
});

test('rows are bounded, and strangers do not wash away the calls of users', async () => {
  const log = openLog(200);
  for (let count = 0; count < 50; count += 1) log.record(call({ action: 'ice:Kept' }));
  for (let count = 0; count < 3000; count += 1) log.record(call({ caller: null, action: 'flood' }));
  await log.close();
  const afterFlood = await everything();
  assert.equal(afterFlood.filter(({ action }) => action === 'ice:Kept').length, 50);
  assert.ok(afterFlood.filter(({ principal }) => principal === '').length <= 40);
  const again = openLog(200);
  for (let count = 0; count < 3000; count += 1) again.record(call({ requestId: String(count) }));
  await again.close();
  const kept = (await everything()).filter(({ principal }) => principal !== '');
  assert.ok(kept.length >= 200 && kept.length <= 220, String(kept.length));
  assert.equal(kept.at(-1)?.request_id, '2999');
});

test('old records go', async () => {
  await sql`delete from audit_records`.execute(database.kysely);
  const old = openLog(1000, 10_000);
  old.record(call({ time: new Date(Date.now() - 40 * 86_400_000), requestId: 'old' }));
  old.record(call({ time: new Date(Date.now() - 20 * 86_400_000), requestId: 'new' }));
  await old.close();
  const log = openLog(1000, 30);
  log.record(call({ requestId: 'now' }));
  await log.close();
  assert.deepEqual(
    (await everything()).map(({ request_id }) => request_id),
    ['new', 'now'],
  );
});

test('a database that does not answer loses records and says so, and no call fails', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  const broken = createAuditLog({
    db: database.kysely,
    rootAccount,
    keep: { rows: 1000, days: 30 },
    tokenKey: Buffer.alloc(32),
    logger: hideParameters(logger),
  });
  // A moment that is none cannot be stored.
  broken.record(call({ time: new Date(Number.NaN), userAgent: 'of a user who keeps to himself' }));
  await broken.close();
  assert.match(lines.join(''), /audit records could not be written/);
  assert.match(lines.join(''), /"lost":1/);
});

test('the log of a failed statement is without its values', async () => {
  const lines: string[] = [];
  const logger = hideParameters(pino({ level: 'info' }, { write: (line: string) => lines.push(line) }));
  const failed = await sql`select * from nothing where secret = ${'a-secret-value'}`
    .execute(database.kysely)
    .catch((error: unknown) => error);
  assert.ok(JSON.stringify(failed).includes('a-secret-value'));
  logger.error({ err: failed }, 'failed');
  assert.match(lines.join(''), /relation .*nothing.* does not exist/);
  assert.doesNotMatch(lines.join(''), /a-secret-value/);
});
