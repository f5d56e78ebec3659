import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Upload } from 'tus-js-client';
import { makeClips } from '../batch/server.ts';
import { type Browser, openBrowser, signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let browser: Browser;
let clip: Buffer;
before(async () => {
  server = await startWebServer({ REELMILL_RENDER_CONCURRENCY: '0' });
  browser = await signedIn(server.url);
  await makeClips(server.config.dataDir, 1);
  clip = await readFile(join(server.config.dataDir, 'buckets', 'clips', '0.mp4'));
});
after(() => server.close());

type Sent = { mediaId: string; mediaUrl: string; uploadUrl: string };

/** Uploads bytes; with `stopAfter` it is broken off after as many bytes, and answers where it got to. */
function upload(
  bytes: Buffer,
  filename: string,
  options: { as?: Browser; stopAfter?: number; uploadUrl?: string } = {},
): Promise<Sent> {
  const { as = browser, stopAfter, uploadUrl } = options;
  return new Promise((resolve, reject) => {
    const sent: Sent = { mediaId: '', mediaUrl: '', uploadUrl: '' };
    const job: Upload = new Upload(bytes, {
      endpoint: `${server.url}/console/uploads`,
      ...(uploadUrl === undefined ? {} : { uploadUrl }),
      headers: as.headers(),
      metadata: { filename, filetype: 'video/mp4' },
      chunkSize: 20_000,
      retryDelays: null,
      onError: reject,
      onAfterResponse: (_request, response) => {
        sent.mediaId = response.getHeader('x-reelmill-media-id') ?? sent.mediaId;
        sent.mediaUrl = response.getHeader('x-reelmill-media-url') ?? sent.mediaUrl;
      },
      onChunkComplete: (_size, accepted) => {
        if (stopAfter === undefined || accepted < stopAfter) return;
        void job.abort(false).then(() => resolve({ ...sent, uploadUrl: job.url ?? '' }));
      },
      onSuccess: () => resolve({ ...sent, uploadUrl: job.url ?? '' }),
    });
    job.start();
  });
}

test('an upload that was broken off goes on where it stopped, and becomes a media', async () => {
  const begun = await upload(clip, '新品 red shoes.MP4', { stopAfter: 40_000 });
  assert.equal(begun.mediaId, '');
  const head = await fetch(begun.uploadUrl, {
    method: 'HEAD',
    headers: { ...browser.headers(), 'tus-resumable': '1.0.0' },
  });
  const offset = Number(head.headers.get('upload-offset'));
  assert.ok(offset >= 40_000 && offset < clip.length, `${offset} of ${clip.length}`);
  const ended = await upload(clip, '新品 red shoes.MP4', { uploadUrl: begun.uploadUrl });
  assert.match(ended.mediaId, /^[0-9a-f]{32}$/);
  assert.match(decodeURI(ended.mediaUrl), /^oss:\/\/uploads\/[0-9a-f]{12}-新品 red shoes\.mp4$/);
  const info = await browser.call('GetMediaInfo', { MediaId: ended.mediaId });
  const { MediaBasicInfo, FileInfoList } = info.json.MediaInfo as {
    MediaBasicInfo: Record<string, string>;
    FileInfoList: { FileBasicInfo: Record<string, string> }[];
  };
  assert.equal(MediaBasicInfo.Title, '新品 red shoes.MP4');
  assert.equal(MediaBasicInfo.MediaType, 'video');
  assert.equal(Number(FileInfoList[0]?.FileBasicInfo.FileSize), clip.length);
  assert.deepEqual(await readdir(join(server.config.dataDir, 'uploads')), []);

  const again = await fetch(begun.uploadUrl, {
    method: 'HEAD',
    headers: { ...browser.headers(), 'tus-resumable': '1.0.0' },
  });
  assert.equal(again.headers.get('x-reelmill-media-id'), ended.mediaId);
  assert.equal(Number(again.headers.get('upload-offset')), clip.length);
});

test('uploads need a session, its token and the right to register media', async () => {
  const strange = openBrowser(server.url);
  await assert.rejects(upload(clip, 'a.mp4', { as: strange }), /401/);
  const forged = openBrowser(server.url);
  forged.cookie = browser.cookie;
  await assert.rejects(upload(clip, 'a.mp4', { as: forged }), /403/);
  const ram = (action: string, parameters: Record<string, unknown>) =>
    browser.call(action, parameters, '2015-05-01');
  await ram('CreateUser', { UserName: 'nothing' });
  const { AccessKeyId, AccessKeySecret } = (await ram('CreateAccessKey', { UserName: 'nothing' })).json
    .AccessKey as Record<string, string>;
  const user = await signedIn(server.url, { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  await assert.rejects(upload(clip, 'a.mp4', { as: user }), /403.*NoPermission/s);
});

test('a further account uploads into its own bucket, and does not see what others upload', async () => {
  const made = await browser.call('CreateAccount', { AccountName: 'shop' }, '2015-05-01');
  const { AccessKeyId, AccessKeySecret } = made.json.AccessKey as Record<string, string>;
  const shop = await signedIn(server.url, { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  const begun = await upload(clip, 'mine.mp4', { stopAfter: 40_000 });
  const look = await fetch(begun.uploadUrl, {
    method: 'HEAD',
    headers: { ...shop.headers(), 'tus-resumable': '1.0.0' },
  });
  assert.equal(look.status, 404);
  const own = await upload(clip, 'ours.mp4', { as: shop });
  assert.match(own.mediaUrl, /^oss:\/\/shop\//);
  const path = own.mediaUrl.replace('oss:/', '/buckets');
  assert.equal((await shop.get(path)).status, 200);
  assert.equal((await browser.get(path)).status, 403);
});

test('strange names of files do no harm', async () => {
  for (const name of [
    '../../etc/passwd',
    'a\\b:c*?"<>|.mp4',
    '',
    '.'.repeat(300),
    `${'长'.repeat(300)}.mp4`,
  ]) {
    const sent = await upload(randomBytes(100), name);
    assert.match(sent.mediaId, /^[0-9a-f]{32}$/, name);
    assert.match(decodeURI(sent.mediaUrl), /^oss:\/\/uploads\/[0-9a-f]{12}-[^/]+$/);
  }
});

test('a session reads the objects of its account, in ranges too, and writes none', async () => {
  const path = '/buckets/clips/0.mp4';
  assert.equal((await openBrowser(server.url).get(path)).status, 403);
  const whole = await browser.get(path);
  assert.equal(whole.status, 200);
  assert.equal(whole.headers.get('content-type'), 'video/mp4');
  const part = await browser.get(path, { range: 'bytes=100-199' });
  assert.equal(part.status, 206);
  assert.equal(part.headers.get('content-range'), `bytes 100-199/${clip.length}`);
  assert.equal((await browser.send('PUT', path, {})).status, 403);
});
