import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import credentialsPackage from '@alicloud/credentials';
import MnsClient from '@alicloud/mns';
import openapiClient from '@alicloud/openapi-client';
import openapiCore from '@alicloud/openapi-core';
import RPCClient from '@alicloud/pop-core';
import ramPackage from '@alicloud/ram20150501';
import stsPackage from '@alicloud/sts20150401';
import teaUtil from '@alicloud/tea-util';
import { RuntimeOptions } from '@darabonba/typescript';
import type { Key } from '../access/access-server.ts';
import { type LiveServer, startLiveServer } from './live-server.ts';

/** Every official client, unmodified, against one whole server: over plain HTTP and over TLS. */

type Answer = Record<string, unknown>;
type Keys = Key | { credential: InstanceType<typeof credentialsPackage.default> };
/** Calls an operation of ICE: parameters of the query, parameters of the form. */
type Call = (
  key: Keys,
  action: string,
  query: Record<string, string>,
  form?: Record<string, string>,
) => Promise<Answer>;

const submit = {
  InputConfig: JSON.stringify({
    MediaGroupArray: [{ GroupName: 'a', MediaArray: ['http://clips.oss-cn-shanghai.aliyuncs.com/1.mp4'] }],
  }),
  OutputConfig: JSON.stringify({
    MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/v_{index}.mp4',
    Count: 1,
    Width: 180,
    Height: 320,
  }),
  UserData: '{"note":"中文 +&=*~ %"}',
};

const rpcOf = (action: string) => ({
  action,
  version: '2020-11-09',
  protocol: 'HTTPS',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});

function configOf({ host, scheme }: LiveServer, key: Keys) {
  const common = { endpoint: host, protocol: scheme.toUpperCase(), regionId: 'cn-shanghai' };
  if ('credential' in key) return { ...common, credential: key.credential };
  const token = key.securityToken === undefined ? {} : { securityToken: key.securityToken };
  return { ...common, accessKeyId: key.id, accessKeySecret: key.secret, ...token };
}

const coreCall =
  (server: LiveServer): Call =>
  async (key, action, query, form) => {
    const { $OpenApiUtil, default: Client } = openapiCore;
    const client = new Client(new $OpenApiUtil.Config(configOf(server, key)));
    const request = new $OpenApiUtil.OpenApiRequest({ query, ...(form && { body: form }) });
    const params = new $OpenApiUtil.Params(rpcOf(action));
    const { body } = (await client.callApi(params, request, new RuntimeOptions({}))) as { body: Answer };
    return body;
  };

const clientCall =
  (server: LiveServer): Call =>
  async (key, action, query, form) => {
    const { Config, OpenApiRequest, Params, default: Client } = openapiClient;
    const client = new Client(new Config(configOf(server, key)));
    const request = new OpenApiRequest({ query, ...(form && { body: form }) });
    const answer = await client.callApi(new Params(rpcOf(action)), request, new teaUtil.RuntimeOptions({}));
    return (answer as { body: Answer }).body;
  };

const popCall =
  (server: LiveServer, method: 'GET' | 'POST'): Call =>
  async (key, action, query, form) => {
    assert.ok('id' in key);
    const client = new RPCClient({
      endpoint: server.url,
      apiVersion: '2020-11-09',
      accessKeyId: key.id,
      accessKeySecret: key.secret,
      ...(key.securityToken === undefined ? {} : { securityToken: key.securityToken }),
    });
    return client.request<Answer>(action, { ...query, ...form }, { method });
  };

const callers = (server: LiveServer): Record<string, Call> => ({
  '@alicloud/openapi-core': coreCall(server),
  '@alicloud/openapi-client': clientCall(server),
  '@alicloud/pop-core by GET': popCall(server, 'GET'),
  '@alicloud/pop-core by POST': popCall(server, 'POST'),
});

/** Submits a job, finds it in the list, gets it, and reads an error. */
async function useIce(call: Call, key: Keys): Promise<void> {
  const { InputConfig, ...query } = submit;
  const { JobId } = await call(key, 'SubmitBatchMediaProducingJob', query, { InputConfig });
  assert.match(String(JobId), /^[0-9a-f]{32}$/);
  const list = await call(key, 'ListBatchMediaProducingJobs', { JobId: String(JobId), MaxResults: '10' });
  const [job] = list.EditingBatchJobList as Answer[];
  assert.deepEqual([job?.JobId, job?.UserData], [JobId, submit.UserData]);
  assert.deepEqual([job?.InputConfig, job?.OutputConfig], [submit.InputConfig, submit.OutputConfig]);
  const one = await call(key, 'GetBatchMediaProducingJob', { JobId: String(JobId) });
  assert.equal((one.EditingBatchJob as Answer).JobId, JobId);
  await assert.rejects(
    call(key, 'GetBatchMediaProducingJob', { JobId: 'none' }),
    (error: Error & { code?: string }) => error.code === 'InvalidParameter.JobNotFound',
  );
}

const ramOf = (server: LiveServer, key: Key) =>
  new ramPackage.default(new openapiCore.$OpenApiUtil.Config(configOf(server, key)));
const stsOf = (server: LiveServer, key: Key) =>
  new stsPackage.default(new openapiCore.$OpenApiUtil.Config(configOf(server, key)));

/** A user who may assume a role, and the role, which may do everything with media. */
async function makeUserAndRole(server: LiveServer): Promise<{ alice: Key; roleArn: string }> {
  const ram = ramOf(server, server.rootKey);
  await ram.createUser(new ramPackage.CreateUserRequest({ userName: 'alice', displayName: '爱丽丝' }));
  const made = await ram.createAccessKey(new ramPackage.CreateAccessKeyRequest({ userName: 'alice' }));
  const policyDocument = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['sts:AssumeRole', 'ice:List*'], Resource: '*' }],
  });
  await ram.createPolicy(new ramPackage.CreatePolicyRequest({ policyName: 'enter', policyDocument }));
  await ram.attachPolicyToUser(
    new ramPackage.AttachPolicyToUserRequest({
      policyType: 'Custom',
      policyName: 'enter',
      userName: 'alice',
    }),
  );
  const assumeRolePolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { RAM: [`acs:ram::${server.account}:user/alice`] },
      },
    ],
  });
  await ram.createRole(new ramPackage.CreateRoleRequest({ roleName: 'farm', assumeRolePolicyDocument }));
  await ram.attachPolicyToRole(
    new ramPackage.AttachPolicyToRoleRequest({
      policyType: 'System',
      policyName: 'AliyunICEFullAccess',
      roleName: 'farm',
    }),
  );
  const { body } = await ram.listUsers(new ramPackage.ListUsersRequest({}));
  assert.deepEqual(
    body?.users?.user?.map(({ userName, displayName }) => [userName, displayName]),
    [['alice', '爱丽丝']],
  );
  const key = made.body?.accessKey;
  return {
    alice: { id: key?.accessKeyId ?? '', secret: key?.accessKeySecret ?? '' },
    roleArn: `acs:ram::${server.account}:role/farm`,
  };
}

/** Serves temporary keys as `credentials_uri` asks for them. */
async function serveCredentials(t: TestContext, key: () => Promise<Answer>): Promise<string> {
  const server = createServer(async (_request, response) => response.end(JSON.stringify(await key())));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

for (const scheme of ['http', 'https'] as const) {
  test(`the official clients over ${scheme}`, async (t) => {
    const server = await startLiveServer(scheme);
    t.after(() => server.close());
    const handedOut: string[] = [server.rootKey.secret, server.masterKey.toString('hex')];

    for (const [name, call] of Object.entries(callers(server))) {
      await t.test(name, () => useIce(call, server.rootKey));
    }

    let alice: Key = server.rootKey;
    let roleArn = '';
    await t.test('@alicloud/ram20150501', async () => {
      ({ alice, roleArn } = await makeUserAndRole(server));
      handedOut.push(alice.secret);
      await callers(server)['@alicloud/openapi-core']?.(alice, 'ListBatchMediaProducingJobs', {});
      await assert.rejects(
        useIce(coreCall(server), alice),
        (error: Error & { code?: string; accessDeniedDetail?: Answer }) =>
          error.code === 'NoPermission' &&
          error.accessDeniedDetail?.AuthAction === 'ice:SubmitBatchMediaProducingJob',
      );
    });

    let session: Key = server.rootKey;
    await t.test('@alicloud/sts20150401', async () => {
      const sts = stsOf(server, alice);
      const request = new stsPackage.AssumeRoleRequest({ roleArn, roleSessionName: 'night-shift' });
      const { credentials } = (await sts.assumeRole(request)).body ?? {};
      session = {
        id: credentials?.accessKeyId ?? '',
        secret: credentials?.accessKeySecret ?? '',
        securityToken: credentials?.securityToken ?? '',
      };
      handedOut.push(session.secret, session.securityToken ?? '');
      const who = await stsOf(server, session).getCallerIdentity();
      assert.equal(who.body?.arn, `${roleArn}/night-shift`);
      for (const call of Object.values(callers(server))) await useIce(call, session);
    });

    await t.test('@alicloud/credentials', async (part) => {
      const { Config, default: Credential } = credentialsPackage;
      const credentialsURI = await serveCredentials(part, async () => ({
        AccessKeyId: session.id,
        AccessKeySecret: session.secret,
        SecurityToken: session.securityToken,
        Expiration: `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`,
      }));
      const byUri = new Credential(new Config({ type: 'credentials_uri', credentialsURI }));
      await useIce(coreCall(server), { credential: byUri });
      await useIce(clientCall(server), { credential: byUri });
      // This kind knows no other scheme.
      if (scheme === 'http') return;
      const byRole = new Credential(
        new Config({
          type: 'ram_role_arn',
          accessKeyId: alice.id,
          accessKeySecret: alice.secret,
          roleArn,
          roleSessionName: 'library',
          stsEndpoint: server.host,
        }),
      );
      await useIce(coreCall(server), { credential: byRole });
      handedOut.push((await byRole.getCredential()).securityToken ?? '');
    });

    await t.test('@alicloud/mns', async () => {
      const { id: accessKeyId, secret: accessKeySecret } = server.rootKey;
      const mns = new MnsClient(server.account, { endpoint: server.url, accessKeyId, accessKeySecret });
      await mns.createQueue('ice-callback-orders');
      const waiting = mns.receiveMessage('ice-callback-orders', 10);
      await mns.sendMessage('ice-callback-orders', { MessageBody: 'done' });
      const { body } = await waiting;
      assert.equal(body.MessageBody, 'done');
      await mns.deleteMessage('ice-callback-orders', body.ReceiptHandle ?? '');
      await assert.rejects(mns.peekMessage('ice-callback-orders'), { name: 'MNSMessageNotExistError' });
    });

    await t.test(
      'each call is on record, and no secret, token or signature is there or in the log',
      async () => {
        const records: Answer[] = [];
        let NextToken: unknown;
        do {
          const page = await server.client().call<Answer>('ListAuditRecords', { MaxResults: 100, NextToken });
          records.push(...(page.AuditRecordList as Answer[]));
          NextToken = page.NextToken;
        } while (NextToken !== undefined);
        const actions = new Set(records.map(({ ActionName }) => ActionName));
        for (const action of [
          'ice:SubmitBatchMediaProducingJob',
          'ram:CreateAccessKey',
          'sts:AssumeRole',
          'mns:ReceiveMessage',
        ]) {
          assert.ok(actions.has(action), action);
        }
        const written = server.log() + JSON.stringify(records);
        for (const secret of handedOut) {
          assert.ok(secret.length > 10);
          assert.ok(!written.includes(secret));
        }
        assert.doesNotMatch(written, /Signature=|ACS3-HMAC-SHA256|"signature"|MNS root-key-id:/i);
      },
    );
  });
}
