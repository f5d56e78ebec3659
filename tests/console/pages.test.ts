import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { signInLink } from '../../src/commands/sign-in.ts';
import { makeClips } from '../batch/server.ts';
import { rootKey } from '../web/web-server.ts';
import { noBrowser, type OpenedConsole, openConsole } from './open-console.ts';

/** Milliseconds in which a small job has to be done, on a machine that is busy with other tests, too. */
const patience = 90_000;

let opened: OpenedConsole;
let page: Page;
let clips: string[];

/** Submits a job of two short videos; `changes` go into its output. */
async function submit(changes: Record<string, unknown> = {}, media: string[] = clips): Promise<string> {
  const { JobId } = await opened.server.client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({
      MediaGroupArray: [{ GroupName: 'one', MediaArray: media, SpeechTextArray: ['One two three.'] }],
      TitleArray: ['Green tea'],
    }),
    EditingConfig: JSON.stringify({ TitleConfig: { Font: 'No such font' } }),
    OutputConfig: JSON.stringify({
      MediaURL: `http://clips.oss-cn-shanghai.aliyuncs.com/out/${crypto.randomUUID()}_{index}.mp4`,
      Count: 2,
      Width: 180,
      Height: 320,
      ...changes,
    }),
  });
  return JobId;
}

const goTo = (path: string) => page.goto(`${opened.server.url}/console${path}`);
const status = (place: Locator, word: string) =>
  place.locator('.status', { hasText: word }).first().waitFor({ timeout: patience });
const timeOf = (video: Locator) => video.evaluate((element: HTMLVideoElement) => element.currentTime);

describe('the pages of the console', { skip: noBrowser, timeout: 400_000 }, () => {
  before(async () => {
    opened = await openConsole();
    page = opened.page;
    clips = await makeClips(opened.server.config.dataDir, 3);
  });
  after(() => opened?.close());

  it('ask for a key, say what is wrong with a wrong one, and go on to the page that was asked for', async () => {
    const context = await page.context().browser()?.newContext();
    assert.ok(context);
    const guest = await context.newPage();
    await guest.goto(`${opened.server.url}/console/library`);
    await guest.getByLabel('Access key ID').fill(rootKey.id);
    await guest.getByLabel('Access key secret').fill('wrong');
    await guest.keyboard.press('Enter');
    await guest.getByRole('alert').getByText('The key is not right').waitFor();
    await guest.getByLabel('Access key secret').fill(rootKey.secret);
    await guest.getByRole('button', { name: 'Sign in' }).click();
    await guest.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    const cookies = await context.cookies();
    assert.deepEqual(
      cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite })),
      [{ httpOnly: true, sameSite: 'Strict' }],
    );
    await guest.getByRole('button', { name: /Account of/ }).click();
    await guest.getByRole('menuitem', { name: 'Sign out' }).click();
    await guest.getByRole('heading', { name: 'Sign in' }).waitFor();
    await context.close();
  });

  it('let in by a link once, and say so when it is used up', async () => {
    const context = await page.context().browser()?.newContext();
    assert.ok(context);
    const guest = await context.newPage();
    const link = await signInLink(opened.server.config, opened.server.url, rootKey.id);
    await guest.goto(link);
    await guest.waitForURL('**/console/jobs');
    await guest.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    await guest.getByText('./reelmill keys --link').waitFor();
    await context.close();
  });

  it('ask for the key again when the session is over, and go on at the same place', async () => {
    const guest = await opened.openPage();
    await guest.goto(`${opened.server.url}/console/jobs?order=asc`);
    await guest.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await guest.context().clearCookies();
    const before = opened.faults.length;
    await guest.getByRole('button', { name: 'Refresh' }).click();
    await guest.getByText('Your session has ended').waitFor();
    await guest.getByLabel('Access key ID').fill(rootKey.id);
    await guest.getByLabel('Access key secret').fill(rootKey.secret);
    await guest.keyboard.press('Enter');
    await guest.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    assert.match(guest.url(), /order=asc$/);
    await guest.context().close();
    // What was refused then was meant to be.
    opened.faults.splice(before);
  });

  it('take a file into the library, show it, find it, and delete it', async () => {
    await goTo('/library');
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
    const file = join(opened.server.config.dataDir, 'buckets', 'clips', '0.mp4');
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByRole('region', { name: 'Uploads' }).getByText('1 file uploaded').waitFor();
    const tile = page.getByRole('button', { name: /0\.mp4|^0:04/ });
    await tile.waitFor();

    const preview = tile.locator('video');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await tile.hover();
    await preview.waitFor();
    assert.equal(await preview.evaluate((video: HTMLVideoElement) => video.muted), true);
    await page.emulateMedia({ reducedMotion: 'reduce' });

    const search = page
      .getByRole('textbox', { name: 'Search' })
      .or(page.getByRole('searchbox', { name: 'Search' }));
    await search.fill('nothing of that name');
    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();

    await tile.click();
    const details = page.getByRole('dialog');
    await details.getByText('180 × 320').waitFor();
    await details.getByText('h264').waitFor();
    await details.getByRole('button', { name: 'Delete' }).click();
    await page.getByLabel('Delete the file, too').check();
    await page.getByRole('dialog').last().getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
  });

  it('show a job from its submit to its videos without being loaded again', async () => {
    await goTo('/jobs');
    await page.getByRole('heading', { name: 'No jobs yet' }).waitFor();
    const id = await submit();
    const row = page.getByRole('row', { name: /Green tea/ });
    await row.waitFor();
    await row.getByRole('link', { name: 'Green tea' }).click();
    await page.getByRole('heading', { name: 'Green tea', level: 1 }).waitFor();
    assert.match(page.url(), new RegExp(`/console/jobs/${id}$`));
    await status(page.locator('.page-head'), 'Finished');
    const cards = page.getByRole('article');
    assert.equal(await cards.count(), 2);
    await status(cards.first(), 'Ready');
    await cards.first().getByText('180 × 320').waitFor();
    await page.getByText('A font was replaced').waitFor();
    await page.getByText('"GroupName"').waitFor();
  });

  it('play a video, with its picture before that, and hand it out', async () => {
    const card = page.getByRole('article').first();
    const video = card.locator('video');
    const poster = await video.getAttribute('poster');
    assert.match(poster ?? '', /^\/buckets\//);
    assert.equal((await page.request.get(opened.server.url + poster)).status(), 200);
    await video.evaluate((element: HTMLVideoElement) => {
      element.muted = true;
      return element.play();
    });
    await page.waitForFunction(
      () => (document.querySelector('article video') as HTMLVideoElement).currentTime > 0.3,
    );
    const download = page.waitForEvent('download');
    await card.getByRole('link', { name: 'Download video 1' }).click();
    assert.match((await download).suggestedFilename(), /_0\.mp4$/);
  });

  it('draw the timeline of a video, tied to its player', async () => {
    await page.getByRole('link', { name: 'Timeline of video 1' }).click();
    const timeline = page.getByRole('region', { name: 'Timeline, drawn to scale' });
    const seek = timeline.getByRole('slider', { name: 'Position in the video' });
    const video = page.locator('.video-stage video');
    await timeline.locator('.track-main .clip').first().waitFor();
    assert.ok((await timeline.locator('.track-text .clip').count()) >= 2, 'a title and a caption');
    assert.ok((await timeline.locator('.track-speech .clip').count()) >= 1, 'a voice');

    // To scale: the clips of the main track tile its length.
    const [track, last] = await Promise.all([
      timeline.locator('.track-main').last().boundingBox(),
      timeline.locator('.track-main .clip').last().boundingBox(),
    ]);
    assert.ok(track && last && last.x + last.width <= track.x + track.width);

    await seek.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      () =>
        Math.abs((document.querySelector('.video-stage video') as HTMLVideoElement).currentTime - 0.4) < 0.05,
    );
    assert.equal(await seek.getAttribute('aria-valuenow'), '0.4');

    await video.evaluate((element: HTMLVideoElement) => {
      element.muted = true;
      return element.play();
    });
    await page.waitForFunction(
      () => Number(document.querySelector('.ruler')?.getAttribute('aria-valuenow')) > 0.7,
    );
    await video.evaluate((element: HTMLVideoElement) => element.pause());

    await timeline.locator('.track-speech .clip').first().press('Enter');
    const start = Number(await seek.getAttribute('aria-valuenow'));
    assert.ok(Math.abs((await timeOf(video)) - start) < 0.05);
    const drawn = () =>
      [...document.querySelectorAll<HTMLCanvasElement>('.track-main canvas')].some(({ width }) => width > 1);
    await page.waitForFunction(drawn);
  });

  it('cancel a job, and retry what failed', async () => {
    const id = await submit({ Count: 6 });
    await goTo(`/jobs/${id}`);
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
    await status(page.getByRole('article').last(), 'Cancelled');
    await page.getByRole('button', { name: 'Retry video 6' }).click();
    await status(page.getByRole('article').last(), 'Ready');
  });

  it('take what was submitted along to the form', async () => {
    await page.getByRole('button', { name: 'Submit again with changes' }).click();
    await page.waitForURL('**/console/create');
    await page.getByText('Green tea').or(page.locator('input[value="Green tea"]')).first().waitFor();
  });

  it('filter the jobs and go through their pages', async () => {
    const nowhere = ['http://clips.oss-cn-shanghai.aliyuncs.com/none.mp4'];
    for (let index = 0; index < 21; index += 1) await submit({ Count: 1 }, nowhere);
    await goTo('/jobs');
    const rows = page.locator('tbody tr.ant-table-row');
    await page.getByRole('button', { name: /^Failed/, pressed: false }).click();
    await page.waitForURL('**/jobs?state=Failed');
    await page.waitForFunction(
      () => /^Failed21$/.test(document.querySelector('[aria-pressed=true]')?.textContent ?? ''),
      undefined,
      {
        timeout: patience,
      },
    );
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('Page 2').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 1);
    assert.equal(await page.getByRole('button', { name: 'Next page' }).isDisabled(), true);
    await page.goBack();
    await page.getByText('Page 1').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 20);

    const first = (await rows.first().locator('code').textContent()) ?? '';
    await page.getByLabel('Job ID').fill(first);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 1);
    await page.getByRole('button', { name: 'Remove the filters' }).click();
    await page.waitForURL((url) => url.search === '');
    await page.getByLabel('Job ID').fill('no-such-job');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No job matches the filters' }).waitFor();
  });

  it('say what is wrong with an address that leads nowhere', async () => {
    const before = opened.faults.length;
    await goTo('/jobs/0123456789abcdef0123456789abcdef');
    const alert = page.getByRole('alert');
    await alert.getByText('This is not there').waitFor();
    await alert.getByText('InvalidParameter.JobNotFound').waitFor();
    assert.match((await alert.textContent()) ?? '', /Request ID/);
    // That one answer is meant to be refused.
    opened.faults.splice(before);
    await goTo('/nowhere');
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });

  it('have made no error, loaded nothing from elsewhere, and were refused nothing', () => {
    assert.deepEqual(opened.faults, []);
  });
});
