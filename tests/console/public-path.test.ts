import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makeClips } from '../batch/server.ts';
import { noBrowser, type OpenedConsole, openConsole } from './open-console.ts';

let opened: OpenedConsole;

describe('the console under the path of a public URL', { skip: noBrowser, timeout: 120_000 }, () => {
  before(async () => {
    opened = await openConsole({
      REELMILL_RENDER_CONCURRENCY: '0',
      REELMILL_PUBLIC_URL: 'https://videos.example/reelmill',
    });
    await makeClips(opened.server.config.dataDir, 1);
  });
  after(() => opened?.close());

  it('asks for nothing outside of the path: pages, calls, events, uploads, pictures', async () => {
    const { page, server } = opened;
    await page.goto(`${server.url}/reelmill/console/jobs`);
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    const outside: string[] = [];
    page.on('request', (request) => {
      const { pathname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && !pathname.startsWith('/reelmill/')) outside.push(pathname);
    });
    await page.reload();
    await page.getByRole('link', { name: 'Library' }).click();
    await page.waitForURL('**/reelmill/console/library');
    const file = join(server.config.dataDir, 'buckets', 'clips', '0.mp4');
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByRole('region', { name: 'Uploads' }).getByText('1 file uploaded').waitFor();
    await page.locator('.media-tile img').first().waitFor();
    await page.getByRole('link', { name: 'Create' }).click();
    await page.getByText('For the whole video').click();
    await page.locator('.style-card img').first().waitFor();
    assert.deepEqual(outside, []);
    assert.deepEqual(opened.faults, []);
  });

  it('leads who goes past the proxy to the same page below the path', async () => {
    const { page, server } = opened;
    await page.goto(`${server.url}/console/library?type=video`);
    await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    assert.equal(page.url(), `${server.url}/reelmill/console/library?type=video`);
  });
});
