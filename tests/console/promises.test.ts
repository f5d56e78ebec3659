import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator, Page } from 'playwright-core';
import { type ClientOptions, createClient } from '../../src/client/client.ts';
import { makeClips } from '../batch/server.ts';
import { openBreakingWire } from './breaking-wire.ts';
import { insertManyJobs, manyJobs } from './many-jobs.ts';
import { noBrowser, type OpenedConsole, openConsole } from './open-console.ts';

/** Milliseconds in which a render has to begin, on a machine that is busy with other tests, too. */
const patience = 90_000;

let opened: OpenedConsole;
let page: Page;
let clips: string[];

const goTo = (path: string, on: Page = page) => on.goto(`${opened.server.url}/console${path}`);

/** Notes the calls of a page by the operation, or the last part of the address. */
function countCalls(on: Page) {
  const calls: string[] = [];
  on.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const [, name] = /^\/console\/(?:call\/)?([A-Za-z-]+)$/.exec(pathname) ?? [];
    if (name !== undefined && request.resourceType() !== 'document') calls.push(name);
  });
  /** How often each was called since the last look. */
  return () => {
    const counts: Record<string, number> = {};
    for (const name of calls.splice(0)) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  };
}

/** A video of a minute in full size, whose render lasts much longer than what is done to it. */
async function submitLong(): Promise<string> {
  const { JobId } = await opened.server.client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({
      MediaGroupArray: [{ GroupName: 'one', MediaArray: clips }],
      TitleArray: ['Long'],
    }),
    OutputConfig: JSON.stringify({
      MediaURL: `http://clips.oss-cn-shanghai.aliyuncs.com/out/${crypto.randomUUID()}_{index}.mp4`,
      Count: 1,
      Width: 1080,
      Height: 1920,
      FixedDuration: 60,
    }),
  });
  return JobId;
}

type Video = { Status: string; ErrorCode: string };

async function firstVideo(JobId: string): Promise<Video | undefined> {
  const { EditingBatchJob } = await opened.server.client.call<{ EditingBatchJob: { SubJobList: Video[] } }>(
    'GetBatchMediaProducingJob',
    { JobId },
  );
  return EditingBatchJob.SubJobList[0];
}

async function activeWork(): Promise<number> {
  const answer = await page.request.get(`${opened.server.url}/console/health`);
  return (await answer.json()).workers.active;
}

/** A user with a key, and a system policy when one is named. */
async function makeUser(UserName: string, PolicyName?: string): Promise<{ id: string; secret: string }> {
  const { client } = opened.server;
  await client.call('CreateUser', { UserName }, 'RAM');
  const { AccessKey } = await client.call<{ AccessKey: { AccessKeyId: string; AccessKeySecret: string } }>(
    'CreateAccessKey',
    { UserName },
    'RAM',
  );
  if (PolicyName !== undefined) {
    await client.call('AttachPolicyToUser', { PolicyType: 'System', PolicyName, UserName }, 'RAM');
  }
  return { id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret };
}

/** Signs in with the form, in a browser of its own. */
async function signInAs({ id, secret, securityToken }: Omit<ClientOptions, 'endpoint'>): Promise<Page> {
  const guest = await opened.openPage();
  await guest.context().clearCookies();
  await goTo('/jobs', guest);
  await guest.getByLabel('Access key ID').fill(id);
  await guest.getByLabel('Access key secret').fill(secret);
  if (securityToken !== undefined) {
    await guest.getByText('It is a temporary key').click();
    await guest.getByLabel('Security token').fill(securityToken);
  }
  await guest.getByRole('button', { name: 'Sign in' }).click();
  await guest.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
  return guest;
}

/** The pixels of the pictures of a list, as text, once all of them are there and show this text. */
async function picturesOf(list: Locator, text: string): Promise<string[]> {
  const areThere = () =>
    list.evaluate((element, wanted) => {
      const pictures = [...element.querySelectorAll('img')];
      for (const picture of pictures) picture.loading = 'eager';
      return pictures.every(
        ({ src, complete, naturalWidth }) =>
          complete && naturalWidth > 0 && new URL(src).searchParams.get('text') === wanted,
      );
    }, text);
  for (const end = performance.now() + patience; !(await areThere()); await sleep(100)) {
    assert.ok(performance.now() < end, `no pictures of ${text}`);
  }
  return list.evaluate((element) =>
    [...element.querySelectorAll('img')].map((picture) => {
      const canvas = document.createElement('canvas');
      canvas.width = picture.naturalWidth;
      canvas.height = picture.naturalHeight;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
      return canvas.toDataURL();
    }),
  );
}

/** Half a minute of noise as a WAV file: it is long enough to be interrupted, and every byte of it counts. */
function noise(): Buffer {
  const samples = randomBytes(6_000_000);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

describe('what the console promises', { skip: noBrowser, timeout: 400_000 }, () => {
  before(async () => {
    opened = await openConsole({}, insertManyJobs);
    page = opened.page;
    clips = await makeClips(opened.server.config.dataDir, 3);
  });
  after(() => opened?.close());

  it('ten thousand jobs cost no more than a page of them', async () => {
    const calls = countCalls(page);
    const rows = page.locator('tbody tr.ant-table-row');
    const size = () => page.evaluate(() => document.querySelectorAll('*').length);
    const turnTo = async (number: number) => {
      await page.getByText(`Page ${number}`, { exact: true }).waitFor();
      await page.locator('.ant-table-wrapper .ant-spin-spinning').waitFor({ state: 'hidden' });
      await rows.first().waitFor();
    };
    await goTo('/jobs');
    await page.getByRole('button', { name: /^All ?10,000$/ }).waitFor();
    for (const [state, count] of Object.entries(manyJobs)) {
      const word = { Init: 'Waiting', Processing: 'In progress' }[state] ?? state;
      const name = new RegExp(`^${word} ?${count.toLocaleString('en')}$`);
      const chip = page.getByRole('button', { name });
      await chip.waitFor();
    }
    await turnTo(1);
    assert.equal(await rows.count(), 20);
    const firstSize = await size();
    assert.ok(firstSize < 2500, `${firstSize} elements`);

    // What the live connection asks for when it stands is over before the turns are counted.
    await page.waitForLoadState('networkidle');
    await sleep(2000);
    calls();
    const seen = new Set<string>();
    for (let number = 2; number <= 6; number += 1) {
      await page.getByRole('button', { name: 'Next page' }).click();
      await turnTo(number);
      for (const id of await rows.locator('code').allTextContents()) seen.add(id);
    }
    assert.deepEqual(calls(), { ListBatchMediaProducingJobs: 5 });
    assert.equal(seen.size, 100, 'every page has other jobs');
    assert.ok(Math.abs((await size()) - firstSize) < 100, 'no page leaves anything behind');

    await goTo('/jobs?state=Failed&size=100');
    await turnTo(1);
    await page.waitForLoadState('networkidle');
    await sleep(2000);
    calls();
    for (let number = 2; number <= 10; number += 1) {
      await page.getByRole('button', { name: 'Next page' }).click();
      await turnTo(number);
    }
    assert.equal(await rows.count(), manyJobs.Failed - 900);
    assert.ok(await page.getByRole('button', { name: 'Next page' }).isDisabled());
    assert.deepEqual(calls(), { ListBatchMediaProducingJobs: 9 });

    // Jobs at work are looked at once each, and not again while nothing happens.
    await goTo('/jobs?state=Processing');
    await turnTo(1);
    await page.waitForLoadState('networkidle');
    await sleep(2500);
    const { GetBatchMediaProducingJob = 0 } = calls();
    assert.ok(
      GetBatchMediaProducingJob > 0 && GetBatchMediaProducingJob <= 40,
      `${GetBatchMediaProducingJob}`,
    );
    await sleep(2000);
    assert.deepEqual(calls(), {});
  });

  it('an upload that the network interrupts goes on where it was', async (context) => {
    const guest = await opened.openPage();
    const wire = await openBreakingWire(opened.server.url, 2_000_000);
    context.after(() => wire.close());
    const sent: { method: string; offset: number }[] = [];
    guest.on('request', (request) => {
      if (!new URL(request.url()).pathname.startsWith('/console/uploads')) return;
      sent.push({ method: request.method(), offset: Number(request.headers()['upload-offset'] ?? -1) });
    });
    const bytes = noise();
    await guest.goto(`${wire.url}/console/library`);
    await guest.getByRole('heading', { name: 'Library', level: 1 }).waitFor();
    const file = { name: 'noise.wav', mimeType: 'audio/wav', buffer: bytes };
    await guest.locator('input[type=file]').first().setInputFiles(file);
    await wire.stuck;
    await guest.context().setOffline(true);
    wire.cut();
    const tray = guest.getByRole('region', { name: 'Uploads' });
    await tray.getByText('The server does not answer').waitFor();
    const before = sent.splice(0);
    assert.deepEqual(
      before.map(({ method }) => method),
      ['POST', 'PATCH'],
    );
    wire.mend();
    await guest.context().setOffline(false);
    await tray.getByText('1 file uploaded').waitFor();
    const patches = sent.filter(({ method }) => method === 'PATCH');
    assert.equal(sent[0]?.method, 'HEAD');
    assert.equal(patches.length, 1);
    const offset = patches[0]?.offset ?? 0;
    assert.ok(offset > 0 && offset < bytes.length, `went on at ${offset}`);

    const { MediaInfos } = await opened.server.client.call<{
      MediaInfos: { MediaBasicInfo: { InputURL: string } }[];
    }>('ListMediaBasicInfos');
    const stored = MediaInfos.map(({ MediaBasicInfo }) => MediaBasicInfo.InputURL).find((url) =>
      url.endsWith('noise.wav'),
    );
    const path = new URL(stored ?? '').pathname;
    const answer = await page.request.get(`${opened.server.url}/buckets/uploads${path}`);
    assert.ok(bytes.equals(await answer.body()), 'not one byte is lost or twice');
    await guest.context().close();
  });

  it('a text can be heard before anything is made', async () => {
    await page.addInitScript(() => {
      const heard: HTMLAudioElement[] = [];
      const Original = window.Audio;
      Object.assign(window, {
        heard,
        Audio: function Audio(address: string) {
          const audio = new Original(address);
          heard.push(audio);
          return audio;
        },
      });
    });
    await goTo('/create');
    await page.getByText('For the whole video').click();
    await page.getByRole('textbox', { name: 'Text 1' }).fill('Fresh green tea, every morning.');
    const answered = page.waitForResponse((response) => response.url().includes('/console/voice?'));
    await page.getByRole('button', { name: 'Hear it' }).first().click();
    const answer = await answered;
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()['content-type'] ?? '', /^audio\//);
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.waitForFunction(() => {
      const [audio] = (window as unknown as { heard: HTMLAudioElement[] }).heard;
      return audio !== undefined && audio.currentTime > 0.2;
    });
    const sound = await page.evaluate(async () => {
      const [audio] = (window as unknown as { heard: HTMLAudioElement[] }).heard;
      const bytes = await (await fetch(audio?.src ?? '')).arrayBuffer();
      const samples = (await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)).getChannelData(0);
      const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      return { duration: audio?.duration ?? 0, error: audio?.error?.code ?? null, loudest };
    });
    assert.equal(sound.error, null);
    assert.ok(sound.duration > 1 && sound.duration < 10, `${sound.duration} s`);
    assert.ok(sound.loudest > 0.05, `as loud as ${sound.loudest}`);
    await page.getByRole('button', { name: 'Hear it' }).first().waitFor();
  });

  it('styles of captions and titles are shown as they will be drawn', async () => {
    const captions = await picturesOf(
      page.getByRole('list', { name: 'Captions' }),
      'Fresh green tea, every m',
    );
    await page.getByRole('button', { name: 'Add a title' }).click();
    await page.getByRole('textbox', { name: 'Title 1' }).fill('Green tea');
    const titles = await picturesOf(page.getByRole('list', { name: 'Style of the titles' }), 'Green tea');
    for (const pictures of [captions, titles]) {
      assert.ok(pictures.length > 3, `${pictures.length} styles`);
      assert.equal(new Set(pictures).size, pictures.length, 'no two styles look alike');
    }
  });

  it('a temporary key signs in with its token, as the role', async () => {
    const { server } = opened;
    const alice = await makeUser('alice', 'AdministratorAccess');
    const { Role } = await server.client.call<{ Role: { Arn: string } }>(
      'CreateRole',
      {
        RoleName: 'farm',
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '1',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Principal: { RAM: [`acs:ram::${await accountId()}:user/alice`] },
            },
          ],
        }),
      },
      'RAM',
    );
    const attached = { PolicyType: 'System', PolicyName: 'AliyunICEFullAccess', RoleName: 'farm' };
    await server.client.call('AttachPolicyToRole', attached, 'RAM');
    const { Credentials } = await createClient({ endpoint: server.url, ...alice }).call<{
      Credentials: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string };
    }>('AssumeRole', { RoleArn: Role.Arn, RoleSessionName: 'night-shift' }, 'STS');
    const { AccessKeyId: id, AccessKeySecret: secret, SecurityToken: securityToken } = Credentials;
    const guest = await signInAs({ id, secret, securityToken });
    await guest.getByRole('button', { name: 'Account of farm/night-shift' }).click();
    await guest.getByText('Role', { exact: true }).waitFor();
    await guest.locator('tbody tr.ant-table-row').first().waitFor();
    await guest.context().close();
  });

  it('who may only look is told so when he submits or cancels, and a cancelled render stops within 2 s', async () => {
    const id = await submitLong();
    const reader = await signInAs(await makeUser('reader', 'AliyunICEReadOnlyAccess'));
    await reader.getByRole('link', { name: 'Long' }).click();
    await reader.locator('.page-head .status', { hasText: 'In progress' }).waitFor({ timeout: patience });
    const refusal = reader.getByRole('alert').filter({ hasText: 'You may not do this' });
    await reader.getByRole('button', { name: 'Cancel the job' }).click();
    await reader.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
    await refusal.getByText('Ask the owner of the account').waitFor();
    await refusal.getByText('NoPermission', { exact: true }).waitFor();
    await refusal.locator('.ant-notification-notice-close').click();
    await reader.getByRole('button', { name: 'Submit again with changes' }).click();
    await reader.waitForURL('**/console/create');
    // The dry run is refused, and so is the job.
    const side = reader.getByRole('complementary');
    await side.getByRole('alert').filter({ hasText: 'You may not do this' }).first().waitFor();
    const submitted = reader.waitForResponse((response) => response.url().includes('/SubmitBatch'));
    await reader.getByRole('button', { name: 'Make 1 video' }).click();
    assert.equal((await submitted).status(), 403);
    await side.getByRole('alert').filter({ hasText: 'You may not do this' }).nth(1).waitFor();
    await reader.context().close();

    await goTo(`/jobs/${id}`);
    await page.getByRole('article').first().getByText('Rendering').waitFor({ timeout: patience });
    assert.equal((await firstVideo(id))?.Status, 'Processing');
    assert.equal(await activeWork(), 1);
    await page.getByRole('button', { name: 'Cancel the job' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click();
    const began = performance.now();
    while ((await activeWork()) > 0 && performance.now() - began < patience) await sleep(50);
    const took = performance.now() - began;
    assert.ok(took < 2000, `stopped after ${took} ms`);
    const { Status, ErrorCode } = (await firstVideo(id)) ?? {};
    assert.deepEqual({ Status, ErrorCode }, { Status: 'Failed', ErrorCode: 'Cancelled' });
    await page.getByRole('article').first().locator('.status', { hasText: 'Cancelled' }).waitFor();
  });

  it('no script of a page has failed', () => {
    assert.deepEqual(
      opened.faults.filter((fault) => fault.startsWith('script')),
      [],
    );
  });
});

async function accountId(): Promise<string> {
  const { AccountId } = await opened.server.client.call<{ AccountId: string }>(
    'GetCallerIdentity',
    {},
    'STS',
  );
  return AccountId;
}
