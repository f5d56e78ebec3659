import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { pino } from 'pino';
import { createLookupCache } from '../../src/access/lookup-cache.ts';
import { createSealer, loadMasterKey, masterKeyPath, newKeyId, newSecret } from '../../src/access/secrets.ts';
import { createClient } from '../../src/client/client.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { settings } from './access-server.ts';

test('what is sealed opens with the same key, purpose and context, and with no other', () => {
  const key = Buffer.alloc(32, 1);
  const sealer = createSealer(key, 'a');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
      const sealed = sealer.seal(text.toWellFormed(), context);
      assert.equal(sealer.open(sealed, context), text.toWellFormed());
      assert.equal(sealer.open(sealed, `${context}x`), null);
      assert.equal(createSealer(key, 'b').open(sealed, context), null);
      assert.equal(createSealer(Buffer.alloc(32, 2), 'a').open(sealed, context), null);
    }),
  );
});

test('no single letter of a sealed text can be changed', () => {
  const sealer = createSealer(Buffer.alloc(32, 1), 'a');
  const sealed = sealer.seal('secret', 'c');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1);
    assert.equal(sealer.open(changed, 'c'), null, String(index));
  }
  for (const text of ['', 'A', sealed.slice(1), `${sealed}A`, `${sealed}=`, ` ${sealed}`]) {
    assert.equal(sealer.open(text, 'c'), null);
  }
});

test('keys and secrets do not repeat', () => {
  const made = Array.from({ length: 1000 }, () => [newKeyId('RM'), newSecret()]).flat();
  assert.equal(new Set(made).size, 2000);
});

test('the master key is made once, in a file of its own that only its owner may read', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-master-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const [first, second] = await Promise.all([
    loadMasterKey({ dataDir, masterKey: null }),
    loadMasterKey({ dataDir, masterKey: null }),
  ]);
  assert.equal(first.length, 32);
  assert.deepEqual(second, first);
  assert.equal((await stat(masterKeyPath(dataDir))).mode & 0o777, 0o600);
  assert.equal(await readFile(masterKeyPath(dataDir), 'utf8'), first.toString('hex'));
  const given = Buffer.alloc(32, 3);
  assert.deepEqual(await loadMasterKey({ dataDir, masterKey: given }), given);
});

test('a bad master key is named and not shown', () => {
  assert.throws(
    () => readConfig({ REELMILL_MASTER_KEY: 'nearly-a-secret' }),
    (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /^REELMILL_MASTER_KEY: .*64 hex digits/);
      assert.doesNotMatch(error.message, /nearly/);
      return true;
    },
  );
});

test('a server does not start with another master key than before', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-master-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const logger = pino({ level: 'silent' });
  const first = await startServer(readConfig(settings(dataDir)), logger);
  const root = {
    id: settings(dataDir).REELMILL_ACCESS_KEY_ID,
    secret: settings(dataDir).REELMILL_ACCESS_KEY_SECRET,
  };
  await createClient({ endpoint: first.url, ...root }).call('CreateAccessKey', {}, 'RAM');
  await first.close();
  const other = { ...settings(dataDir), REELMILL_MASTER_KEY: 'f'.repeat(64) };
  await assert.rejects(startServer(readConfig(other), logger), /another master key/);
  await (await startServer(readConfig(settings(dataDir)), logger)).close();
});

test('an answer is looked up once in its time, and anew after a change', async () => {
  let time = 0;
  let loads = 0;
  const cache = createLookupCache<number>(1000, () => new Date(time));
  const get = () => cache.get('key', async () => ++loads);
  assert.deepEqual(await Promise.all([get(), get(), get()]), [1, 1, 1]);
  time = 999;
  assert.equal(await get(), 1);
  time = 1000;
  assert.equal(await get(), 2);
  cache.clear();
  assert.equal(await get(), 3);
});

test('a look-up that began before a change is not remembered after it', async () => {
  const cache = createLookupCache<string>(1000, () => new Date(0));
  let finish: (value: string) => void = () => {};
  const early = cache.get(
    'key',
    () =>
      new Promise<string>((resolve) => {
        finish = resolve;
      }),
  );
  cache.clear();
  assert.equal(await cache.get('key', async () => 'new'), 'new');
  finish('old');
  assert.equal(await early, 'old');
  assert.equal(await cache.get('key', async () => 'newer'), 'new');
});

test('a look-up that failed is not remembered', async () => {
  const cache = createLookupCache<string>(1000, () => new Date(0));
  await assert.rejects(
    cache.get('key', () => Promise.reject(new Error('no database'))),
    /no database/,
  );
  assert.equal(await cache.get('key', async () => 'there'), 'there');
});
