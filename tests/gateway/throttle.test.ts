import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import openapiCore from '@alicloud/openapi-core';
import { RetryOptions, RuntimeOptions } from '@darabonba/typescript';
import { ConfigError, readConfig } from '../../src/config.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { createBatcher } from '../../src/gateway/batcher.ts';
import { type GatewayMemory, openGatewayMemory } from '../../src/gateway/memory.ts';
import { createThrottle, type Throttle, ThrottlingError } from '../../src/gateway/throttle.ts';
import { startPostgres } from '../db/postgres-server.ts';
import { keyId, secret, send, signAcs3, signRpc, startToyServer } from './toy-server.ts';

const rules = [
  { pattern: 'Submit*', perSecond: 30 },
  { pattern: 'Echo*', perSecond: 1000 },
];

/** Sends calls at once; answers how many passed. */
async function passed(
  throttles: readonly Throttle[],
  count: number,
  action: string,
  account = 'a',
): Promise<number> {
  const calls = Array.from({ length: count }, async (_, index) =>
    throttles[index % throttles.length]?.admit(account, action).then(
      () => 1,
      (error: unknown) => {
        assert.ok(error instanceof ThrottlingError);
        assert.equal(error.code, 'Throttling.User');
        assert.ok(error.retryAfter >= 1 && error.retryAfter <= 1000, String(error.retryAfter));
        return 0;
      },
    ),
  );
  return (await Promise.all(calls)).reduce((sum: number, one) => sum + (one ?? 0), 0);
}

/** Runs counts that belong into one window, again when the machine was too busy for that. */
async function inOneSecond<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let tries = 0; tries < 8; tries += 1) {
    const begun = performance.now();
    const result = await run();
    if (performance.now() - begun < 900) return result;
    await sleep(1100);
  }
  throw new Error('this machine is too busy to count calls of one second');
}

test('the setting names patterns and limits', () => {
  assert.deepEqual(readConfig({}).throttle, [
    { pattern: 'Submit*', perSecond: 30 },
    { pattern: '*', perSecond: 1000 },
  ]);
  assert.deepEqual(readConfig({ REELMILL_THROTTLE: 'ListUsers=5' }).throttle, [
    { pattern: 'ListUsers', perSecond: 5 },
  ]);
  for (const wrong of ['Submit*', 'Submit*=0', '=5', 'a=1,', 'a b=1']) {
    assert.throws(() => readConfig({ REELMILL_THROTTLE: wrong }), ConfigError, wrong);
  }
});

test('in one process: by account and operation, for a second', async () => {
  const throttle = createThrottle(rules);
  const counts = await inOneSecond(async () => [
    await passed([throttle], 50, 'SubmitThing'),
    await passed([throttle], 50, 'SubmitThing'),
    await passed([throttle], 50, 'SubmitOther'),
    await passed([throttle], 50, 'SubmitThing', 'b'),
    await passed([throttle], 2000, 'GetThing'),
  ]);
  assert.deepEqual(counts, [30, 0, 30, 30, 2000]);
  await sleep(1010);
  assert.equal(await passed([throttle], 50, 'SubmitThing'), 30);
});

test('a refused call says when to come again, in both dialects', async (t) => {
  const { url, host } = await startToyServer(t, {
    throttle: createThrottle([{ pattern: '*', perSecond: 1 }]),
  });
  assert.equal((await send(url, signAcs3(host))).status, 200);
  for (const signed of [signAcs3(host), signRpc()]) {
    const answer = await send(url, signed);
    assert.deepEqual([answer.status, answer.json.Code], [400, 'Throttling.User']);
    assert.match(answer.retryAfter ?? '', /^\d{1,4}$/);
    const wait = Number(answer.retryAfter);
    assert.ok(wait >= 1 && wait <= 1000, String(wait));
  }
  await sleep(1010);
  assert.equal((await send(url, signRpc())).status, 200);
});

test('the official SDK knows the refusal, waits as long as it says, and gets through', async (t) => {
  const { host } = await startToyServer(t, { throttle: createThrottle([{ pattern: '*', perSecond: 1 }]) });
  const { $OpenApiUtil, default: Client } = openapiCore;
  const key = { accessKeyId: keyId, accessKeySecret: secret, endpoint: host, protocol: 'HTTP' };
  const params = new $OpenApiUtil.Params({
    action: 'EchoThing',
    version: '2020-11-09',
    protocol: 'HTTPS',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  });
  const call = (more: Record<string, unknown> = {}) =>
    new Client(new $OpenApiUtil.Config({ ...key, ...more })).callApi(
      params,
      new $OpenApiUtil.OpenApiRequest({ query: { Text: 'a' } }),
      new RuntimeOptions({}),
    );
  await call();
  await assert.rejects(call(), (error: Error & { retryAfter?: number }) => {
    assert.equal(error.name, 'ThrottlingError');
    assert.ok((error.retryAfter ?? 0) >= 1 && (error.retryAfter ?? 0) <= 1000, String(error.retryAfter));
    return true;
  });
  const retryOptions = new RetryOptions({
    retryable: true,
    retryCondition: [{ maxAttempts: 3, exception: ['ThrottlingError'] }],
  });
  await call({ retryOptions });
});

test('the limit is looked at after the action and before the permission', async (t) => {
  const { url, host } = await startToyServer(t, {
    throttle: createThrottle([{ pattern: '*', perSecond: 1 }]),
  });
  const code = async (action: string, parameters: Record<string, string>) =>
    (await send(url, signAcs3(host, { action, parameters }))).json.Code;
  assert.equal(await code('EchoThing', {}), 'MissingText');
  assert.equal(await code('EchoThing', {}), 'Throttling.User');
  for (let count = 0; count < 3; count += 1)
    assert.equal(await code('Nothing', {}), 'InvalidAction.NotFound');
});

test('a batcher answers each item by its place, and all of a failed run with the error', async () => {
  const sizes: number[] = [];
  const ask = createBatcher<number, number>(async (items) => {
    sizes.push(items.length);
    await sleep(5);
    if (items.includes(13)) throw new Error('thirteen');
    return items.map((item) => item * 2);
  });
  assert.deepEqual(await Promise.all([ask(1), ask(2), ask(3)]), [2, 4, 6]);
  const first = ask(4);
  await sleep(2);
  const others = [ask(5), ask(13)];
  assert.equal(await first, 8);
  for (const other of others) await assert.rejects(other, /thirteen/);
  assert.equal(await ask(6), 12);
  assert.deepEqual(sizes, [3, 1, 2, 1]);
});

test('several gateways on one PostgreSQL', async (t: TestContext) => {
  const postgres = await startPostgres();
  const opened: { database: DatabaseHandle; memory: GatewayMemory }[] = [];
  t.after(async () => {
    for (const { database, memory } of opened) {
      memory.close();
      await database.close();
    }
    await postgres.stop();
  });
  const databaseUrl = await postgres.createDatabase();
  for (let count = 0; count < 3; count += 1) {
    const database = await openDatabase({ dataDir: '', databaseUrl });
    const memory = openGatewayMemory(database, { throttle: rules }, () => new Date());
    opened.push({ database, memory });
  }
  const memories = opened.map(({ memory }) => memory);
  const [one, two, three] = memories as [GatewayMemory, GatewayMemory, GatewayMemory];
  const throttles = [one.throttle, two.throttle, three.throttle];

  await t.test('share a small limit exactly', async () => {
    const counts = await inOneSecond(async () => [
      await passed(throttles, 90, 'SubmitThing'),
      await passed(throttles, 30, 'SubmitThing'),
      await passed(throttles, 90, 'SubmitThing', 'b'),
    ]);
    assert.deepEqual(counts, [30, 0, 30]);
    await sleep(1050);
    assert.equal(await passed(throttles, 90, 'SubmitThing'), 30);
  });

  await t.test('share a large limit, never beyond it', async () => {
    const count = await inOneSecond(() => passed(throttles, 3000, 'EchoThing'));
    assert.ok(count <= 1000 && count >= 950, `${count}`);
  });

  await t.test('take each nonce once between them, also at the same moment', async () => {
    const expires = new Date(Date.now() + 60_000);
    for (let round = 0; round < 20; round += 1) {
      const takes = [one, two, three, one, two, three].flatMap((memory) =>
        ['x', 'y', 'z'].map((nonce) => memory.nonces.take('key', `${nonce}${round}`, expires)),
      );
      const outcomes = await Promise.all(takes);
      assert.equal(outcomes.filter((outcome) => outcome === 'taken').length, 3);
      assert.equal(outcomes.filter((outcome) => outcome === 'used').length, 15);
    }
    assert.equal(await two.nonces.take('other key', 'x0', expires), 'taken');
    assert.equal(await three.nonces.take('key', 'x0', expires), 'used');
    const long = 'n'.repeat(100_000);
    assert.equal(await one.nonces.take('key', long, expires), 'taken');
    assert.equal(await two.nonces.take('key', long, expires), 'used');
  });

  await t.test('refuse a request that another one has taken', async (part) => {
    const servers = [];
    for (const { nonces, throttle } of [one, two]) {
      servers.push(await startToyServer(part, { nonces, throttle, publicUrl: 'http://api.example.org' }));
    }
    const [here, there] = servers;
    assert.ok(here && there);
    const signed = signRpc();
    assert.equal((await send(here.url, signed)).status, 200);
    assert.equal((await send(there.url, signed)).json.Code, 'SignatureNonceUsed');
  });
});
