import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import credentialsPackage from '@alicloud/credentials';
import openapiCore from '@alicloud/openapi-core';
import RPCClient from '@alicloud/pop-core';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { createSealer } from '../../src/access/secrets.ts';
import { createSessionTokens } from '../../src/access/sessions.ts';
import { createClient, RpcError } from '../../src/client/client.ts';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import {
  type AccessServer,
  type Key,
  makeUser,
  outcome,
  policy,
  settings,
  startAccessServer,
  sts,
  stsClient,
  trust,
} from './access-server.ts';

/** Temporary keys, through the official STS client and the official credentials library, unmodified. */

let server: AccessServer;
/** May assume everything that trusts it. */
let alice: Key;
let roleArn: string;
before(async () => {
  server = await startAccessServer();
  alice = await makeUser(
    server,
    'alice',
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
  );
  roleArn = `acs:ram::${server.account}:role/farm`;
  const admin = server.client();
  await admin.call(
    'CreateRole',
    {
      RoleName: 'farm',
      AssumeRolePolicyDocument: trust(`acs:ram::${server.account}:user/alice`, roleArn),
      MaxSessionDuration: 7200,
    },
    'RAM',
  );
  await admin.call(
    'AttachPolicyToRole',
    { PolicyType: 'System', PolicyName: 'AliyunICEFullAccess', RoleName: 'farm' },
    'RAM',
  );
});
after(() => server.close());

type Temporary = Key & { securityToken: string; expiration: string };

async function assume(more: Record<string, unknown> = {}, key: Key = alice): Promise<Temporary> {
  const request = new sts.AssumeRoleRequest({ roleArn, roleSessionName: 'night-shift', ...more });
  const { body } = await stsClient(server, key).assumeRole(request);
  const made = body?.credentials;
  return {
    id: made?.accessKeyId ?? '',
    secret: made?.accessKeySecret ?? '',
    securityToken: made?.securityToken ?? '',
    expiration: made?.expiration ?? '',
  };
}

const list = (key: Key) => server.client(key).call('ListBatchMediaProducingJobs', {});
const remove = (key: Key) => server.client(key).call('DeleteMediaInfos', { MediaIds: 'none' });

test('a temporary key works in both dialects and ends when it says', async () => {
  const before = Date.now();
  const request = new sts.AssumeRoleRequest({
    roleArn,
    roleSessionName: 'night-shift',
    durationSeconds: 900,
  });
  const { body } = await stsClient(server, alice).assumeRole(request);
  assert.equal(body?.assumedRoleUser?.arn, `${roleArn}/night-shift`);
  assert.match(body?.assumedRoleUser?.assumedRoleId ?? '', /^\d{18}:night-shift$/);
  assert.match(body?.credentials?.accessKeyId ?? '', /^STS\.\w{20,}$/);
  const end = Date.parse(body?.credentials?.expiration ?? '');
  assert.ok(end >= before + 899_000 && end <= Date.now() + 900_000);
  const key = await assume();
  assert.equal(await outcome(list(key)), 'done');
  const pop = new RPCClient({
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    securityToken: key.securityToken,
    endpoint: server.url,
    apiVersion: '2020-11-09',
  });
  const answer = await pop.request<{ MaxResults: number }>(
    'ListBatchMediaProducingJobs',
    {},
    { method: 'POST' },
  );
  assert.equal(answer.MaxResults, 10);
});

test('everybody may ask who they are', async () => {
  const who = async (key: Key) => (await stsClient(server, key).getCallerIdentity()).body;
  const root = await who(server.rootKey);
  assert.deepEqual(
    [root?.identityType, root?.accountId, root?.principalId, root?.userId, root?.arn],
    ['Account', server.account, server.account, server.account, `acs:ram::${server.account}:root`],
  );
  const nobody = await makeUser(server, 'nobody');
  const user = await who(nobody);
  assert.deepEqual(
    [user?.identityType, user?.accountId, user?.arn],
    ['RAMUser', server.account, `acs:ram::${server.account}:user/nobody`],
  );
  assert.match(user?.userId ?? '', /^\d{18}$/);
  assert.equal(user?.principalId, user?.userId);
  const session = await who(await assume());
  assert.deepEqual(
    [session?.identityType, session?.accountId, session?.arn, session?.userId],
    ['AssumedRoleUser', server.account, `${roleArn}/night-shift`, undefined],
  );
  assert.equal(session?.principalId, `${session?.roleId}:night-shift`);
});

test('a session policy narrows, and never widens, what the role may do', async () => {
  const reading = await assume({
    policy: policy({ Effect: 'Allow', Action: ['ice:List*', 'ram:ListUsers'], Resource: '*' }),
  });
  assert.equal(await outcome(list(reading)), 'done');
  const refused = await remove(reading).catch((error: unknown) => error);
  assert.ok(refused instanceof RpcError);
  assert.equal(refused.code, 'NoPermission');
  assert.equal(refused.accessDeniedDetail?.PolicyType, 'SessionPolicy');
  assert.equal(await outcome(server.client(reading).call('ListUsers', {}, 'RAM')), 'NoPermission');
});

test('a running session loses what the role loses, at once', async () => {
  const admin = server.client();
  const key = await assume();
  assert.equal(await outcome(list(key)), 'done');
  const attachment = { PolicyType: 'System', PolicyName: 'AliyunICEFullAccess', RoleName: 'farm' };
  await admin.call('DetachPolicyFromRole', attachment, 'RAM');
  assert.equal(await outcome(list(key)), 'NoPermission');
  await admin.call('AttachPolicyToRole', attachment, 'RAM');
  assert.equal(await outcome(list(key)), 'done');
});

test('tokens that are missing, foreign, changed, mismatched or over are refused, each with its code', async () => {
  const key = await assume();
  const other = await assume();
  const { id, secret } = key;
  assert.equal(await outcome(list({ id, secret })), 'MissingSecurityToken');
  const changed = `${key.securityToken.slice(0, 40)}${key.securityToken[40] === 'A' ? 'B' : 'A'}${key.securityToken.slice(41)}`;
  for (const securityToken of [
    changed,
    'nonsense',
    `${key.securityToken}=`,
    key.securityToken.slice(0, -1),
  ]) {
    assert.equal(
      await outcome(list({ id, secret, securityToken })),
      'InvalidSecurityToken.Malformed',
      securityToken,
    );
  }
  assert.equal(
    await outcome(list({ id, secret, securityToken: other.securityToken })),
    'InvalidSecurityToken.MismatchWithAccessKey',
  );
  assert.equal(
    await outcome(list({ ...alice, securityToken: key.securityToken })),
    'InvalidSecurityToken.MismatchWithAccessKey',
  );
  assert.equal(await outcome(list({ ...key, secret: other.secret })), 'SignatureDoesNotMatch');

  const session = { account: server.account, roleId: '1', roleName: 'farm', sessionName: 'late' };
  const issue = (masterKey: Buffer, secondsAgo: number) => {
    const clock = () => new Date(Date.now() - secondsAgo * 1000);
    const made = createSessionTokens(createSealer(masterKey, 'security tokens'), clock).issue(
      session,
      null,
      900,
    );
    return { id: made.accessKeyId, secret: made.accessKeySecret, securityToken: made.securityToken };
  };
  assert.equal(await outcome(list(issue(server.masterKey, 901))), 'InvalidSecurityToken.Expired');
  // Of a session that has not ended yet the role is looked at, and role 1 has no policies.
  assert.equal(await outcome(list(issue(server.masterKey, 890))), 'NoPermission');
  assert.equal(await outcome(list(issue(Buffer.alloc(32, 8), 0))), 'InvalidSecurityToken.Malformed');
});

test('what AssumeRole cannot take has the code of STS', async () => {
  const rows: [Record<string, unknown>, string][] = [
    [{ roleArn: 'farm' }, 'InvalidParameter.RoleArn'],
    [{ roleArn: `acs:ram::${server.account}:role/none` }, 'EntityNotExist.Role'],
    [{ roleSessionName: 'a' }, 'InvalidParameter.RoleSessionName'],
    [{ roleSessionName: '忍者' }, 'InvalidParameter.RoleSessionName'],
    [{ roleSessionName: 'a'.repeat(65) }, 'InvalidParameter.RoleSessionName'],
    [{ durationSeconds: 899 }, 'InvalidParameter.DurationSeconds'],
    [{ durationSeconds: 7201 }, 'InvalidParameter.DurationSeconds'],
    [{ durationSeconds: 7200 }, 'done'],
    [{ policy: '{"Version":"2"}' }, 'InvalidParameter.PolicyGrammar'],
    [{ policy: `${' '.repeat(2048)}{}` }, 'InvalidParameter.PolicyGrammar'],
    [{ externalId: 'x' }, 'InvalidParameter.ExternalId'],
  ];
  for (const [more, code] of rows) assert.equal(await outcome(assume(more)), code, JSON.stringify(more));
});

test('roles are assumed by those whom the trust policy names and whose own policies allow it', async () => {
  const root = await assume({}, server.rootKey).catch((error: unknown) => error as Error & { code: string });
  assert.ok(root instanceof Error);
  assert.deepEqual(
    [root.code, /Roles may not be assumed by root accounts/.test(root.message)],
    ['NoPermission', true],
  );

  const untrusted = await makeUser(
    server,
    'untrusted',
    policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  );
  const refused = await server
    .client(untrusted)
    .call('AssumeRole', { RoleArn: roleArn, RoleSessionName: 'try' }, 'STS')
    .catch((error: unknown) => error);
  assert.ok(refused instanceof RpcError);
  assert.deepEqual(
    [refused.code, refused.accessDeniedDetail?.PolicyType, refused.accessDeniedDetail?.AuthAction],
    ['NoPermission', 'AssumeRolePolicy', 'sts:AssumeRole'],
  );

  await makeUser(server, 'unallowed', policy({ Effect: 'Allow', Action: 'ice:*', Resource: '*' })).then(
    async (key) => {
      const error = await server
        .client(key)
        .call('AssumeRole', { RoleArn: roleArn, RoleSessionName: 'try' }, 'STS')
        .catch((thrown: unknown) => thrown);
      assert.ok(error instanceof RpcError);
      assert.equal(error.accessDeniedDetail?.PolicyType, 'AccountLevelIdentityBasedPolicy');
      assert.equal(error.accessDeniedDetail?.AuthResource, roleArn);
    },
  );
});

test('a session may begin another one when its role may, for an hour at most', async () => {
  const admin = server.client();
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn });
  await admin.call('CreatePolicy', { PolicyName: 'chain', PolicyDocument }, 'RAM');
  await admin.call(
    'AttachPolicyToRole',
    { PolicyType: 'Custom', PolicyName: 'chain', RoleName: 'farm' },
    'RAM',
  );
  const first = await assume();
  assert.equal(await outcome(assume({ durationSeconds: 3601 }, first)), 'InvalidParameter.DurationSeconds');
  assert.equal(await outcome(list(await assume({}, first))), 'done');
});

test('conditions of a trust policy are held, the external id among them', async () => {
  await server.client().call(
    'CreateRole',
    {
      RoleName: 'partner',
      AssumeRolePolicyDocument: policy({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { RAM: `acs:ram::${server.account}:root` },
        Condition: {
          StringEquals: { 'sts:ExternalId': 'deal-42' },
          IpAddress: { 'acs:SourceIp': '127.0.0.0/8' },
        },
      }),
    },
    'RAM',
  );
  const partner = `acs:ram::${server.account}:role/partner`;
  assert.equal(await outcome(assume({ roleArn: partner, externalId: 'deal-42' })), 'done');
  assert.equal(await outcome(assume({ roleArn: partner, externalId: 'deal-43' })), 'NoPermission');
  assert.equal(await outcome(assume({ roleArn: partner })), 'NoPermission');
});

test('the official credentials library takes keys from a URI', async (t) => {
  const key = await assume();
  const uri = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        Code: 'Success',
        AccessKeyId: key.id,
        AccessKeySecret: key.secret,
        SecurityToken: key.securityToken,
        Expiration: key.expiration,
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(uri, 'listening');
  t.after(() => {
    uri.closeAllConnections();
    uri.close();
  });
  const { Config, default: Credential } = credentialsPackage;
  const credential = new Credential(
    new Config({
      type: 'credentials_uri',
      credentialsURI: `http://127.0.0.1:${(uri.address() as AddressInfo).port}/`,
    }),
  );
  const { $OpenApiUtil, default: Client } = openapiCore;
  const client = new Client(
    new $OpenApiUtil.Config({ credential, endpoint: server.host, protocol: 'HTTP', regionId: 'cn-shanghai' }),
  );
  const params = new $OpenApiUtil.Params({
    action: 'ListBatchMediaProducingJobs',
    version: '2020-11-09',
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const { RuntimeOptions } = await import('@darabonba/typescript');
  const answer = (await client.callApi(
    params,
    new $OpenApiUtil.OpenApiRequest({}),
    new RuntimeOptions({}),
  )) as { body: { MaxResults: number } };
  assert.equal(answer.body.MaxResults, 10);
});

test('the official credentials library assumes a role itself, over TLS', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-tls-'));
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keySize: 2048,
  });
  await writeFile(join(dataDir, 'tls.crt'), cert);
  await writeFile(join(dataDir, 'tls.key'), key);
  const config = readConfig({
    ...settings(dataDir),
    REELMILL_TLS_CERT: join(dataDir, 'tls.crt'),
    REELMILL_TLS_KEY: join(dataDir, 'tls.key'),
  });
  const running = await startServer(config, pino({ level: 'silent' }));
  t.after(async () => {
    await running.close();
    await rm(dataDir, { recursive: true });
  });
  // The library takes no certificate of its own: this process trusts any while the test runs.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  t.after(() => {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  });
  const { host } = new URL(running.url);
  const secure = {
    ...server,
    url: running.url,
    host,
    client: (of = server.rootKey) => createClient({ endpoint: running.url, ...of }),
  };
  const { AccountId } = await secure.client().call<{ AccountId: string }>('GetCallerIdentity', {}, 'STS');
  const bob = await makeUser(secure, 'bob', policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }));
  const AssumeRolePolicyDocument = trust(`acs:ram::${AccountId}:user/bob`);
  await secure.client().call('CreateRole', { RoleName: 'farm', AssumeRolePolicyDocument }, 'RAM');
  const { Config, default: Credential } = credentialsPackage;
  const credential = new Credential(
    new Config({
      type: 'ram_role_arn',
      accessKeyId: bob.id,
      accessKeySecret: bob.secret,
      roleArn: `acs:ram::${AccountId}:role/farm`,
      roleSessionName: 'library',
      stsEndpoint: host,
    }),
  );
  const made = await credential.getCredential();
  const who = await secure
    .client({
      id: made.accessKeyId ?? '',
      secret: made.accessKeySecret ?? '',
      securityToken: made.securityToken ?? '',
    })
    .call<{ Arn: string }>('GetCallerIdentity', {}, 'STS');
  assert.equal(who.Arn, `acs:ram::${AccountId}:role/farm/library`);
});

test('a deleted role is no role any more, also for those who are in it', async () => {
  const admin = server.client();
  const AssumeRolePolicyDocument = trust(`acs:ram::${server.account}:user/alice`);
  await admin.call('CreateRole', { RoleName: 'short', AssumeRolePolicyDocument }, 'RAM');
  const attachment = { PolicyType: 'System', PolicyName: 'AliyunICEFullAccess', RoleName: 'short' };
  await admin.call('AttachPolicyToRole', attachment, 'RAM');
  const arn = `acs:ram::${server.account}:role/short`;
  const key = await assume({ roleArn: arn });
  assert.equal(await outcome(list(key)), 'done');
  await admin.call('DetachPolicyFromRole', attachment, 'RAM');
  await admin.call('DeleteRole', { RoleName: 'short' }, 'RAM');
  assert.equal(await outcome(list(key)), 'NoPermission');
  // A new role of the same name is another role.
  await admin.call('CreateRole', { RoleName: 'short', AssumeRolePolicyDocument }, 'RAM');
  await admin.call('AttachPolicyToRole', attachment, 'RAM');
  assert.equal(await outcome(list(key)), 'NoPermission');
});
