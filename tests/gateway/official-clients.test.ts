import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import openapiClient from '@alicloud/openapi-client';
import openapiCore from '@alicloud/openapi-core';
import RPCClient from '@alicloud/pop-core';
import teaUtil from '@alicloud/tea-util';
import { account, keyId, secret, startToyServer } from './toy-server.ts';

const odd = '中文 +&=*~%!()\'" \u{1F600}';

type Parameters = Record<string, string>;

/** One shape for the three clients: sends parameters in query and form, gives back body and headers. */
type Caller = (
  action: string,
  parts: { query?: Parameters; form?: Parameters; method?: 'GET' | 'POST' },
  overrides?: { accessKeySecret?: string; securityToken?: string; endpoint?: string },
) => Promise<{ body: Record<string, unknown>; headers: Record<string, string> }>;

/** What the three clients throw, in one shape. */
type Thrown = Error & {
  code: string;
  data?: Record<string, unknown>;
  statusCode?: number;
  requestId?: string;
};

function rpcParams(action: string, method: 'GET' | 'POST') {
  return {
    action,
    version: '2020-11-09',
    protocol: 'HTTPS',
    pathname: '/',
    method,
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  };
}

function coreCaller(host: string): Caller {
  return async (action, { query = {}, form, method = 'POST' }, overrides = {}) => {
    const { $OpenApiUtil, default: Client } = openapiCore;
    const client = new Client(
      new $OpenApiUtil.Config({
        accessKeyId: keyId,
        accessKeySecret: secret,
        endpoint: host,
        protocol: 'HTTP',
        regionId: 'cn-shanghai',
        ...overrides,
      }),
    );
    const request = new $OpenApiUtil.OpenApiRequest({ query, ...(form ? { body: form } : {}) });
    const runtime = new teaUtil.RuntimeOptions({}) as unknown as Parameters3<typeof client.callApi>;
    return (await client.callApi(
      new $OpenApiUtil.Params(rpcParams(action, method)),
      request,
      runtime,
    )) as never;
  };
}

type Parameters3<F extends (...args: never[]) => unknown> = F extends (...args: infer A) => unknown
  ? A[2]
  : never;

function clientCaller(host: string): Caller {
  return async (action, { query = {}, form, method = 'POST' }, overrides = {}) => {
    const { Config, OpenApiRequest, Params, default: Client } = openapiClient;
    const client = new Client(
      new Config({
        accessKeyId: keyId,
        accessKeySecret: secret,
        endpoint: host,
        protocol: 'HTTP',
        regionId: 'cn-shanghai',
        ...overrides,
      }),
    );
    const request = new OpenApiRequest({ query, ...(form ? { body: form } : {}) });
    const runtime = new teaUtil.RuntimeOptions({});
    return (await client.callApi(new Params(rpcParams(action, method)), request, runtime)) as never;
  };
}

function popCaller(host: string): Caller {
  return async (action, { query = {}, form = {}, method = 'POST' }, overrides = {}) => {
    const { endpoint = host, ...rest } = overrides;
    const client = new RPCClient({
      accessKeyId: keyId,
      accessKeySecret: secret,
      apiVersion: '2020-11-09',
      ...rest,
      endpoint: `http://${endpoint}`,
    });
    const body = await client.request<Record<string, unknown>>(action, { ...query, ...form }, { method });
    return { body, headers: { 'x-acs-request-id': String(body.RequestId) } };
  };
}

const clients = {
  '@alicloud/openapi-core': coreCaller,
  '@alicloud/openapi-client': clientCaller,
  '@alicloud/pop-core': popCaller,
};

async function thrownBy(call: Promise<unknown>): Promise<Thrown> {
  return call.then(
    () => assert.fail('no error was thrown'),
    (error: Thrown) => error,
  );
}

for (const [name, makeCaller] of Object.entries(clients)) {
  test(name, async (t: TestContext) => {
    const { host } = await startToyServer(t);
    const call = makeCaller(host);

    for (const method of ['GET', 'POST'] as const) {
      await t.test(`${method}: values arrive unchanged and the answer is typed`, async () => {
        const query = { Text: odd, Count: '7', IsLoud: 'True', Words: 'a, b', At: '2026-02-28T23:59:59Z' };
        const { body, headers } = await call('EchoThing', { query, method });
        assert.match(String(body.RequestId), /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/);
        assert.equal(headers['x-acs-request-id'], body.RequestId);
        assert.deepEqual(
          { ...body, RequestId: '' },
          {
            RequestId: '',
            Text: odd,
            Count: 7,
            Account: account,
            IsLoud: true,
            Words: ['a', 'b'],
            At: '2026-02-28T23:59:59Z',
          },
        );
      });
    }

    await t.test('a form of 1 MiB, chunked by the V3 clients, next to a query', async () => {
      const config = JSON.stringify({ Filler: 'x'.repeat(1024 * 1024) });
      const { body } = await call('EchoThing', { query: { Text: odd }, form: { Config: config } });
      assert.equal(body.Config, config);
    });

    await t.test('60 KiB in the URL of a GET', async () => {
      const text = '长'.repeat((60 * 1024) / 9);
      const { body } = await call('EchoThing', { query: { Text: text }, method: 'GET' });
      assert.equal(body.Text, text);
    });

    await t.test('errors come as the error of the client, with code, sentence and request id', async () => {
      const error = await thrownBy(call('EchoThing', { query: { Text: 'a', Count: '0' } }));
      assert.equal(error.code, 'InvalidParameter');
      assert.match(error.message, /Count must be an integer from 1 to 100, not "0"\./);
      assert.equal(error.data?.HostId, host);
      assert.equal(error.data?.Recommend, 'docs/api.md#InvalidParameter');
      assert.match(String(error.data?.RequestId), /^[0-9A-F-]{36}$/);
    });

    await t.test('a wrong secret, a stray token, a defect of the server', async () => {
      const query = { Text: 'a' };
      const outcomes = [
        [call('EchoThing', { query }, { accessKeySecret: 'wrong' }), 'SignatureDoesNotMatch'],
        [
          call('EchoThing', { query }, { securityToken: 'tok+/=' }),
          'InvalidSecurityToken.MismatchWithAccessKey',
        ],
        [call('BreakThing', {}), 'InternalError'],
      ] as const;
      for (const [made, code] of outcomes) assert.equal((await thrownBy(made)).code, code);
    });
  });

  test(`${name} under a path prefix`, async (t) => {
    const { host } = await startToyServer(t, { publicUrl: 'https://video.example.org/ice/' });
    const { body } = await makeCaller(host)(
      'EchoThing',
      { query: { Text: odd } },
      { endpoint: `${host}/ice` },
    );
    assert.equal(body.Text, odd);
  });
}

test('flattened arrays and objects of generic calls', async (t) => {
  const { host } = await startToyServer(t);
  const client = new RPCClient({
    accessKeyId: keyId,
    accessKeySecret: secret,
    apiVersion: '2020-11-09',
    endpoint: `http://${host}`,
  });
  const body = await client.request<Record<string, unknown>>('EchoThing', {
    Text: 'a',
    Words: ['x', 'y'],
    'Config.A.1': '1',
  });
  assert.deepEqual([body.Words, body.Config], [['x', 'y'], '{"A":["1"]}']);
});

test('openapi-core in its V1 mode, and XML errors as it reads them', async (t) => {
  const { host } = await startToyServer(t);
  const { $OpenApiUtil, default: Client } = openapiCore;
  const call = async (query: Parameters, config: Record<string, string>) => {
    const common = { accessKeyId: keyId, accessKeySecret: secret, endpoint: host, protocol: 'HTTP' };
    const client = new Client(new $OpenApiUtil.Config({ ...common, ...config }));
    const runtime = new teaUtil.RuntimeOptions({}) as unknown as Parameters3<typeof client.callApi>;
    const request = new $OpenApiUtil.OpenApiRequest({ query, body: { Words: 'a,b' } });
    return client.callApi(new $OpenApiUtil.Params(rpcParams('EchoThing', 'POST')), request, runtime);
  };
  const answer = (await call({ Text: odd }, { signatureAlgorithm: 'v2' })) as {
    body: Record<string, unknown>;
  };
  assert.deepEqual([answer.body.Text, answer.body.Words], [odd, ['a', 'b']]);
  assert.equal((await thrownBy(call({ Format: 'XML' }, {}))).code, 'MissingText');
});
