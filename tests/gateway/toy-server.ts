import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { z } from 'zod';
import { type Access, createAccess } from '../../src/access/access.ts';
import { createGateway, type GatewayOptions } from '../../src/gateway/gateway.ts';
import * as fields from '../../src/operations/fields.ts';
import { defineOperation, indexOperations } from '../../src/operations/operation.ts';
import type { Services } from '../../src/operations/services.ts';
import {
  acs3Algorithm,
  acs3BodyHash,
  acs3CanonicalRequest,
  acs3Signature,
  acs3StringToSign,
} from '../../src/wire/acs3.ts';
import { formatPairs, type Pair } from '../../src/wire/percent.ts';
import { type RpcSignatureMethod, rpcSignature, rpcStringToSign } from '../../src/wire/rpc.ts';
import { formatTime } from '../../src/wire/time.ts';

/** A gateway with operations of its own on a free port, and signers that can be told to do wrong. */

export const keyId = 'testAk';
export const secret = 'testSecret';
export const account = '1234567890123456';

const example = { description: 'of the test', example: 'x' };

/** One parameter of every kind. */
export const everyKind = {
  Text: fields.text(example),
  Count: fields.integer({ ...example, min: 1, max: 100 }),
  IsLoud: fields.boolean(example),
  Words: fields.list({ ...example, max: 5 }),
  Config: fields.json({ ...example, holds: 'value' }),
  At: fields.time(example),
  SortBy: fields.choice(['desc', 'asc'], example),
};

const operations = [
  defineOperation({
    action: 'EchoThing',
    access: 'get',
    summary: 'Answers what it was given.',
    errors: [],
    input: z.object({
      Text: fields.text({ ...example, max: 100_000 }),
      Count: fields.integer({ ...example, min: 1, max: 100 }).default(10),
      IsLoud: fields.boolean(example).optional(),
      Words: fields.list({ ...example, max: 5 }).optional(),
      Config: fields.json({ ...example, holds: 'object' }).optional(),
      At: fields.time(example).optional(),
      SortBy: fields.choice(['desc', 'asc'], example).optional(),
    }),
    output: z.object({
      Text: z.string(),
      Count: z.number(),
      Account: z.string(),
      IsLoud: z.boolean().optional(),
      Words: z.array(z.string()).optional(),
      Config: z.string().optional(),
      At: fields.answerTime('of the test').optional(),
      SortBy: z.string().optional(),
    }),
    handler: async ({ account: owner }, input) => ({ ...input, Account: owner, Secret: 'not in the schema' }),
  }),
  defineOperation({
    action: 'SubmitThing',
    access: 'create',
    summary: 'Only by POST.',
    methods: ['POST'],
    errors: [],
    input: z.object({}),
    output: z.object({}),
    handler: () => ({}),
  }),
  defineOperation({
    action: 'NeedThings',
    access: 'get',
    summary: 'Every kind of parameter, all mandatory.',
    errors: [],
    input: z.object(everyKind),
    output: z.object({}),
    handler: () => ({}),
  }),
  defineOperation({
    action: 'BreakThing',
    access: 'update',
    summary: 'Has a defect.',
    errors: [],
    input: z.object({}),
    output: z.object({}),
    handler: () => {
      throw new Error('a secret of the inside');
    },
  }),
  defineOperation({
    action: 'MisshapeThing',
    access: 'get',
    summary: 'Answers another type than it says.',
    errors: [],
    input: z.object({}),
    output: z.object({ Size: z.number() }),
    handler: () => ({ Size: 'large' as unknown as number }),
  }),
];

/** What a log of the server holds, line by line. */
export type LogLine = Record<string, unknown>;

/** Starts a gateway that ends with the test. */
export async function startToyServer(
  context: Pick<TestContext, 'after'>,
  options: Partial<GatewayOptions> & { access?: Access } = {},
  addRoutes: (app: FastifyInstance) => void = () => {},
) {
  const log: LogLine[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => log.push(JSON.parse(line) as LogLine) });
  const app = createGateway({
    operations: indexOperations(operations),
    services: {} as Services,
    access: createAccess({ account, key: { id: keyId, secret } }),
    logger,
    now: () => new Date(),
    isReady: async () => true,
    publicUrl: null,
    ...options,
  });
  addRoutes(app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  context.after(() => app.close());
  return { app, url, host: new URL(url).host, port: Number(new URL(url).port), log };
}

/** What a signer does differently; everything is right by default. */
export type SigningOptions = {
  secret?: string;
  keyId?: string;
  action?: string;
  version?: string;
  method?: 'GET' | 'POST';
  timestamp?: string;
  nonce?: string;
  /** Where the parameters go. */
  place?: 'query' | 'form';
  parameters?: Record<string, string>;
  format?: 'JSON' | 'XML';
};

/** A request as `fetch` takes it. */
export type SignedRequest = { path: string; method: string; headers: Record<string, string>; body?: string };

function settle(options: SigningOptions) {
  return {
    secret,
    keyId,
    action: 'EchoThing',
    version: '2020-11-09',
    method: 'POST' as const,
    timestamp: formatTime(new Date()),
    nonce: randomBytes(16).toString('hex'),
    place: 'query' as const,
    parameters: { Text: 'hello' },
    ...options,
  };
}

/** What only the V3 signer knows. */
export type Acs3Options = SigningOptions & {
  /** Further headers, signed too. */
  headers?: Record<string, string>;
  names?: 'raw' | 'encoded';
  /** Headers that are left out of the signature. */
  unsigned?: string[];
  /** A form besides `parameters`. */
  form?: Record<string, string>;
  /** A whole body. */
  body?: string;
};

/** Signs in the V3 dialect. */
export function signAcs3(host: string, options: Acs3Options = {}): SignedRequest {
  const call = settle(options);
  const query: Pair[] = call.place === 'query' ? Object.entries(call.parameters) : [];
  if (call.format) query.push(['Format', call.format]);
  const form = options.form ?? (call.place === 'form' ? call.parameters : {});
  const body = options.body ?? formatPairs(Object.entries(form));
  const headers: Record<string, string> = {
    host,
    'x-acs-action': call.action,
    'x-acs-version': call.version,
    'x-acs-date': call.timestamp,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-content-sha256': acs3BodyHash(Buffer.from(body)),
    ...(body === '' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...options.headers,
  };
  const signedHeaders = Object.keys(headers)
    .filter((name) => !options.unsigned?.includes(name))
    .sort();
  const canonicalRequest = acs3CanonicalRequest(
    {
      method: call.method,
      query,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      signedHeaders,
      bodyHash: acs3BodyHash(Buffer.from(body)),
    },
    options.names ?? 'raw',
  );
  const signature = acs3Signature(call.secret, acs3StringToSign(canonicalRequest));
  headers.authorization = `${acs3Algorithm} Credential=${call.keyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return {
    path: `/${query.length > 0 ? '?' : ''}${formatPairs(query)}`,
    method: call.method,
    headers,
    ...(body === '' ? {} : { body }),
  };
}

/** Signs in the V1 dialect. */
export function signRpc(
  options: SigningOptions & { without?: string[]; signatureMethod?: string; signsEmpty?: boolean } = {},
): SignedRequest {
  const call = settle(options);
  const common = {
    Action: call.action,
    Version: call.version,
    AccessKeyId: call.keyId,
    Timestamp: call.timestamp,
    SignatureMethod: options.signatureMethod ?? 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: call.nonce,
    ...(call.format ? { Format: call.format } : {}),
  };
  const pairs = Object.entries({ ...common, ...call.parameters }).filter(
    ([name]) => !options.without?.includes(name),
  );
  const covered = options.signsEmpty === false ? pairs.filter(([, value]) => value !== '') : pairs;
  const method = (options.signatureMethod ?? 'HMAC-SHA1') as RpcSignatureMethod;
  const isKnown = method === 'HMAC-SHA1' || method === 'HMAC-SHA256';
  const signature = isKnown
    ? rpcSignature(call.secret, rpcStringToSign(call.method, covered), method)
    : 'none';
  const whole = options.without?.includes('Signature')
    ? pairs
    : [...pairs, ['Signature', signature] as const];
  const text = formatPairs(whole);
  return call.place === 'query'
    ? { path: `/?${text}`, method: call.method, headers: {} }
    : {
        path: '/',
        method: call.method,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: text,
      };
}

/** An answer, with its JSON when it is JSON. */
export type Answer = {
  status: number;
  type: string | null;
  requestId: string | null;
  retryAfter: string | null;
  text: string;
  json: Record<string, unknown>;
};

/** Sends a request. */
export async function send(url: string, { path, method, headers, body }: SignedRequest): Promise<Answer> {
  const response = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    requestId: response.headers.get('x-acs-request-id'),
    retryAfter: response.headers.get('x-acs-retry-after'),
    text,
    json: type?.startsWith('application/json') ? (JSON.parse(text) as Record<string, unknown>) : {},
  };
}
