import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  type AccessServer,
  outcome,
  policy,
  ram,
  ramClient,
  startAccessServer,
  trust,
} from './access-server.ts';

/** The official RAM client, unmodified, manages users, keys, policies and roles. */

let server: AccessServer;
let client: ReturnType<typeof ramClient>;
before(async () => {
  server = await startAccessServer();
  client = ramClient(server);
});
after(() => server.close());

const allow = (action: string) => policy({ Effect: 'Allow', Action: action, Resource: '*' });
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('a user is made, read, changed, listed and deleted', async () => {
  const made = await client.createUser(
    new ram.CreateUserRequest({
      userName: 'alice',
      displayName: '爱丽丝',
      mobilePhone: '86-18600008888',
      email: 'alice@example.com',
      comments: 'Edits clips',
    }),
  );
  const user = made.body?.user;
  assert.match(user?.userId ?? '', /^\d{18}$/);
  assert.match(user?.createDate ?? '', time);
  assert.deepEqual([user?.userName, user?.displayName, user?.comments], ['alice', '爱丽丝', 'Edits clips']);
  assert.equal(
    await outcome(client.createUser(new ram.CreateUserRequest({ userName: 'alice' }))),
    'EntityAlreadyExists.User',
  );

  await client.updateUser(
    new ram.UpdateUserRequest({ userName: 'alice', newUserName: 'alice.b', newComments: 'Leads' }),
  );
  const read = (await client.getUser(new ram.GetUserRequest({ userName: 'alice.b' }))).body?.user;
  assert.deepEqual(
    [read?.userId, read?.comments, read?.displayName, read?.email, read?.mobilePhone],
    [user?.userId, 'Leads', '爱丽丝', 'alice@example.com', '86-18600008888'],
  );
  assert.equal(
    await outcome(client.getUser(new ram.GetUserRequest({ userName: 'alice' }))),
    'EntityNotExist.User',
  );
  await client.createUser(new ram.CreateUserRequest({ userName: 'bob' }));
  assert.equal(
    await outcome(client.updateUser(new ram.UpdateUserRequest({ userName: 'bob', newUserName: 'alice.b' }))),
    'EntityAlreadyExists.User',
  );
  const listed = (await client.listUsers(new ram.ListUsersRequest({}))).body;
  assert.equal(listed?.isTruncated, false);
  assert.deepEqual(
    listed?.users?.user?.map(({ userName }) => userName),
    ['alice.b', 'bob'],
  );
  for (const userName of ['alice.b', 'bob']) await client.deleteUser(new ram.DeleteUserRequest({ userName }));
  assert.equal(
    await outcome(client.deleteUser(new ram.DeleteUserRequest({ userName: 'bob' }))),
    'EntityNotExist.User',
  );
});

test('lists go on where their marker says, and refuse a marker of another list', async () => {
  const names = Array.from({ length: 5 }, (_, index) => `page-${index}`);
  for (const userName of names) await client.createUser(new ram.CreateUserRequest({ userName }));
  const seen: (string | undefined)[] = [];
  let marker: string | undefined;
  let pages = 0;
  do {
    const request = new ram.ListUsersRequest({ maxItems: 2, ...(marker !== undefined && { marker }) });
    const { body } = await client.listUsers(request);
    seen.push(...(body?.users?.user ?? []).map(({ userName }) => userName));
    marker = body?.marker;
    assert.equal(body?.isTruncated, marker !== undefined);
    pages += 1;
  } while (marker !== undefined);
  assert.deepEqual([seen, pages], [names, 3]);
  const first = (await client.listUsers(new ram.ListUsersRequest({ maxItems: 1 }))).body?.marker ?? '';
  assert.equal(
    await outcome(client.listRoles(new ram.ListRolesRequest({ marker: first }))),
    'InvalidParameter.Marker',
  );
  assert.equal(
    await outcome(client.listUsers(new ram.ListUsersRequest({ maxItems: 1001 }))),
    'InvalidParameter.MaxItems',
  );
  for (const userName of names) await client.deleteUser(new ram.DeleteUserRequest({ userName }));
});

test('a user has at most two keys, which work, are switched off, tell their last use and are deleted', async () => {
  await client.createUser(new ram.CreateUserRequest({ userName: 'keyed' }));
  const create = async () =>
    (await client.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'keyed' }))).body?.accessKey;
  const [first, second] = [await create(), await create()];
  assert.equal(first?.status, 'Active');
  assert.ok((first?.accessKeySecret?.length ?? 0) >= 30);
  assert.notEqual(first?.accessKeySecret, second?.accessKeySecret);
  assert.equal(await outcome(create()), 'LimitExceeded.User.AccessKey');

  const id = first?.accessKeyId ?? '';
  const whoAmI = () =>
    server
      .client({ id, secret: first?.accessKeySecret ?? '' })
      .call<{ Arn: string }>('GetCallerIdentity', {}, 'STS');
  const lastUsed = async () => {
    const request = new ram.GetAccessKeyLastUsedRequest({ userName: 'keyed', userAccessKeyId: id });
    return (await client.getAccessKeyLastUsed(request)).body?.accessKeyLastUsed?.lastUsedDate;
  };
  assert.equal(await lastUsed(), undefined);
  const before = Math.floor(Date.now() / 1000) * 1000;
  assert.equal((await whoAmI()).Arn, `acs:ram::${server.account}:user/keyed`);
  const used = Date.parse((await lastUsed()) ?? '');
  assert.ok(used >= before && used <= Date.now());

  const setStatus = (status: string) =>
    client.updateAccessKey(
      new ram.UpdateAccessKeyRequest({ userName: 'keyed', userAccessKeyId: id, status }),
    );
  await setStatus('Inactive');
  assert.equal(await outcome(whoAmI()), 'InvalidAccessKeyId.Inactive');
  await setStatus('Active');
  assert.equal(await outcome(whoAmI()), 'done');
  assert.equal(await outcome(setStatus('Off')), 'InvalidParameter.Status');

  const listed = (await client.listAccessKeys(new ram.ListAccessKeysRequest({ userName: 'keyed' }))).body;
  assert.deepEqual(
    listed?.accessKeys?.accessKey?.map(({ accessKeyId, status }) => [accessKeyId, status]),
    [
      [id, 'Active'],
      [second?.accessKeyId, 'Active'],
    ],
  );
  assert.ok(!JSON.stringify(listed).includes(first?.accessKeySecret ?? ''));

  assert.equal(
    await outcome(client.deleteUser(new ram.DeleteUserRequest({ userName: 'keyed' }))),
    'DeleteConflict.User.AccessKey',
  );
  for (const userAccessKeyId of [id, second?.accessKeyId ?? '']) {
    await client.deleteAccessKey(new ram.DeleteAccessKeyRequest({ userName: 'keyed', userAccessKeyId }));
  }
  assert.equal(await outcome(whoAmI()), 'InvalidAccessKeyId.NotFound');
  assert.equal(
    await outcome(
      client.deleteAccessKey(new ram.DeleteAccessKeyRequest({ userName: 'keyed', userAccessKeyId: id })),
    ),
    'EntityNotExist.User.AccessKey',
  );
  await client.deleteUser(new ram.DeleteUserRequest({ userName: 'keyed' }));
});

test('two keys are the limit also for those who ask at once', async () => {
  await client.createUser(new ram.CreateUserRequest({ userName: 'hasty' }));
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, () =>
      outcome(client.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'hasty' }))),
    ),
  );
  assert.deepEqual(outcomes.sort(), [...Array(4).fill('LimitExceeded.User.AccessKey'), 'done', 'done']);
});

test('the account itself has keys besides the root key', async () => {
  const { body } = await client.createAccessKey(new ram.CreateAccessKeyRequest({}));
  const key = { id: body?.accessKey?.accessKeyId ?? '', secret: body?.accessKey?.accessKeySecret ?? '' };
  const own = await server.client(key).call<Record<string, string>>('GetCallerIdentity', {}, 'STS');
  assert.deepEqual([own.IdentityType, own.Arn], ['Account', `acs:ram::${server.account}:root`]);
  await client.deleteAccessKey(new ram.DeleteAccessKeyRequest({ userAccessKeyId: key.id }));
});

test('no file of the data folder holds the secret of a key', async () => {
  await client.createUser(new ram.CreateUserRequest({ userName: 'secretive' }));
  const { body } = await client.createAccessKey(new ram.CreateAccessKeyRequest({ userName: 'secretive' }));
  const secret = body?.accessKey?.accessKeySecret ?? '';
  const id = body?.accessKey?.accessKeyId ?? '';
  const entries = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  assert.ok(
    contents.some((content) => content.includes(id)),
    'the key is stored',
  );
  assert.ok(!contents.some((content) => content.includes(secret)), 'its secret is not');
});

test('a policy has versions, of which one counts', async () => {
  const policyName = 'versions';
  const made = await client.createPolicy(
    new ram.CreatePolicyRequest({ policyName, policyDocument: allow('ice:Get*'), description: 'Reads' }),
  );
  assert.deepEqual(
    [made.body?.policy?.policyType, made.body?.policy?.defaultVersion, made.body?.policy?.description],
    ['Custom', 'v1', 'Reads'],
  );
  const add = (action: string, more: Record<string, unknown> = {}) =>
    client.createPolicyVersion(
      new ram.CreatePolicyVersionRequest({ policyName, policyDocument: allow(action), ...more }),
    );
  assert.equal((await add('ice:2', { setAsDefault: true })).body?.policyVersion?.versionId, 'v2');
  for (const action of ['ice:3', 'ice:4', 'ice:5']) await add(action);
  assert.equal(await outcome(add('ice:6')), 'LimitExceeded.Policy.Version');
  const rotated = await add('ice:6', { rotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded' });
  assert.equal(rotated.body?.policyVersion?.versionId, 'v6');
  const versions = async () =>
    (await client.listPolicyVersions(new ram.ListPolicyVersionsRequest({ policyName, policyType: 'Custom' })))
      .body?.policyVersions?.policyVersion;
  assert.deepEqual(
    (await versions())?.map(({ versionId, isDefaultVersion }) => [versionId, isDefaultVersion]),
    [
      ['v6', false],
      ['v5', false],
      ['v4', false],
      ['v3', false],
      ['v2', true],
    ],
  );
  const version = (versionId: string) =>
    client.deletePolicyVersion(new ram.DeletePolicyVersionRequest({ policyName, versionId }));
  assert.equal(await outcome(version('v2')), 'DeleteConflict.Policy.Version.Default');
  assert.equal(await outcome(version('v1')), 'EntityNotExist.Policy.Version');
  await version('v6');
  // The number of a deleted version does not come again.
  assert.equal((await add('ice:7')).body?.policyVersion?.versionId, 'v7');
  await client.setDefaultPolicyVersion(
    new ram.SetDefaultPolicyVersionRequest({ policyName, versionId: 'v7' }),
  );
  const read = (await client.getPolicy(new ram.GetPolicyRequest({ policyName, policyType: 'Custom' }))).body;
  assert.deepEqual(
    [read?.policy?.defaultVersion, read?.defaultPolicyVersion?.policyDocument, read?.policy?.attachmentCount],
    ['v7', allow('ice:7'), 0],
  );
  const one = await client.getPolicyVersion(
    new ram.GetPolicyVersionRequest({ policyName, policyType: 'Custom', versionId: 'v3' }),
  );
  assert.equal(one.body?.policyVersion?.policyDocument, allow('ice:3'));
  const remove = (cascadingDelete: boolean) =>
    client.deletePolicy(new ram.DeletePolicyRequest({ policyName, cascadingDelete }));
  assert.equal(await outcome(remove(false)), 'DeleteConflict.Policy.Version');
  await remove(true);
  assert.equal(await outcome(remove(true)), 'EntityNotExist.Policy');
});

test('documents that break the grammar are refused with the place', async () => {
  const create = (policyDocument: string, policyName = 'broken') =>
    client.createPolicy(new ram.CreatePolicyRequest({ policyName, policyDocument }));
  const error = await create(
    '{"Version":"1","Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}',
  ).then(
    () => assert.fail('it was taken'),
    (thrown: Error & { code: string }) => thrown,
  );
  assert.equal(error.code, 'MalformedPolicyDocument');
  assert.match(error.message, /Statement\[0\]\.Effect/);
  assert.equal(await outcome(create(`{${' '.repeat(6200)}}`)), 'InvalidParameter.PolicyDocument.Length');
  assert.equal(await outcome(create(allow('*'), 'under_score')), 'InvalidParameter.PolicyName.InvalidChars');
  assert.equal(await outcome(create(allow('*'), 'x'.repeat(129))), 'InvalidParameter.PolicyName.Length');
  assert.equal(await outcome(create(allow('*'), 'AdministratorAccess')), 'EntityAlreadyExists.Policy');
});

test('policies are attached to users and roles, listed from both sides and detached', async () => {
  await client.createUser(new ram.CreateUserRequest({ userName: 'holder' }));
  await client.createRole(
    new ram.CreateRoleRequest({
      roleName: 'holder',
      assumeRolePolicyDocument: trust(`acs:ram::${server.account}:root`),
    }),
  );
  await client.createPolicy(
    new ram.CreatePolicyRequest({ policyName: 'held', policyDocument: allow('ice:*'), description: 'All' }),
  );
  const custom = { policyName: 'held', policyType: 'Custom' };
  const system = { policyName: 'AliyunICEReadOnlyAccess', policyType: 'System' };
  for (const each of [custom, system]) {
    await client.attachPolicyToUser(new ram.AttachPolicyToUserRequest({ ...each, userName: 'holder' }));
    await client.attachPolicyToRole(new ram.AttachPolicyToRoleRequest({ ...each, roleName: 'holder' }));
  }
  const again = new ram.AttachPolicyToUserRequest({ ...custom, userName: 'holder' });
  assert.equal(await outcome(client.attachPolicyToUser(again)), 'EntityAlreadyExists.User.Policy');
  const unknown = new ram.AttachPolicyToUserRequest({
    policyName: 'NoSuch',
    policyType: 'System',
    userName: 'holder',
  });
  assert.equal(await outcome(client.attachPolicyToUser(unknown)), 'EntityNotExist.Policy');

  const ofUser = (
    await client.listPoliciesForUser(new ram.ListPoliciesForUserRequest({ userName: 'holder' }))
  ).body;
  const ofRole = (
    await client.listPoliciesForRole(new ram.ListPoliciesForRoleRequest({ roleName: 'holder' }))
  ).body;
  for (const list of [ofUser, ofRole]) {
    const shown = list?.policies?.policy?.map((each) => [
      each.policyName,
      each.policyType,
      each.defaultVersion,
    ]);
    assert.deepEqual(shown, [
      ['held', 'Custom', 'v1'],
      ['AliyunICEReadOnlyAccess', 'System', 'v1'],
    ]);
    assert.equal(list?.policies?.policy?.[0]?.description, 'All');
    assert.match(list?.policies?.policy?.[0]?.attachDate ?? '', time);
  }
  const entities = (await client.listEntitiesForPolicy(new ram.ListEntitiesForPolicyRequest(custom))).body;
  assert.equal(entities?.users?.user?.[0]?.userName, 'holder');
  assert.equal(entities?.roles?.role?.[0]?.arn, `acs:ram::${server.account}:role/holder`);

  const all = (await client.listPolicies(new ram.ListPoliciesRequest({}))).body?.policies?.policy ?? [];
  const counts = new Map(all.map((each) => [each.policyName, each.attachmentCount]));
  assert.deepEqual(
    [counts.get('held'), counts.get('AliyunICEReadOnlyAccess'), counts.get('AdministratorAccess')],
    [2, 2, 0],
  );
  const paged: (string | undefined)[] = [];
  let marker: string | undefined;
  do {
    const request = new ram.ListPoliciesRequest({ maxItems: 1, ...(marker !== undefined && { marker }) });
    const { body } = await client.listPolicies(request);
    paged.push(...(body?.policies?.policy ?? []).map(({ policyName }) => policyName));
    marker = body?.marker;
  } while (marker !== undefined);
  assert.deepEqual(
    paged,
    all.map(({ policyName }) => policyName),
  );

  const deletePolicy = () => client.deletePolicy(new ram.DeletePolicyRequest({ policyName: 'held' }));
  const fromUser = (each: typeof custom) =>
    client.detachPolicyFromUser(new ram.DetachPolicyFromUserRequest({ ...each, userName: 'holder' }));
  const fromRole = (each: typeof custom) =>
    client.detachPolicyFromRole(new ram.DetachPolicyFromRoleRequest({ ...each, roleName: 'holder' }));
  const deleteUser = () => client.deleteUser(new ram.DeleteUserRequest({ userName: 'holder' }));
  const deleteRole = () => client.deleteRole(new ram.DeleteRoleRequest({ roleName: 'holder' }));
  assert.equal(await outcome(deletePolicy()), 'DeleteConflict.Policy.User');
  assert.equal(await outcome(deleteUser()), 'DeleteConflict.User.Policy');
  await fromUser(custom);
  assert.equal(await outcome(deletePolicy()), 'DeleteConflict.Policy.Role');
  assert.equal(await outcome(deleteRole()), 'DeleteConflict.Role.Policy');
  await fromUser(system);
  await fromRole(custom);
  await fromRole(system);
  assert.equal(await outcome(fromUser(custom)), 'EntityNotExist.User.Policy');
  assert.equal(await outcome(fromRole(custom)), 'EntityNotExist.Role.Policy');
  await deletePolicy();
  await deleteUser();
  await deleteRole();
});

test('a role is made, read, changed, listed and deleted', async () => {
  const assumeRolePolicyDocument = trust(`acs:ram::${server.account}:root`);
  const create = (more: Record<string, unknown> = {}) =>
    client.createRole(new ram.CreateRoleRequest({ roleName: 'farm', assumeRolePolicyDocument, ...more }));
  const made = (await create({ description: 'Renders' })).body?.role;
  assert.match(made?.roleId ?? '', /^\d{18}$/);
  assert.deepEqual(
    [made?.arn, made?.maxSessionDuration, made?.assumeRolePolicyDocument],
    [`acs:ram::${server.account}:role/farm`, 3600, assumeRolePolicyDocument],
  );
  assert.equal(await outcome(create()), 'EntityAlreadyExists.Role');
  assert.equal(await outcome(create({ assumeRolePolicyDocument: '{}' })), 'MalformedPolicyDocument');
  assert.equal(await outcome(create({ maxSessionDuration: 60 })), 'InvalidParameter.MaxSessionDuration');
  await client.updateRole(new ram.UpdateRoleRequest({ roleName: 'farm', newMaxSessionDuration: 7200 }));
  const read = (await client.getRole(new ram.GetRoleRequest({ roleName: 'farm' }))).body?.role;
  assert.deepEqual(
    [read?.maxSessionDuration, read?.description, read?.roleId],
    [7200, 'Renders', made?.roleId],
  );
  const listed = (await client.listRoles(new ram.ListRolesRequest({}))).body?.roles?.role;
  assert.ok(listed?.some(({ roleName }) => roleName === 'farm'));
  await client.deleteRole(new ram.DeleteRoleRequest({ roleName: 'farm' }));
  assert.equal(
    await outcome(client.getRole(new ram.GetRoleRequest({ roleName: 'farm' }))),
    'EntityNotExist.Role',
  );
});

test('parameters of RAM have the codes of RAM', async () => {
  const create = (more: Record<string, string>) => outcome(server.client().call('CreateUser', more, 'RAM'));
  const rows: [Record<string, string>, string][] = [
    [{}, 'MissingUserName'],
    [{ UserName: 'a b' }, 'InvalidParameter.UserName.InvalidChars'],
    [{ UserName: 'a'.repeat(65) }, 'InvalidParameter.UserName.Length'],
    [{ UserName: 'a', Comments: 'c'.repeat(129) }, 'InvalidParameter.Comments.Length'],
    [{ UserName: 'a', Email: 'nobody' }, 'InvalidParameter.Email.Format'],
    [{ UserName: 'a', MobilePhone: 'ring me' }, 'InvalidParameter.MobilePhone.Format'],
  ];
  for (const [parameters, code] of rows) assert.equal(await create(parameters), code);
});
