import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, rootKey, signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let browser: Browser;
before(async () => {
  server = await startWebServer({ REELMILL_RENDER_CONCURRENCY: '0' });
  browser = await signedIn(server.url);
});
after(() => server.close());

type Request = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  stringToSign: string;
};

for (const dialect of ['acs3', 'rpc']) {
  test(`a call that was signed for a session in ${dialect} works from anywhere, once`, async () => {
    const answer = await browser.send('POST', '/console/sign', {
      action: 'ListBatchMediaProducingJobs',
      version: '2020-11-09',
      parameters: { MaxResults: 5, SortBy: 'asc' },
      dialect,
    });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!answer.text.includes(rootKey.secret));
    const { method, url, headers, body, stringToSign } = answer.json as unknown as Request;
    assert.match(stringToSign, dialect === 'acs3' ? /^ACS3-HMAC-SHA256\n[0-9a-f]{64}$/ : /^POST&%2F&/);
    const send = () => fetch(url, { method, headers, body });
    const sent = await send();
    assert.equal(sent.status, 200);
    assert.equal(((await sent.json()) as { MaxResults: number }).MaxResults, 5);
    assert.equal(((await (await send()).json()) as { Code: string }).Code, 'SignatureNonceUsed');
  });

  test(`the explorer shows both sides of a call in ${dialect}`, async () => {
    const call = { action: 'GetBatchMediaProducingJob', version: '2020-11-09', dialect };
    const answer = await browser.send('POST', '/console/explore', { ...call, parameters: { JobId: 'none' } });
    assert.equal(answer.status, 200, answer.text);
    const { request, response, durationMs } = answer.json as unknown as {
      request: Request;
      response: { status: number; headers: Record<string, string>; body: string };
      durationMs: number;
    };
    assert.equal(request.url, `${server.url}/`);
    assert.match(request.body, /JobId=none/);
    assert.equal(response.status, 404);
    const { Code, RequestId } = JSON.parse(response.body) as Record<string, string>;
    assert.equal(Code, 'InvalidParameter.JobNotFound');
    assert.equal(response.headers['x-acs-request-id'], RequestId);
    assert.ok(durationMs > 0);
  });
}

test('objects among the parameters are sent as JSON text', async () => {
  const parameters = { InputConfig: { MediaGroupArray: [] }, OutputConfig: { Count: 1 } };
  const call = {
    action: 'ValidateBatchMediaProducingJob',
    version: '2020-11-09',
    dialect: 'acs3',
    parameters,
  };
  const answer = await browser.send('POST', '/console/explore', call);
  const { response } = answer.json as { response: { status: number; body: string } };
  assert.equal(response.status, 200, response.body);
  assert.equal((JSON.parse(response.body) as { Valid: boolean }).Valid, false);
});

test('what cannot be signed is refused with the field named', async () => {
  const answer = await browser.send('POST', '/console/sign', { action: 'X', dialect: 'v9' });
  assert.equal(answer.status, 400);
  assert.match(String(answer.json.message), /^dialect/);
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
  const refused = await fetch(`${server.url}/console/call/GetMediaInfo`, {
    method: 'POST',
    headers: { ...browser.headers(), 'content-type': 'application/json' },
    body: `{"InputURL":${deep}}`,
  });
  assert.equal(refused.status, 400);
});

test('a call from a page that came over TLS counts as one over TLS', async (context) => {
  const own = await startWebServer({
    REELMILL_RENDER_CONCURRENCY: '0',
    REELMILL_TRUST_PROXY: 'loopback',
  });
  context.after(own.close);
  const root = await signedIn(own.url);
  const ram = async (action: string, parameters: Record<string, unknown>) => {
    const answer = await root.call(action, parameters, '2015-05-01');
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  };
  const PolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'ice:*',
        Resource: '*',
        Condition: { Bool: { 'acs:SecureTransport': 'true' } },
      },
    ],
  });
  await ram('CreateUser', { UserName: 'ann' });
  await ram('CreatePolicy', { PolicyName: 'safely', PolicyDocument });
  await ram('AttachPolicyToUser', { UserName: 'ann', PolicyName: 'safely', PolicyType: 'Custom' });
  const { AccessKey } = (await ram('CreateAccessKey', { UserName: 'ann' })) as {
    AccessKey: { AccessKeyId: string; AccessKeySecret: string };
  };
  const ann = await signedIn(own.url, {
    accessKeyId: AccessKey.AccessKeyId,
    accessKeySecret: AccessKey.AccessKeySecret,
  });
  const explored = async (headers: Record<string, string>) => {
    const call = { action: 'ListMediaBasicInfos' };
    const answer = await ann.send('POST', '/console/explore', call, headers);
    return (answer.json as { response: { status: number } }).response.status;
  };
  assert.equal(await explored({ 'x-forwarded-proto': 'https' }), 200);
  assert.equal(await explored({}), 403);
});
