import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createAccess } from '../../src/access/access.ts';
import type { CallSource } from '../../src/access/principal.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import type { GatewayOptions } from '../../src/gateway/gateway.ts';
import { readTlsFiles } from '../../src/gateway/tls.ts';
import { makeCertificate } from './certificate.ts';
import { account, keyId, secret, send, signAcs3, signRpc, startToyServer } from './toy-server.ts';

const { cert, key } = await makeCertificate();
setDefaultCACertificates([...getCACertificates('default'), cert]);

/** A server that tells where the last call came from, as policies see it. */
async function startWatched(t: TestContext, options: Partial<GatewayOptions>) {
  const sources: CallSource[] = [];
  const access = createAccess({ account, key: { id: keyId, secret } });
  const server = await startToyServer(t, {
    ...options,
    access: {
      ...access,
      authorize: async ({ source }) => {
        sources.push(source);
      },
    },
  });
  return { ...server, sources };
}

test('TLS', async (t) => {
  const tls = { cert: Buffer.from(cert), key: Buffer.from(key) };
  const { url, host, port, sources } = await startWatched(t, {
    tls,
    limits: { headersTimeout: 300, bodyTimeout: 300, idleTimeout: 1000 },
  });

  await t.test('is spoken, and policies learn of it', async () => {
    assert.match(url, /^https:/);
    for (const signed of [signAcs3(host), signRpc()]) assert.equal((await send(url, signed)).status, 200);
    assert.deepEqual(
      sources.map(({ ip, isSecure }) => [ip, isSecure]),
      [
        ['127.0.0.1', true],
        ['127.0.0.1', true],
      ],
    );
  });

  await t.test('everything has an answer with a code there too', async () => {
    assert.equal((await send(url, { path: '/%', method: 'GET', headers: {} })).json.Code, 'MalformedRequest');
  });

  await t.test('whoever does not finish the handshake, or speaks plain HTTP, is cut off', async () => {
    for (const bytes of ['', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n']) {
      const socket = connect(port, '127.0.0.1');
      const ended = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
      socket.write(bytes);
      socket.resume();
      const late = AbortSignal.timeout(4000);
      late.addEventListener('abort', () => socket.destroy(new Error('still open')));
      await ended;
      assert.ok(!late.aborted, JSON.stringify(bytes));
    }
    assert.equal((await send(url, signRpc())).status, 200);
  });
});

test('files of TLS that cannot work stop the start with the name of the setting', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-tls-'));
  t.after(() => rm(folder, { recursive: true }));
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const read = () => readTlsFiles({ tlsFiles: files });
  await assert.rejects(
    read(),
    (error) => error instanceof ConfigError && /REELMILL_TLS_CERT/.test(error.message),
  );
  await writeFile(files.cert, cert);
  await writeFile(files.key, (await makeCertificate()).key);
  await assert.rejects(
    read(),
    (error) => error instanceof ConfigError && /REELMILL_TLS_KEY/.test(error.message),
  );
  await writeFile(files.key, key);
  assert.deepEqual(await read(), { cert: Buffer.from(cert), key: Buffer.from(key) });
  assert.equal(await readTlsFiles({ tlsFiles: null }), null);
  assert.throws(() => readConfig({ REELMILL_TLS_CERT: 'a' }), ConfigError);
});

test('X-Forwarded headers', async (t) => {
  const forwarded = (list: string, more: Record<string, string> = {}) => ({
    'x-forwarded-for': list,
    ...more,
  });
  const sourceBehind = async (
    server: Awaited<ReturnType<typeof startWatched>>,
    headers: Record<string, string>,
  ) => {
    const signed = signRpc();
    const answer = await send(server.url, { ...signed, headers: { ...signed.headers, ...headers } });
    assert.equal(answer.status, 200, answer.text);
    const { ip, isSecure } = server.sources.at(-1) ?? {};
    return [ip, isSecure];
  };

  await t.test('of strangers are not believed', async (part) => {
    const server = await startWatched(part, { trustProxy: ['10.0.0.0/8'] });
    const headers = forwarded('203.0.113.9', { 'x-forwarded-proto': 'https' });
    assert.deepEqual(await sourceBehind(server, headers), ['127.0.0.1', false]);
    const open = await startWatched(part, {});
    assert.deepEqual(await sourceBehind(open, headers), ['127.0.0.1', false]);
  });

  await t.test('of trusted proxies are believed as far as they vouch for each other', async (part) => {
    const server = await startWatched(part, { trustProxy: ['loopback', '10.0.0.0/8'] });
    const https = { 'x-forwarded-proto': 'https' };
    const cases: [Record<string, string>, [string, boolean]][] = [
      [forwarded('203.0.113.9', https), ['203.0.113.9', true]],
      [forwarded('203.0.113.9, 10.1.2.3'), ['203.0.113.9', false]],
      // What the client itself has written into the header comes before its real address.
      [forwarded('198.51.100.1, 203.0.113.9, 10.1.2.3'), ['203.0.113.9', false]],
      [forwarded('2001:db8::7', https), ['2001:db8::7', true]],
      [forwarded('203.0.113.9', { 'x-forwarded-proto': 'http, https' }), ['203.0.113.9', true]],
      [{}, ['127.0.0.1', false]],
    ];
    for (const [headers, expected] of cases) {
      assert.deepEqual(await sourceBehind(server, headers), expected, JSON.stringify(headers));
    }
  });

  await t.test('the setting takes addresses, ranges and names', () => {
    const given = ' 10.0.0.1, 192.168.0.0/16,loopback ,2001:db8::/32';
    assert.deepEqual(readConfig({ REELMILL_TRUST_PROXY: given }).trustProxy, [
      '10.0.0.1',
      '192.168.0.0/16',
      'loopback',
      '2001:db8::/32',
    ]);
    for (const wrong of ['proxy.example.org', '10.0.0.0/33', '*']) {
      assert.throws(() => readConfig({ REELMILL_TRUST_PROXY: wrong }), ConfigError, wrong);
    }
  });
});
