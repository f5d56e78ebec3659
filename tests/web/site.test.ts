import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, openBrowser, startWebServer, type WebServer } from './web-server.ts';

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let server: WebServer;
before(async () => {
  server = await startWebServer();
});
after(() => server.close());

/** Loads a page as a browser does, until the console is built. */
async function page(path: string): Promise<Answer> {
  const browser = openBrowser(server.url);
  for (;;) {
    const answer = await browser.get(path, html);
    if (answer.status !== 503) return answer;
    assert.match(answer.text, /http-equiv="refresh"/);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/);
    await sleep(200);
  }
}

test('a browser gets the console at /, a program the API', { timeout: 120_000 }, async () => {
  const start = await page('/');
  assert.equal(start.status, 200, start.text);
  assert.match(start.text, /<div id="console">/);
  const browser = openBrowser(server.url);
  for (const [path, headers] of [
    ['/', { accept: 'application/json' }],
    ['/?Action=ListBatchMediaProducingJobs', html],
    ['/', { ...html, 'x-acs-action': 'ListBatchMediaProducingJobs' }],
  ] as const) {
    const answer = await browser.get(path, headers);
    assert.equal(answer.status, 400, path);
    assert.match(String(answer.json.Code), /^Missing/);
  }
  assert.equal((await browser.send('POST', '/', undefined, html)).status, 400);
});

test('pages load nothing from elsewhere and run no script of a stranger', { timeout: 120_000 }, async () => {
  for (const path of ['/', '/console/jobs', '/console/link/abc']) {
    const { headers, text, status } = await page(path);
    assert.equal(status, 200);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /script-src 'self'(;|$)/);
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /https?:|unsafe-eval|\*/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.equal(headers.get('cache-control'), 'no-cache');
    assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(text, /(?:src|href)="(?:https?:)?\/\//);
  }
});

test('files with a hash in their name are cached for good, and come compressed', {
  timeout: 120_000,
}, async () => {
  const start = await page('/');
  const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec(start.text)?.[1] ?? '';
  const browser = openBrowser(server.url);
  const plain = await browser.get(script, { 'accept-encoding': 'identity' });
  assert.equal(plain.status, 200);
  assert.match(plain.headers.get('content-type') ?? '', /javascript/);
  assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  const packed = await fetch(server.url + script, { headers: { 'accept-encoding': 'br' } });
  assert.equal(packed.headers.get('content-encoding'), 'br');
  assert.equal(await packed.text(), plain.text);
  const missing = await browser.get('/console/assets/absent-12345678.js');
  assert.equal(missing.status, 404);
  for (const path of [
    '/console/assets/..%2findex.html',
    '/console/..%2f..%2fpackage.json',
    '/console/assets/%2e%2e/x',
  ]) {
    const answer = await browser.get(path);
    assert.doesNotMatch(answer.text, /"dependencies"/);
  }
});
