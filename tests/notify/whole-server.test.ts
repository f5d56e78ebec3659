import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import MnsClient from '@alicloud/mns';
import openapiCore from '@alicloud/openapi-core';
import {
  type AccessServer,
  type Key,
  makeUser,
  outcome,
  policy,
  startAccessServer,
  trust,
} from '../access/access-server.ts';
import { makeClips, startTestServer } from '../batch/server.ts';
import { runCli } from '../cli/run-cli.ts';
import { startLiveServer } from '../conformance/live-server.ts';

let server: AccessServer;
before(async () => {
  server = await startAccessServer();
});
after(() => server.close());

const mnsClient = (key: Key = server.rootKey) =>
  new MnsClient(server.account, {
    endpoint: server.url,
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    ...(key.securityToken === undefined ? {} : { securityToken: key.securityToken }),
  });

const set = (parameters: Record<string, unknown>) => server.client().call('SetEventCallback', parameters);
const get = async () => {
  const { RequestId, ...fields } = await server.client().call('GetEventCallback');
  return fields;
};

const nothing = {
  CallbackType: '',
  CallbackURL: '',
  CallbackQueueName: '',
  EventTypeList: '',
  AuthSwitch: '',
  AuthKey: '',
};

test('the official SDK sets and reads the subscription', async () => {
  const { $OpenApiUtil, default: Client } = openapiCore;
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: server.rootKey.id,
      accessKeySecret: server.rootKey.secret,
      endpoint: server.host,
      protocol: 'HTTP',
      regionId: 'cn-shanghai',
    }),
  );
  const call = async (action: string, query: Record<string, string> = {}) => {
    const parameters = {
      action,
      version: '2020-11-09',
      protocol: 'HTTPS',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    };
    const runtime = {} as Parameters<typeof client.callApi>[2];
    const answer = await client.callApi(
      new $OpenApiUtil.Params(parameters),
      new $OpenApiUtil.OpenApiRequest({ query }),
      runtime,
    );
    return answer.body as Record<string, unknown>;
  };
  const wish = {
    AuthKey: 'Callback123',
    AuthSwitch: 'on',
    CallbackType: 'HTTP',
    CallbackURL: 'https://example.com/callback',
    EventTypeList: 'ProduceMediaComplete,TranscodeComplete',
  };
  const { Success } = await call('SetEventCallback', wish);
  assert.equal(Success, true);
  const { RequestId, ...fields } = await call('GetEventCallback');
  assert.deepEqual(fields, { ...wish, CallbackQueueName: '' });
});

test('a setting is replaced as a whole, and removed by a call without parameters', async () => {
  await set({ CallbackQueueName: 'ice-callback-a', EventTypeList: 'producemediacomplete' });
  assert.deepEqual(await get(), {
    ...nothing,
    CallbackType: 'MNS',
    CallbackQueueName: 'ice-callback-a',
    EventTypeList: 'ProduceMediaComplete',
    AuthSwitch: 'off',
  });
  await set({ CallbackURL: 'http://example.com/' });
  assert.deepEqual(await get(), {
    ...nothing,
    CallbackType: 'HTTP',
    CallbackURL: 'http://example.com/',
    AuthSwitch: 'off',
  });
  await set({});
  assert.deepEqual(await get(), nothing);
  const { body } = await mnsClient().getQueueAttributes('ice-callback-a');
  assert.equal(body.VisibilityTimeout, '30');
});

test('what cannot work is refused with its field', async () => {
  const url = { CallbackURL: 'http://example.com/' };
  const refused: [Record<string, unknown>, RegExp][] = [
    [{ CallbackType: 'HTTP' }, /MissingCallbackURL/],
    [{ CallbackType: 'MNS', ...url }, /MissingCallbackQueueName/],
    [{ EventTypeList: 'ProduceMediaComplete' }, /MissingCallbackQueueName/],
    [{ CallbackType: 'SMS' }, /CallbackType must be one of HTTP, MNS/],
    [{ CallbackURL: 'ftp://example.com/' }, /CallbackURL must be an http or https URL/],
    [{ CallbackURL: 'http://[' }, /CallbackURL must be an http or https URL/],
    [{ CallbackURL: `http://example.com/${'x'.repeat(250)}` }, /256 bytes/],
    [{ CallbackQueueName: 'orders' }, /CallbackQueueName must be ice-callback-/],
    [{ CallbackQueueName: 'ice-callback-' }, /CallbackQueueName/],
    [{ ...url, EventTypeList: 'ProduceMediaCompleted' }, /EventTypeList.*ProduceMediaCompleted/],
    [{ ...url, AuthSwitch: 'on' }, /MissingAuthKey/],
    [{ ...url, AuthSwitch: 'yes' }, /AuthSwitch must be one of on, off/],
    [{ ...url, AuthKey: 'lowercase1' }, /AuthKey must be/],
    [{ ...url, AuthKey: 'NoDigits' }, /AuthKey must be/],
    [{ ...url, AuthKey: `Aa1${'x'.repeat(30)}` }, /AuthKey must be/],
  ];
  for (const [parameters, reason] of refused) {
    await assert.rejects(set(parameters), (error: Error & { code: string }) =>
      reason.test(`${error.code} ${error.message}`),
    );
  }
  assert.deepEqual(await get(), nothing);
});

test('policies say who reads which queue, and sessions read, too', async () => {
  await mnsClient().createQueue('ice-callback-shared');
  await mnsClient().createQueue('ice-callback-secret');
  await mnsClient().sendMessage('ice-callback-shared', { MessageBody: 'for you' });
  const reading = policy({
    Effect: 'Allow',
    Action: ['mns:ReceiveMessage', 'mns:DeleteMessage'],
    Resource: `acs:mns:*:${server.account}:/queues/ice-callback-shared/messages`,
  });
  const reader = await makeUser(server, 'reader', reading);
  const mine = mnsClient(reader);
  const denied = { name: 'MNSAccessDeniedError' };
  await assert.rejects(mine.receiveMessage('ice-callback-secret'), denied);
  await assert.rejects(mine.peekMessage('ice-callback-shared'), denied);
  await assert.rejects(mine.sendMessage('ice-callback-shared', { MessageBody: 'x' }), denied);
  await assert.rejects(mine.createQueue('mine'), denied);
  await assert.rejects(mine.listQueue(), denied);
  const { body } = await mine.receiveMessage('ice-callback-shared');
  assert.equal((await mine.deleteMessage('ice-callback-shared', body.ReceiptHandle ?? '')).code, 204);
  assert.equal(await outcome(server.client(reader).call('GetEventCallback')), 'NoPermission');

  const admin = server.client();
  const assuming = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
  const starter = await makeUser(server, 'starter', assuming);
  const document = trust(`acs:ram::${server.account}:user/starter`);
  await admin.call('CreateRole', { RoleName: 'queues', AssumeRolePolicyDocument: document }, 'RAM');
  const attached = { PolicyType: 'Custom', PolicyName: 'of-reader', RoleName: 'queues' };
  await admin.call('AttachPolicyToRole', attached, 'RAM');
  const { Credentials: given } = await server
    .client(starter)
    .call<{ Credentials: Record<string, string> }>(
      'AssumeRole',
      { RoleArn: `acs:ram::${server.account}:role/queues`, RoleSessionName: 'worker' },
      'STS',
    );
  const { AccessKeyId: id = '', AccessKeySecret: secret = '', SecurityToken: securityToken = '' } = given;
  const session = mnsClient({ id, secret, securityToken });
  const empty = { name: 'MNSMessageNotExistError' };
  await assert.rejects(session.receiveMessage('ice-callback-shared'), empty);
  await assert.rejects(session.receiveMessage('ice-callback-secret'), denied);
  await assert.rejects(mnsClient({ id, secret, securityToken: `${securityToken}x` }).listQueue(), denied);
  await assert.rejects(mnsClient({ id, secret }).listQueue(), { name: 'MNSInvalidAccessKeyIdError' });
});

test('queues have the limits of the settings, for each account and action', async (t) => {
  const limited = await startLiveServer('http', { REELMILL_THROTTLE: 'ListQueue=1,*=100000' });
  t.after(() => limited.close());
  const { id: accessKeyId, secret: accessKeySecret } = limited.rootKey;
  const client = new MnsClient(limited.account, { endpoint: limited.url, accessKeyId, accessKeySecret });
  const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => client.listQueue()));
  const refused = outcomes.filter((each) => each.status === 'rejected').map(({ reason }) => reason.name);
  assert.ok(refused.length >= 6 && refused.length < 12, `${refused.length} of 12 were refused`);
  assert.deepEqual(new Set(refused), new Set(['MNSTooManyRequestsError']));
  await Promise.all(Array.from({ length: 12 }, (_, index) => client.createQueue(`free-${index}`)));
});

test('an event that nobody has read yet outlives a killed server; the command line shows its delivery', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-notify-'));
  t.after(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const clips = await makeClips(dataDir, 2);
  const first = await startTestServer(dataDir);
  const { AccountId } = await first.client.call<{ AccountId: string }>('GetCallerIdentity', {}, 'STS');
  const clientOf = (endpoint: string) =>
    new MnsClient(AccountId, { endpoint, accessKeyId: 'test-key', accessKeySecret: 'test-secret' });
  const { JobId } = await first.client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: { MediaGroupArray: [{ GroupName: 'a', MediaArray: clips, Duration: 2 }] },
    OutputConfig: {
      MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/v_{index}.mp4',
      Count: 1,
      Width: 180,
      Height: 320,
      GeneratePreviewOnly: true,
    },
    UserData: { NotifyAddress: 'ice-callback-jobs' },
  });
  const { body } = await clientOf(first.url).receiveMessage('ice-callback-jobs', 30);
  assert.equal(JSON.parse(body.MessageBody ?? '').MessageBody.JobId, JobId);
  await clientOf(first.url).changeMessageVisibility('ice-callback-jobs', body.ReceiptHandle ?? '', 1);
  await first.kill();

  const second = await startTestServer(dataDir);
  t.after(() => second.stop());
  const again = (await clientOf(second.url).receiveMessage('ice-callback-jobs', 30)).body;
  assert.equal(again.MessageId, body.MessageId);
  assert.equal(again.MessageBody, body.MessageBody);
  assert.equal(again.DequeueCount, '2');
  await clientOf(second.url).deleteMessage('ice-callback-jobs', again.ReceiptHandle ?? '');

  const environment = {
    REELMILL_DATA_DIR: dataDir,
    REELMILL_ACCESS_KEY_ID: 'test-key',
    REELMILL_ACCESS_KEY_SECRET: 'test-secret',
  };
  const shown = await runCli(['callbacks', JobId, '--json', '--endpoint', second.url], environment);
  assert.equal(shown.code, 0, shown.stderr);
  const { CallbackAttemptList } = JSON.parse(shown.stdout);
  assert.equal(CallbackAttemptList.length, 1);
  const [{ Time, Duration, ...attempt }] = CallbackAttemptList;
  assert.match(Time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  assert.ok(Number.isInteger(Duration) && Duration >= 0);
  assert.deepEqual(attempt, {
    JobId,
    EventType: 'BatchProduceMediaComplete',
    Address: 'ice-callback-jobs',
    Attempt: 1,
    Outcome: 'Delivered',
    Error: '',
    DeliveryStatus: 'Delivered',
  });
  const table = await runCli(['callbacks', '--endpoint', second.url], environment);
  assert.equal(table.code, 0, table.stderr);
  assert.match(table.stdout, new RegExp(`${JobId}.*ice-callback-jobs.*Delivered`));
  const none = await runCli(['callbacks', 'nothing', '--json', '--endpoint', second.url], environment);
  assert.deepEqual(JSON.parse(none.stdout), { CallbackAttemptList: [] });
});
