import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Browser, openBrowser, signedIn, startWebServer, type WebServer } from './web-server.ts';

let server: WebServer;
let browser: Browser;
before(async () => {
  server = await startWebServer();
  browser = await signedIn(server.url);
});
after(() => server.close());

const bytesOf = async (path: string) => {
  const response = await fetch(server.url + path, { headers: { cookie: browser.cookie } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

test('the catalogue names voices, transitions, fonts and motions', async () => {
  const { json } = await browser.get('/console/catalogue');
  const { voices, transitions, fonts, motions } = json as {
    voices: { id: string; language: string }[];
    transitions: { name: string; drawn: boolean }[];
    fonts: { name: string }[];
    motions: Record<'in' | 'out' | 'loop', string[]>;
  };
  assert.ok(voices.some(({ id, language }) => id === 'zhichu' && language === 'zh'));
  assert.deepEqual(
    transitions.find(({ name }) => name === 'circleopen'),
    { name: 'circleopen', drawn: true },
  );
  assert.ok(transitions.some(({ drawn }) => !drawn));
  assert.ok(fonts.some(({ name }) => name === 'Noto Sans SC'));
  assert.ok(
    motions.in.includes('fade_in') &&
      motions.out.includes('fade_out') &&
      motions.loop.includes('wave_display'),
  );
});

test('a text can be heard', async () => {
  const query = new URLSearchParams({ text: 'Good evening.', voice: 'andy', language: 'en', rate: '0' });
  const { response, bytes } = await bytesOf(`/console/voice?${query}`);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'audio/wav');
  assert.equal(bytes.toString('latin1', 0, 4), 'RIFF');
  assert.ok(bytes.length > 30_000);
  assert.equal((await browser.get('/console/voice?text=')).status, 400);
  assert.equal((await browser.get(`/console/voice?text=${'x'.repeat(1001)}`)).status, 400);
  assert.equal((await openBrowser(server.url).get(`/console/voice?${query}`)).status, 401);
});

test('a transition is shown as it is drawn', { timeout: 60_000 }, async () => {
  const clip = await bytesOf('/console/previews/transition/circleopen.mp4');
  assert.equal(clip.response.status, 200);
  assert.equal(clip.response.headers.get('content-type'), 'video/mp4');
  assert.equal(clip.bytes.toString('latin1', 4, 8), 'ftyp');
  const part = await fetch(`${server.url}/console/previews/transition/circleopen.mp4`, {
    headers: { cookie: browser.cookie, range: 'bytes=0-99' },
  });
  assert.equal(part.status, 206);
  const [circle, wipe] = [
    await bytesOf('/console/previews/transition/circleopen.webp'),
    await bytesOf('/console/previews/transition/directionalwipe.webp'),
  ];
  assert.equal(circle.response.headers.get('content-type'), 'image/webp');
  assert.equal(circle.bytes.toString('latin1', 8, 12), 'WEBP');
  assert.notDeepEqual(circle.bytes, wipe.bytes);
  for (const name of ['cube.mp4', 'nothing.webp', '..%2fx.webp', 'circleopen.gif']) {
    assert.equal((await browser.get(`/console/previews/transition/${name}`)).status, 404, name);
  }
});

test('a caption is shown in its style', { timeout: 60_000 }, async () => {
  const path = (style: object, text: string) =>
    `/console/previews/caption.png?${new URLSearchParams({ style: JSON.stringify(style), text })}`;
  const plain = await bytesOf(path({}, '夏日新品 New'));
  assert.equal(plain.response.status, 200);
  assert.equal(plain.response.headers.get('content-type'), 'image/png');
  assert.equal(plain.bytes.readUInt32BE(16), 1080);
  const large = await bytesOf(path({ FontSize: 160, FontColor: '#FF0000' }, '夏日新品 New'));
  assert.notDeepEqual(plain.bytes, large.bytes);
  const began = performance.now();
  assert.deepEqual((await bytesOf(path({}, '夏日新品 New'))).bytes, plain.bytes);
  assert.ok(performance.now() - began < 1000);
  const broken = await browser.get(path({ FontSize: 'huge' }, 'x'));
  assert.equal(broken.status, 400);
  assert.match(String(broken.json.message), /^style\.FontSize/);
});

test('the health of the server is shown to its owner alone', async () => {
  const { json, status } = await browser.get('/console/health');
  assert.equal(status, 200);
  const health = json as Record<string, unknown> & {
    workers: { concurrency: number; active: number };
    queue: { name: string }[];
    series: { times: string[]; active: number[]; finishedPerMinute: number[] };
  };
  assert.match(String(health.version), /^\d+\.\d+\.\d+$/);
  assert.match(String(health.ffmpeg), /\d/);
  assert.match(String(health.database), /^PostgreSQL \d/);
  assert.ok(Number(health.diskFree) > 0 && Number(health.diskTotal) >= Number(health.diskFree));
  assert.deepEqual(health.workers, { concurrency: 2, active: 0 });
  assert.deepEqual(
    health.queue.map(({ name }) => name),
    ['plan', 'render', 'notify'],
  );
  assert.equal(health.series.times.length, health.series.active.length);
  assert.equal(health.series.times.length, health.series.finishedPerMinute.length);

  const made = await browser.call('CreateAccount', { AccountName: 'guest' }, '2015-05-01');
  const { AccessKeyId, AccessKeySecret } = made.json.AccessKey as Record<string, string>;
  const guest = await signedIn(server.url, { accessKeyId: AccessKeyId, accessKeySecret: AccessKeySecret });
  assert.equal((await guest.get('/console/health')).status, 403);
});
