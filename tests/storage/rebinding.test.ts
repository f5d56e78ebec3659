import assert from 'node:assert/strict';
import dns from 'node:dns/promises';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  callOutbound,
  checkOutbound,
  OutboundError,
  OutboundRefusal,
  postJson,
} from '../../src/storage/outbound.ts';
import { openRemoteCache } from '../../src/storage/remote-cache.ts';

/** Names of the tests and what they lead to, one answer a look-up; the last one stays. */
type Zone = Record<string, string[][]>;

const lookupOfTheMachine = dns.lookup;

/** Makes everybody who imports it look names up in another way, for one test. */
function replaceLookup(t: TestContext, lookup: (host: string) => Promise<unknown>): void {
  const set = (replacement: typeof dns.lookup) => {
    dns.lookup = replacement;
    syncBuiltinESMExports();
  };
  set(lookup as typeof dns.lookup);
  t.after(() => set(lookupOfTheMachine));
}

/** Puts a name service in place of the real one, and counts what it is asked. */
function nameService(t: TestContext, zone: Zone) {
  const asked: string[] = [];
  const rest = structuredClone(zone);
  const lookup = async (host: string) => {
    asked.push(host);
    const answers = rest[host];
    if (answers === undefined)
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' });
    const [now = []] = answers.length > 1 ? answers.splice(0, 1) : answers;
    return now.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  replaceLookup(t, lookup);
  return asked;
}

async function serve(t: TestContext, listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('a name with one hidden address among public ones is refused', async (t) => {
  nameService(t, {
    'mixed.example': [['1.1.1.1', '10.0.0.1']],
    'six.example': [['2606:4700::1', 'fd00::1']],
  });
  await assert.rejects(checkOutbound('http://mixed.example/', []), /10\.0\.0\.1, which is not public/);
  await assert.rejects(checkOutbound('http://six.example/', []), OutboundRefusal);
});

test('the connection goes to the address that was checked, though the name has another one by now', async (t) => {
  const reached: IncomingHttpHeaders[] = [];
  const port = await serve(t, (request, response) => {
    reached.push(request.headers);
    response.end('secret');
  });
  // Public when it is checked, the loopback address ever after.
  const asked = nameService(t, { 'rebind.example': [['192.0.2.77', '1.1.1.1'], ['127.0.0.1']] });
  await assert.rejects(checkOutbound(`http://rebind.example:${port}/`, []), OutboundRefusal);
  await assert.rejects(checkOutbound(`http://rebind.example:${port}/`, []), OutboundRefusal);

  const url = new URL(`http://rebind.example:${port}/`);
  // An address of documentation: nothing answers there, so a call that reaches us has been rebound.
  const target = { url, addresses: [{ address: '192.0.2.77', family: 4 as const }] };
  const before = asked.length;
  const request = { method: 'GET', headers: {}, signal: AbortSignal.timeout(300) } as const;
  await assert.rejects(callOutbound(target, request), OutboundError);
  assert.equal(asked.length, before);
  assert.equal(reached.length, 0);

  // And the other way round: the checked address is called, under the name that was asked for.
  const checked = { url, addresses: [{ address: '127.0.0.1', family: 4 as const }] };
  const answer = await callOutbound(checked, {
    method: 'GET',
    headers: {},
    signal: AbortSignal.timeout(5000),
  });
  answer.destroy();
  assert.equal(reached[0]?.host, `rebind.example:${port}`);
  assert.equal(asked.length, before);
});

test('each call is looked up anew, and never uses a connection of an earlier one', async (t) => {
  const port = await serve(t, (_request, response) => response.end());
  const asked = nameService(t, { 'hook.example': [['127.0.0.1'], ['127.0.0.1'], ['10.0.0.1']] });
  const url = `http://hook.example:${port}/`;
  for (let call = 1; call <= 2; call += 1) {
    assert.equal(await postJson(url, '{}', { allowHosts: ['hook.example'], timeout: 2000 }), 200);
    assert.equal(asked.length, call);
  }
  // Not on the list any more: the third answer counts, not the connections before it.
  await assert.rejects(postJson(url, '{}', { allowHosts: [], timeout: 2000 }), /10\.0\.0\.1/);
});

test('a name that is not known is tried again later, one that hangs is given up in time', async (t) => {
  nameService(t, {});
  const unknown = await checkOutbound('http://nowhere.example/', []).catch((error: unknown) => error);
  assert.ok(unknown instanceof OutboundError && !(unknown instanceof OutboundRefusal));
  replaceLookup(t, () => new Promise(() => {}));
  await assert.rejects(
    checkOutbound('http://slow.example/', [], AbortSignal.timeout(100)),
    /not found in time/,
  );
  await assert.rejects(checkOutbound('http://slow.example/', [], AbortSignal.abort()), /not found in time/);
});

test('a redirect of a material is judged like the first address, by number and by name', async (t) => {
  const port = await serve(t, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const targets: Record<string, string> = {
      '/number': `http://2130706433:${port}/ok`,
      '/six': `http://[::ffff:7f00:1]:${port}/ok`,
      '/name': `http://inside.example:${port}/ok`,
      '/user': `http://a@first.example:${port}/ok`,
      '/scheme': 'gopher://first.example/ok',
      '/own': '/ok',
      '/third': '/own',
      '/second': '/third',
      '/fourth': '/second',
    };
    const location = targets[pathname];
    if (location === undefined) return response.end('here');
    return response.writeHead(307, { location }).end();
  });
  nameService(t, {
    'first.example': [['127.0.0.1']],
    'inside.example': [['127.0.0.1']],
    '127.0.0.1': [['127.0.0.1']],
    '::ffff:7f00:1': [['::ffff:7f00:1']],
  });
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-remote-'));
  t.after(() => rm(folder, { recursive: true }));
  const cache = openRemoteCache(folder, { allowHosts: ['first.example'], maxBytes: 1000, timeout: 2000 });
  const fetch = (path: string) => cache.fetch(`http://first.example:${port}${path}`);
  for (const path of ['/own', '/third', '/second'])
    assert.equal(await readFile(await fetch(path), 'utf8'), 'here');
  await assert.rejects(fetch('/fourth'), /more than 3 times/);
  for (const path of ['/number', '/six', '/name', '/user', '/scheme']) {
    await assert.rejects(fetch(path), OutboundRefusal, path);
  }
});

test('an answer that is endless in its headers or its body ends the call', async (t) => {
  const port = await serve(t, (request, response) => {
    if (request.url === '/headers') {
      for (let index = 0; index < 50; index += 1) response.setHeader(`x-${index}`, 'x'.repeat(1000));
      return response.end();
    }
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 5);
    return response.once('close', () => clearInterval(timer));
  });
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;
  const options = { allowHosts: ['127.0.0.1'], timeout: 2000 };
  await assert.rejects(postJson(url('/headers'), '{}', options), OutboundError);
  // A callback's answer is taken at its status; its body is not waited for.
  const started = performance.now();
  assert.equal(await postJson(url('/body'), '{}', options), 200);
  assert.ok(performance.now() - started < 1500);
});
