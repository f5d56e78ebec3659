import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { makeClips } from '../batch/server.ts';
import { noBrowser, type OpenedConsole, openConsole, seriousFaults } from './open-console.ts';

/** Compressed script that the first page may take, in bytes. */
const maxFirstLoad = 500_000;

let opened: OpenedConsole;
/** Every page, with a word of its content that shows that it is there. */
let paths: string[];

/** One finished job and some media, so that no page is empty. */
async function fill(): Promise<string[]> {
  const { client, config } = opened.server;
  const clips = await makeClips(config.dataDir, 2);
  for (const InputURL of clips) await client.call('RegisterMediaInfo', { InputURL });
  const { JobId } = await client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({
      MediaGroupArray: [{ GroupName: 'g', MediaArray: clips, SpeechTextArray: ['One two three.'] }],
      TitleArray: ['A title that needs more than a line on phones'],
    }),
    EditingConfig: JSON.stringify({ TitleConfig: { Font: 'No such font' } }),
    OutputConfig: JSON.stringify({
      MediaURL: 'http://clips.oss-cn-shanghai.aliyuncs.com/out/{index}.mp4',
      Count: 1,
      Width: 180,
      Height: 320,
    }),
  });
  await client.call('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({ MediaGroupArray: [{ MediaArray: ['oss://clips/none.mp4'] }] }),
    OutputConfig: JSON.stringify({ MediaURL: 'oss://clips/x{index}.mp4', Count: 1, Width: 180, Height: 320 }),
  });
  const ended = async () => {
    const answer = await client.call<{
      EditingBatchJob: { Status: string; SubJobList: { JobId: string; MediaId: string }[] };
    }>('GetBatchMediaProducingJob', { JobId });
    return answer.EditingBatchJob.Status === 'Finished' ? answer.EditingBatchJob.SubJobList[0] : undefined;
  };
  let video = await ended();
  while (video === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    video = await ended();
  }
  return [
    '/jobs',
    `/jobs/${JobId}`,
    `/jobs/${JobId}/videos/${video.JobId}`,
    '/library',
    `/library?media=${video.MediaId}`,
    '/create',
    '/explorer',
    '/access',
    '/status',
  ];
}

async function show(page: Page, path: string) {
  await page.goto(`${opened.server.url}/console${path}`);
  await page.locator('main h1').waitFor();
  // Until nothing waits any more; what is live stays connected, so that the network is never idle.
  await page.waitForFunction(
    () => document.querySelector('.waiting, .ant-spin-spinning, .page-wait') === null,
  );
  await page.waitForTimeout(250);
}

/** By how many pixels a page is wider than the screen. */
const tooWide = (page: Page) =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));

describe('the console is for everyone', { skip: noBrowser, timeout: 300_000 }, () => {
  before(async () => {
    opened = await openConsole();
    paths = await fill();
  });
  after(() => opened?.close());

  it('has no serious fault against accessibility, light or dark', async () => {
    const { page } = opened;
    for (const path of paths) {
      await page.emulateMedia({ colorScheme: 'light' });
      await show(page, path);
      assert.deepEqual(await seriousFaults(page), [], path);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(15, 18, 17)');
      assert.deepEqual(await seriousFaults(page), [], `${path}, dark`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('fits a phone of 360 pixels', async () => {
    const page = await opened.openPage({ viewport: { width: 360, height: 740 }, hasTouch: true });
    for (const path of paths) {
      await show(page, path);
      assert.equal(await tooWide(page), 0, path);
    }
    await show(page, '/jobs');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Created from').waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Library' }).click();
    await page.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    await page.context().close();
  });

  it('speaks Chinese as a whole, at once and at the next visit, on a phone as well', async () => {
    const page = await opened.openPage({ viewport: { width: 360, height: 740 } });
    await show(page, '/jobs');
    await page.getByRole('button', { name: /^Language/ }).click();
    await page.getByRole('menuitem', { name: '简体中文' }).click();
    await page.getByRole('heading', { name: '任务', level: 1 }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
    assert.match(await page.title(), /^任务/);
    for (const path of paths) {
      await show(page, path);
      const text = (await page.locator('main h1, nav, .page-actions').allTextContents()).join(' ');
      assert.match(text, /[\u4e00-\u9fff]/, path);
      assert.doesNotMatch(text, /\b(?:Jobs|Library|Upload|Create|Health|Access control|Submit)\b/, path);
      // Keys in the place of words would mean that some are missing.
      const whole = (await page.locator('#console').textContent()) ?? '';
      assert.doesNotMatch(whole, /\b(?:shell|jobs|library|create|explorer|access|health)[.:]\w/, path);
      assert.equal(await tooWide(page), 0, path);
    }
    await page.context().close();
  });

  it('is light or dark as the system is, or as it was chosen', async () => {
    const page = await opened.openPage({ colorScheme: 'dark' });
    const brightness = () =>
      page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));
    await show(page, '/jobs');
    assert.ok((await brightness()) < 60);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.waitForFunction(
      () => getComputedStyle(document.body).backgroundColor === 'rgb(245, 244, 239)',
    );
    await page.getByRole('button', { name: /^Appearance/ }).click();
    await page.getByRole('menuitem', { name: 'Dark' }).click();
    await page.waitForFunction(
      () => getComputedStyle(document.body).backgroundColor !== 'rgb(245, 244, 239)',
    );
    await show(page, '/library');
    assert.ok((await brightness()) < 60, 'the choice is remembered');
    await page.context().close();
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = opened;
    await show(page, '/jobs');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'content');
    await page.getByRole('link', { name: 'Library' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Library');
    await page.locator('.media-tile').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('180 × 320').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('tells times in the zone of the browser, and in UTC on hover', async () => {
    const { page } = opened;
    await show(page, '/jobs');
    const time = page.locator('tbody time').first();
    const at = await time.getAttribute('datetime');
    assert.ok(at);
    const local = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
    assert.ok(
      ((await time.textContent()) ?? '').includes(local.slice(11, 19)),
      'Shanghai is eight hours ahead',
    );
    assert.equal(await time.getAttribute('title'), `${at.slice(0, 19).replace('T', ' ')} UTC`);
  });

  it('needs less than 500 kB of script for its first page', async () => {
    const page = await opened.openPage();
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        sizes.push(request.sizes().then((size) => size.responseBodySize));
    });
    await show(page, '/jobs');
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    assert.ok(total > 50_000 && total < maxFirstLoad, `${total} bytes`);
    await page.context().close();
  });

  it('has made no error, loaded nothing from elsewhere, and was refused nothing', () => {
    assert.deepEqual(opened.faults, []);
  });
});
