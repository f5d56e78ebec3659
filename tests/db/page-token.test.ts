import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { hashFilters, openPageToken, sealPageToken } from '../../src/db/page-token.ts';
import { loadSecret } from '../../src/db/secret.ts';

const key = randomBytes(32);
const cursors = fc.record({
  time: fc.nat(4e12),
  seq: fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String),
});

test('law: a token opens to the place that was sealed, for its own account, filters and key only', () => {
  fc.assert(
    fc.property(cursors, fc.string(), fc.string(), (cursor, account, hash) => {
      const token = sealPageToken(key, account, hash, cursor);
      assert.deepEqual(openPageToken(key, account, hash, token), { ...cursor });
      assert.equal(openPageToken(key, `${account}x`, hash, token), null);
      assert.equal(openPageToken(key, account, `${hash}x`, token), null);
      assert.equal(openPageToken(randomBytes(32), account, hash, token), null);
    }),
  );
});

test('law: no altered token opens', () => {
  const token = sealPageToken(key, 'account', 'hash', { time: 1, seq: '2' });
  const bytes = Buffer.from(token, 'base64');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const altered = Buffer.from(bytes);
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(openPageToken(key, 'account', 'hash', altered.toString('base64')), null);
  }
  fc.assert(
    fc.property(fc.string({ maxLength: 100 }), (text) => {
      assert.equal(openPageToken(key, 'account', 'hash', text), null);
    }),
  );
  for (const odd of [` ${token}`, `${token}=`, token.slice(0, -4), bytes.toString('hex')]) {
    assert.equal(openPageToken(key, 'account', 'hash', odd), null, odd);
  }
});

test('filters are equal whatever their order, and a filter that is not set is none', () => {
  assert.equal(hashFilters({ a: 1, b: 'x' }), hashFilters({ b: 'x', c: undefined, a: 1 }));
  assert.notEqual(hashFilters({ a: '1' }), hashFilters({ a: '2' }));
  assert.notEqual(hashFilters({ a: 'b', c: 'd' }), hashFilters({ a: 'b,c:d' }));
});

test('a secret is made once, for nobody else to read', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-secret-'));
  t.after(() => rm(dataDir, { recursive: true }));
  const made = await Promise.all(Array.from({ length: 8 }, () => loadSecret(dataDir, 'test')));
  for (const secret of made) assert.deepEqual(secret, made[0]);
  assert.equal(made[0]?.length, 32);
  assert.deepEqual(await loadSecret(dataDir, 'test'), made[0]);
  assert.notDeepEqual(await loadSecret(dataDir, 'other'), made[0]);
  const path = join(dataDir, 'secrets', 'test');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  await writeFile(path, 'damaged');
  await assert.rejects(loadSecret(dataDir, 'test'), /is damaged/);
});
