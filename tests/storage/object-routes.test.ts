import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { registerObjectRoutes } from '../../src/storage/object-routes.ts';
import { createObjectSigner, type SignedMethod } from '../../src/storage/object-signer.ts';
import { openObjectStore } from '../../src/storage/open-object-store.ts';

const clip = { bucket: 'clips', key: '商店/鞋 #1 100%.mp4' };

/** A server of its own with one object in it. */
async function start(t: TestContext, options: { now?: () => number; maxUploadBytes?: number } = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-routes-'));
  const store = await openObjectStore({ dataDir, storageUrl: 'file:' });
  await store.put(clip, Readable.from(['0123456789']), 100);
  const app = fastify();
  let base = '';
  const signer = createObjectSigner(Buffer.alloc(32, 7), () => base, options.now);
  registerObjectRoutes(app, {
    store,
    fault: (request, method, location) =>
      signer.fault(method, location, request.query as Record<string, unknown>),
    maxUploadBytes: options.maxUploadBytes ?? 1000,
  });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
  t.after(async () => {
    await app.close();
    await rm(dataDir, { recursive: true });
  });
  const sign = (method: SignedMethod, location = clip) => signer.sign(method, location, 60);
  return { dataDir, store, sign, base };
}

test('a signed URL gives the object, with headers that let players and browsers work', async (t) => {
  const { sign } = await start(t);
  const answer = await fetch(sign('GET'));
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), '0123456789');
  assert.equal(answer.headers.get('content-type'), 'video/mp4');
  assert.equal(answer.headers.get('content-length'), '10');
  assert.equal(answer.headers.get('accept-ranges'), 'bytes');
  assert.match(answer.headers.get('content-disposition') ?? '', /^inline; filename\*=UTF-8''%E9%9E%8B/);
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');

  const head = await fetch(sign('GET'), { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('content-length'), '10');
  assert.equal(await head.text(), '');

  const etag = answer.headers.get('etag') ?? '';
  const unchanged = await fetch(sign('GET'), { headers: { 'if-none-match': etag } });
  assert.equal(unchanged.status, 304);
});

test('ranges', async (t) => {
  const { sign } = await start(t);
  const get = async (range: string, more: Record<string, string> = {}) => {
    const answer = await fetch(sign('GET'), { headers: { range, ...more } });
    return [answer.status, answer.headers.get('content-range'), await answer.text()];
  };
  assert.deepEqual(await get('bytes=2-4'), [206, 'bytes 2-4/10', '234']);
  assert.deepEqual(await get('bytes=7-'), [206, 'bytes 7-9/10', '789']);
  assert.deepEqual(await get('bytes=-3'), [206, 'bytes 7-9/10', '789']);
  assert.deepEqual(await get('bytes=-99'), [206, 'bytes 0-9/10', '0123456789']);
  assert.deepEqual(await get('bytes=8-99'), [206, 'bytes 8-9/10', '89']);
  assert.deepEqual((await get('bytes=10-')).slice(0, 2), [416, 'bytes */10']);
  assert.deepEqual((await get('bytes=-0')).slice(0, 2), [416, 'bytes */10']);
  for (const odd of ['bytes=4-2', 'bytes=0-1,3-4', 'bytes=x', 'lines=1-2', 'bytes=-']) {
    assert.deepEqual(await get(odd), [200, null, '0123456789'], odd);
  }
  assert.deepEqual(await get('bytes=2-4', { 'if-range': '"another"' }), [200, null, '0123456789']);
});

test('a URL gives what it was signed for and nothing else', async (t) => {
  let now = Date.now();
  const { sign, store, base } = await start(t, { now: () => now });
  await store.put({ bucket: 'clips', key: 'other.mp4' }, Readable.from(['other']), 100);
  const url = sign('GET');
  const code = async (target: string, method = 'GET') => {
    const answer = await fetch(target, { method, ...(method === 'PUT' && { body: 'x' }) });
    const body = method === 'HEAD' ? '' : await answer.text();
    return [answer.status, body.startsWith('{') ? JSON.parse(body).Code : body];
  };
  const query = url.slice(url.indexOf('?'));
  assert.deepEqual(await code(`${base}/buckets/clips/other.mp4${query}`), [403, 'AccessDenied']);
  assert.deepEqual(await code(url.slice(0, url.indexOf('?'))), [403, 'AccessDenied']);
  assert.deepEqual(await code(url.replace(/Expires=\d/, 'Expires=9')), [403, 'AccessDenied']);
  assert.deepEqual(await code(`${url}&Signature=x`), [403, 'AccessDenied']);
  assert.deepEqual(await code(url, 'PUT'), [403, 'AccessDenied']);
  assert.deepEqual(await code(sign('PUT'), 'GET'), [403, 'AccessDenied']);
  assert.deepEqual(await code(sign('PUT'), 'HEAD'), [403, '']);
  assert.deepEqual(await code(sign('GET', { bucket: 'clips', key: 'none.mp4' })), [404, 'NoSuchKey']);
  now += 61_000;
  assert.deepEqual(await code(url), [403, 'AccessDenied']);
});

test('an upload of any type is stored as it is', async (t) => {
  const { dataDir, sign } = await start(t);
  const target = { bucket: 'uploads', key: 'a/b.json' };
  for (const type of ['application/json', 'video/mp4', 'text/plain', 'multipart/form-data; boundary=x']) {
    const body = Buffer.from([0, 255, 1, 254]);
    const answer = await fetch(sign('PUT', target), {
      method: 'PUT',
      body,
      headers: { 'content-type': type },
    });
    assert.equal(answer.status, 200, type);
    assert.deepEqual(await readFile(join(dataDir, 'buckets', 'uploads', 'a', 'b.json')), body);
  }
  // fetch sends no type for a stream, nor a length.
  const stream = Readable.toWeb(Readable.from([Buffer.from('streamed')])) as ReadableStream;
  const init = { method: 'PUT', body: stream, duplex: 'half' } as RequestInit;
  assert.equal((await fetch(sign('PUT', target), init)).status, 200);
  assert.equal(await readFile(join(dataDir, 'buckets', 'uploads', 'a', 'b.json'), 'utf8'), 'streamed');
  assert.equal((await fetch(sign('PUT', target), { method: 'PUT', body: '' })).status, 200);
  const empty = await fetch(sign('GET', target));
  assert.deepEqual([empty.status, empty.headers.get('content-length'), await empty.text()], [200, '0', '']);
});

test('an upload that is too large or breaks off stores nothing', async (t) => {
  const { store, sign } = await start(t, { maxUploadBytes: 100 });
  const target = { bucket: 'uploads', key: 'big.bin' };
  const answer = await fetch(sign('PUT', target), { method: 'PUT', body: 'x'.repeat(101) });
  assert.deepEqual(
    [answer.status, ((await answer.json()) as { Code: string }).Code],
    [413, 'EntityTooLarge'],
  );

  const url = new URL(sign('PUT', target));
  const socket = connect(Number(url.port), url.hostname);
  socket.on('error', () => {});
  socket.write(`PUT ${url.pathname}${url.search} HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\nhalf`);
  await new Promise((resolve) => setTimeout(resolve, 100));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await store.stat(target), null);
});

test('a page that a stranger stored cannot run anything', async (t) => {
  const { store, sign } = await start(t);
  for (const key of ['evil.html', 'evil.svg', 'evil']) {
    await store.put({ bucket: 'clips', key }, Readable.from(['<script>alert(1)</script>']), 100);
    const answer = await fetch(sign('GET', { bucket: 'clips', key }));
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/, key);
    await answer.text();
  }
});

test('a path that leaves the bucket is refused', async (t) => {
  const { base } = await start(t);
  for (const path of [
    '/buckets/clips/..%2f..%2fcredentials.json',
    '/buckets/..%2f/x',
    '/buckets/clips/a%00b',
    '/buckets/clips//a',
  ]) {
    const answer = await fetch(`${base}${path}`);
    assert.equal(answer.status, 400, path);
    assert.equal(((await answer.json()) as { Code: string }).Code, 'InvalidParameter', path);
  }
});
