import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readPng } from './read-png.ts';
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

const textPath = (style: object, text: string, more: Record<string, string> = {}) =>
  `/console/previews/caption.png?${new URLSearchParams({ style: JSON.stringify(style), text, ...more })}`;

test('a text is shown in its style', { timeout: 60_000 }, async () => {
  const plain = await bytesOf(textPath({}, '夏日新品 New'));
  assert.equal(plain.response.status, 200);
  assert.equal(plain.response.headers.get('content-type'), 'image/png');
  assert.equal(plain.bytes.readUInt32BE(16), 1080);
  const large = await bytesOf(textPath({ FontSize: 160, FontColor: '#FF0000' }, '夏日新品 New'));
  assert.notDeepEqual(plain.bytes, large.bytes);
  const began = performance.now();
  assert.deepEqual((await bytesOf(textPath({}, '夏日新品 New'))).bytes, plain.bytes);
  assert.ok(performance.now() - began < 1000);
  const broken = await browser.get(textPath({ FontSize: 'huge' }, 'x'));
  assert.equal(broken.status, 400);
  assert.match(String(broken.json.message), /^style\.FontSize/);
});

/** First and last row of a picture in which letters of pure green are seen, as shares of its height. */
async function greenRows(style: object, more: Record<string, string>) {
  const look = { FontColor: '#00FF00', Outline: 0, FontSize: 90, ...style };
  const { response, bytes } = await bytesOf(textPath(look, '夏日新品', more));
  assert.equal(response.status, 200);
  const { width, height, pixels } = readPng(bytes);
  const rows = Array.from({ length: height }, (_, y) => y).filter((y) =>
    Array.from({ length: width }, (__, x) => (y * width + x) * 3).some(
      (at) => Number(pixels[at]) < 90 && Number(pixels[at + 1]) > 200 && Number(pixels[at + 2]) < 90,
    ),
  );
  return { width, height, first: (rows[0] ?? 0) / height, last: (rows.at(-1) ?? 0) / height };
}

test('a text is shown where it stands in a frame', { timeout: 60_000 }, async () => {
  const upright = { width: '1080', height: '1920' };
  const low = await greenRows({ Y: 0.75 }, upright);
  assert.deepEqual([low.width, low.height], [360, 640]);
  assert.ok(low.first > 0.74 && low.first < 0.79, `begins at ${low.first}`);
  assert.ok(low.last - low.first < 0.06);
  const high = await greenRows({ Y: 0.1 }, upright);
  assert.ok(high.first > 0.09 && high.last < 0.18, `from ${high.first} to ${high.last}`);
  const title = await greenRows({}, { ...upright, kind: 'title' });
  const caption = await greenRows({}, upright);
  assert.ok(title.last < 0.3 && caption.first > 0.7, 'each kind has its place');
  const wide = await greenRows({ Y: 0.75 }, { width: '1920', height: '1080' });
  assert.deepEqual([wide.width, wide.height], [640, 360]);
  assert.ok(wide.last - wide.first > low.last - low.first, 'letters have pixels of the output');
  assert.equal((await browser.get(textPath({}, 'x', { width: '0', height: '9' }))).status, 400);
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
