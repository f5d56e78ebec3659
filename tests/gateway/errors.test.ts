import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { createAccess } from '../../src/access/access.ts';
import { apiError } from '../../src/errors/api-error.ts';
import { createNonceStore } from '../../src/gateway/nonces.ts';
import {
  type Answer,
  account,
  everyKind,
  keyId,
  type SignedRequest,
  type SigningOptions,
  secret,
  send,
  signAcs3,
  signRpc,
  startToyServer,
} from './toy-server.ts';

type Row = {
  code: string;
  status: number;
  message: string | RegExp;
  /** The same mistake in both dialects. */
  both?: SigningOptions;
  acs3?: (host: string, options: SigningOptions) => SignedRequest;
  rpc?: (options: SigningOptions) => SignedRequest;
};

const missing = (name: string): Pick<Row, 'code' | 'status' | 'message'> => ({
  code: `Missing${name}`,
  status: 400,
  message: `${name} is mandatory for this action.`,
});

const incomplete = {
  code: 'IncompleteSignature',
  status: 400,
  message: 'The request signature does not conform to Aliyun standards.',
};

const withAuthorization = (edit: (text: string) => string) => (host: string, options: SigningOptions) => {
  const signed = signAcs3(host, options);
  return {
    ...signed,
    headers: { ...signed.headers, authorization: edit(signed.headers.authorization ?? '') },
  };
};

const withoutHeader = (name: string) => (host: string, options: SigningOptions) => {
  const { [name]: _, ...headers } = signAcs3(host, options).headers;
  return { ...signAcs3(host, options), headers };
};

/** One row a mistake, in the order in which the gateway looks (gateway.md 1.5). */
const rows: Row[] = [
  { ...missing('Action'), acs3: (host, options) => ({ ...withoutHeader('x-acs-action')(host, options) }) },
  { ...missing('Action'), rpc: (options) => signRpc({ ...options, without: ['Action'] }) },
  { ...missing('Version'), acs3: withoutHeader('x-acs-version') },
  { ...missing('Version'), rpc: (options) => signRpc({ ...options, without: ['Version'] }) },
  { ...missing('Timestamp'), acs3: withoutHeader('x-acs-date') },
  { ...missing('Timestamp'), rpc: (options) => signRpc({ ...options, without: ['Timestamp'] }) },
  { ...missing('AccessKeyId'), acs3: withoutHeader('authorization') },
  { ...missing('AccessKeyId'), rpc: (options) => signRpc({ ...options, without: ['AccessKeyId'] }) },
  { ...missing('SignatureNonce'), rpc: (options) => signRpc({ ...options, without: ['SignatureNonce'] }) },
  { ...missing('SignatureMethod'), rpc: (options) => signRpc({ ...options, without: ['SignatureMethod'] }) },
  {
    ...missing('SignatureVersion'),
    rpc: (options) => signRpc({ ...options, without: ['SignatureVersion'] }),
  },
  { ...missing('Signature'), rpc: (options) => signRpc({ ...options, without: ['Signature'] }) },
  {
    ...incomplete,
    rpc: (options) => signRpc({ ...options, parameters: { SignatureVersion: '2.0' } }),
  },
  { ...incomplete, acs3: withAuthorization((text) => text.replace('Credential=testAk,', '')) },
  { ...incomplete, acs3: withAuthorization((text) => text.replace(/Signature=.*/, '')) },
  { ...incomplete, acs3: withAuthorization(() => 'ACS3-HMAC-SHA256') },
  { ...incomplete, acs3: withAuthorization((text) => text.replace('host;', '')) },
  { ...incomplete, acs3: withAuthorization((text) => text.replace('host;', 'host;x-absent;')) },
  { ...incomplete, acs3: withoutHeader('x-acs-content-sha256') },
  ...[
    'host',
    'x-acs-action',
    'x-acs-date',
    'x-acs-version',
    'x-acs-content-sha256',
    'x-acs-signature-nonce',
  ].map(
    (name): Row => ({
      ...incomplete,
      acs3: (host, options) => signAcs3(host, { ...options, unsigned: [name] }),
    }),
  ),
  {
    ...incomplete,
    acs3: (host, options) =>
      signAcs3(host, {
        ...options,
        headers: { 'x-acs-security-token': 'token' },
        unsigned: ['x-acs-security-token'],
      }),
  },
  {
    code: 'InvalidSignatureMethod',
    status: 400,
    message: 'Specified signature method is not valid.',
    acs3: withAuthorization((text) => text.replace('SHA256', 'SM3')),
    rpc: (options) => signRpc({ ...options, signatureMethod: 'HMAC-MD5' }),
  },
  {
    code: 'InvalidTimeStamp.Format',
    status: 400,
    message: 'Specified time stamp or date value is not well formatted.',
    both: { timestamp: 'Mon, 23 Nov 2026 18:57:43 GMT' },
  },
  {
    code: 'InvalidTimeStamp.Expired',
    status: 400,
    message: 'Specified time stamp or date value is expired.',
    both: { timestamp: '2020-01-01T00:00:00Z' },
  },
  { ...missing('SecurityToken'), both: { keyId: 'STS.temporary' } },
  {
    code: 'InvalidAccessKeyId.NotFound',
    status: 404,
    message: 'Specified access key is not found.',
    both: { keyId: 'nobody' },
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    status: 400,
    message: 'Specified access key is disabled.',
    both: { keyId: 'inactiveAk' },
  },
  {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    status: 400,
    message: 'Specified SecurityToken mismatch with the AccessKey.',
    acs3: (host, options) => signAcs3(host, { ...options, headers: { 'x-acs-security-token': 'token' } }),
    rpc: (options) => signRpc({ ...options, parameters: { SecurityToken: 'token' } }),
  },
  {
    code: 'SignatureDoesNotMatch',
    status: 400,
    message:
      /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] server CanonicalRequest is \[POST\n\/\n/,
    acs3: (host, options) => signAcs3(host, { ...options, secret: 'wrong' }),
  },
  {
    code: 'SignatureDoesNotMatch',
    status: 400,
    message:
      /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3DtestAk/,
    rpc: (options) => signRpc({ ...options, secret: 'wrong' }),
  },
  {
    code: 'SignatureNonceUsed',
    status: 400,
    message: 'Specified signature nonce was used already.',
    both: { nonce: 'used' },
  },
  {
    code: 'Throttling.User',
    status: 400,
    message: 'Request was denied due to user flow control.',
    both: { nonce: 'full' },
  },
  {
    code: 'InvalidVersion',
    status: 400,
    message: 'Specified parameter Version is not valid.',
    both: { version: '2014-06-18' },
  },
  {
    code: 'InvalidAction.NotFound',
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
    both: { action: 'echoThing' },
  },
  {
    code: 'UnsupportedHTTPMethod',
    status: 400,
    message: 'This http method is not supported.',
    both: { action: 'SubmitThing', method: 'GET' },
  },
  {
    code: 'NoPermission',
    status: 403,
    message: 'You are not authorized to do this action. You should be authorized by RAM.',
    both: { action: 'SubmitThing' },
  },
  { ...missing('Text'), both: { parameters: {} } },
  { ...missing('Text'), both: { parameters: { Text: '' } } },
  ...(
    [
      ['Text', 'x'.repeat(100_001), /^Text must be text of at most 100000 characters, not "x{99}…\.$/],
      ['Count', '101', 'Count must be an integer from 1 to 100, not "101".'],
      ['Count', '1.5', 'Count must be an integer from 1 to 100, not "1.5".'],
      ['IsLoud', 'yes', 'IsLoud must be true or false, not "yes".'],
      ['Words', 'a,b,c,d,e,f', 'Words must be 1 to 5 values separated by commas, not "a,b,c,d,e,f".'],
      ['Config', '[1]', 'Config must be a JSON object of at most 64 levels, not "[1]".'],
      ['Config', '{"a"', 'Config must be a JSON object of at most 64 levels, not "{\\"a\\"".'],
      [
        'At',
        '2026-02-30T00:00:00Z',
        /^At must be a UTC time of the form yyyy-MM-ddTHH:mm:ssZ, not "2026-02-30/,
      ],
      ['SortBy', 'up', 'SortBy must be one of desc, asc, not "up".'],
    ] as const
  ).map(
    ([name, value, message]): Row => ({
      code: 'InvalidParameter',
      status: 400,
      message,
      both: { parameters: { Text: 'a', [name]: value }, place: 'form' },
    }),
  ),
  ...['BreakThing', 'MisshapeThing'].map(
    (action): Row => ({
      code: 'InternalError',
      status: 500,
      message: 'The request processing has failed due to some unknown error, exception or failure.',
      both: { action },
    }),
  ),
];

/** A root key, a key that is switched off, a right that is not given, nonces that are used or do not fit. */
function scenario() {
  const access = createAccess({ account, key: { id: keyId, secret } });
  const nonces = createNonceStore(() => new Date());
  return {
    access: {
      ...access,
      findKey: async (id: string) => {
        const key = await access.findKey(id === 'inactiveAk' ? keyId : id);
        return key && { ...key, active: id !== 'inactiveAk' };
      },
      authorize: async (_: unknown, { action }: { action: string }) => {
        if (action === 'ice:SubmitThing') throw apiError('NoPermission');
      },
    },
    nonces: {
      take: async (key: string, nonce: string, expires: Date) =>
        nonce === 'used' || nonce === 'full' ? nonce : nonces.take(key, nonce, expires),
    },
  };
}

function check(answer: Answer, row: Row, host: string, format: 'JSON' | 'XML'): void {
  const parsed = format === 'XML' ? new XMLParser().parse(answer.text).Error : answer.json;
  assert.equal(answer.type, format === 'XML' ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8');
  assert.deepEqual([parsed.Code, answer.status], [row.code, row.status], answer.text);
  if (typeof row.message === 'string') assert.equal(parsed.Message, row.message);
  else assert.match(parsed.Message, row.message);
  assert.match(parsed.RequestId, /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/);
  assert.equal(answer.requestId, parsed.RequestId);
  assert.equal(parsed.HostId, host);
  assert.match(parsed.Recommend, /^docs\/api\.md#\w/);
  assert.equal(answer.retryAfter !== null, row.code.startsWith('Throttling'));
}

test('every code, in both dialects, in JSON and XML', async (t) => {
  const { url, host, log } = await startToyServer(t, scenario());
  for (const row of rows) {
    const { both, acs3 = both && signAcs3, rpc = both && signRpc } = row;
    for (const format of ['JSON', 'XML'] as const) {
      if (acs3) {
        await t.test(`V3 ${format} ${row.code}`, async () =>
          check(await send(url, acs3(host, { ...both, format })), row, host, format),
        );
      }
      if (rpc) {
        await t.test(`V1 ${format} ${row.code}`, async () =>
          check(await send(url, rpc({ ...both, format })), row, host, format),
        );
      }
    }
  }
  await t.test(
    'no secret and nothing of the inside is answered; defects are logged with the request id',
    () => {
      const text = JSON.stringify(log);
      assert.ok(!text.includes(secret));
      const defects = log.filter(
        ({ err }) => (err as Error | undefined)?.message === 'a secret of the inside',
      );
      assert.equal(defects.length, 4);
      assert.match(String(defects[0]?.requestId), /^[0-9A-F-]{36}$/);
    },
  );
});

test('the first check that fails is the one that answers', async (t) => {
  const { url, host } = await startToyServer(t, scenario());
  const wrong = {
    timestamp: '2020-01-01T00:00:00Z',
    keyId: 'nobody',
    secret: 'wrong',
    nonce: 'used',
    version: '1',
    action: 'Nothing',
    parameters: { Text: '' },
  };
  const repairs: [Partial<SigningOptions>, string][] = [
    [{}, 'InvalidTimeStamp.Expired'],
    [{ timestamp: new Date().toISOString().replace(/\.\d+/, '') }, 'InvalidAccessKeyId.NotFound'],
    [{ keyId }, 'SignatureDoesNotMatch'],
    [{ secret }, 'SignatureNonceUsed'],
    [{ nonce: undefined as unknown as string }, 'InvalidVersion'],
    [{ version: '2020-11-09' }, 'InvalidAction.NotFound'],
    [{ action: 'SubmitThing', method: 'GET' }, 'UnsupportedHTTPMethod'],
    [{ method: 'POST' }, 'NoPermission'],
    [{ action: 'EchoThing' }, 'MissingText'],
  ];
  let options: SigningOptions = wrong;
  let count = 0;
  for (const [repair, code] of repairs) {
    options = { ...options, ...repair };
    if (count++ >= 4) options = { ...options, nonce: `fresh${count}` };
    assert.equal((await send(url, signRpc(options))).json.Code, code);
    assert.equal(
      (await send(url, signAcs3(host, { ...options, nonce: `${options.nonce}`.replace('fresh', 'new') })))
        .json.Code,
      code,
    );
  }
});

test('what is no API call is answered in JSON with a code too', async (t) => {
  const { url, host } = await startToyServer(t);
  const outcomes: [string, string, number, string][] = [
    ['GET', '/', 400, 'MissingAction'],
    ['GET', '/index.html', 404, 'InvalidApi.NotFound'],
    ['POST', '/v2/things', 404, 'InvalidApi.NotFound'],
    ['GET', '/%', 400, 'MalformedRequest'],
    ['PUT', '/', 400, 'UnsupportedHTTPMethod'],
    ['DELETE', '/?Action=EchoThing', 400, 'UnsupportedHTTPMethod'],
    ['OPTIONS', '/', 400, 'UnsupportedHTTPMethod'],
  ];
  for (const [method, path, status, code] of outcomes) {
    const answer = await send(url, { path, method, headers: { accept: 'text/html' } });
    check(answer, { code, status, message: /./ }, host, 'JSON');
  }
});

test('liveness and readiness', async (t) => {
  let ready = true;
  const { url, host } = await startToyServer(t, { isReady: async () => ready });
  const get = (path: string) => send(url, { path, method: 'GET', headers: {} });
  assert.equal((await get('/healthz')).status, 200);
  assert.equal((await get('/readyz')).status, 200);
  ready = false;
  assert.equal((await get('/healthz')).status, 200);
  const answer = await get('/readyz');
  check(answer, { code: 'ServiceUnavailable', status: 503, message: /temporary failure/ }, host, 'JSON');
});

test('a server that is stopping refuses what comes after', async (t) => {
  const gate = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const { app, port } = await startToyServer(t, {
    isReady: async () => {
      entered.resolve();
      await gate.promise;
      return true;
    },
  });
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  socket.write('GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n');
  await entered.promise;
  const ended = once(socket, 'close');
  const closed = app.close();
  await new Promise(setImmediate);
  socket.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
  setTimeout(() => gate.resolve(), 100);
  await closed;
  await ended;
  assert.match(text, /HTTP\/1\.1 200 OK/);
  assert.match(text, /HTTP\/1\.1 503 [\s\S]*"Code":"ServiceUnavailable"/);
  socket.destroy();
});

test('answers in XML: the root names the action and RequestId is first', async (t) => {
  const { url, host } = await startToyServer(t);
  const parameters = { Text: 'a<b>&"\u0001中', Words: 'x,y' };
  const answer = await send(url, signAcs3(host, { parameters, format: 'XML' }));
  assert.equal(answer.type, 'text/xml;charset=utf-8');
  assert.match(answer.text, /^<\?xml [^>]+\?><EchoThingResponse><RequestId>[0-9A-F-]{36}<\/RequestId>/);
  const { EchoThingResponse } = new XMLParser().parse(answer.text);
  assert.deepEqual([EchoThingResponse.Text, EchoThingResponse.Words], ['a<b>&"\uFFFD中', ['x', 'y']]);
  const rpc = await send(url, signRpc({ parameters: { Text: 'a', Format: 'xml' }, place: 'form' }));
  assert.match(rpc.text, /<Text>a<\/Text>/);
});

test('parameters as clients send them', async (t) => {
  const { url, host } = await startToyServer(t);
  const echo = async (parameters: Record<string, string>) =>
    (await send(url, signAcs3(host, { parameters: { Text: 'a', ...parameters } }))).json;

  await t.test('the answer holds what the schema declares and nothing else', async () => {
    const { RequestId: _, ...rest } = await echo({ Unknown: 'ignored' });
    assert.deepEqual(rest, { Text: 'a', Count: 10, Account: account });
  });
  await t.test('booleans and words in any case', async () => {
    assert.equal((await echo({ IsLoud: 'FALSE' })).IsLoud, false);
    assert.equal((await echo({ SortBy: 'DESC' })).SortBy, 'desc');
  });
  await t.test('lists with commas, as JSON and flattened', async () => {
    const spellings: Record<string, string>[] = [
      { Words: 'a,,b' },
      { Words: '["a","b"]' },
      { 'Words.2': 'b', 'Words.1': 'a' },
    ];
    for (const parameters of spellings) assert.deepEqual((await echo(parameters)).Words, ['a', 'b']);
  });
  await t.test('JSON text byte for byte, flattened objects as JSON', async () => {
    const config = '{ "b":1.0,\n"a" : "\\u4e2d" }';
    assert.equal((await echo({ Config: config })).Config, config);
    assert.equal((await echo({ 'Config.A.B': '1' })).Config, '{"A":{"B":"1"}}');
  });
  await t.test('whatever its kind, a mandatory parameter that is missing is named', async () => {
    const all = {
      Text: 'a',
      Count: '1',
      IsLoud: 'true',
      Words: 'a',
      Config: 'null',
      At: '2026-01-01T00:00:00Z',
      SortBy: 'asc',
    };
    const ask = (parameters: Record<string, string>) =>
      send(url, signAcs3(host, { action: 'NeedThings', parameters }));
    assert.equal((await ask(all)).status, 200);
    for (const name of Object.keys(everyKind)) {
      assert.equal((await ask({ ...all, [name]: '' })).json.Code, `Missing${name}`);
    }
  });
  await t.test('an empty value is no value', async () => {
    assert.equal((await echo({ Count: '', SortBy: '' })).Count, 10);
  });
  await t.test('query and form are read together, the query wins', async () => {
    const signed = signAcs3(host, { parameters: { Text: 'query' }, form: { Text: 'form', Count: '3' } });
    const { json } = await send(url, signed);
    assert.deepEqual([json.Text, json.Count], ['query', 3]);
  });
  await t.test('a JSON body, which a V3 signature covers', async () => {
    const body = '{"Text":"json","Count":3,"IsLoud":true,"Words":["a","b"],"Config":{"A":1},"At":null}';
    const signed = signAcs3(host, { parameters: {}, body, headers: { 'content-type': 'application/json' } });
    const { RequestId: _, ...rest } = (await send(url, signed)).json;
    const expected = {
      Text: 'json',
      Count: 3,
      Account: account,
      IsLoud: true,
      Words: ['a', 'b'],
      Config: '{"A":1}',
    };
    assert.deepEqual(rest, expected);
  });
  await t.test('names that mean something to JavaScript are only names', async () => {
    const answer = await echo({ '__proto__.polluted': '1', 'constructor.prototype.polluted': '1' });
    assert.equal(answer.Text, 'a');
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});
