import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createNonceStore } from '../../src/gateway/nonces.ts';
import { answersIn, talk } from './raw-talk.ts';
import { send, signAcs3, signRpc, startToyServer } from './toy-server.ts';

test('bodies have a bound', async (t) => {
  const { url, host, port } = await startToyServer(t, { limits: { maxBodyBytes: 2_000 } });
  const message = 'The request body is larger than 2000 bytes.';

  await t.test('with a length, in both dialects', async () => {
    const parameters = { Text: 'x'.repeat(5_000) };
    for (const signed of [
      signAcs3(host, { parameters, place: 'form' }),
      signRpc({ parameters, place: 'form' }),
    ]) {
      const answer = await send(url, signed);
      assert.deepEqual(
        [answer.status, answer.json.Code, answer.json.Message],
        [413, 'RequestTooLarge', message],
      );
    }
  });
  await t.test('chunked, without a length', async () => {
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { text } = await talk(port, `${head}${chunk.repeat(3)}0\r\n\r\n`);
    assert.equal(answersIn(text)[0]?.status, 413);
    assert.match(text, /"Code":"RequestTooLarge"/);
  });
  await t.test('endless: the connection is cut', async () => {
    const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n';
    const { text, isPatient } = await talk(port, head + 'x'.repeat(20_000));
    assert.ok(isPatient);
    assert.match(text, /"Code":"RequestTooLarge"/);
  });
  await t.test('up to the bound all is well', async () => {
    const signed = signAcs3(host, { parameters: { Text: 'x'.repeat(1_995) }, place: 'form' });
    assert.equal(signed.body?.length, 2_000);
    assert.equal((await send(url, signed)).status, 200);
  });
});

test('8 MiB is the bound unless set', async (t) => {
  const { url } = await startToyServer(t);
  const post = (bytes: number) =>
    send(url, {
      path: '/',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'x'.repeat(bytes),
    });
  assert.equal((await post(8 * 1024 * 1024)).json.Code, 'MissingAction');
  assert.equal((await post(8 * 1024 * 1024 + 1)).json.Code, 'RequestTooLarge');
});

test('parameters have a number that is borne', async (t) => {
  const { url } = await startToyServer(t);
  const post = (body: string) =>
    send(url, {
      path: '/',
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  const answer = await post('a&'.repeat(4_000_000));
  assert.deepEqual([answer.status, answer.json.Code], [400, 'TooManyParameters']);
  assert.equal((await post('a&'.repeat(49_999))).json.Code, 'MissingAction');
});

test('JSON has a depth that is borne', async (t) => {
  const { url, host } = await startToyServer(t);
  const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}{"b]]":"\\"[["}${'}'.repeat(depth - 1)}`;
  const ask = (Config: string) =>
    send(url, signAcs3(host, { parameters: { Text: 'a', Config }, place: 'form' }));
  assert.equal((await ask(nested(64))).status, 200);
  assert.equal((await ask(nested(65))).json.Code, 'InvalidParameter');
  assert.equal((await ask('['.repeat(2_000_000))).json.Code, 'InvalidParameter');
  const body = `{"Text":"a","Config":${nested(100_000)}}`;
  const whole = signAcs3(host, { parameters: {}, body, headers: { 'content-type': 'application/json' } });
  assert.equal((await send(url, whole)).json.Code, 'MissingText');
});

test('the answer to a large request with a wrong signature is small', async (t) => {
  const { url } = await startToyServer(t);
  const parameters = { Text: '中'.repeat(500_000) };
  const answer = await send(url, signRpc({ place: 'form', parameters, secret: 'wrong' }));
  assert.equal(answer.json.Code, 'SignatureDoesNotMatch');
  assert.ok(answer.text.length < 70_000, `${answer.text.length} characters`);
});

test('a URL of 100 KiB is read, one of 200 KiB is refused', async (t) => {
  const { url, port } = await startToyServer(t);
  const signed = signRpc({ parameters: { Text: 'x'.repeat(99_000) }, method: 'GET' });
  assert.equal((await send(url, signed)).status, 200);
  const { text } = await talk(port, `GET /?a=${'x'.repeat(200_000)} HTTP/1.1\r\nHost: a\r\n\r\n`);
  assert.equal(answersIn(text)[0]?.status, 431);
  assert.match(text, /"Code":"RequestHeadersTooLarge"/);
});

test('a hung client is cut off', async (t) => {
  const { port } = await startToyServer(t, {
    limits: { headersTimeout: 300, bodyTimeout: 300, idleTimeout: 1_000 },
  });
  const cases = {
    'in the request line': ['GET / HT', /"Code":"RequestTimeout"/],
    'in the headers': ['POST / HTTP/1.1\r\nHost: a\r\nX-Thing: ', /"Code":"RequestTimeout"/],
    'in the body': ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc', /"Code":"RequestTimeout"/],
    'in a chunk': [
      'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
      /"Code":"RequestTimeout"/,
    ],
    'before a word': ['', /"Code":"RequestTimeout"/],
    'between two calls': ['GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n', /"status":"ok"\}$/],
  } as const;
  for (const [where, [bytes, expected]] of Object.entries(cases)) {
    await t.test(where, async () => {
      const { text, isPatient, took } = await talk(port, bytes);
      assert.ok(isPatient, `still open after ${took} ms`);
      assert.match(text, expected);
    });
  }
});

test('a client that goes away in the middle of its body harms nobody', async (t) => {
  const { url, port, host } = await startToyServer(t);
  await talk(port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc', { patience: 50 });
  assert.equal((await send(url, signAcs3(host))).status, 200);
});

test('broken HTTP is answered with a code', async (t) => {
  const { port } = await startToyServer(t);
  const broken = [
    'nonsense\r\n\r\n',
    'GET / HTTP/9.9\r\nHost: a\r\n\r\n',
    'GET / HTTP/1.1\r\nHost a\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: not a type\r\nContent-Length: 3\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
  ];
  for (const bytes of broken) {
    const { text, isPatient } = await talk(port, bytes, { end: true });
    assert.ok(isPatient);
    const [answer] = answersIn(text);
    assert.equal(answer?.status, 400, `${JSON.stringify(bytes)}\n${text}`);
    assert.equal(JSON.parse(answer?.body ?? '').Code, 'MalformedRequest', text);
  }
});

test('an expectation that nobody knows is no reason for an empty answer', async (t) => {
  const { port } = await startToyServer(t);
  const { text } = await talk(port, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n', { end: true });
  assert.match(text, /"Code":"MissingAction"/);
});

test('2,000 mangled requests: each has an answer in JSON or XML below 500, or a closed connection', async (t) => {
  const { url, port, host, log } = await startToyServer(t, {
    limits: { headersTimeout: 1_000, bodyTimeout: 500 },
  });
  const wire = (signed: ReturnType<typeof signAcs3>) => {
    const headers = Object.entries({
      host,
      ...signed.headers,
      ...(signed.body ? { 'content-length': `${signed.body.length}` } : {}),
    });
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    return Buffer.from(`${signed.method} ${signed.path} HTTP/1.1\r\n${lines}\r\n${signed.body ?? ''}`);
  };
  const mangled = fc
    .record({
      make: fc.constantFrom(
        () => signAcs3(host),
        () => signAcs3(host, { place: 'form', format: 'XML' }),
        () => signRpc(),
        () => signRpc({ method: 'GET', parameters: { Text: 'a', 'Words.1': 'b' } }),
        () => signRpc({ place: 'form' }),
      ),
      edits: fc.array(
        fc.record({
          at: fc.double({ min: 0, max: 1, noNaN: true }),
          kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat'),
          bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ make, edits }) => {
      let bytes = wire(make());
      for (const { at, kind, bytes: extra } of edits) {
        const place = Math.floor(at * (bytes.length - 1));
        const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)];
        if (kind === 'flip') bytes = Buffer.concat([head, extra.subarray(0, 1), tail.subarray(1)]);
        else if (kind === 'cut') bytes = Buffer.concat([head, tail.subarray(extra.length)]);
        else if (kind === 'insert') bytes = Buffer.concat([head, extra, tail]);
        else bytes = Buffer.concat([head, tail.subarray(0, 40), tail]);
      }
      return bytes;
    });
  const samples = fc.sample(mangled, { numRuns: 2_000, seed: 7 });
  const parallel = 40;
  let answered = 0;
  for (let from = 0; from < samples.length; from += parallel) {
    const group = samples.slice(from, from + parallel).map(async (bytes) => {
      const { text, isPatient } = await talk(port, bytes, { end: true });
      assert.ok(isPatient, `hung: ${bytes.toString('latin1')}`);
      for (const { status, body } of answersIn(text)) {
        answered++;
        assert.ok(status < 500, `${status} ${bytes.toString('latin1')}`);
        assert.match(body, /^(\{"|<\?xml )/, bytes.toString('latin1'));
      }
    });
    await Promise.all(group);
  }
  assert.ok(answered > 1_900, `${answered} answers`);
  assert.deepEqual(
    log.filter(({ level }) => Number(level) >= 50),
    [],
  );
  assert.equal((await send(url, signAcs3(host))).status, 200);
});

test('nonces: memory is bounded and nothing is forgotten early', async () => {
  let now = 0;
  const store = createNonceStore(() => new Date(now), 3);
  const take = (nonce: string, expires: number, key = 'k') => store.take(key, nonce, new Date(expires));
  assert.equal(await take('a', 90_000), 'taken');
  assert.equal(await take('a', 300_000), 'used');
  assert.equal(await take('a', 90_000, 'other key'), 'taken');
  assert.equal(await take('b', 600_000), 'taken');
  assert.equal(await take('c', 600_000), 'full');
  now = 119_999;
  assert.equal(await take('a', 300_000), 'used');
  now = 180_000;
  assert.equal(await take('c', 600_000), 'taken');
  assert.equal(await take('b', 700_000), 'used');
});
