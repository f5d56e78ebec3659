import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSealer, loadMasterKey } from '../../src/access/secrets.ts';
import { consolePurpose, makeSignInLink } from '../../src/web/sign-in-link.ts';
import { openBrowser, rootKey, signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
before(async () => {
  server = await startWebServer();
});
after(() => server.close());

test('signing in gives a cookie that scripts and other sites do not get', async () => {
  const browser = openBrowser(server.url);
  assert.equal((await browser.get('/console/session')).status, 401);
  const answer = await browser.signIn();
  assert.equal(answer.status, 200);
  const [cookie = ''] = answer.headers.getSetCookie();
  assert.match(cookie, /^reelmill_[0-9a-f]{8}=/);
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Strict/);
  assert.doesNotMatch(cookie, /Secure/);
  assert.ok(!cookie.includes(rootKey.secret));
  const session = await browser.get('/console/session');
  assert.equal(session.status, 200);
  assert.deepEqual(session.json.user, {
    name: 'root',
    accessKeyId: rootKey.id,
    kind: 'root',
    account: (session.json.user as { account: string }).account,
  });
  const left = Date.parse(String(session.json.expires)) - Date.now();
  assert.ok(left > 29 * 60_000 && left <= 30 * 60_000);
});

test('wrong keys are refused, and after ten of them the address has to wait', async (context) => {
  const own = await startWebServer();
  context.after(own.close);
  const browser = openBrowser(own.url);
  for (const accessKeyId of [rootKey.id, 'nobody']) {
    const answer = await browser.signIn({ accessKeyId, accessKeySecret: 'wrong' });
    assert.equal(answer.status, 401);
    assert.equal(answer.json.code, 'SignInFailed');
  }
  for (let count = 0; count < 8; count += 1) await browser.signIn({ accessKeyId: 'x', accessKeySecret: 'y' });
  const blocked = await browser.signIn();
  assert.equal(blocked.status, 429);
  assert.equal(blocked.json.code, 'Throttling.SignIn');
});

test('whatever changes something needs the token of the session', async () => {
  const browser = await signedIn(server.url);
  const { csrf } = browser;
  for (const token of ['', 'x'.repeat(csrf.length)]) {
    browser.csrf = token;
    const answer = await browser.call('ListBatchMediaProducingJobs');
    assert.equal(answer.status, 403);
    assert.equal(answer.json.code, 'InvalidCsrfToken');
  }
  browser.csrf = csrf;
  assert.equal((await browser.call('ListBatchMediaProducingJobs')).status, 200);
});

test('another site cannot sign its visitors in', async () => {
  const browser = openBrowser(server.url);
  const credentials = { accessKeyId: rootKey.id, accessKeySecret: rootKey.secret };
  const answer = await browser.send('POST', '/console/session', credentials, {
    'sec-fetch-site': 'cross-site',
  });
  assert.equal(answer.status, 403);
});

test('signing out ends the session, also for a copy of the cookie', async () => {
  const browser = await signedIn(server.url);
  const { cookie } = browser;
  assert.equal((await browser.send('DELETE', '/console/session')).status, 204);
  browser.cookie = cookie;
  assert.equal((await browser.get('/console/session')).status, 401);
});

test('a cookie that was changed is no session', async () => {
  const browser = await signedIn(server.url);
  const last = browser.cookie.at(-1) === 'A' ? 'B' : 'A';
  browser.cookie = browser.cookie.slice(0, -1) + last;
  assert.equal((await browser.get('/console/session')).status, 401);
});

test('a link signs in once', async () => {
  const sealer = createSealer(await loadMasterKey(server.config), consolePurpose);
  const link = makeSignInLink(sealer, server.url, rootKey.id, new Date());
  const token = link.split('/').at(-1);
  const browser = openBrowser(server.url);
  assert.equal((await browser.signIn({ link: token })).status, 200);
  assert.equal((await browser.get('/console/session')).status, 200);
  const again = await openBrowser(server.url).signIn({ link: token });
  assert.equal(again.status, 401);
  assert.equal(again.json.code, 'SignInLinkInvalid');
  const old = makeSignInLink(sealer, server.url, rootKey.id, new Date(Date.now() - 11 * 60_000));
  assert.equal((await openBrowser(server.url).signIn({ link: old.split('/').at(-1) })).status, 401);
});

test('a user does what his policies allow, until his key is switched off', async () => {
  const root = await signedIn(server.url);
  const ram = (action: string, parameters: Record<string, unknown>) =>
    root.call(action, parameters, '2015-05-01');
  await ram('CreateUser', { UserName: 'viewer' });
  const PolicyDocument = JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['ice:List*'], Resource: '*' }],
  });
  await ram('CreatePolicy', { PolicyName: 'look', PolicyDocument });
  await ram('AttachPolicyToUser', { UserName: 'viewer', PolicyName: 'look', PolicyType: 'Custom' });
  const made = await ram('CreateAccessKey', { UserName: 'viewer' });
  const { AccessKeyId, AccessKeySecret } = made.json.AccessKey as Record<string, string>;
  const user = await signedIn(server.url, { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  const session = await user.get('/console/session');
  assert.equal((session.json.user as { name: string; kind: string }).name, 'viewer');
  assert.equal((session.json.user as { name: string; kind: string }).kind, 'user');
  assert.equal((await user.call('ListBatchMediaProducingJobs')).status, 200);
  const refused = await user.call('RetryMediaProducingJob', { JobId: 'x' });
  assert.equal(refused.status, 403);
  assert.equal(refused.json.Code, 'NoPermission');
  assert.ok('AccessDeniedDetail' in refused.json);
  await ram('UpdateAccessKey', { UserName: 'viewer', UserAccessKeyId: AccessKeyId, Status: 'Inactive' });
  assert.equal((await user.get('/console/session')).status, 401);
});

test('errors of operations are those of the gateway, with the id of the request', async () => {
  const browser = await signedIn(server.url);
  const answer = await browser.call('GetBatchMediaProducingJob', { JobId: '0'.repeat(32) });
  assert.equal(answer.status, 404);
  assert.equal(answer.json.Code, 'InvalidParameter.JobNotFound');
  assert.equal(answer.json.RequestId, answer.headers.get('x-acs-request-id'));
  assert.equal((await browser.call('NoSuchThing')).json.Code, 'InvalidAction.NotFound');
});

test('the list of operations has what forms and documentation need', async () => {
  const browser = await signedIn(server.url);
  const { operations } = (await browser.get('/console/operations')).json as {
    operations: { action: string; own: boolean; parameters: Record<string, unknown>[]; answer: object }[];
  };
  const list = operations.find(({ action }) => action === 'ListBatchMediaProducingJobs');
  const parameter = list?.parameters.find(({ name }) => name === 'MaxResults');
  assert.deepEqual(parameter, {
    name: 'MaxResults',
    type: 'integer',
    required: false,
    description: 'Size of a page.',
    example: '20',
    rule: 'an integer from 1 to 100',
    min: 1,
    max: 100,
    default: 10,
    in: 'form',
  });
  const own = operations.filter((operation) => operation.own).map(({ action }) => action);
  for (const action of [
    'CancelBatchMediaProducingJob',
    'CancelMediaProducingJob',
    'RetryMediaProducingJob',
    'ValidateBatchMediaProducingJob',
  ])
    assert.ok(own.includes(action), action);
});
