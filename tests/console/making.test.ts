import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { makeClips } from '../batch/server.ts';
import { noBrowser, type OpenedConsole, openConsole, seriousFaults } from './open-console.ts';

/** Milliseconds in which a small job has to be done, on a machine that is busy with other tests, too. */
const patience = 90_000;

let opened: OpenedConsole;
let page: Page;
let files: string[];

const goTo = (path: string, on: Page = page) => on.goto(`${opened.server.url}/console${path}`);
const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
/** The payload that the create page shows. */
async function shownPayload() {
  await page.getByRole('tab', { name: 'Payload' }).click();
  return JSON.parse((await page.getByRole('region', { name: 'Payload' }).textContent()) ?? '');
}

describe('the pages to make jobs, to try calls and to manage access', {
  skip: noBrowser,
  timeout: 300_000,
}, () => {
  before(async () => {
    opened = await openConsole();
    page = opened.page;
    const clips = await makeClips(opened.server.config.dataDir, 3);
    const folder = join(opened.server.config.dataDir, 'buckets', 'clips');
    files = clips.map((url) => join(folder, decodeURIComponent(new URL(url).pathname)));
  });
  after(() => opened?.close());

  it('take files, texts and titles, plan as one types, and show the payload', async () => {
    await goTo('/create');
    await heading('Create videos');
    await page.getByLabel('Files for Clips of Group 1').setInputFiles(files.slice(0, 2));
    await page.getByRole('list', { name: 'Clips of Group 1' }).getByRole('listitem').nth(1).waitFor();
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Name of group 2').fill('End');
    await page.getByLabel('Files for Clips of End').setInputFiles(files.slice(2));
    await page.getByRole('list', { name: 'Clips of End' }).getByRole('listitem').first().waitFor();
    await page.getByRole('button', { name: 'Add a title' }).click();
    await page.getByRole('textbox', { name: 'Title 1' }).fill('Green tea');
    await page.getByText('This can be made').waitFor();
    const { InputConfig, OutputConfig } = await shownPayload();
    const names = InputConfig.MediaGroupArray.map(({ GroupName }: { GroupName: string }) => GroupName);
    assert.deepEqual(names, ['Group 1', 'End']);
    assert.equal(InputConfig.MediaGroupArray[0].MediaArray.length, 2);
    assert.deepEqual(InputConfig.TitleArray, ['Green tea']);
    assert.equal(OutputConfig.Count, 4);
  });

  it('move a group with the keyboard', async () => {
    const handle = page.getByRole('button', { name: 'Move End', exact: true });
    await handle.focus();
    await page.keyboard.press('Space');
    await page.getByText(/^End is (lifted|now at place 2)/).waitFor({ state: 'attached' });
    // Keys are heard a moment after the lift, and a key may only scroll; at the top, one more changes nothing.
    const moved = page.getByText('End is now at place 1 of 2.');
    while ((await moved.count()) === 0) {
      await page.keyboard.press('ArrowUp');
      await moved.waitFor({ state: 'attached', timeout: 1000 }).catch(() => {});
    }
    await page.keyboard.press('Space');
    await page.getByText('End was dropped').waitFor({ state: 'attached' });
    const { InputConfig } = await shownPayload();
    assert.equal(InputConfig.MediaGroupArray[0].GroupName, 'End');
  });

  it('read a payload that is pasted, refuse what is none, and make the videos', async () => {
    const payload = await shownPayload();
    await page.getByRole('button', { name: 'Edit or paste' }).click();
    const field = page.getByRole('textbox', { name: 'Payload' });
    await field.fill('{"InputConfig":');
    await page.getByRole('button', { name: 'Into the form' }).click();
    await page.getByText('This is not JSON').waitFor();
    const OutputConfig = { ...payload.OutputConfig, Count: 2, Width: 180, Height: 320, FixedDuration: 1 };
    const pasted = { ...payload, OutputConfig, UserData: { From: 'a paste' } };
    await field.fill(JSON.stringify(pasted));
    await page.getByRole('button', { name: 'Into the form' }).click();
    assert.deepEqual(await shownPayload(), pasted);
    await page.getByRole('button', { name: 'Make 2 videos' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/, { timeout: patience });
    await page.locator('.status', { hasText: 'Finished' }).first().waitFor({ timeout: patience });
    const { EditingBatchJobList } = await opened.server.client.call<{
      EditingBatchJobList: { UserData: string }[];
    }>('ListBatchMediaProducingJobs');
    assert.equal(EditingBatchJobList[0]?.UserData, '{"From":"a paste"}');
  });

  it('make a video whose pictures follow a storyboard, and tell why they were chosen', async () => {
    await goTo('/create');
    await page.getByRole('button', { name: /Smart_Mix/ }).click();
    await page.getByRole('button', { name: 'From the library' }).first().click();
    const choices = page.getByRole('dialog').locator('.tile-choice', { hasText: /^\d\.mp4/ });
    await choices.nth(1).waitFor();
    for (const index of [0, 1]) await choices.nth(index).click();
    await page.getByRole('button', { name: 'Add 2' }).click();
    await page.getByText('Film or series').click();
    await page.getByText('Keep the order of the film').click();
    await page.getByText('A storyboard').click();
    await page.getByRole('textbox', { name: 'Name of shot 1' }).fill('Tea');
    await page.getByLabel('What it shows').fill('A cup of green tea');
    await page.getByLabel('Length of the shot').fill('1');
    await page.getByText('This can be made').waitFor();
    const payload = await shownPayload();
    assert.equal(payload.InputConfig.MediaArray.length, 2);
    assert.equal(payload.InputConfig.MediaGroupArray, undefined);
    assert.deepEqual(payload.InputConfig.SceneInfo, {
      Scene: 'Film',
      ShotInfo: { ShotScripts: [{ ShotName: 'Tea', ScriptText: 'A cup of green tea', Duration: 1 }] },
    });
    assert.deepEqual(payload.EditingConfig.ProcessConfig, { EnableTemporalOpt: true });
    const small = {
      ...payload,
      OutputConfig: { ...payload.OutputConfig, Count: 1, Width: 180, Height: 320 },
    };
    await page.getByRole('button', { name: 'Edit or paste' }).click();
    await page.getByRole('textbox', { name: 'Payload' }).fill(JSON.stringify(small));
    await page.getByRole('button', { name: 'Into the form' }).click();
    // The form reads a Smart_Mix payload as one.
    await page.getByRole('button', { name: /Smart_Mix/, pressed: true }).waitFor();
    assert.deepEqual(await shownPayload(), small);
    await page.getByRole('button', { name: 'Make 1 video' }).click();
    await page.waitForURL(/\/jobs\/[0-9a-f]{32}$/, { timeout: patience });
    await page.locator('.page-head .status', { hasText: 'Finished' }).waitFor({ timeout: patience });
    const why = page.getByRole('region', { name: 'Why these pictures' });
    await why.getByRole('heading', { name: 'A cup of green tea' }).waitFor();
    assert.match((await why.textContent()) ?? '', /\d\.mp4/);
    assert.deepEqual(await seriousFaults(page), []);
  });

  it('check a call while it is typed, send it, and give its code', async () => {
    await goTo('/explorer?action=ListBatchMediaProducingJobs');
    const size = page.getByRole('textbox', { name: 'MaxResults' });
    await size.fill('1000');
    await page.getByText('This must be at most 100.').waitFor();
    await size.fill('1');
    await page.getByRole('region', { name: 'TypeScript' }).getByText('"MaxResults": "1"').waitFor();
    await page.getByText('curl', { exact: true }).click();
    await page.getByRole('region', { name: 'curl' }).getByText('x-acs-action: ListBatch').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    const response = page.getByRole('region', { name: 'Response', exact: true });
    assert.equal(JSON.parse((await response.textContent()) ?? '').MaxResults, 1);
    await page.getByText('HTTP 200').waitFor();
    await goTo('/explorer?action=GetMediaInfo');
    await page.getByRole('textbox', { name: 'MediaId' }).fill('0'.repeat(32));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('region', { name: 'Response', exact: true }).getByText('"Code"').waitFor();
  });

  it('document operations in Chinese as well', async () => {
    const chinese = await opened.openPage({ locale: 'zh-CN' });
    await goTo('/explorer?action=ListBatchMediaProducingJobs', chinese);
    await chinese.getByText('按创建时间列出批量任务。').waitFor();
    await chinese.getByText('每页条数。 取值要求：1 至 100 的整数。').waitFor();
    await chinese.getByText('取值要求：以下之一：desc, asc。').waitFor();
    await chinese.getByRole('tab', { name: '返回值与错误码' }).click();
    await chinese.getByText('任务的提交时间。').waitFor();
    const text = await chinese.locator('main').innerText();
    assert.doesNotMatch(text, /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+\b/, 'no English sentence is left');
    await chinese.context().close();
  });

  it('make a user with a key and a policy, and say what he may do', async () => {
    await goTo('/access');
    await page.getByRole('button', { name: 'Add a user' }).first().click();
    await page.getByLabel('User name').fill('anna');
    await page.getByRole('dialog').getByRole('button', { name: 'Add a user' }).click();
    await page.getByRole('heading', { name: 'anna' }).waitFor();
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByText('The secret is shown only now.').waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('combobox', { name: 'Give a policy' }).click();
    await page.getByTitle('AliyunICEReadOnlyAccess').click();
    await page.getByRole('button', { name: 'Take AliyunICEReadOnlyAccess away' }).waitFor();

    await page.getByRole('tab', { name: 'May this user do that?' }).click();
    await page.getByText('No, not allowed').waitFor();
    await page.getByRole('combobox', { name: 'Action' }).fill('ice:ListMediaBasicInfos');
    await page.getByText('Yes, allowed').waitFor();
    await page.getByRole('heading', { name: 'AliyunICEReadOnlyAccess, statement 1' }).waitFor();
  });

  it('refuse a policy while it is typed', async () => {
    await goTo('/access?tab=policies');
    await page.getByRole('button', { name: 'Add a policy' }).click();
    await page
      .getByRole('textbox', { name: 'Document' })
      .fill('{"Version":"1","Statement":[{"Effect":"Maybe"}]}');
    await page.getByRole('dialog').getByRole('alert').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Save' }).isDisabled());
  });

  it('show how the server is doing', async () => {
    await goTo('/status');
    await page.getByRole('region', { name: 'Renders at work' }).getByText('of 2').waitFor();
    await page.getByRole('rowheader', { name: 'render' }).waitFor();
  });

  it('can be used by everyone, in both languages, on a phone and in the dark', async () => {
    const paths = ['/create', '/explorer', '/access', '/access?tab=simulator', '/status'];
    const titles = { create: '新建视频', explorer: 'API 调试', access: '访问控制', status: '运行状况' };
    const dark = await opened.openPage({
      colorScheme: 'dark',
      locale: 'zh-CN',
      viewport: { width: 360, height: 740 },
    });
    for (const path of paths) {
      await goTo(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle').catch(() => {});
      assert.deepEqual(await seriousFaults(page), [], path);
      await goTo(path, dark);
      const name = titles[path.slice(1).split('?')[0] as keyof typeof titles];
      await dark.getByRole('heading', { name, level: 1 }).waitFor();
      assert.deepEqual(await seriousFaults(dark), [], `${path} in the dark`);
      const width = await dark.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 360, `${path} is ${width} pixels wide on a phone`);
    }
    assert.deepEqual(opened.faults, []);
  });
});
