import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import openapiClient from '@alicloud/openapi-client';
import openapiCore from '@alicloud/openapi-core';
import RPCClient from '@alicloud/pop-core';
import teaUtil from '@alicloud/tea-util';
import { type Client, RpcError } from '../../src/client/client.ts';
import { operations } from '../../src/operations/registry.ts';
import {
  type AccessServer,
  type Key,
  makeUser,
  outcome,
  policy,
  startAccessServer,
} from './access-server.ts';

/** Whether a call passes, on a whole server: what users may do, what they are told when they may not. */

let server: AccessServer;
let root: Client;
before(async () => {
  server = await startAccessServer();
  root = server.client();
});
after(() => server.close());

const list = (key: Key) => outcome(server.client(key).call('ListBatchMediaProducingJobs'));
const remove = (key: Key) => outcome(server.client(key).call('DeleteMediaInfos', { MediaIds: 'none' }));

const attachment = (UserName: string, PolicyName: string, PolicyType = 'Custom') => ({
  UserName,
  PolicyType,
  PolicyName,
});

test('a user without policies may do nothing, in every operation but one', async () => {
  const nobody = await makeUser(server, 'nobody');
  for (const { action, product, resources } of operations.values()) {
    const caller = {
      principal: { kind: 'root', account: server.account } as const,
      accessKeyId: '',
      source: { ip: '', isSecure: false, userAgent: null },
    };
    const isOpen = resources(caller, {})?.length === 0;
    assert.equal(isOpen, action === 'GetCallerIdentity', action);
    const said = await outcome(server.client(nobody).call(action, {}, product));
    assert.equal(said, isOpen ? 'done' : 'NoPermission', action);
  }
});

test('system policies give what their names say', async () => {
  const reader = await makeUser(server, 'reader');
  await root.call('AttachPolicyToUser', attachment('reader', 'AliyunICEReadOnlyAccess', 'System'), 'RAM');
  assert.deepEqual([await list(reader), await remove(reader)], ['done', 'NoPermission']);
  const maker = await makeUser(server, 'maker');
  await root.call('AttachPolicyToUser', attachment('maker', 'AliyunICEFullAccess', 'System'), 'RAM');
  assert.deepEqual([await list(maker), await remove(maker)], ['done', 'done']);
  assert.equal(await outcome(server.client(maker).call('ListUsers', {}, 'RAM')), 'NoPermission');
  const admin = await makeUser(server, 'admin');
  await root.call('AttachPolicyToUser', attachment('admin', 'AdministratorAccess', 'System'), 'RAM');
  assert.equal(await outcome(server.client(admin).call('ListUsers', {}, 'RAM')), 'done');
});

test('every change of a policy acts on the next call', async () => {
  const key = await makeUser(server, 'watched');
  assert.equal(await list(key), 'NoPermission');
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'ice:List*', Resource: '*' });
  await root.call('CreatePolicy', { PolicyName: 'watched', PolicyDocument }, 'RAM');
  assert.equal(await list(key), 'NoPermission');
  await root.call('AttachPolicyToUser', attachment('watched', 'watched'), 'RAM');
  assert.equal(await list(key), 'done');
  const denying = policy({ Effect: 'Deny', Action: 'ice:*', Resource: '*' });
  await root.call('CreatePolicyVersion', { PolicyName: 'watched', PolicyDocument: denying }, 'RAM');
  assert.equal(await list(key), 'done');
  await root.call('SetDefaultPolicyVersion', { PolicyName: 'watched', VersionId: 'v2' }, 'RAM');
  assert.equal(await list(key), 'NoPermission');
  await root.call('SetDefaultPolicyVersion', { PolicyName: 'watched', VersionId: 'v1' }, 'RAM');
  assert.equal(await list(key), 'done');
  await root.call('DetachPolicyFromUser', attachment('watched', 'watched'), 'RAM');
  assert.equal(await list(key), 'NoPermission');
});

test('conditions look at the call itself', async () => {
  const rows: [string, Record<string, unknown>, string][] = [
    ['from-here', { IpAddress: { 'acs:SourceIp': ['127.0.0.0/8', '::1'] } }, 'done'],
    ['from-elsewhere', { IpAddress: { 'acs:SourceIp': '203.0.113.0/24' } }, 'NoPermission'],
    ['in-time', { DateLessThan: { 'acs:CurrentTime': '2099-01-01T00:00:00Z' } }, 'done'],
    ['too-late', { DateLessThan: { 'acs:CurrentTime': '2020-01-01T00:00:00Z' } }, 'NoPermission'],
    ['plain', { Bool: { 'acs:SecureTransport': 'false' } }, 'done'],
    ['secure', { Bool: { 'acs:SecureTransport': 'true' } }, 'NoPermission'],
    ['no-mfa', { Bool: { 'acs:MFAPresent': 'false' } }, 'done'],
    ['mfa', { Bool: { 'acs:MFAPresent': 'true' } }, 'NoPermission'],
    ['agent', { StringLike: { 'acs:UserAgent': '*' } }, 'done'],
    ['self', { StringEquals: { 'acs:PrincipalARN': `acs:ram::${server.account}:user/self` } }, 'done'],
    [
      'other',
      { StringEquals: { 'acs:PrincipalARN': `acs:ram::${server.account}:user/self` } },
      'NoPermission',
    ],
  ];
  for (const [name, Condition, expected] of rows) {
    const document = policy({ Effect: 'Allow', Action: 'ice:*', Resource: '*', Condition });
    assert.equal(await list(await makeUser(server, name, document)), expected, name);
  }
});

test('resources of ICE are those of the account in the region of the server', async () => {
  const rows: [string, string][] = [
    [`acs:ice:*:${server.account}:*`, 'done'],
    [`acs:ice:cn-shanghai:${server.account}:*`, 'done'],
    ['acs:ice:cn-beijing:*:*', 'NoPermission'],
    ['acs:ice:*:1234567890123456:*', 'NoPermission'],
    ['acs:oss:*:*:*', 'NoPermission'],
    [`acs:ice:*:${server.account}:job/*`, 'NoPermission'],
  ];
  for (const [index, [Resource, expected]] of rows.entries()) {
    const key = await makeUser(
      server,
      `resource-${index}`,
      policy({ Effect: 'Allow', Action: 'ice:*', Resource }),
    );
    assert.equal(await list(key), expected, Resource);
  }
});

test('operations of RAM concern the users, roles and policies that they name', async () => {
  const resource = (relative: string) => `acs:ram:*:${server.account}:${relative}`;
  const key = await makeUser(
    server,
    'lead',
    policy(
      {
        Effect: 'Allow',
        Action: 'ram:*AccessKey*',
        Resource: [resource('user/team-*'), resource('user/lead')],
      },
      {
        Effect: 'Allow',
        Action: 'ram:*Policy*',
        Resource: [resource('user/team-*'), resource('policy/team-*')],
      },
      { Effect: 'Allow', Action: 'ram:CreateUser', Resource: resource('user/*') },
    ),
  );
  const call = (action: string, parameters: Record<string, unknown>) =>
    outcome(server.client(key).call(action, parameters, 'RAM'));
  for (const UserName of ['team-a', 'solo']) assert.equal(await call('CreateUser', { UserName }), 'done');
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'ice:*', Resource: '*' });
  for (const PolicyName of ['team-policy', 'solo-policy']) {
    await root.call('CreatePolicy', { PolicyName, PolicyDocument }, 'RAM');
  }
  assert.equal(await call('CreateAccessKey', { UserName: 'team-a' }), 'done');
  assert.equal(await call('CreateAccessKey', { UserName: 'solo' }), 'NoPermission');
  // Without a name the caller's own keys are meant.
  assert.equal(await call('ListAccessKeys', {}), 'done');
  assert.equal(await call('CreateAccessKey', {}), 'done');
  assert.equal(await call('AttachPolicyToUser', attachment('team-a', 'team-policy')), 'done');
  // Both the user and the policy have to be allowed, and system policies are others than those of the account.
  assert.equal(await call('AttachPolicyToUser', attachment('solo', 'team-policy')), 'NoPermission');
  assert.equal(await call('AttachPolicyToUser', attachment('team-a', 'solo-policy')), 'NoPermission');
  assert.equal(
    await call('AttachPolicyToUser', attachment('team-a', 'AdministratorAccess', 'System')),
    'NoPermission',
  );
  assert.equal(
    await call('AttachPolicyToUser', attachment('team-a', 'AdministratorAccess', ' sYSTEM ')),
    'NoPermission',
  );
  assert.equal(await call('DeleteUser', { UserName: 'team-a' }), 'NoPermission');
});

test('a session cannot make itself a key of the account by naming no user', async () => {
  const AssumeRolePolicyDocument = policy({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { RAM: `acs:ram::${server.account}:root` },
  });
  await root.call('CreateRole', { RoleName: 'ops', AssumeRolePolicyDocument }, 'RAM');
  const policyName = { PolicyType: 'System', PolicyName: 'AdministratorAccess' };
  await root.call('AttachPolicyToRole', { RoleName: 'ops', ...policyName }, 'RAM');
  const user = await makeUser(server, 'assumer', policy({ Effect: 'Allow', Action: 'sts:*', Resource: '*' }));
  const { Credentials: made } = await server
    .client(user)
    .call<{ Credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string } }>(
      'AssumeRole',
      { RoleArn: `acs:ram::${server.account}:role/ops`, RoleSessionName: 'ops' },
      'STS',
    );
  const session = { id: made.AccessKeyId, secret: made.AccessKeySecret, securityToken: made.SecurityToken };
  for (const action of ['CreateAccessKey', 'ListAccessKeys']) {
    assert.equal(await outcome(server.client(session).call(action, {}, 'RAM')), 'MissingUserName');
  }
});

test('a refusal says who was refused what, and why, in full', async () => {
  const denied = await makeUser(
    server,
    'denied',
    policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'ice:Delete*', Resource: '*' },
    ),
  );
  const { User } = await root.call<{ User: { UserId: string } }>('GetUser', { UserName: 'denied' }, 'RAM');
  const refused = await server
    .client(denied)
    .call('DeleteMediaInfos', { MediaIds: 'x' })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof RpcError);
  assert.deepEqual([refused.code, refused.status], ['NoPermission', 403]);
  const { EncodedDiagnosticMessage, ...detail } = refused.accessDeniedDetail ?? {};
  assert.deepEqual(detail, {
    AuthAction: 'ice:DeleteMediaInfos',
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: server.account,
    AuthPrincipalDisplayName: User.UserId,
    AuthResource: `acs:ice:cn-shanghai:${server.account}:*`,
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    NoPermissionType: 'ExplicitDeny',
  });
  assert.match(String(EncodedDiagnosticMessage), /^AQEAAAAA/);
  const { DecodedDiagnosticMessage: decoded } = await root.call<{
    DecodedDiagnosticMessage: { ExplicitDeny: boolean; MatchedPolicies: Record<string, unknown>[] };
  }>('DecodeDiagnosticMessage', { EncodedDiagnosticMessage }, 'RAM');
  assert.equal(decoded.ExplicitDeny, true);
  assert.deepEqual(decoded.MatchedPolicies, [
    {
      PolicyIdentifier: 'of-denied',
      PolicyType: 'Custom',
      PolicyVersion: 'v1',
      Effect: 'Deny',
      AttachedEntityType: 'RamUser',
      AttachedScope: 'Account',
    },
  ]);
});

test('the official clients read a refusal', async () => {
  const { id: accessKeyId, secret: accessKeySecret } = await makeUser(server, 'refused');
  const common = {
    accessKeyId,
    accessKeySecret,
    endpoint: server.host,
    protocol: 'HTTP',
    regionId: 'cn-shanghai',
  };
  const params = {
    action: 'ListBatchMediaProducingJobs',
    version: '2020-11-09',
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  };
  type Thrown = Error & {
    code: string;
    data?: Record<string, unknown>;
    accessDeniedDetail?: Record<string, unknown>;
  };
  const thrownBy = (call: Promise<unknown>) =>
    call.then(
      () => assert.fail('it passed'),
      (error: Thrown) => error,
    );
  const runtime = new teaUtil.RuntimeOptions({});
  const { $OpenApiUtil: core, default: CoreClient } = openapiCore;
  const coreClient = new CoreClient(new core.Config(common));
  const fromCore = await thrownBy(
    coreClient.callApi(new core.Params(params), new core.OpenApiRequest({}), runtime as never),
  );
  const { Config, OpenApiRequest, Params, default: OldClient } = openapiClient;
  const oldClient = new OldClient(new Config(common));
  const fromOld = await thrownBy(oldClient.callApi(new Params(params), new OpenApiRequest({}), runtime));
  for (const { code, accessDeniedDetail } of [fromCore, fromOld]) {
    assert.equal(code, 'NoPermission');
    assert.equal(accessDeniedDetail?.NoPermissionType, 'ImplicitDeny');
    assert.equal(accessDeniedDetail?.AuthAction, 'ice:ListBatchMediaProducingJobs');
  }
  const pop = new RPCClient({ accessKeyId, accessKeySecret, endpoint: server.url, apiVersion: '2020-11-09' });
  const fromPop = await thrownBy(pop.request('ListBatchMediaProducingJobs', {}));
  assert.equal(fromPop.code, 'NoPermission');
  assert.equal((fromPop.data?.AccessDeniedDetail as Record<string, unknown>)?.AuthPrincipalType, 'SubUser');
  const xml = await thrownBy(
    coreClient.callApi(
      new core.Params(params),
      new core.OpenApiRequest({ query: { Format: 'XML' } }),
      runtime as never,
    ),
  );
  assert.equal(xml.code, 'NoPermission');
});
