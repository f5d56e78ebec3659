import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { type SignedRequest, signAcs3, signRpc } from '../gateway/toy-server.ts';
import { type LiveServer, startLiveServer } from './live-server.ts';

/**
 * Every part that a signature covers is altered in turn, in a request that a whole server accepts unaltered; nothing that
 * was altered passes. The calls would make jobs and users, so whatever passed would be seen.
 */

let server: LiveServer;
before(async () => {
  server = await startLiveServer('http', { REELMILL_THROTTLE: '*=100000' });
});
after(() => server.close());

const submit = {
  InputConfig: '{"MediaGroupArray":[{"GroupName":"a","MediaArray":["oss://clips/1.mp4"]}]}',
  OutputConfig: '{"MediaURL":"http://out.oss-cn-shanghai.aliyuncs.com/{index}.mp4","Width":180,"Height":320}',
};
const action = 'SubmitBatchMediaProducingJob';

/** Sends a request as it is, `host` included, which fetch does not let through. */
async function codeOf({ path, method, headers, body = '' }: SignedRequest): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const { port } = new URL(server.url);
  const sent = httpRequest(
    {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    },
    (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const { Code = 'done' } = JSON.parse(text) as { Code?: string };
        resolve(response.statusCode === 200 ? 'done' : Code);
      });
    },
  );
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

type Altered = { what: string; request: SignedRequest };

/** Another character of the same kind, so that the text keeps its form. */
function other(character: string): string {
  if (/\d/.test(character)) return String((Number(character) + 1) % 10);
  return character === 'a' ? 'b' : 'a';
}

/** A text with each of its characters altered in turn. */
function alterEach(text: string): string[] {
  return [...text].map((character, index) => text.slice(0, index) + other(character) + text.slice(index + 1));
}

/** Each value and each name of `a=1&b=2` altered in turn, each pair dropped and doubled, and one added. */
function alterPairs(text: string): string[] {
  const pairs = [...new URLSearchParams(text)];
  const write = (all: [string, string][]) =>
    all.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const replace = (index: number, ...by: [string, string][]) => write(pairs.toSpliced(index, 1, ...by));
  return [
    ...pairs.flatMap(([name, value], index) => [
      ...alterEach(value).map((changed) => replace(index, [name, changed])),
      replace(index, [`${name}x`, value]),
      replace(index, [name, `${value} `]),
      replace(index),
      // The signature does not cover itself, so the same one twice alters nothing.
      ...(name === 'Signature' ? [] : [replace(index, [name, value], [name, value])]),
    ]),
    write([...pairs, ['Extra', '1']]),
  ];
}

function withPath(signed: SignedRequest, what: string): Altered[] {
  return alterPairs(signed.path.slice(2)).map((query) => ({
    what: `${what}: ${query}`,
    request: { ...signed, path: `/?${query}` },
  }));
}

function withBody(signed: SignedRequest, what: string): Altered[] {
  return alterPairs(signed.body ?? '').map((body) => ({
    what: `${what}: ${body}`,
    request: { ...signed, body },
  }));
}

function withHeader(signed: SignedRequest, name: string, values: string[]): Altered[] {
  return values.map((value) => ({
    what: `${name}: ${value}`,
    request: { ...signed, headers: { ...signed.headers, [name]: value } },
  }));
}

function withoutHeader(signed: SignedRequest, name: string): Altered {
  const { [name]: _, ...headers } = signed.headers;
  return { what: `no ${name}`, request: { ...signed, headers } };
}

async function checkAll(
  sign: () => SignedRequest,
  alter: (signed: SignedRequest) => Altered[],
): Promise<number> {
  const altered = alter(sign());
  for (const { what, request } of altered) {
    const code = await codeOf(request);
    assert.notEqual(code, 'done', what);
    assert.match(code, /^(Missing|Invalid|Incomplete|Signature|MalformedRequest)/, what);
  }
  assert.equal(await codeOf(sign()), 'done');
  return altered.length;
}

test('V3: query, form, every signed header, the list of headers, key, signature and method', async () => {
  const { InputConfig, OutputConfig } = submit;
  const sign = () =>
    signAcs3(server.host, {
      keyId: server.rootKey.id,
      secret: server.rootKey.secret,
      action,
      parameters: { OutputConfig, UserData: '{"a":"b c"}' },
      form: { InputConfig },
      headers: { 'x-acs-credentials-provider': 'static_ak', 'user-agent': 'a client' },
    });
  const count = await checkAll(sign, (signed) => {
    const { authorization = '', ...covered } = signed.headers;
    const [, list = ''] = /SignedHeaders=([^,]*)/.exec(authorization) ?? [];
    const lists = list
      .split(';')
      .flatMap((name) => [list.split(';').filter((kept) => kept !== name), [...list.split(';'), name]])
      .concat([list.split(';').reverse(), [...list.split(';'), 'content-length']]);
    return [
      ...withPath(signed, 'query'),
      ...withBody(signed, 'form'),
      ...Object.entries(covered).flatMap(([name, value]) => [
        ...withHeader(signed, name, alterEach(value)),
        ...(name === 'host' ? [] : [withoutHeader(signed, name)]),
      ]),
      ...withHeader(
        signed,
        'authorization',
        lists.map((names) => authorization.replace(list, names.join(';'))),
      ),
      ...withHeader(
        signed,
        'authorization',
        alterEach(server.rootKey.id).map((id) => authorization.replace(server.rootKey.id, id)),
      ),
      ...withHeader(
        signed,
        'authorization',
        alterEach(authorization.slice(-64)).map((signature) => authorization.slice(0, -64) + signature),
      ),
      withoutHeader(signed, 'authorization'),
      { what: 'GET', request: { ...signed, method: 'GET' } },
    ];
  });
  assert.ok(count > 500, String(count));
});

for (const place of ['query', 'form'] as const) {
  test(`V1 in the ${place}: every parameter, the signature and the method`, async () => {
    const sign = () =>
      signRpc({
        keyId: server.rootKey.id,
        secret: server.rootKey.secret,
        action,
        place,
        parameters: { ...submit, UserData: '{"a":"b c"}' },
      });
    const count = await checkAll(sign, (signed) => [
      ...(place === 'query' ? withPath(signed, 'query') : withBody(signed, 'form')),
      { what: 'GET', request: { ...signed, method: 'GET' } },
    ]);
    assert.ok(count > 350, String(count));
  });
}

test('after all this there are the jobs of the unaltered requests, and no others', async () => {
  const { EditingBatchJobList } = await server
    .client()
    .call<{ EditingBatchJobList: unknown[] }>('ListBatchMediaProducingJobs', { MaxResults: 100 });
  assert.equal(EditingBatchJobList.length, 3);
});
