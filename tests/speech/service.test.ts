import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { loudnessOf } from '../../src/speech/levels.ts';
import { createSpeaker, type Speaker } from '../../src/speech/speaker.ts';
import { decodeWav, encodeWav } from '../../src/speech/wav.ts';

type Asked = { authorization: string | undefined; body: Record<string, unknown> };

let cacheDir: string;
let server: Server;
let speaker: Speaker;
let asked: Asked[] = [];
/** Statuses to answer with before the sound; 200 from then on. */
let failures: number[] = [];

/** A tone of 0.1 s a character, with 0.3 s of silence before and behind it. */
function voice(text: string): Buffer {
  const rate = 24_000;
  const silence = rate * 0.3;
  const samples = new Float32Array(text.length * rate * 0.1 + silence * 2);
  for (let at = silence; at < samples.length - silence; at++)
    samples[at] = 0.3 * Math.sin((2 * Math.PI * 200 * at) / rate);
  return encodeWav({ samples, rate });
}

before(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'reelmill-service-'));
  server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body: unknown = JSON.parse(Buffer.concat(parts).toString());
    assert.ok(typeof body === 'object' && body !== null);
    asked.push({ authorization: request.headers.authorization, body: { ...body } });
    const status = request.url === '/v1/audio/speech' ? (failures.shift() ?? 200) : 404;
    response.statusCode = status;
    response.end(status === 200 ? voice(String((body as Record<string, unknown>).input)) : 'no voice today');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  speaker = createSpeaker({
    cacheDir,
    service: { url: `http://127.0.0.1:${port}/v1/`, key: 'secret', model: 'tts-1' },
  });
});

beforeEach(() => {
  asked = [];
  failures = [];
});

after(async () => {
  await speaker.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(cacheDir, { recursive: true });
});

const request = (text: string, more = {}) => ({
  text,
  voice: 'zhiru',
  language: 'zh',
  rate: 0,
  pitch: 0,
  masked: [],
  ...more,
});

test('one request a sentence; sentences have exact times, words estimated ones', async () => {
  const speech = await speaker.speak(request('今天开业。欢迎大家光临！'));
  assert.deepEqual(
    asked.map(({ body }) => body),
    ['今天开业。', '欢迎大家光临！'].map((input) => ({
      model: 'tts-1',
      voice: 'nova',
      input,
      speed: 1,
      response_format: 'wav',
    })),
  );
  assert.ok(asked.every(({ authorization }) => authorization === 'Bearer secret'));
  const [first, second] = speech.sentences;
  assert.ok(first !== undefined && second !== undefined);
  assert.ok(Math.abs(first.end - first.start - 0.5) < 0.05, 'silence around the voice is cut');
  assert.ok(Math.abs(second.end - second.start - 0.7) < 0.05);
  assert.ok(Math.abs(second.start - first.end - 0.26) < 0.05);
  const words = speech.words.filter(({ start }) => start >= second.start);
  assert.equal(words.map(({ text }) => text).join(''), '欢迎大家光临！');
  const sound = decodeWav(await readFile(speech.path));
  assert.ok(Math.abs(loudnessOf(sound) + 19) < 0.5);
});

test('rate and pitch: the speed law holds, the pitch leaves the length alone', async () => {
  const plain = await speaker.speak(request('速度和音高。'));
  const fast = await speaker.speak(request('速度和音高。', { rate: 250 }));
  const high = await speaker.speak(request('速度和音高。', { pitch: 300 }));
  assert.ok(Math.abs(plain.duration / fast.duration / 1.5 - 1) < 0.03);
  assert.ok(Math.abs(high.duration / plain.duration - 1) < 0.03);
});

test('a voice id that ICE does not know is handed on', async () => {
  const { warnings } = await speaker.speak(request('你好。', { voice: 'alloy' }));
  assert.equal(asked[0]?.body.voice, 'alloy');
  assert.deepEqual(warnings, []);
});

test('passing failures are tried again, others are reported at once', async () => {
  failures = [503, 429];
  await speaker.speak(request('再试一次。'));
  assert.equal(asked.length, 3);
  asked = [];
  failures = [401];
  await assert.rejects(speaker.speak(request('不行。')), {
    code: 'SpeechFailed',
    message: /answered 401: no voice today/,
  });
  assert.equal(asked.length, 1);
});

test('a service that nobody serves is reported', async () => {
  const closed = createSpeaker({
    cacheDir,
    service: { url: 'http://127.0.0.1:9/v1', key: '', model: 'none' },
  });
  await assert.rejects(closed.speak(request('没有人。')), {
    code: 'SpeechFailed',
    message: /cannot be reached/,
  });
  await closed.close();
});
