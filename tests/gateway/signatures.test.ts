import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatTime } from '../../src/wire/time.ts';
import { account, type SignedRequest, send, signAcs3, signRpc, startToyServer } from './toy-server.ts';

/** Sends a request line and headers exactly as they were captured. */
async function replay(port: number, path: string, method: string, headers: Record<string, string>) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status?: number; text: string }>();
  const sent = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    response.on('end', () => resolve({ status: response.statusCode, text }));
  });
  sent.on('error', reject).end();
  return promise;
}

test('signatures that official clients made are accepted to the byte', async (t) => {
  await t.test('V3, ICE SDK, POST with the parameters in the query (gateway.md 10.3)', async (t) => {
    const { port } = await startToyServer(t, { now: () => new Date('2026-11-23T18:58:00Z') });
    const path =
      '/?EndTime=2027-06-05T15%3A59%3A59Z&JobType=Script&MaxResults=10&NextToken=mRZkKAovub0xWVfH14he4Q%3D%3D' +
      '&SortBy=desc&StartTime=2022-02-02T00%3A00%3A00Z&Status=Finished';
    const headers = {
      host: '127.0.0.1:37017',
      'x-acs-version': '2020-11-09',
      'x-acs-action': 'ListBatchMediaProducingJobs',
      'x-acs-date': '2026-11-23T18:57:43Z',
      'x-acs-signature-nonce': 'c902e6f9e8b6b2cfa84b6b025d6b4c929ea5e850973a5e000a3b1909a015a4d7',
      accept: 'application/json',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-credentials-provider': 'static_ak',
      authorization:
        'ACS3-HMAC-SHA256 Credential=testAk,SignedHeaders=host;x-acs-action;x-acs-content-sha256;' +
        'x-acs-credentials-provider;x-acs-date;x-acs-signature-nonce;x-acs-version,' +
        'Signature=2f77c728d88a7f4b543748e45468e2b41f7293ebab966a3744130ea0fc10f253',
      'content-length': '0',
    };
    // The signature is right when the only complaint is that this server has no such action.
    const answer = await replay(port, path, 'POST', headers);
    assert.match(answer.text, /"Code":"InvalidAction.NotFound"/);
    const forged = await replay(port, path.replace('10', '11'), 'POST', headers);
    assert.match(forged.text, /"Code":"SignatureDoesNotMatch"/);
  });

  await t.test('V1, pop-core, GET (gateway.md 10.3)', async (t) => {
    const { port } = await startToyServer(t, { now: () => new Date('2026-11-23T18:57:43Z') });
    const path =
      '/?AccessKeyId=testAk&Action=ListBatchMediaProducingJobs&Format=JSON&MaxResults=10' +
      '&SignatureMethod=HMAC-SHA1&SignatureNonce=a559a0fcd820f595aac9eaa6fd02ee7e&SignatureVersion=1.0' +
      '&Status=Finished&Timestamp=2026-11-23T18%3A57%3A42Z&Version=2020-11-09' +
      '&Signature=5ufWxmaIv4VEjCQPfy7IGQHOtTE%3D';
    const headers = { 'x-acs-action': 'ListBatchMediaProducingJobs', 'x-acs-version': '2020-11-09' };
    assert.match((await replay(port, path, 'GET', headers)).text, /"Code":"InvalidAction.NotFound"/);
    const forged = await replay(port, path.replace('Finished', 'Failed'), 'GET', headers);
    const stringToSign =
      'GET&%2F&AccessKeyId%3DtestAk%26Action%3DListBatchMediaProducingJobs%26Format%3DJSON%26MaxResults%3D10%26' +
      'SignatureMethod%3DHMAC-SHA1%26SignatureNonce%3Da559a0fcd820f595aac9eaa6fd02ee7e%26SignatureVersion%3D1.0' +
      '%26Status%3DFailed%26Timestamp%3D2026-11-23T18%253A57%253A42Z%26Version%3D2020-11-09';
    const body = JSON.parse(forged.text) as { Code: string; Message: string };
    assert.equal(body.Code, 'SignatureDoesNotMatch');
    assert.equal(
      body.Message,
      `Specified signature is not matched with our calculation. server string to sign is:${stringToSign}`,
    );
  });
});

test('spellings that only some clients sign', async (t) => {
  const { url, host } = await startToyServer(t);
  const odd = { Text: 'a +&=*~(中)\u{1F600}', 'Odd.name [1]': 'x y' };
  const cases: Record<string, SignedRequest> = {
    'V3, names raw (TypeScript, Go, Python)': signAcs3(host, { parameters: odd, names: 'raw' }),
    'V3, names encoded (Java)': signAcs3(host, { parameters: odd, names: 'encoded' }),
    'V3, every header signed (Python)': signAcs3(host, {
      parameters: odd,
      headers: { accept: 'application/json', 'user-agent': 'AlibabaCloud (Linux; x86_64)  Python/3.11.2' },
    }),
    'V3 by GET': signAcs3(host, { parameters: odd, method: 'GET' }),
    'V3 form': signAcs3(host, { parameters: odd, place: 'form' }),
    'V1 query': signRpc({ parameters: odd }),
    'V1 by GET': signRpc({ parameters: odd, method: 'GET' }),
    'V1 form': signRpc({ parameters: odd, place: 'form' }),
    'V1, empty values signed (TypeScript, Python, Go)': signRpc({
      parameters: { ...odd, SignatureType: '' },
    }),
    'V1, empty values not signed (Java)': signRpc({
      parameters: { ...odd, SignatureType: '' },
      signsEmpty: false,
    }),
    'V1 with HMAC-SHA256': signRpc({ parameters: odd, signatureMethod: 'HMAC-SHA256' }),
  };
  for (const [name, signed] of Object.entries(cases)) {
    await t.test(name, async () => {
      const answer = await send(url, signed);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.json.Text, odd.Text);
      assert.equal(answer.json.Account, account);
    });
  }

  await t.test('a space written as + in the query and in a form', async () => {
    const query = signAcs3(host, { parameters: { Text: 'a b+c' } });
    const form = signRpc({ parameters: { Text: 'a b+c' }, place: 'form' });
    const plussed = [
      { ...query, path: query.path.replaceAll('%20', '+') },
      { ...form, body: form.body?.replaceAll('%20', '+') ?? '' },
    ];
    for (const request of plussed) assert.equal((await send(url, request)).json.Text, 'a b+c');
  });

  await t.test('stars left raw in the URL and signed as %2A', async () => {
    const signed = signAcs3(host, { parameters: { Text: '****12e8****' } });
    const raw = { ...signed, path: signed.path.replaceAll('%2A', '*') };
    assert.equal((await send(url, raw)).json.Text, '****12e8****');
  });

  await t.test('a host that a trusted proxy in front hands on', async (t) => {
    const behindProxy = await startToyServer(t, { trustProxy: ['loopback'] });
    const ask = async (to: string, forwarded: boolean) => {
      const signed = signAcs3('ice.example.org');
      const { host: _, ...headers } = signed.headers;
      const more: Record<string, string> = forwarded ? { 'x-forwarded-host': 'ice.example.org' } : {};
      const answer = await send(to, { ...signed, headers: { ...headers, ...more } });
      return answer.json.Code ?? answer.status;
    };
    assert.equal(await ask(behindProxy.url, true), 200);
    assert.equal(await ask(behindProxy.url, false), 'SignatureDoesNotMatch');
    assert.equal(await ask(url, true), 'SignatureDoesNotMatch');
  });
});

test('a proxy in front that hands on neither host nor path', async (t) => {
  const { url } = await startToyServer(t, { publicUrl: 'https://video.example.org/ice' });
  for (const signedHost of ['video.example.org', 'video.example.org/ice']) {
    const signed = signAcs3(signedHost);
    const { host: _, ...headers } = signed.headers;
    assert.equal((await send(url, { ...signed, headers })).status, 200, signedHost);
    assert.equal(
      (await send(url, { ...signed, path: `/ice${signed.path}`, headers })).json.Code,
      'SignatureNonceUsed',
    );
  }
  const foreign = signAcs3('other.example.org');
  const { host: _, ...headers } = foreign.headers;
  assert.equal((await send(url, { ...foreign, headers })).json.Code, 'SignatureDoesNotMatch');
});

test('paths of the API: with the public path, without it, with a slash too many', async (t) => {
  const { url } = await startToyServer(t, { publicUrl: 'https://video.example.org/ice/' });
  const outcomes = {
    '/': 200,
    '//': 200,
    '/ice': 200,
    '/ice/': 200,
    '/ice//': 200,
    '/icebox': 404,
    '/ice/x': 404,
  };
  for (const [path, status] of Object.entries(outcomes)) {
    const signed = signRpc();
    const answer = await send(url, { ...signed, path: path + signed.path.slice(1) });
    assert.equal(answer.status, status, path);
  }
});

test('no part that a signature covers can be changed', async (t) => {
  const { url, host } = await startToyServer(t);
  const parameters = { Text: 'hello world', Words: 'a,b', Count: '7' };

  await t.test('one character of a V1 parameter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.constantFrom('query', 'form'), async (seed, place) => {
        const signed = signRpc({ parameters, place: place as 'query' | 'form' });
        const text = place === 'form' ? (signed.body ?? '') : signed.path.slice(2);
        const changed = changeOneValue(text, seed);
        const forged = place === 'form' ? { ...signed, body: changed } : { ...signed, path: `/?${changed}` };
        const answer = await send(url, forged);
        assert.ok(answer.status >= 400, `${changed}\n${answer.text}`);
      }),
      { numRuns: 120 },
    );
  });

  await t.test('one character of a V3 query, body or signed header', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.constantFrom(
          'query',
          'form',
          'x-acs-action',
          'x-acs-date',
          'x-acs-version',
          'x-acs-signature-nonce',
        ),
        async (seed, part) => {
          const signed = signAcs3(host, { parameters, place: part === 'form' ? 'form' : 'query' });
          const forged = { ...signed, headers: { ...signed.headers } };
          if (part === 'query') forged.path = `/?${changeOneValue(signed.path.slice(2), seed)}`;
          else if (part === 'form') forged.body = changeOneValue(signed.body ?? '', seed);
          else forged.headers[part] = changeCharacter(signed.headers[part] ?? '', seed);
          const answer = await send(url, forged);
          assert.ok(answer.status >= 400, `${JSON.stringify(forged)}\n${answer.text}`);
        },
      ),
      { numRuns: 200 },
    );
  });

  await t.test('the method, a further parameter, the body hash', async () => {
    const signed = signAcs3(host, { parameters });
    const rpc = signRpc({ parameters });
    const form = signAcs3(host, { parameters, place: 'form' });
    const forged: SignedRequest[] = [
      { ...signed, method: 'GET' },
      { ...signed, path: `${signed.path}&Extra=1` },
      { ...rpc, method: 'GET' },
      { ...rpc, path: `${rpc.path}&Extra=1` },
      { ...form, body: `${form.body}&Extra=1` },
    ];
    for (const request of forged) {
      const answer = await send(url, request);
      assert.equal(answer.json.Code, 'SignatureDoesNotMatch', JSON.stringify(request));
    }
    const wrongHash = signAcs3(host, {
      parameters,
      place: 'form',
      headers: { 'x-acs-content-sha256': 'f'.repeat(64) },
    });
    assert.equal((await send(url, wrongHash)).json.Code, 'SignatureDoesNotMatch');
  });

  await t.test('a JSON body adds no parameters to a V1 call, whose signature does not cover it', async () => {
    const rpc = signRpc({ parameters: {} });
    const answer = await send(url, {
      ...rpc,
      headers: { 'content-type': 'application/json' },
      body: '{"Text":"smuggled"}',
    });
    assert.equal(answer.json.Code, 'MissingText');
  });
});

test('a request counts once', async (t) => {
  let now = Date.parse('2026-11-23T12:00:00Z');
  const { url, host } = await startToyServer(t, { now: () => new Date(now) });
  const at = (offset: number) => formatTime(new Date(Date.parse('2026-11-23T12:00:00Z') + offset * 1000));

  await t.test('the same request again is refused in both dialects', async () => {
    for (const signed of [signAcs3(host, { timestamp: at(0) }), signRpc({ timestamp: at(0) })]) {
      assert.equal((await send(url, signed)).status, 200);
      const again = await send(url, signed);
      assert.deepEqual([again.status, again.json.Code], [400, 'SignatureNonceUsed']);
    }
  });

  await t.test('the same nonce in another request is refused', async () => {
    assert.equal((await send(url, signRpc({ timestamp: at(0), nonce: 'n1' }))).status, 200);
    const other = signRpc({ timestamp: at(5), nonce: 'n1', parameters: { Text: 'other' } });
    assert.equal((await send(url, other)).json.Code, 'SignatureNonceUsed');
  });

  await t.test('a forged request does not use up a nonce', async () => {
    const forged = signRpc({ timestamp: at(0), nonce: 'n2', secret: 'guess' });
    assert.equal((await send(url, forged)).json.Code, 'SignatureDoesNotMatch');
    assert.equal((await send(url, signRpc({ timestamp: at(0), nonce: 'n2' }))).status, 200);
  });

  await t.test('a V3 request without a nonce cannot be replayed either', async () => {
    const signed = signAcs3(host, { timestamp: at(0), headers: { 'x-acs-signature-nonce': '' } });
    assert.equal((await send(url, signed)).status, 200);
    assert.equal((await send(url, signed)).json.Code, 'SignatureNonceUsed');
  });

  await t.test('a nonce is remembered until the time check refuses the request', async () => {
    const early = signRpc({ timestamp: at(899), nonce: 'n3' });
    assert.equal((await send(url, early)).status, 200);
    now += (899 + 899) * 1000;
    assert.equal((await send(url, early)).json.Code, 'SignatureNonceUsed');
    now += 2000;
    assert.equal((await send(url, early)).json.Code, 'InvalidTimeStamp.Expired');
  });
});

test('clocks may differ by 15 minutes either way', async (t) => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const { url, host } = await startToyServer(t, { now: () => new Date(now) });
  const outcomes = { '-901': 400, '-900': 200, '0': 200, '900': 200, '901': 400 };
  for (const [offset, status] of Object.entries(outcomes)) {
    const timestamp = formatTime(new Date(now + Number(offset) * 1000));
    assert.equal((await send(url, signRpc({ timestamp }))).status, status, `V1 ${offset}`);
    const answer = await send(url, signAcs3(host, { timestamp }));
    assert.equal(answer.status, status, `V3 ${offset}`);
    if (status === 400) assert.equal(answer.json.Code, 'InvalidTimeStamp.Expired');
  }
});

/** Changes one character of one value of `a=1&b=2`, to another letter or digit. */
function changeOneValue(text: string, seed: number): string {
  const pairs = text.split('&').map((pair): [string, string] => {
    const equals = pair.indexOf('=');
    return [pair.slice(0, equals), decodeURIComponent(pair.slice(equals + 1))];
  });
  const index = seed % pairs.length;
  return pairs
    .map(
      ([name, value], place) =>
        `${name}=${encodeURIComponent(place === index ? changeCharacter(value, seed) : value)}`,
    )
    .join('&');
}

function changeCharacter(value: string, seed: number): string {
  const place = (seed >> 3) % value.length;
  const replacement = value[place] === '4' ? '5' : '4';
  return value.slice(0, place) + replacement + value.slice(place + 1);
}
