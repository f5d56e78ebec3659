import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeUser, policy } from '../access/access-server.ts';
import { send, signAcs3 } from '../gateway/toy-server.ts';
import { startLiveServer } from './live-server.ts';

test('policies and the record of calls see the client behind a trusted proxy', async (t) => {
  const server = await startLiveServer('http', { REELMILL_TRUST_PROXY: 'loopback' });
  t.after(() => server.close());
  const office = await makeUser(
    server,
    'office',
    policy({
      Effect: 'Allow',
      Action: 'ice:List*',
      Resource: '*',
      Condition: {
        IpAddress: { 'acs:SourceIp': '203.0.113.0/24' },
        Bool: { 'acs:SecureTransport': 'true' },
      },
    }),
  );
  const list = async (forwarded: Record<string, string>) => {
    const signed = signAcs3('api.example.org', {
      keyId: office.id,
      secret: office.secret,
      action: 'ListBatchMediaProducingJobs',
      parameters: {},
    });
    const { host, ...headers } = signed.headers;
    const answer = await send(server.url, {
      ...signed,
      headers: { ...headers, 'x-forwarded-host': host ?? '', ...forwarded },
    });
    return answer.json.Code ?? answer.status;
  };
  const https = { 'x-forwarded-proto': 'https' };
  assert.equal(await list({ ...https, 'x-forwarded-for': '203.0.113.7' }), 200);
  assert.equal(await list({ ...https, 'x-forwarded-for': '198.51.100.7' }), 'NoPermission');
  assert.equal(await list({ ...https, 'x-forwarded-for': '203.0.113.7, 198.51.100.7' }), 'NoPermission');
  assert.equal(await list({ 'x-forwarded-proto': 'http', 'x-forwarded-for': '203.0.113.7' }), 'NoPermission');
  assert.equal(await list(https), 'NoPermission');

  const { AuditRecordList } = await server
    .client()
    .call<{ AuditRecordList: { SourceIp: string; Code: string }[] }>('ListAuditRecords', {
      AccessKeyId: office.id,
      SortBy: 'asc',
    });
  assert.deepEqual(
    AuditRecordList.map(({ SourceIp, Code }) => [SourceIp, Code]),
    [
      ['203.0.113.7', ''],
      ['198.51.100.7', 'NoPermission'],
      ['198.51.100.7', 'NoPermission'],
      ['203.0.113.7', 'NoPermission'],
      ['127.0.0.1', 'NoPermission'],
    ],
  );
});
