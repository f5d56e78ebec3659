import fc from 'fast-check';
import { fieldInfo } from '../../src/operations/fields.ts';
import { operations } from '../../src/operations/registry.ts';
import { formatTime } from '../../src/wire/time.ts';
import { type SignedRequest, type SigningOptions, signAcs3, signRpc } from '../gateway/toy-server.ts';

/**
 * Malformed requests, made from what real ones are made of: right in most places and wrong in some. Everything follows
 * from the seed but nonces, times and signatures, which have to be fresh to be right.
 */

/** Where the requests go, and the key that some of them are rightly signed with. */
export type Target = { host: string; key: { id: string; secret: string } };

const all = [...operations.values()];

/** Values that programs trip over. */
const oddText = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '99999999999999999999',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
  '[null]',
  '{"a":',
  '{"__proto__":{"a":1}}',
  '["a",1,{"b":[]}]',
  '[[[[[[[[[[1]]]]]]]]]]',
  '\0',
  '\u{1F600}\uD800',
  '\r\nx-acs-action: Other',
  '%00%ff%',
  "' or 1=1 --",
  '../../etc/passwd',
  'http://169.254.169.254/',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59Z',
  'x'.repeat(5000),
  '中'.repeat(3000),
  '['.repeat(2000),
  '*'.repeat(500),
);
const anyText = fc.oneof(
  { weight: 3, arbitrary: oddText },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 4 }) },
);

/** Names as flattening makes and breaks them. */
const suffix = fc.constantFrom(
  '',
  '',
  '',
  '.1',
  '.0',
  '.2.a',
  '.a.b.c',
  '.99999999',
  '..',
  '.__proto__',
  '.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1',
);

/** A call of a real operation, often with the examples of its parameters, and wrong in some places. */
const wrongCall = fc
  .record({
    operation: fc.constantFrom(...all),
    isFilled: fc.boolean(),
    given: fc.array(fc.record({ at: fc.nat(), suffix, value: anyText }), { maxLength: 4 }),
    extra: fc.dictionary(fc.string({ maxLength: 12 }), anyText, { maxKeys: 2 }),
  })
  .map(({ operation, isFilled, given, extra }) => {
    const fields = Object.entries(operation.input.shape);
    const parameters: Record<string, string> = Object.create(null);
    if (isFilled) for (const [name, schema] of fields) parameters[name] = fieldInfo(schema).example;
    for (const { at, suffix: end, value } of given) {
      const [name = 'Name'] = fields[at % Math.max(1, fields.length)] ?? [];
      if (end !== '') delete parameters[name];
      parameters[name + end] = value.toWellFormed();
    }
    for (const [name, value] of Object.entries(extra))
      parameters[name.toWellFormed()] ??= value.toWellFormed();
    return { action: operation.action, version: operation.version, parameters };
  });

/** What is wrong with a signed call before it is signed. */
const wrongSigning = fc.record(
  {
    secret: fc.constant('guess'),
    keyId: fc.constantFrom('', 'nobody', 'STS.x', 'x'.repeat(300), "'", '\u4e2d'),
    action: fc.constantFrom('', 'x', 'constructor', '__proto__', 'a'.repeat(300)),
    version: fc.constantFrom('', '1', '__proto__'),
    timestamp: fc.constantFrom(
      '',
      'now',
      '2020-01-01T00:00:00Z',
      '99999-01-01T00:00:00Z',
      '2026-13-01T00:00:00Z',
    ),
    nonce: fc.constantFrom('', 'same', 'n'.repeat(4000)),
  },
  { requiredKeys: [] },
);

type Draft = {
  dialect: 'acs3' | 'rpc';
  place: 'query' | 'form';
  method: 'GET' | 'POST';
  format: 'JSON' | 'XML';
};
const draft: fc.Arbitrary<Draft> = fc
  .record({
    dialect: fc.constantFrom('acs3' as const, 'rpc' as const),
    place: fc.constantFrom('query' as const, 'form' as const),
    method: fc.constantFrom('GET' as const, 'POST' as const),
    format: fc.constantFrom('JSON' as const, 'XML' as const),
  })
  .map((drawn) => (drawn.method === 'GET' ? { ...drawn, place: 'query' } : drawn));

/** Changes of a request that is signed: one header, one pair, or the line. */
const edit = fc.oneof(
  fc.record({ kind: fc.constant('header' as const), at: fc.nat(), value: anyText }),
  fc.record({ kind: fc.constant('drop' as const), at: fc.nat(), value: fc.constant('') }),
  fc.record({ kind: fc.constant('double' as const), at: fc.nat(), value: anyText }),
  fc.record({
    kind: fc.constant('add' as const),
    at: fc.nat(),
    value: fc.constantFrom(
      'Content-Type: application/json',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Type: text/xml',
      'Content-Encoding: gzip',
      'Transfer-Encoding: chunked',
      'Content-Length: 5',
      'Content-Length: -1',
      'Expect: 100-continue',
      'Upgrade: websocket',
      'Connection: upgrade',
      'Range: bytes=5-2',
      'X-Forwarded-For: 1.1.1.1, , ::',
      'X-Forwarded-Host: a, b',
      'Authorization: Basic eDp5',
      'Authorization: ACS3-HMAC-SHA256 Credential=,SignedHeaders=;;,Signature=',
      'Cookie: a=b; a=c',
      ' folded: line',
      'no colon',
    ),
  }),
  fc.record({
    kind: fc.constant('line' as const),
    at: fc.nat(),
    value: fc.constantFrom(
      'PUT / HTTP/1.1',
      'DELETE /?Action=ListUsers HTTP/1.1',
      'GET http://other/ HTTP/1.1',
      'OPTIONS * HTTP/1.1',
      'GET /%2e%2e/%00 HTTP/1.1',
      'POST /queues/a/messages?numOfMessages=x HTTP/1.1',
      'GET /queues/%ff/messages HTTP/1.1',
      'PUT /queues/a HTTP/1.1',
      'GET /buckets/a/%2e%2e/b?Expires=x HTTP/1.1',
      'PUT /buckets/a/b HTTP/1.1',
      'GET /meta/v1/products/ICE/versions/x/api-docs.json HTTP/1.1',
      'GET /meta/v1/products/ICE/versions/2020-11-09/apis/%00/api.json HTTP/1.1',
      'GET /healthz?a=%zz HTTP/1.1',
      'GET /?%=%&&=&a=%E4%B8 HTTP/1.1',
      `GET /?${'a=1&'.repeat(9000)} HTTP/1.1`,
      `GET /?${'a.'.repeat(9000)}=1 HTTP/1.1`,
      'GET / HTTP/1.0',
      'GET / HTTP/2.0',
      'get / HTTP/1.1',
      'G@T / HTTP/1.1',
      'GET /',
    ),
  }),
);

/** Changes of the bytes. */
const mangling = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'end'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});

/** In one of so many requests. */
function sometimes<Value>(arbitrary: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> {
  return fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** One malformed request as bytes, made when it is to be sent. */
export type Malformed = (target: Target) => Buffer;

/** Malformed requests of all kinds. */
export const malformed: fc.Arbitrary<Malformed> = fc
  .record({
    call: wrongCall,
    draft,
    signing: sometimes(wrongSigning, 2),
    edits: sometimes(fc.array(edit, { minLength: 1, maxLength: 2 }), 2),
    mangled: sometimes(fc.array(mangling, { minLength: 1, maxLength: 3 }), 4),
  })
  .map((parts) => (target: Target) => {
    const signed = sign(target, { ...parts.draft, ...parts.call, ...parts.signing });
    const lines = toLines(target.host, signed);
    for (const change of parts.edits ?? []) applyEdit(lines, change);
    const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    let bytes: Buffer = Buffer.concat([head, Buffer.from(signed.body ?? '')]);
    for (const change of parts.mangled ?? []) bytes = mangle(bytes, change);
    return bytes;
  });

function sign(
  { host, key }: Target,
  { dialect, ...options }: Draft & { parameters: Record<string, string> } & SigningOptions,
): SignedRequest {
  const call = { keyId: key.id, secret: key.secret, timestamp: formatTime(new Date()), ...options };
  return dialect === 'acs3' ? signAcs3(host, call) : signRpc(call);
}

function toLines(host: string, { method, path, headers, body }: SignedRequest): string[] {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const fields = Object.entries({ host, ...headers, ...length });
  return [`${method} ${path} HTTP/1.1`, ...fields.map(([name, value]) => `${name}: ${value}`)];
}

function applyEdit(lines: string[], { kind, at, value }: { kind: string; at: number; value: string }): void {
  // The first line is the request line.
  const place = 1 + (at % Math.max(1, lines.length - 1));
  const [name = ''] = (lines[place] ?? '').split(':');
  if (kind === 'line') lines[0] = value;
  else if (kind === 'drop') lines.splice(place, 1);
  else if (kind === 'add') lines.splice(place, 0, value);
  else if (kind === 'double') lines.splice(place, 0, `${name}: ${value}`);
  else lines[place] = `${name}: ${value}`;
}

function mangle(
  bytes: Buffer,
  { at, kind, bytes: extra }: { at: number; kind: string; bytes: Uint8Array },
): Buffer {
  const place = Math.floor(at * (bytes.length - 1));
  const [head, tail] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === 'flip') return Buffer.concat([head, extra.subarray(0, 1), tail.subarray(1)]);
  if (kind === 'cut') return Buffer.concat([head, tail.subarray(extra.length)]);
  if (kind === 'insert') return Buffer.concat([head, extra, tail]);
  if (kind === 'end') return head;
  return Buffer.concat([head, tail.subarray(0, 40), tail]);
}
