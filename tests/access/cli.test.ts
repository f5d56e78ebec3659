import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '../../src/client/client.ts';
import { type Ran, runCli, serve, temporaryFolder } from '../cli/run-cli.ts';
import { outcome, policy } from './access-server.ts';

test('users, keys, policies and accounts from the command line', async (t) => {
  const folder = await temporaryFolder(t);
  const dataDir = join(folder, 'data');
  const { url, end } = await serve(dataDir);
  t.after(end);
  const run = (...args: string[]): Promise<Ran> =>
    runCli([...args, '--endpoint', url], { REELMILL_DATA_DIR: dataDir });
  const done = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args);
    assert.equal(code, 0, `${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const refused = async (reason: RegExp, ...args: string[]) => {
    const { code, stderr } = await run(...args);
    assert.equal(code, 1);
    assert.match(stderr, reason);
  };
  const json = async <Value>(...args: string[]) => JSON.parse(await done(...args, '--json')) as Value;
  type Made = { AccessKeyId: string; AccessKeySecret: string };
  const mayList = ({ AccessKeyId, AccessKeySecret }: Made) =>
    outcome(
      createClient({ endpoint: url, id: AccessKeyId, secret: AccessKeySecret }).call(
        'ListBatchMediaProducingJobs',
      ),
    );

  const alice = await json<Made>('users', 'create', 'alice', '--policy', 'AliyunICEReadOnlyAccess');
  assert.equal(await mayList(alice), 'done');
  assert.match(await done('users'), /alice/);
  const shown = await done('users', 'show', 'alice');
  assert.match(shown, /AliyunICEReadOnlyAccess \(System\)/);
  assert.ok(!shown.includes(alice.AccessKeySecret));

  await done('keys', 'disable', alice.AccessKeyId, '--user', 'alice');
  assert.equal(await mayList(alice), 'InvalidAccessKeyId.Inactive');
  await done('keys', 'enable', alice.AccessKeyId, '--user', 'alice');
  const second = await json<Made>('keys', 'create', '--user', 'alice');
  const listed = await json<{ AccessKeyId: string }[]>('keys', 'list', '--user', 'alice');
  assert.deepEqual(
    listed.map(({ AccessKeyId }) => AccessKeyId),
    [alice.AccessKeyId, second.AccessKeyId],
  );
  await done('keys', 'delete', second.AccessKeyId, '--user', 'alice');
  await refused(/EntityNotExist\.User\.AccessKey/, 'keys', 'delete', second.AccessKeyId, '--user', 'alice');
  assert.match(await done('keys'), /^AccessKeyId +RM/);

  const file = join(folder, 'policy.json');
  await writeFile(file, policy({ Effect: 'Deny', Action: 'ice:List*', Resource: '*' }));
  await done('policies', 'create', 'no-lists', file);
  await done('policies', 'attach', 'no-lists', '--user', 'alice');
  assert.equal(await mayList(alice), 'NoPermission');
  assert.match(await done('policies', 'show', 'no-lists'), /Users +alice/);
  await writeFile(file, policy({ Effect: 'Deny', Action: 'ice:Delete*', Resource: '*' }));
  assert.match(await done('policies', 'update', 'no-lists', file), /version v2/);
  assert.equal(await mayList(alice), 'done');
  await writeFile(file, '{"Version":"1"}');
  await refused(/MalformedPolicyDocument/, 'policies', 'update', 'no-lists', file);
  await refused(/--user NAME or --role NAME/, 'policies', 'attach', 'no-lists');
  await done('users', 'delete', 'alice');
  await done('policies', 'delete', 'no-lists');
  assert.doesNotMatch(await done('policies'), /no-lists/);
  assert.equal(await mayList(alice), 'InvalidAccessKeyId.NotFound');

  const studio = await json<Made & { Buckets: string }>(
    'accounts',
    'create',
    'studio-two',
    '--bucket',
    'two-in',
    'two-out',
  );
  assert.equal(studio.Buckets, 'two-in, two-out');
  assert.equal(await mayList(studio), 'done');
  assert.match(await done('accounts'), /studio-two/);
});
