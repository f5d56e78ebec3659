import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { test } from 'node:test';
import { mnsSignature, mnsStringToSign } from '../../src/mns/mns-call.ts';
import { mnsErrors } from '../../src/mns/mns-error.ts';
import { key, startQueueServer } from './queue-server.ts';

type Request = { method: string; resource: string; headers: Record<string, string>; body: string };

/** A send as the official client makes it, not yet signed. */
function sendRequest(changes: Partial<Request> = {}): Request {
  const body = '<Message xmlns="http://mns.aliyuncs.com/doc/v1/"><MessageBody>x</MessageBody></Message>';
  const date = new Date().toUTCString();
  const made = { method: 'POST', resource: '/queues/orders/messages', body, headers: {}, ...changes };
  const hash = createHash('md5').update(made.body).digest('hex');
  return {
    ...made,
    headers: {
      date,
      'x-mns-date': date,
      'x-mns-version': '2015-06-06',
      'content-type': 'text/xml',
      'content-md5': Buffer.from(hash).toString('base64'),
      ...made.headers,
    },
  };
}

function sign(request: Request, { id, secret } = key): Request {
  const signature = mnsSignature(secret, mnsStringToSign(request)).toString('base64');
  return { ...request, headers: { ...request.headers, authorization: `MNS ${id}:${signature}` } };
}

/** Sends a request as it is; answers its status and code. */
async function send(url: string, { method, resource, headers, body }: Request) {
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string }>();
  const length = { 'content-length': Buffer.byteLength(body) };
  const call = requestHttp({ hostname, port, path: resource, method, headers: { ...headers, ...length } });
  call.on('error', reject).on('response', async (response) => {
    let text = '';
    for await (const chunk of response) text += chunk;
    resolve({ status: response.statusCode ?? 0, text });
  });
  call.end(body);
  const { status, text } = await promise;
  return { status, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1] ?? '', text };
}

const without = (request: Request, ...names: string[]): Request => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).filter(([name]) => !names.includes(name))),
});

test('the string to sign is that of a captured request', () => {
  const headers = {
    date: 'Mon, 23 Nov 2026 18:57:43 GMT',
    'x-mns-date': 'Mon, 23 Nov 2026 18:57:43 GMT',
    'x-mns-version': '2015-06-06',
    'content-type': 'text/xml',
    'content-md5': 'ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=',
    host: 'not signed',
  };
  assert.equal(
    mnsStringToSign({ method: 'PUT', resource: '/queues/q?metaoverride=true', headers }),
    [
      'PUT',
      'ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=',
      'text/xml',
      'Mon, 23 Nov 2026 18:57:43 GMT',
      'x-mns-date:Mon, 23 Nov 2026 18:57:43 GMT',
      'x-mns-version:2015-06-06',
      '/queues/q?metaoverride=true',
    ].join('\n'),
  );
});

test('signatures of queue requests', async (t) => {
  const { client, url, calls } = await startQueueServer(t);
  await client.createQueue('orders');

  await t.test('a signed request passes, in the spellings of other clients too', async () => {
    assert.equal((await send(url, sign(sendRequest()))).status, 201);
    const bytes = createHash('md5').update(sendRequest().body).digest('base64');
    assert.equal((await send(url, sign(sendRequest({ headers: { 'content-md5': bytes } })))).status, 201);
    assert.equal((await send(url, sign(without(sendRequest(), 'content-md5')))).status, 201);
    assert.equal((await send(url, sign(without(sendRequest(), 'date')))).status, 201);
    assert.equal((await send(url, sign(without(sendRequest(), 'x-mns-date')))).status, 201);
    const bare = without(sendRequest({ body: '' }), 'content-type', 'content-md5');
    const get = { ...bare, method: 'GET', resource: '/queues/orders' };
    assert.equal((await send(url, sign(get))).status, 200);
  });

  await t.test('whatever is altered after signing is noticed', async () => {
    const signed = sign(sendRequest());
    const { headers } = signed;
    const other = new Date(Date.now() + 2000).toUTCString();
    const altered: [Request, string][] = [
      [{ ...signed, method: 'PUT', resource: signed.resource }, 'SignatureDoesNotMatch'],
      [{ ...signed, resource: '/queues/orders2/messages' }, 'SignatureDoesNotMatch'],
      [{ ...signed, resource: `${signed.resource}?a=b` }, 'SignatureDoesNotMatch'],
      [{ ...signed, body: signed.body.replace('>x<', '>y<') }, 'InvalidDegist'],
      [{ ...signed, headers: { ...headers, date: other } }, 'SignatureDoesNotMatch'],
      [{ ...signed, headers: { ...headers, 'x-mns-date': other } }, 'SignatureDoesNotMatch'],
      [{ ...signed, headers: { ...headers, 'x-mns-version': '2015-06-07' } }, 'SignatureDoesNotMatch'],
      [{ ...signed, headers: { ...headers, 'x-mns-extra': '1' } }, 'SignatureDoesNotMatch'],
      [{ ...signed, headers: { ...headers, 'content-type': 'text/plain' } }, 'SignatureDoesNotMatch'],
      [without(signed, 'content-md5'), 'SignatureDoesNotMatch'],
      [without(signed, 'x-mns-version'), 'SignatureDoesNotMatch'],
    ];
    for (const [request, code] of altered) {
      const answer = await send(url, request);
      assert.equal(answer.code, code, JSON.stringify(request));
      assert.equal(answer.status, mnsErrors[code as keyof typeof mnsErrors][0]);
    }
    const { body } = await client.getQueueAttributes('orders');
    assert.equal(body.ActiveMessages, '5');
  });

  await t.test('headers that are missing or make no sense have codes of their own', async () => {
    const plain = sendRequest();
    const dated = (date: string) => sign(sendRequest({ headers: { date, 'x-mns-date': date } }));
    const minutes = (count: number) => new Date(Date.now() + count * 60_000).toUTCString();
    const refused: [Request, string][] = [
      [plain, 'MissingAuthorizationHeader'],
      [{ ...plain, headers: { ...plain.headers, authorization: 'Basic abc' } }, 'InvalidAuthorizationHeader'],
      [{ ...plain, headers: { ...plain.headers, authorization: 'MNS a:' } }, 'InvalidAuthorizationHeader'],
      [sign(without(plain, 'date', 'x-mns-date')), 'MissingDateHeader'],
      [dated('yesterday'), 'InvalidDateHeader'],
      [dated('2026-11-23T18:57:43Z'), 'InvalidDateHeader'],
      [dated(minutes(-16)), 'TimeExpired'],
      [dated(minutes(16)), 'TimeExpired'],
      [sign(plain, { id: 'nobody', secret: key.secret }), 'InvalidAccessKeyId'],
      [sign(plain, { id: key.id, secret: 'wrong' }), 'SignatureDoesNotMatch'],
      [sign(sendRequest({ resource: '/queues/orders/other' })), 'InvalidRequestURL'],
      [sign(sendRequest({ resource: '/queues/' })), 'InvalidRequestURL'],
      [sign(sendRequest({ method: 'PATCH' })), 'InvalidRequestURL'],
      [sign(sendRequest({ resource: '/queues/orders/messages?a=%zz' })), 'InvalidQueryString'],
      [sign(sendRequest({ resource: '/queues/%2e%2e/messages' })), 'InvalidQueueName'],
      [sign(sendRequest({ body: '<Message' })), 'MalformedXML'],
      [sign(sendRequest({ body: 'x' })), 'MalformedXML'],
      [sign(sendRequest({ body: '<Queue/>' })), 'InvalidArgument'],
      [sign(sendRequest({ body: '' })), 'InvalidArgument'],
      [
        sign(sendRequest({ body: `<Message><MessageBody>${'x'.repeat(5e6)}</MessageBody></Message>` })),
        'InvalidArgument',
      ],
      [sign({ ...sendRequest({ body: '' }), method: 'PUT' }), 'MissingReceiptHandle'],
      [
        sign({
          ...sendRequest({ body: '' }),
          method: 'PUT',
          resource: '/queues/orders/messages?receiptHandle=a',
        }),
        'MissingVisibilityTimeout',
      ],
    ];
    for (const [request, code] of refused) {
      const answer = await send(url, request);
      assert.equal(answer.code, code, answer.text);
      assert.equal(answer.status, mnsErrors[code as keyof typeof mnsErrors][0], code);
      assert.match(answer.text, /^<\?xml .*<RequestId>.+<\/RequestId><HostId>http/s);
    }
    assert.equal((await send(url, dated(minutes(14)))).status, 201);
  });

  await t.test('an XML bomb is refused, not unfolded', async () => {
    const entities = Array.from(
      { length: 20 },
      (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE Message [<!ENTITY e0 "ha">${entities.join('')}]><Message><MessageBody>&e20;</MessageBody></Message>`;
    const started = performance.now();
    const { status, text } = await send(url, sign(sendRequest({ body: bomb })));
    assert.ok(status < 500 && text.length < 2000, `${status} ${text.slice(0, 200)}`);
    assert.ok(performance.now() - started < 2000);
    const outside =
      '<!DOCTYPE M [<!ENTITY f SYSTEM "file:///etc/passwd">]><Message><MessageBody>&f;</MessageBody></Message>';
    await send(url, sign(sendRequest({ body: outside })));
    const seen = await client.batchPeekMessage('orders', 16);
    assert.ok(
      seen.body.every(({ MessageBody = '' }) => !MessageBody.includes('root:') && MessageBody.length < 1000),
    );
  });

  await t.test('calls are recorded with who made them, and without their signatures', () => {
    const sent = calls.find(({ action, code }) => action === 'mns:SendMessage' && code === '');
    assert.equal(sent?.accessKeyId, key.id);
    assert.match(sent?.caller?.principal ?? '', /:root$/);
    const refused = calls.find(({ code }) => code === 'SignatureDoesNotMatch');
    assert.deepEqual([refused?.caller, refused?.httpStatus], [null, 403]);
    assert.ok(
      calls.some(({ action, accessKeyId }) => action === 'mns:SendMessage' && accessKeyId === 'nobody'),
    );
  });
});
