import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
before(async () => {
  server = await startWebServer({
    REELMILL_RENDER_CONCURRENCY: '0',
    REELMILL_PUBLIC_URL: 'https://videos.example/reelmill/',
  });
});
after(() => server.close());

async function builtPage(path: string): Promise<string> {
  const headers = { accept: 'text/html' };
  let answer = await fetch(server.url + path, { headers });
  while (answer.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    answer = await fetch(server.url + path, { headers });
  }
  assert.equal(answer.status, 200);
  return answer.text();
}

test('pages know the path of the public URL, and all that they load lies below it', async () => {
  for (const path of ['/', '/console/jobs/0123', '/reelmill/console/library']) {
    const page = await builtPage(path);
    assert.match(page, /<meta name="reelmill-path" content="\/reelmill"/);
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address);
    assert.ok(loaded.length >= 2);
    for (const address of loaded) assert.match(address, /^\/reelmill\/console\/assets\//);
    for (const address of loaded) assert.equal((await fetch(server.url + address)).status, 200, address);
  }
  const home = await fetch(`${server.url}/reelmill/console`, { redirect: 'manual' });
  assert.equal(home.headers.get('location'), '/reelmill/');
});

test('uploads are gone on with below the path', async () => {
  const browser = await signedIn(server.url);
  const answer = await fetch(`${server.url}/reelmill/console/uploads`, {
    method: 'POST',
    headers: { ...browser.headers(), 'tus-resumable': '1.0.0', 'upload-length': '3' },
  });
  assert.equal(answer.status, 201, await answer.text());
  assert.match(answer.headers.get('location') ?? '', /^\/reelmill\/console\/uploads\/[\w-]+$/);
});
