import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createAccess } from '../../src/access/access.ts';
import { credentialsPath, loadRootAccount } from '../../src/access/root-account.ts';
import { createClient, RpcError } from '../../src/client/client.ts';
import { ConfigError } from '../../src/config.ts';
import { account, keyId, secret, startToyServer } from './toy-server.ts';

async function dataFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-access-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, 'data');
}

test('the root account is made once and kept from other users of the machine', async (t) => {
  const dataDir = await dataFolder(t);
  const first = await loadRootAccount({ dataDir, rootKey: null });
  assert.match(first.account, /^\d{16}$/);
  assert.ok(Number.isSafeInteger(Number(first.account)));
  assert.ok(first.key.id.length >= 16 && first.key.secret.length >= 30);
  assert.deepEqual(await loadRootAccount({ dataDir, rootKey: null }), first);
  assert.equal((await stat(credentialsPath(dataDir))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(dataDir), ['credentials.json']);
});

test('processes that start at once agree on one account', async (t) => {
  const dataDir = await dataFolder(t);
  const accounts = await Promise.all(
    Array.from({ length: 8 }, () => loadRootAccount({ dataDir, rootKey: null })),
  );
  for (const other of accounts) assert.deepEqual(other, accounts[0]);
  assert.deepEqual(await readdir(dataDir), ['credentials.json']);
});

test('a key of the settings is used in place of the stored one, the account stays', async (t) => {
  const dataDir = await dataFolder(t);
  const rootKey = { id: 'mine', secret: 'my secret' };
  const stored = await loadRootAccount({ dataDir, rootKey: null });
  const given = await loadRootAccount({ dataDir, rootKey });
  assert.deepEqual(given, { account: stored.account, key: rootKey });
  assert.ok(!(await readFile(credentialsPath(dataDir), 'utf8')).includes('my secret'));
  const access = createAccess(given);
  assert.equal((await access.findKey('mine'))?.principal.account, stored.account);
  assert.equal(await access.findKey(stored.key.id), null);
});

test('damaged credentials stop the start with the name of the file and without its content', async (t) => {
  const dataDir = await dataFolder(t);
  await loadRootAccount({ dataDir, rootKey: null });
  const damaged = [
    '',
    '{"accessKeySecret":"leak"',
    '{"account":"1","accessKeyId":"a","accessKeySecret":"leak"}',
  ];
  for (const text of damaged) {
    await writeFile(credentialsPath(dataDir), text);
    await assert.rejects(loadRootAccount({ dataDir, rootKey: null }), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /credentials\.json is damaged/);
      assert.doesNotMatch(error.message, /leak/);
      return true;
    });
  }
});

test('our own client', async (t) => {
  const { url } = await startToyServer(t, { publicUrl: 'https://video.example.org/ice' });
  const client = createClient({ endpoint: url, id: keyId, secret });

  await t.test('calls with values of any kind', async () => {
    const answer = await client.call<{ Text: string; Count: number; Config: string; Words: string[] }>(
      'EchoThing',
      {
        Text: '中 +&=',
        Count: 3,
        Config: { A: [1] },
        Words: ['a', 'b'],
        At: undefined,
      },
    );
    assert.match(answer.RequestId, /^[0-9A-F-]{36}$/);
    assert.deepEqual(
      { ...answer, RequestId: '' },
      { RequestId: '', Text: '中 +&=', Count: 3, Config: '{"A":[1]}', Words: ['a', 'b'], Account: account },
    );
  });

  await t.test('under a path', async () => {
    const prefixed = createClient({ endpoint: `${url}/ice`, id: keyId, secret });
    assert.equal((await prefixed.call('EchoThing', { Text: 'a' })).Text, 'a');
  });

  await t.test('throws what the server answers', async () => {
    await assert.rejects(client.call('EchoThing', { Text: 'a', Count: 0 }), (error: unknown) => {
      assert.ok(error instanceof RpcError);
      assert.deepEqual([error.code, error.status], ['InvalidParameter', 400]);
      assert.match(error.message, /^Count must be/);
      assert.match(error.requestId, /^[0-9A-F-]{36}$/);
      return true;
    });
  });

  await t.test('says when there is no server, or another one', async () => {
    const nobody = createClient({ endpoint: 'http://127.0.0.1:1', id: keyId, secret });
    await assert.rejects(nobody.call('EchoThing'), { code: 'ServerUnreachable', status: 0 });
  });
});
