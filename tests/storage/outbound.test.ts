import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkOutbound, OutboundError, postJson } from '../../src/storage/outbound.ts';
import { openRemoteCache } from '../../src/storage/remote-cache.ts';

async function serve(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function openCache(
  t: TestContext,
  allowHosts: string[],
  limits: { maxBytes?: number; timeout?: number } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-remote-'));
  t.after(() => rm(folder, { recursive: true }));
  return { folder, cache: openRemoteCache(folder, { allowHosts, maxBytes: 1000, timeout: 2000, ...limits }) };
}

test('no spelling of an address that is not public gets through', async () => {
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '017700000001',
    'localhost',
    'localhost.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '0.0.0.0',
    '[::]',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '168.63.129.16',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '224.0.0.1',
    '255.255.255.255',
    '[ff02::1]',
    '192.0.2.1',
    '198.18.0.1',
  ]) {
    await assert.rejects(checkOutbound(`http://${host}/x`, []), OutboundError, host);
    await assert.rejects(checkOutbound(`http://${host}:8080/x`, ['other:8080']), OutboundError, host);
  }
  for (const host of ['1.1.1.1', '[2606:4700:4700::1111]']) {
    assert.equal((await checkOutbound(`https://${host}/x`, [])).addresses.length, 1);
  }
});

test('the allow list opens a host, or one port of it, and nothing else', async () => {
  await checkOutbound('http://127.0.0.1:9000/x', ['127.0.0.1']);
  await checkOutbound('http://127.0.0.1:9000/x', ['127.0.0.1:9000']);
  await checkOutbound('http://127.0.0.1/x', ['127.0.0.1:80']);
  await assert.rejects(checkOutbound('http://127.0.0.1:9001/x', ['127.0.0.1:9000']), /REELMILL_ALLOW_HOSTS/);
});

test('what is no http URL is refused', async () => {
  for (const url of ['', 'x', 'file:///etc/passwd', 'gopher://1.1.1.1/', 'http://a:b@1.1.1.1/']) {
    await assert.rejects(checkOutbound(url, []), OutboundError, url);
  }
});

test('a post arrives as JSON, its status is told and a redirect is not followed', async (t) => {
  const seen: string[] = [];
  const host = await serve(t, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
    response.writeHead(request.url === '/moved' ? 302 : 204, { location: '/secret' }).end();
  });
  const options = { allowHosts: [host], timeout: 2000 };
  assert.equal(await postJson(`http://${host}/hook`, '{"é":1}', options), 204);
  assert.equal(await postJson(`http://${host}/moved`, '{}', options), 302);
  assert.deepEqual(seen, [
    'POST /hook application/json;charset=utf-8 {"é":1}',
    'POST /moved application/json;charset=utf-8 {}',
  ]);
});

test('a receiver that does not answer in time, or at all, is an OutboundError', async (t) => {
  const host = await serve(t, () => {});
  const started = performance.now();
  await assert.rejects(
    postJson(`http://${host}/`, '{}', { allowHosts: [host], timeout: 200 }),
    /took too long/,
  );
  assert.ok(performance.now() - started < 1500);
  await assert.rejects(
    postJson('http://127.0.0.1:1/', '{}', { allowHosts: ['127.0.0.1'], timeout: 2000 }),
    /127\.0\.0\.1:1 did not answer/,
  );
});

test('a remote file is sent once, and again only when it has changed', async (t) => {
  let content = 'first';
  let sent = 0;
  const host = await serve(t, (request, response) => {
    if (request.headers['if-none-match'] === `"${content}"`) return response.writeHead(304).end();
    sent += 1;
    return response.writeHead(200, { etag: `"${content}"` }).end(content);
  });
  const { cache } = await openCache(t, [host]);
  const url = `http://${host}/clip.mp4`;
  const [path, same] = await Promise.all([cache.fetch(url), cache.fetch(url)]);
  assert.equal(path, same);
  assert.equal(await cache.fetch(url), path);
  assert.equal(sent, 1);
  content = 'second';
  const changed = await cache.fetch(url);
  assert.equal(await readFile(changed, 'utf8'), 'second');
  // What still reads the old file is not disturbed.
  assert.equal(await readFile(path, 'utf8'), 'first');
});

test('redirects are followed, but each one is checked', async (t) => {
  const host = await serve(t, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/ok') return response.end('here');
    const location =
      { '/once': '/ok', '/private': 'http://169.254.169.254/meta', '/file': 'file:///etc/passwd' }[
        pathname
      ] ?? pathname;
    return response.writeHead(302, { location }).end();
  });
  const { cache, folder } = await openCache(t, [host]);
  assert.equal(await readFile(await cache.fetch(`http://${host}/once`), 'utf8'), 'here');
  await assert.rejects(cache.fetch(`http://${host}/private`), /169\.254\.169\.254, which is not public/);
  await assert.rejects(cache.fetch(`http://${host}/file`), OutboundError);
  await assert.rejects(cache.fetch(`http://${host}/loop`), /more than 3 times/);
  assert.equal((await readdir(folder)).length, 2);
});

test('a remote file that is too large, too slow or missing leaves nothing behind', async (t) => {
  const host = await serve(t, (request, response) => {
    if (request.url === '/large') return response.end('x'.repeat(5000));
    if (request.url === '/slow') return response.write('x');
    return response.writeHead(404).end();
  });
  const { cache, folder } = await openCache(t, [host], { timeout: 300 });
  await assert.rejects(cache.fetch(`http://${host}/large`), { code: 'EntityTooLarge' });
  await assert.rejects(cache.fetch(`http://${host}/slow`), /took too long/);
  await assert.rejects(cache.fetch(`http://${host}/none`), /answered 404/);
  assert.deepEqual(await readdir(folder), []);
});

test('a closed cache ends its downloads, and a new one removes what old ones left behind', async (t) => {
  const host = await serve(t, (request, response) => {
    if (request.url === '/slow') return response.write('x');
    return response.end(`now ${Math.random()}`);
  });
  const { cache, folder } = await openCache(t, [host], { timeout: 20_000 });
  const replaced = await cache.fetch(`http://${host}/a`);
  const current = await cache.fetch(`http://${host}/a`);
  const slow = cache.fetch(`http://${host}/slow`);
  setTimeout(() => cache.close(), 100);
  await assert.rejects(slow, OutboundError);
  await utimes(replaced, 1000, 1000);
  await utimes(current, 1000, 1000);
  const next = openRemoteCache(folder, { allowHosts: [host], maxBytes: 1000, timeout: 2000 });
  await next.fetch(`http://${host}/b`);
  const files = (await readdir(folder)).map((name) => join(folder, name));
  assert.deepEqual([files.includes(replaced), files.includes(current)], [false, true]);
});
