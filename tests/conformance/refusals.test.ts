import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { gatewayErrors } from '../../src/metadata/call-errors.ts';
import { formatTime } from '../../src/wire/time.ts';
import { type Key, makeUser } from '../access/access-server.ts';
import { talk } from '../gateway/raw-talk.ts';
import {
  type Acs3Options,
  type SignedRequest,
  type SigningOptions,
  send,
  signAcs3,
  signRpc,
  startToyServer,
} from '../gateway/toy-server.ts';
import { type LiveServer, startLiveServer } from './live-server.ts';

/**
 * Every refusal of the gateway (gateway.md 1.7) by a whole server, in both dialects, in JSON and XML: one row a code. Some
 * codes of the real table have no place here: `InvalidAccessKeyId` is a newer name of `.NotFound`, `Forbidden` and
 * `Forbidden.RAM` are words of other products for `NoPermission`, `Throttling` and `Throttling.Api` are limits that do not
 * belong to an account, `Invalid{Name}` is `InvalidParameter` in this product, and nothing insists on TLS (`NeedSsl`):
 * policies can, by `acs:SecureTransport`.
 */

let server: LiveServer;
/** May do nothing. */
let carol: Key;
/** Whose key is switched off. */
let bob: Key;
before(async () => {
  server = await startLiveServer('http', { REELMILL_THROTTLE: 'ListRoles=1,*=100000' });
  carol = await makeUser(server, 'carol');
  bob = await makeUser(server, 'bob');
  await server
    .client()
    .call('UpdateAccessKey', { UserName: 'bob', UserAccessKeyId: bob.id, Status: 'Inactive' }, 'RAM');
});
after(() => server.close());

/** What a row does differently from a List request of the root key. */
type Mistake = Omit<SigningOptions, 'method'> & {
  method?: 'GET' | 'POST' | 'PUT';
  key?: Key;
  securityToken?: string;
  /** Changes of a request that is signed already. */
  edit?: {
    acs3?: (request: SignedRequest) => SignedRequest;
    rpc?: (request: SignedRequest) => SignedRequest;
  };
  /** Whether the row is a second call right after a first one. */
  isRepeated?: 'same request' | 'same action';
};

type Row = {
  code: string;
  status?: number;
  message: string | RegExp | { acs3: RegExp; rpc: RegExp };
  mistake: () => Mistake;
};

const dialects = ['acs3', 'rpc'] as const;
type Dialect = (typeof dialects)[number];

function sign(dialect: Dialect, mistake: Mistake, format: 'JSON' | 'XML'): SignedRequest {
  const { key = server.rootKey, securityToken, method, edit, ...options } = mistake;
  const call: SigningOptions = {
    keyId: key.id,
    secret: key.secret,
    action: 'ListBatchMediaProducingJobs',
    parameters: {},
    format,
    ...options,
    ...(method === undefined || method === 'PUT' ? {} : { method }),
  };
  const token = securityToken ?? key.securityToken;
  let signed: SignedRequest;
  if (dialect === 'acs3') {
    const more: Acs3Options = token === undefined ? {} : { headers: { 'x-acs-security-token': token } };
    signed = signAcs3(server.host, { ...call, ...more });
  } else {
    const parameters = { ...call.parameters, ...(token === undefined ? {} : { SecurityToken: token }) };
    signed = signRpc({ ...call, parameters });
  }
  return (
    edit?.[dialect]?.({ ...signed, method: method ?? signed.method }) ?? {
      ...signed,
      method: method ?? signed.method,
    }
  );
}

const withoutHeader = (name: string) => (request: SignedRequest) => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([header]) => header !== name)),
});
const replaced = (pattern: RegExp, by: string) => (request: SignedRequest) => ({
  ...request,
  path: request.path.replace(pattern, by),
});
const authorization = (pattern: RegExp, by: string) => (request: SignedRequest) => ({
  ...request,
  headers: { ...request.headers, authorization: (request.headers.authorization ?? '').replace(pattern, by) },
});

const rows: Row[] = [
  {
    code: 'UnsupportedHTTPMethod',
    message: 'This http method is not supported.',
    mistake: () => ({ method: 'PUT' }),
  },
  {
    code: 'TooManyParameters',
    message: 'The request has more than 50000 parameters.',
    mistake: () => {
      const flood = (request: SignedRequest) => ({
        ...request,
        method: 'POST',
        headers: { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'a&'.repeat(60_000),
      });
      return { edit: { acs3: flood, rpc: flood } };
    },
  },
  {
    code: 'MissingTimestamp',
    message: 'Timestamp is mandatory for this action.',
    mistake: () => ({ edit: { acs3: withoutHeader('x-acs-date'), rpc: replaced(/Timestamp=[^&]*&/, '') } }),
  },
  {
    code: 'IncompleteSignature',
    message: 'The request signature does not conform to Aliyun standards.',
    mistake: () => ({
      edit: {
        acs3: authorization(/Signature=.*/, ''),
        rpc: replaced(/SignatureVersion=1.0/, 'SignatureVersion=9'),
      },
    }),
  },
  {
    code: 'InvalidSignatureMethod',
    message: 'Specified signature method is not valid.',
    mistake: () => ({
      edit: { acs3: authorization(/SHA256/, 'MD5'), rpc: replaced(/HMAC-SHA1/, 'HMAC-MD5') },
    }),
  },
  {
    code: 'InvalidTimeStamp.Format',
    message: 'Specified time stamp or date value is not well formatted.',
    mistake: () => ({ timestamp: '2026-06-05 15:59:59' }),
  },
  {
    code: 'InvalidTimeStamp.Expired',
    message: 'Specified time stamp or date value is expired.',
    mistake: () => ({ timestamp: formatTime(new Date(Date.now() - 16 * 60_000)) }),
  },
  {
    code: 'MissingSecurityToken',
    message: 'SecurityToken is mandatory for this action.',
    mistake: () => ({ key: temporary(new Date(), { securityToken: undefined }) }),
  },
  {
    code: 'InvalidAccessKeyId.NotFound',
    status: 404,
    message: 'Specified access key is not found.',
    mistake: () => ({ key: { id: 'RMNOBODY', secret: 'x' } }),
  },
  {
    code: 'InvalidAccessKeyId.Inactive',
    message: 'Specified access key is disabled.',
    mistake: () => ({ key: bob }),
  },
  {
    code: 'InvalidSecurityToken.Malformed',
    message: 'Specified SecurityToken is malformed.',
    mistake: () => ({ key: temporary(new Date(), { securityToken: 'no+token/=' }) }),
  },
  {
    code: 'InvalidSecurityToken.MismatchWithAccessKey',
    message: 'Specified SecurityToken mismatch with the AccessKey.',
    mistake: () => ({ key: temporary(new Date(), { id: temporary(new Date()).id }) }),
  },
  {
    code: 'InvalidSecurityToken.Expired',
    message: 'Specified SecurityToken is expired.',
    mistake: () => ({ key: temporary(new Date(Date.now() - 2 * 3_600_000)) }),
  },
  {
    code: 'SignatureDoesNotMatch',
    message: {
      acs3: /^Specified signature does not match our calculation\. server StringToSign is \[ACS3-HMAC-SHA256\n[0-9a-f]{64}\] server CanonicalRequest is \[POST\n\/\n/,
      rpc: /^Specified signature is not matched with our calculation\. server string to sign is:POST&%2F&AccessKeyId%3D/,
    },
    mistake: () => ({ key: { ...server.rootKey, secret: 'wrong' } }),
  },
  {
    code: 'SignatureNonceUsed',
    message: 'Specified signature nonce was used already.',
    mistake: () => ({ isRepeated: 'same request' }),
  },
  {
    code: 'InvalidVersion',
    message: 'Specified parameter Version is not valid.',
    mistake: () => ({ version: '2014-06-18' }),
  },
  {
    code: 'InvalidAction.NotFound',
    status: 404,
    message: 'Specified api is not found, please check your url and method.',
    mistake: () => ({ action: 'listBatchMediaProducingJobs' }),
  },
  {
    code: 'Throttling.User',
    message: 'Request was denied due to user flow control.',
    mistake: () => ({ action: 'ListRoles', version: '2015-05-01', isRepeated: 'same action' }),
  },
  {
    code: 'NoPermission',
    status: 403,
    message: 'You are not authorized to do this action. You should be authorized by RAM.',
    mistake: () => ({ key: carol }),
  },
  {
    code: 'MissingJobId',
    message: 'JobId is mandatory for this action.',
    mistake: () => ({ action: 'GetBatchMediaProducingJob' }),
  },
  {
    code: 'MissingParameter',
    message:
      'The input parameter "OutputConfig.MediaURL" that is mandatory for processing this request is not supplied.',
    mistake: () => ({
      action: 'SubmitBatchMediaProducingJob',
      parameters: {
        InputConfig: '{"MediaGroupArray":[{"GroupName":"a","MediaArray":["oss://b/1.mp4"]}]}',
        OutputConfig: '{}',
      },
    }),
  },
  {
    code: 'InvalidParameter',
    message: 'MaxResults must be an integer from 1 to 100, not "0".',
    mistake: () => ({ parameters: { MaxResults: '0' } }),
  },
];

/** A temporary key that was given out at some moment. */
function temporary(givenOut: Date, changes: Partial<Record<keyof Key, string | undefined>> = {}): Key {
  const made = server.temporaryKey(givenOut);
  const { securityToken, ...key } = {
    id: made.accessKeyId,
    secret: made.accessKeySecret,
    securityToken: made.securityToken as string | undefined,
    ...changes,
  };
  return { ...(key as Key), ...(securityToken === undefined ? {} : { securityToken }) };
}

for (const { code, status = 400, message, mistake } of rows) {
  for (const dialect of dialects) {
    for (const format of ['JSON', 'XML'] as const) {
      test(`${code}: ${dialect === 'acs3' ? 'V3' : 'V1'}, ${format}`, async () => {
        const wrong = mistake();
        const request = sign(dialect, wrong, format);
        if (wrong.isRepeated === 'same request') assert.equal((await send(server.url, request)).status, 200);
        if (wrong.isRepeated === 'same action') await send(server.url, sign(dialect, wrong, format));
        const answer = await send(server.url, request);
        assert.equal(
          answer.type,
          format === 'XML' ? 'text/xml;charset=utf-8' : 'application/json;charset=utf-8',
        );
        const body = format === 'XML' ? new XMLParser().parse(answer.text).Error : answer.json;
        assert.deepEqual([body.Code, answer.status], [code, status], answer.text);
        const expected = typeof message === 'object' && 'rpc' in message ? message[dialect] : message;
        if (typeof expected === 'string') assert.equal(body.Message, expected);
        else assert.match(body.Message, expected);
        assert.match(body.RequestId, /^[0-9A-F]{8}-([0-9A-F]{4}-){3}[0-9A-F]{12}$/);
        assert.equal(answer.requestId, body.RequestId);
        assert.equal(body.HostId, server.host);
        assert.match(body.Recommend, /^docs\/api\.md#\w/);
        assert.equal(answer.retryAfter !== null, code.startsWith('Throttling'));
        assert.equal(body.AccessDeniedDetail !== undefined, code === 'NoPermission');
      });
    }
  }
}

test('what is not yet a call, or goes wrong inside, is refused with a code too', async (t) => {
  const toy = await startToyServer(t, { limits: { bodyTimeout: 100 }, isReady: async () => false });
  const post = 'POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
  const rowsOfWire: Record<string, [string, number]> = {
    MalformedRequest: ['nonsense\r\n\r\n', 400],
    RequestHeadersTooLarge: [`GET /?a=${'x'.repeat(200_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431],
    RequestTimeout: [`${post}Content-Length: 10\r\n\r\nabc`, 408],
    RequestTooLarge: [`${post}Content-Length: 8400000\r\n\r\n${'x'.repeat(8_400_000)}`, 413],
    ServiceUnavailable: ['GET /readyz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 503],
    'InvalidApi.NotFound': ['GET /index.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
  };
  for (const [code, [bytes, status]] of Object.entries(rowsOfWire)) {
    const { text } = await talk(toy.port, bytes);
    assert.match(text, new RegExp(`^HTTP/1\\.1 ${status} `), code);
    assert.ok(text.includes(`"Code":"${code}"`), `${code}\n${text.slice(0, 1000)}`);
  }
  for (const signed of [signAcs3(toy.host, { action: 'BreakThing' }), signRpc({ action: 'BreakThing' })]) {
    const answer = await send(toy.url, signed);
    assert.deepEqual([answer.status, answer.json.Code], [500, 'InternalError']);
  }
});

test('no code of the gateway is without its row', () => {
  const elsewhere = [
    'MalformedRequest',
    'RequestHeadersTooLarge',
    'RequestTimeout',
    'RequestTooLarge',
    'ServiceUnavailable',
    'InternalError',
  ];
  const covered = new Set([...rows.map(({ code }) => code), ...elsewhere, 'Missing{Name}']);
  assert.deepEqual(
    gatewayErrors.filter((code) => !covered.has(code)),
    [],
  );
});

test('of several mistakes the first in the order of the checks is answered', async () => {
  for (const dialect of dialects) {
    const used = `used-by-${dialect}`;
    await send(server.url, sign(dialect, { key: carol, nonce: used }, 'JSON'));
    const now = () => formatTime(new Date());
    const wrongMethod = {
      acs3: authorization(/SHA256/, 'MD5'),
      rpc: replaced(/HMAC-SHA1/, 'HMAC-MD5'),
    };
    const steps: [Partial<Mistake>, string][] = [
      [{ edit: wrongMethod }, 'InvalidSignatureMethod'],
      [{ edit: {} }, 'InvalidTimeStamp.Format'],
      [{ timestamp: '2020-01-01T00:00:00Z' }, 'InvalidTimeStamp.Expired'],
      [{ timestamp: now() }, 'InvalidAccessKeyId.NotFound'],
      [{ key: { ...bob, secret: 'wrong' } }, 'InvalidAccessKeyId.Inactive'],
      [{ key: { ...carol, secret: 'wrong' } }, 'InvalidSecurityToken.MismatchWithAccessKey'],
      [{ securityToken: undefined }, 'SignatureDoesNotMatch'],
      [{ key: carol }, 'SignatureNonceUsed'],
      [{ nonce: undefined }, 'InvalidVersion'],
      [{ version: '2015-05-01' }, 'InvalidAction.NotFound'],
      [{ action: 'ListRoles', isRepeated: 'same action' }, 'Throttling.User'],
      [{ action: 'CreateRole', isRepeated: undefined }, 'NoPermission'],
      [{ key: server.rootKey }, 'MissingRoleName'],
    ];
    let mistake: Partial<Record<keyof Mistake, unknown>> = {
      timestamp: 'yesterday',
      key: { id: 'RMNOBODY', secret: 'wrong' },
      securityToken: 'token',
      nonce: used,
      version: '1',
      action: 'Nothing',
      parameters: { AssumeRolePolicyDocument: '{}' },
    };
    for (const [repair, code] of steps) {
      mistake = { ...mistake, ...repair };
      const given = Object.fromEntries(
        Object.entries(mistake).filter(([, value]) => value !== undefined),
      ) as Mistake;
      if (given.isRepeated !== undefined) await send(server.url, sign(dialect, given, 'JSON'));
      const answer = await send(server.url, sign(dialect, given, 'JSON'));
      assert.equal(answer.json.Code, code, `${dialect} ${answer.text}`);
    }
  }
});
