import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pino } from 'pino';
import { createBucketOwners } from '../../src/access/buckets.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { type MediaLibrary, openMediaLibrary } from '../../src/media/library.ts';
import { createObjectSigner } from '../../src/storage/object-signer.ts';
import { openObjectStore } from '../../src/storage/open-object-store.ts';
import { makeMedia, picture, tone } from './make-media.ts';

const account = '1000000000000001';
let dataDir = '';
let clip = '';
let database: DatabaseHandle;
let library: MediaLibrary;
let remoteHost = '';

const remote = createServer((request, response) => {
  if (request.url === '/clip.mp4') return response.end(clipBytes);
  return response.writeHead(404).end();
});
let clipBytes: Buffer;

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'reelmill-library-'));
  clip = await makeMedia(join(dataDir, 'clip.mp4'), { streams: [picture(), tone()] });
  clipBytes = await readFile(clip);
  await new Promise<void>((resolve) => remote.listen(0, '127.0.0.1', resolve));
  remoteHost = `127.0.0.1:${(remote.address() as AddressInfo).port}`;
  database = await openDatabase({ dataDir, databaseUrl: '' });
  library = await openMediaLibrary({
    config: { dataDir, allowHosts: [remoteHost] },
    db: database.kysely,
    store: await openObjectStore({ dataDir, storageUrl: 'file:' }),
    signer: createObjectSigner(Buffer.alloc(32), () => 'http://127.0.0.1:8080'),
    buckets: createBucketOwners(database.kysely, account, () => new Date()),
    addresses: () => ({ ownUrls: ['http://127.0.0.1:8080'], allowHosts: [remoteHost] }),
    logger: pino({ level: 'silent' }),
  });
});
after(async () => {
  remote.close();
  remote.closeAllConnections();
  await library.close();
  await database.close();
  await rm(dataDir, { recursive: true });
});

async function drop(bucket: string, key: string): Promise<string> {
  const path = join(dataDir, 'buckets', bucket, key);
  await mkdir(dirname(path), { recursive: true });
  await cp(clip, path);
  return path;
}

const failure = (code: string, words: string) => (error: unknown) => {
  assert.equal((error as { code: string }).code, code);
  assert.ok((error as Error).message.includes(words), (error as Error).message);
  return true;
};

test('a file that was dropped in is a material by its address, without registration', async () => {
  const path = await drop('dropped', '片 1.mp4');
  for (const reference of [
    'oss://dropped/片 1.mp4',
    'https://dropped.oss-cn-x.aliyuncs.com/%E7%89%87%201.mp4?Expires=1',
  ]) {
    const material = await library.resolveMaterial(account, reference);
    assert.equal(material.mediaId, null);
    assert.equal(material.path, path);
    assert.deepEqual([material.facts.kind, material.facts.duration], ['video', 1]);
  }
});

test('a registered material is resolved by id and by address, by its own account only', async () => {
  const path = await drop('registered', 'a.mp4');
  const mediaId = await library.register(account, { inputUrl: 'oss://registered/a.mp4', overwrite: false });
  for (const reference of [mediaId, mediaId.toUpperCase(), 'oss://registered/a.mp4']) {
    const material = await library.resolveMaterial(account, reference);
    assert.deepEqual([material.mediaId, material.path], [mediaId, path]);
  }
  await assert.rejects(
    library.resolveMaterial('1000000000000002', mediaId),
    failure('InvalidMaterial.NotFound', `The specified clips id not found:["${mediaId}"]`),
  );
  await assert.rejects(
    library.get('1000000000000002', { mediaId }, 60),
    failure('ResourceNotFound', mediaId),
  );
});

test('a material that is not there, or that cannot be used, is named', async () => {
  const url = 'oss://dropped/none.mp4';
  await assert.rejects(
    library.resolveMaterial(account, url),
    failure('InvalidMaterial.NotFound', `The specified clips url not found:["${url}"]`),
  );
  await writeFile(await drop('dropped', 'bad.mp4'), 'this is no film');
  await assert.rejects(
    library.resolveMaterial(account, 'oss://dropped/bad.mp4'),
    failure('InvalidParameter.ResourceContentBad', '"oss://dropped/bad.mp4" is bad: it is not a video'),
  );
  await assert.rejects(
    library.resolveMaterial(account, 'http://10.0.0.1/a.mp4'),
    failure('InvalidParameter', '10.0.0.1'),
  );
});

test('facts are read once for a file, and again when it has changed', async () => {
  const path = await drop('dropped', 'changing.mp4');
  const cached = async () => (await readdir(join(dataDir, 'cache', 'probes'))).length;
  await library.resolveMaterial(account, 'oss://dropped/changing.mp4');
  const count = await cached();
  await Promise.all(
    Array.from({ length: 5 }, () => library.resolveMaterial(account, 'oss://dropped/changing.mp4')),
  );
  assert.equal(await cached(), count);
  await makeMedia(path, { streams: [picture({ seconds: 2 })] });
  await utimes(path, 1000, 1000);
  assert.equal((await library.resolveMaterial(account, 'oss://dropped/changing.mp4')).facts.duration, 2);
  await truncate(path, 100);
  await assert.rejects(
    library.resolveMaterial(account, 'oss://dropped/changing.mp4'),
    failure('InvalidParameter.ResourceContentBad', 'changing.mp4'),
  );
});

test('a material on an allowed host is fetched', async () => {
  const url = `http://${remoteHost}/clip.mp4`;
  const { facts, mediaId } = await library.resolveMaterial(account, url);
  assert.deepEqual([facts.kind, facts.size, mediaId], ['video', clipBytes.length, null]);
  const id = await library.register(account, { inputUrl: url, overwrite: false });
  const info = await library.get(account, { inputUrl: url }, 60);
  assert.deepEqual([info.MediaId, info.MediaBasicInfo.Status], [id, 'Normal']);
  assert.equal(info.FileInfoList[0]?.FileBasicInfo.FileUrl, url);
  await assert.rejects(
    library.resolveMaterial(account, `http://${remoteHost}/none.mp4`),
    failure('InvalidParameter.ResourceContentBad', 'answered 404'),
  );
});

test('an output is entered once, however often its job ends, and is found by every spelling of its MediaURL', async () => {
  await drop('outputs', 'out_0.mp4');
  const output = {
    mediaId: '1234567890abcdef1234567890abcdef',
    url: 'http://outputs.oss-cn-shanghai.aliyuncs.com/out_0.mp4',
    location: { bucket: 'outputs', key: 'out_0.mp4' },
    title: 'out_0.mp4',
  };
  const end = async (registration: typeof output) => {
    const write = await library.registerOutput(account, registration);
    await database.kysely.transaction().execute(write);
  };
  await Promise.all([end(output), end(output)]);
  await end(output);
  for (const reference of [
    { mediaId: output.mediaId },
    { inputUrl: output.url },
    { inputUrl: 'oss://outputs/out_0.mp4' },
    { inputUrl: 'http:/outputs.oss-cn-beijing.aliyuncs.com/out_0.mp4' },
  ]) {
    const info = await library.get(account, reference, 60);
    assert.equal(info.MediaId, output.mediaId);
    assert.equal(info.MediaBasicInfo.Status, 'Normal');
    assert.equal(info.MediaBasicInfo.InputURL, output.url);
    assert.equal(info.FileInfoList[0]?.FileBasicInfo.Duration, '1.000000');
  }
  // A later job that writes the same object takes its place in the library.
  const later = { ...output, mediaId: 'f'.repeat(32) };
  await end(later);
  assert.equal((await library.get(account, { inputUrl: output.url }, 60)).MediaId, later.mediaId);
  await assert.rejects(
    library.get(account, { mediaId: output.mediaId }, 60),
    failure('ResourceNotFound', ''),
  );
});
