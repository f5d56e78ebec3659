import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { ConfigError } from '../../src/config.ts';
import { openObjectStore } from '../../src/storage/open-object-store.ts';

async function open(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-store-'));
  t.after(() => rm(dataDir, { recursive: true }));
  return { dataDir, store: await openObjectStore({ dataDir, storageUrl: 'file:' }) };
}

const clip = { bucket: 'clips', key: '商店/鞋 1.mp4' };

test('an object is a plain file and a file that is dropped in is an object', async (t) => {
  const { dataDir, store } = await open(t);
  assert.equal(await store.stat(clip), null);
  assert.equal(await store.read(clip), null);
  assert.equal(await store.localPath(clip), null);
  await store.put(clip, Readable.from(['hel', 'lo']), 5);
  assert.equal(await readFile(join(dataDir, 'buckets', 'clips', '商店', '鞋 1.mp4'), 'utf8'), 'hello');
  assert.equal((await store.stat(clip))?.size, 5);

  await mkdir(join(dataDir, 'buckets', 'dropped'));
  await writeFile(join(dataDir, 'buckets', 'dropped', 'in.txt'), 'dropped');
  const object = await store.read({ bucket: 'dropped', key: 'in.txt' }, { start: 1, end: 3 });
  assert.ok(object);
  assert.equal(await text(object.body), 'rop');
  assert.equal(object.stat.size, 7);
});

test('a replaced object has another tag; a deleted one is gone', async (t) => {
  const { store } = await open(t);
  const first = await store.put(clip, Readable.from(['one']), 100);
  const second = await store.put(clip, Readable.from(['two']), 100);
  assert.notEqual(first.etag, second.etag);
  assert.equal((await store.stat(clip))?.etag, second.etag);
  assert.equal(await store.delete(clip), true);
  assert.equal(await store.delete(clip), false);
  assert.equal(await store.stat(clip), null);
});

test('an upload that breaks off or is too large leaves the old object and no draft', async (t) => {
  const { dataDir, store } = await open(t);
  await store.put(clip, Readable.from(['old']), 100);
  const broken = Readable.from(
    (async function* () {
      yield 'new';
      throw new Error('the client went away');
    })(),
  );
  await assert.rejects(store.put(clip, broken, 100), /went away/);
  await assert.rejects(store.put(clip, Readable.from(['123456']), 5), {
    code: 'EntityTooLarge',
    status: 413,
  });
  const kept = await store.read(clip);
  assert.equal(kept && (await text(kept.body)), 'old');
  assert.deepEqual(await readdir(join(dataDir, 'buckets', '.drafts')), []);
});

test('files are copied or moved in', async (t) => {
  const { dataDir, store } = await open(t);
  const file = join(dataDir, 'render.mp4');
  await writeFile(file, 'film');
  await store.putFile({ bucket: 'out', key: 'a.mp4' }, file, { move: false });
  assert.equal(await readFile(file, 'utf8'), 'film');
  await store.putFile({ bucket: 'out', key: 'b.mp4' }, file, { move: true });
  await assert.rejects(readFile(file), { code: 'ENOENT' });
  for (const key of ['a.mp4', 'b.mp4']) {
    const path = await store.localPath({ bucket: 'out', key });
    assert.equal(path && (await readFile(path, 'utf8')), 'film');
  }
});

test('nothing outside of the buckets is read or written, whatever the name', async (t) => {
  const { dataDir, store } = await open(t);
  await writeFile(join(dataDir, 'credentials.json'), 'secret');
  await mkdir(join(dataDir, 'outside'));
  await mkdir(join(dataDir, 'buckets', 'clips'));
  await symlink(join(dataDir, 'credentials.json'), join(dataDir, 'buckets', 'clips', 'link.mp4'));
  await symlink(join(dataDir, 'outside'), join(dataDir, 'buckets', 'clips', 'folder'));
  await symlink(join(dataDir, 'outside'), join(dataDir, 'buckets', 'linked'));

  assert.equal(await store.stat({ bucket: 'clips', key: 'link.mp4' }), null);
  assert.equal(await store.localPath({ bucket: 'clips', key: 'link.mp4' }), null);
  assert.equal(await store.delete({ bucket: 'clips', key: 'link.mp4' }), false);
  for (const location of [
    { bucket: 'clips', key: 'folder/a.mp4' },
    { bucket: 'linked', key: 'a.mp4' },
    { bucket: 'linked', key: 'deep/er/a.mp4' },
  ]) {
    await assert.rejects(store.put(location, Readable.from(['x']), 10), { code: 'InvalidParameter' });
  }
  assert.deepEqual(await readdir(join(dataDir, 'outside')), []);
  // A link is replaced by the object, and what it pointed to stands.
  await store.put({ bucket: 'clips', key: 'link.mp4' }, Readable.from(['object']), 10);
  assert.equal(await readFile(join(dataDir, 'credentials.json'), 'utf8'), 'secret');

  for (const key of ['../../credentials.json', '/etc/passwd', 'a\0b', '..', 'a//b', 'con.mp4', 'C:x']) {
    const location = { bucket: 'clips', key };
    await assert.rejects(store.stat(location), { code: 'InvalidParameter' }, key);
    await assert.rejects(store.put(location, Readable.from(['x']), 10), { code: 'InvalidParameter' }, key);
    await assert.rejects(store.localPath(location), { code: 'InvalidParameter' }, key);
  }
  await assert.rejects(store.stat({ bucket: '.drafts', key: 'a' }), { code: 'InvalidParameter' });
});

test('an object and a folder cannot have one name', async (t) => {
  const { store } = await open(t);
  await store.put({ bucket: 'clips', key: 'a' }, Readable.from(['x']), 10);
  await assert.rejects(store.put({ bucket: 'clips', key: 'a/b' }, Readable.from(['x']), 10), {
    code: 'InvalidParameter',
  });
  await store.put({ bucket: 'clips', key: 'folder/b' }, Readable.from(['x']), 10);
  await assert.rejects(store.put({ bucket: 'clips', key: 'folder' }, Readable.from(['x']), 10), {
    code: 'InvalidParameter',
  });
  assert.equal(await store.stat({ bucket: 'clips', key: 'folder' }), null);
});

test('many writers of one object leave one of their texts', async (t) => {
  const { store } = await open(t);
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(1000));
  await Promise.all(texts.map((each) => store.put(clip, Readable.from([each]), 10_000)));
  const object = await store.read(clip);
  assert.ok(object && texts.includes(await text(object.body)));
});

test('drafts of a process that died long ago are removed at start', async (t) => {
  const { dataDir } = await open(t);
  const drafts = join(dataDir, 'buckets', '.drafts');
  await writeFile(join(drafts, 'old'), '');
  await writeFile(join(drafts, 'young'), '');
  await utimes(join(drafts, 'old'), 1000, 1000);
  await openObjectStore({ dataDir, storageUrl: 'file:' });
  assert.deepEqual(await readdir(drafts), ['young']);
});

test('a store that this version does not have stops the start', async (t) => {
  const { dataDir } = await open(t);
  for (const storageUrl of ['s3://bucket', 'oss://bucket', 'file:///elsewhere', 'nonsense']) {
    await assert.rejects(openObjectStore({ dataDir, storageUrl }), (error) => {
      return error instanceof ConfigError && error.message.includes('REELMILL_STORAGE_URL');
    });
  }
});
