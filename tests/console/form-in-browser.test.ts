import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { noBrowser, type OpenedConsole, openConsole, seriousFaults } from './open-console.ts';

describe('the form', { skip: noBrowser, timeout: 120_000 }, () => {
  let opened: OpenedConsole;
  before(async () => {
    opened = await openConsole();
  });
  after(() => opened?.close());

  it('leaves a job that it does not make to the explorer, with its operation and its values', async () => {
    const { server, page } = opened;
    const input = JSON.stringify({
      MediaArray: ['http://clips.oss-cn-shanghai.aliyuncs.com/none.mp4'],
      HighlightStrategy: { TargetDuration: 6 },
    });
    const output = JSON.stringify({ MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/h_{index}.mp4' });
    const { JobId } = await server.client.call<{ JobId: string }>('SubmitScreenMediaHighlightsJob', {
      InputConfig: input,
      OutputConfig: output,
    });
    await page.goto(`${server.url}/console/jobs/${JobId}`);
    await page.getByRole('button', { name: 'Submit again with changes' }).click();
    await page.waitForURL('**/console/explorer?action=SubmitScreenMediaHighlightsJob');
    await page.getByRole('heading', { name: 'SubmitScreenMediaHighlightsJob' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'InputConfig' }).inputValue(), input);
    assert.equal(await page.getByRole('textbox', { name: 'OutputConfig' }).inputValue(), output);
    assert.deepEqual(await seriousFaults(page), []);
    assert.deepEqual(opened.faults, []);
  });

  it('shows texts in the shape of the videos, and says what an empty shot lacks', async () => {
    const { server, page } = opened;
    await page.goto(`${server.url}/console/create`);
    await page.getByRole('button', { name: /Smart_Mix/ }).click();
    await page.getByText('A storyboard').click();
    const lacking = page.getByText('Say what this shot shows');
    await lacking.waitFor();
    await page.getByLabel('What it shows').fill('A cup of green tea');
    await lacking.waitFor({ state: 'detached' });
    const preview = page.getByRole('img', { name: 'The frame with the text in its place' });
    const shape = () =>
      preview.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
    const drawn = (width: number) =>
      page.waitForFunction(
        (wanted) => [...document.images].some((image) => image.alt !== '' && image.naturalWidth === wanted),
        width,
      );
    await preview.scrollIntoViewIfNeeded();
    await drawn(360);
    assert.deepEqual(await shape(), [360, 640]);
    await page.getByRole('button', { name: /1280 × 720/ }).click();
    await preview.scrollIntoViewIfNeeded();
    await drawn(640);
    assert.deepEqual(await shape(), [640, 360]);
    assert.deepEqual(opened.faults, []);
  });
});
