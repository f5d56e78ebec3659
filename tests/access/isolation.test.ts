import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { RpcError } from '../../src/client/client.ts';
import type { DatabaseHandle } from '../../src/db/database.ts';
import { operations } from '../../src/operations/registry.ts';
import {
  type AccessServer,
  type Key,
  makeUser,
  outcome,
  policy,
  startAccessServer,
  trust,
} from './access-server.ts';

/**
 * Two accounts on one server. Every operation is called by a stranger with what another account has, and with names that
 * nobody has: the answers must be the same, and nothing of the owner may have changed.
 */

/** What somebody has, or what nobody has. */
type Things = {
  batch: string;
  job: string;
  project: string;
  media: string;
  bucket: string;
  user: string;
  userKey: string;
  role: string;
  policy: string;
  account: string;
  refusal: string;
  /** Of a call that was recorded. */
  requestId: string;
};

const owned: Things = {
  batch: 'a1'.repeat(16),
  job: 'a2'.repeat(16),
  project: 'a3'.repeat(16),
  media: 'a4'.repeat(16),
  bucket: 'owner-bucket',
  user: 'owner-user',
  userKey: '',
  role: 'owner-role',
  policy: 'owner-policy',
  account: '',
  refusal: '',
  requestId: '',
};

const madeUp: Things = {
  batch: 'b1'.repeat(16),
  job: 'b2'.repeat(16),
  project: 'b3'.repeat(16),
  media: 'b4'.repeat(16),
  bucket: 'nobodys-bucket',
  user: 'nobody',
  userKey: 'RMBBBBBBBBBBBBBBBBBBBBBB',
  role: 'no-role',
  policy: 'no-policy',
  account: '1999999999999999',
  refusal: 'AQEAAAAAbm90aGluZw==',
  requestId: '00000000-0000-4000-8000-000000000000',
};

type Probe = (things: Things) => Record<string, unknown>;

const document = policy({ Effect: 'Allow', Action: 'ice:*', Resource: '*' });
const userPolicy: Probe = ({ user }) => ({
  UserName: user,
  PolicyType: 'System',
  PolicyName: 'AliyunICEFullAccess',
});
const rolePolicy: Probe = ({ role }) => ({
  RoleName: role,
  PolicyType: 'System',
  PolicyName: 'AliyunICEFullAccess',
});
const custom: Probe = (things) => ({ PolicyType: 'Custom', PolicyName: things.policy });
const version: Probe = (things) => ({ PolicyName: things.policy, VersionId: 'v1' });
const user: Probe = (things) => ({ UserName: things.user });
const role: Probe = (things) => ({ RoleName: things.role });
const key: Probe = (things) => ({ UserName: things.user, UserAccessKeyId: things.userKey });
const nothing: Probe = () => ({});

const outputTo = (bucket: string) => ({
  MediaURL: `http://${bucket}.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4`,
  Count: 1,
  Width: 180,
  Height: 320,
});
const submitted: Probe = ({ bucket, media }) => ({
  InputConfig: { MediaGroupArray: [{ GroupName: 'g', MediaArray: [media] }] },
  OutputConfig: outputTo(bucket),
});
const chosenFrom: Probe = ({ media }) => ({
  InputConfig: { MediaArray: [media] },
  OutputConfig: { GeneratePreviewOnly: true, Width: 180, Height: 320 },
});

/** How each operation is tried. An operation that is not here has not been thought about, and fails the test. */
const probes: Record<string, Probe> = {
  // ICE
  BatchGetMediaInfos: ({ media }) => ({ MediaIds: media }),
  CancelBatchMediaProducingJob: ({ batch }) => ({ JobId: batch }),
  CancelMediaProducingJob: ({ job }) => ({ JobId: job }),
  DeleteMediaInfos: ({ media }) => ({ MediaIds: media, DeletePhysicalFiles: true }),
  GetBatchMediaProducingJob: ({ batch }) => ({ JobId: batch }),
  GetEditingProject: ({ project }) => ({ ProjectId: project }),
  GetEventCallback: nothing,
  GetMediaInfo: ({ media }) => ({ MediaId: media }),
  GetMediaProducingJob: ({ job }) => ({ JobId: job }),
  ListAuditRecords: ({ requestId }) => ({ RequestId: requestId }),
  ListBatchMediaProducingJobs: ({ batch }) => ({ JobId: batch }),
  ListCallbackAttempts: ({ batch }) => ({ JobId: batch }),
  ListMediaBasicInfos: ({ media }) => ({ MediaId: media }),
  ListMediaProducingJobs: ({ batch }) => ({ MasterJobId: batch }),
  RetryMediaProducingJob: ({ job }) => ({ JobId: job }),
  RegisterMediaInfo: ({ bucket }) => ({ InputURL: `oss://${bucket}/clip.mp4` }),
  SetEventCallback: nothing,
  SubmitBatchMediaProducingJob: submitted,
  SubmitSceneBatchEditingJob: ({ project, bucket }) => ({
    ProjectIds: project,
    OutputConfig: { ...outputTo(bucket), Count: undefined },
  }),
  SubmitSceneMediaSelectionJob: (things) => ({ ...chosenFrom(things), JobType: 'Smart_Mix_Media_Select' }),
  SubmitSceneTimelineOrganizationJob: (things) => ({
    ...chosenFrom(things),
    JobType: 'Smart_Mix_Timeline_Organize',
    MediaSelectResult: {
      textMatchMediaOutputList: [
        {
          textMatchMediaSentenceOutputList: [
            { duration: 1, matchClipList: [{ mediaId: things.media, startTime: 0, endTime: 1 }] },
          ],
        },
      ],
    },
  }),
  SubmitScreenMediaHighlightsJob: ({ bucket, media }) => ({
    InputConfig: { MediaArray: [media] },
    OutputConfig: outputTo(bucket),
  }),
  SubmitSportsHighlightsJob: ({ bucket, media }) => ({
    InputConfig: { SportsCategory: 'basketball', InputMedia: media },
    OutputConfig: outputTo(bucket),
  }),
  ValidateBatchMediaProducingJob: submitted,
  // RAM
  AttachPolicyToRole: rolePolicy,
  AttachPolicyToUser: userPolicy,
  CreateAccessKey: user,
  CreateAccount: nothing,
  CreatePolicy: (things) => ({ PolicyName: things.policy, PolicyDocument: document }),
  CreatePolicyVersion: (things) => ({ PolicyName: things.policy, PolicyDocument: document }),
  CreateRole: (things) => ({
    RoleName: things.role,
    AssumeRolePolicyDocument: trust(`acs:ram::${things.account}:root`),
  }),
  CreateUser: user,
  DecodeDiagnosticMessage: ({ refusal }) => ({ EncodedDiagnosticMessage: refusal }),
  DeleteAccessKey: key,
  DeletePolicy: (things) => ({ PolicyName: things.policy }),
  DeletePolicyVersion: version,
  DeleteRole: role,
  DeleteUser: user,
  DetachPolicyFromRole: rolePolicy,
  DetachPolicyFromUser: userPolicy,
  GetAccessKeyLastUsed: key,
  GetPolicy: custom,
  GetPolicyVersion: (things) => ({ ...custom(things), VersionId: 'v1' }),
  GetRole: role,
  GetUser: user,
  ListAccessKeys: user,
  ListAccounts: nothing,
  ListEntitiesForPolicy: custom,
  ListPolicies: () => ({ PolicyType: 'Custom' }),
  ListPoliciesForRole: role,
  ListPoliciesForUser: user,
  ListPolicyVersions: custom,
  ListRoles: nothing,
  ListUsers: nothing,
  SetDefaultPolicyVersion: version,
  UpdateAccessKey: (things) => ({ ...key(things), Status: 'Inactive' }),
  UpdateRole: (things) => ({ RoleName: things.role, NewDescription: 'taken over' }),
  UpdateUser: (things) => ({ UserName: things.user, NewComments: 'taken over' }),
  // STS
  AssumeRole: (things) => ({
    RoleArn: `acs:ram::${things.account}:role/${things.role}`,
    RoleSessionName: 'try',
  }),
  GetCallerIdentity: nothing,
};

/** Created in the order in which the names of what they make are used, so that each finds the name free. */
const creating = new Set(['CreateUser', 'CreateRole', 'CreatePolicy']);

let server: AccessServer;
/** The key of the second account itself, and of an administrator in it. */
let stranger: Key;
let strangersAdmin: Key;

async function seed(db: DatabaseHandle['kysely'], account: string): Promise<void> {
  const time = new Date();
  const [create_time, modified_time] = [time, time];
  await db
    .insertInto('batch_jobs')
    .values({
      id: owned.batch,
      account_id: account,
      job_type: 'Script',
      status: 'Finished',
      input_config: '{}',
      editing_config: '{}',
      output_config: '{}',
      template_config: '',
      user_data: '',
      extend: '{}',
      extend_input: '',
      extend_output: '',
      seed: '1',
      create_time,
      modified_time,
      complete_time: time,
    })
    .execute();
  await db
    .insertInto('producing_jobs')
    .values({
      id: owned.job,
      account_id: account,
      batch_job_id: owned.batch,
      output_index: 0,
      status: 'Success',
      project_id: owned.project,
      media_id: owned.media,
      media_url: `http://${owned.bucket}.oss-cn-shanghai.aliyuncs.com/o_0.mp4`,
      timeline: '{"VideoTracks":[]}',
      code: '',
      message: '',
      progress: 100,
      duration: 1,
      sub_job_materials: '{}',
      user_data: '',
      create_time,
      modified_time,
      complete_time: time,
    })
    .execute();
  await db
    .insertInto('editing_projects')
    .values({
      id: owned.project,
      account_id: account,
      title: 'of the owner',
      description: '',
      timeline: '{"VideoTracks":[]}',
      cover_url: '',
      duration: 1,
      status: 'Produced',
      create_source: 'OpenAPI',
      modified_source: 'OpenAPI',
      create_time,
      modified_time,
    })
    .execute();
  await db
    .insertInto('media')
    .values({
      id: owned.media,
      account_id: account,
      input_url: `oss://${owned.bucket}/a.mp4`,
      bucket: owned.bucket,
      object_key: 'a.mp4',
      media_type: 'video',
      business_type: 'general',
      source: 'oss',
      title: 'of the owner',
      description: '',
      tags: '',
      cover_url: '',
      user_data: '',
      category: '',
      cate_id: '',
      reference_id: '',
      status: 'PrepareFail',
      probe: '',
      create_time,
      modified_time,
    })
    .execute();
}

before(async () => {
  server = await startAccessServer(seed);
  owned.account = server.account;
  const owner = server.client();
  owned.userKey = (await makeUser(server, owned.user)).id;
  await owner.call('AttachPolicyToUser', userPolicy(owned), 'RAM');
  await owner.call('CreatePolicy', { PolicyName: owned.policy, PolicyDocument: document }, 'RAM');
  await owner.call(
    'CreateRole',
    { RoleName: owned.role, AssumeRolePolicyDocument: trust(`acs:ram::${server.account}:root`) },
    'RAM',
  );
  await owner.call('AttachPolicyToRole', rolePolicy(owned), 'RAM');
  const powerless = await makeUser(server, 'powerless');
  const refused = await server
    .client(powerless)
    .call('GetMediaInfo', { MediaId: owned.media })
    .catch((error: unknown) => error);
  assert.ok(refused instanceof RpcError);
  owned.requestId = refused.requestId;
  owned.refusal = String(refused.accessDeniedDetail?.EncodedDiagnosticMessage);

  const { AccessKey } = await owner.call<{ AccessKey: { AccessKeyId: string; AccessKeySecret: string } }>(
    'CreateAccount',
    { AccountName: 'second' },
    'RAM',
  );
  stranger = { id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret };
  strangersAdmin = await makeUser(
    server,
    'admin',
    policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
    stranger,
  );
});
after(() => server.close());

const all = [...operations.values()];

/** What an operation says, with the names that were sent and all that differs from call to call blotted out. */
async function told(action: string, things: Things, caller: Key): Promise<string> {
  const { product } = all.find((operation) => operation.action === action) ?? { product: 'ICE' };
  const probe = probes[action] ?? nothing;
  const answer = await server
    .client(caller)
    .call(action, probe(things), product)
    .then(
      (body) => JSON.stringify({ ...body, RequestId: '' }),
      (error: unknown) => {
        if (error instanceof RpcError) return `${error.code}: ${error.message}`;
        throw error;
      },
    );
  let text = answer;
  for (const [name, value] of Object.entries(things)) text = text.replaceAll(value, `<${name}>`);
  return text
    .replace(/Expires=\d+&Signature=[\w-]+/g, '<signature>')
    .replace(/\d{4}-\d\d-\d\dT[\d:]+Z/g, '<time>')
    .replace(/"(AccessKeyId|AccessKeySecret|JobId|MediaId|UserId|RoleId)":"[^"]*"/g, '"$1":"<new>"');
}

test('every operation is tried', () => {
  assert.deepEqual(
    all.map(({ action }) => action).filter((action) => probes[action] === undefined),
    [],
  );
});

test('what another account has is as if it did not exist, for every operation', async (t) => {
  // The account's name is in what it is told of itself, and records of calls come with every call.
  const changing = ['GetCallerIdentity', 'ListAuditRecords'];
  const reading = all.filter(
    ({ access, action }) => (access === 'get' || access === 'list') && !changing.includes(action),
  );
  const seenByOwner = async () =>
    Promise.all(reading.map(async ({ action }) => [action, await told(action, owned, server.rootKey)]));
  const before = await seenByOwner();
  for (const [action, text] of before) {
    assert.doesNotMatch(String(text), /^\w+(\.\w+)*: /, `the owner itself is refused: ${action} ${text}`);
  }

  const ordered = all.toSorted((a, b) => Number(creating.has(a.action)) - Number(creating.has(b.action)));
  for (const { action } of ordered) {
    await t.test(action, async () => {
      const caller = action === 'AssumeRole' ? strangersAdmin : stranger;
      const ofOwner = await told(action, owned, caller);
      assert.equal(ofOwner, await told(action, madeUp, caller));
      assert.doesNotMatch(ofOwner, /of the owner/);
    });
  }
  assert.deepEqual(await seenByOwner(), before);
});

test('lists without filters show nothing of another account', async () => {
  for (const { action, access, product } of all) {
    if (access !== 'list') continue;
    const needsName = [
      'ListAccounts',
      'ListPoliciesForUser',
      'ListPoliciesForRole',
      'ListEntitiesForPolicy',
      'ListPolicyVersions',
    ];
    if (needsName.includes(action)) continue;
    const answer = JSON.stringify(await server.client(stranger).call(action, {}, product));
    for (const value of Object.values(owned)) {
      // The stranger has made things of these names, too, in the test before, and its own requests name the media.
      const known = [owned.user, owned.role, owned.policy];
      if (action === 'ListBatchMediaProducingJobs') known.push(owned.media);
      if (!known.includes(value)) assert.ok(!answer.includes(value), `${action}: ${value}`);
    }
  }
});

test('a key of one account is no root key of another, and makes no accounts', async () => {
  const call = (who: Key, action: string) =>
    outcome(server.client(who).call(action, { AccountName: 'third' }, 'RAM'));
  for (const action of ['CreateAccount', 'ListAccounts']) {
    assert.equal(await call(stranger, action), 'NoPermission');
    assert.equal(await call(strangersAdmin, action), 'NoPermission');
  }
  const admin = await makeUser(
    server,
    'first-admin',
    policy({ Effect: 'Allow', Action: '*', Resource: '*' }),
  );
  assert.equal(await call(admin, 'CreateAccount'), 'NoPermission');
  assert.equal(await call(server.rootKey, 'CreateAccount'), 'done');
  assert.equal(await call(server.rootKey, 'CreateAccount'), 'EntityAlreadyExists.Account');
});

test('an account has the buckets that it was given, and the first account has all others', async () => {
  const submit = (who: Key, bucket: string) =>
    outcome(
      server.client(who).call('SubmitBatchMediaProducingJob', {
        InputConfig: { MediaGroupArray: [{ GroupName: 'g', MediaArray: [madeUp.media] }] },
        OutputConfig: { MediaURL: `oss://${bucket}/{index}.mp4`, Count: 1, Width: 180, Height: 320 },
      }),
    );
  const register = (who: Key, bucket: string) =>
    outcome(server.client(who).call('RegisterMediaInfo', { InputURL: `oss://${bucket}/a.mp4` }));
  assert.deepEqual([await submit(stranger, 'second'), await register(stranger, 'second')], ['done', 'done']);
  assert.deepEqual(
    [await submit(stranger, 'clips'), await register(stranger, 'clips')],
    ['InvalidParameter', 'InvalidParameter'],
  );
  assert.deepEqual(
    [await submit(server.rootKey, 'clips'), await register(server.rootKey, 'clips')],
    ['done', 'done'],
  );
  assert.deepEqual(
    [await submit(server.rootKey, 'second'), await register(server.rootKey, 'second')],
    ['InvalidParameter', 'InvalidParameter'],
  );
  const taken = server
    .client()
    .call('CreateAccount', { AccountName: 'fourth', Buckets: 'fourth,second' }, 'RAM');
  assert.equal(await outcome(taken), 'EntityAlreadyExists.Bucket');
  const { Accounts } = await server
    .client()
    .call<{ Accounts: { Account: { AccountName: string }[] } }>('ListAccounts', {}, 'RAM');
  assert.ok(!Accounts.Account.some(({ AccountName }) => AccountName === 'fourth'));
});

test('a role of another account is assumed where it trusts, and only there', async () => {
  const { AccountId } = await server
    .client(stranger)
    .call<{ AccountId: string }>('GetCallerIdentity', {}, 'STS');
  const owner = server.client();
  await owner.call(
    'CreateRole',
    { RoleName: 'shared', AssumeRolePolicyDocument: trust(`acs:ram::${AccountId}:user/admin`) },
    'RAM',
  );
  await owner.call('AttachPolicyToRole', { ...rolePolicy({ ...owned, role: 'shared' }) }, 'RAM');
  const { Credentials } = await server
    .client(strangersAdmin)
    .call<{ Credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string } }>(
      'AssumeRole',
      { RoleArn: `acs:ram::${server.account}:role/shared`, RoleSessionName: 'guest' },
      'STS',
    );
  const guest = server.client({
    id: Credentials.AccessKeyId,
    secret: Credentials.AccessKeySecret,
    securityToken: Credentials.SecurityToken,
  });
  const { EditingBatchJob } = await guest.call<{ EditingBatchJob: { JobId: string } }>(
    'GetBatchMediaProducingJob',
    {
      JobId: owned.batch,
    },
  );
  assert.equal(EditingBatchJob.JobId, owned.batch);
});
