import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loudnessOf, peakOf } from '../../src/speech/levels.ts';
import { createSpeaker, type Speaker, type SpokenSpeech } from '../../src/speech/speaker.ts';
import { decodeWav } from '../../src/speech/wav.ts';
import { type SpeechRequest, speechKey } from '../../src/timeline/speech.ts';

let cacheDir: string;
let speaker: Speaker;

before(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'reelmill-speech-'));
  speaker = createSpeaker({ cacheDir, service: null });
});

after(async () => {
  await speaker.close();
  await rm(cacheDir, { recursive: true });
});

const request = (text: string, more: Partial<SpeechRequest> = {}): SpeechRequest => ({
  text,
  voice: 'zhiru',
  language: 'zh',
  rate: 0,
  pitch: 0,
  masked: [],
  ...more,
});
const soundOf = async ({ path }: SpokenSpeech) => decodeWav(await readFile(path));
const mixed = '大家好，欢迎来到iPhone 15的新店！今天全场5折，只要￥99。Thank you!';

/** What has to hold for the spans of any speech. */
function checkSpans({ sentences, words, duration }: SpokenSpeech) {
  let last = 0;
  for (const { start, end } of sentences) {
    assert.ok(start >= last - 1e-9 && end > start && end <= duration + 1e-9);
    last = end;
  }
  for (const sentence of sentences) {
    const own = words.filter(
      ({ start, end }) => start >= sentence.start - 1e-6 && end <= sentence.end + 1e-6,
    );
    assert.equal(own.map(({ text }) => text).join(''), sentence.text);
    assert.ok(Math.abs((own[0]?.start ?? 0) - sentence.start) < 1e-6);
    assert.ok(Math.abs((own.at(-1)?.end ?? 0) - sentence.end) < 1e-6);
    own.slice(1).forEach((word, index) => {
      assert.ok(Math.abs(word.start - (own[index]?.end ?? 0)) < 1e-6);
    });
  }
}

test('mixed text is spoken: one even sound, sentences and words that tile it', async () => {
  const speech = await speaker.speak(request(mixed));
  checkSpans(speech);
  assert.deepEqual(
    speech.sentences.map(({ text }) => text),
    ['大家好，欢迎来到iPhone 15的新店！', '今天全场5折，只要￥99。', 'Thank you!'],
  );
  const sound = await soundOf(speech);
  assert.equal(sound.rate, 48_000);
  assert.ok(Math.abs(sound.samples.length / sound.rate - speech.duration) < 1e-6);
  assert.ok(Math.abs(loudnessOf(sound) + 19) < 0.7, `${loudnessOf(sound)} LUFS`);
  assert.ok(20 * Math.log10(peakOf(sound)) <= -2);
  assert.ok(speech.duration > 6 && speech.duration < 13, `${speech.duration} s`);
  assert.equal(speech.key, speechKey(request(mixed)));
});

test('speed follows the measured curve above 0 and the published one below', async () => {
  const { duration } = await speaker.speak(request(mixed));
  for (const [rate, speed] of [
    [-500, 0.5],
    [-200, 1 / 1.4],
    [100, 1.2],
    [500, 2],
  ] as const) {
    const other = await speaker.speak(request(mixed, { rate }));
    assert.ok(
      Math.abs(duration / other.duration / speed - 1) < 0.03,
      `${rate}: ${duration / other.duration}`,
    );
    checkSpans(other);
  }
});

/** Level of a part of a sound in dB. */
const levelAt = ({ samples, rate }: { samples: Float32Array; rate: number }, from: number, to: number) => {
  const part = samples.subarray(Math.round(from * rate), Math.round(to * rate));
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 1e-12) / part.length);
};

test('masked words are silent or beep, and are shown as stars', async () => {
  const text = '这是全国最好的咖啡店。';
  const plain = await speaker.speak(request(text));
  for (const sound of ['None', 'Beep'] as const) {
    const speech = await speaker.speak(request(text, { masked: [{ word: '最好', sound }] }));
    assert.equal(speech.sentences[0]?.text, '这是全国**的咖啡店。');
    const word = speech.words.find((each) => each.text === '**');
    assert.ok(word !== undefined && speech.duration === plain.duration);
    const level = levelAt(await soundOf(speech), word.start + 0.02, word.end - 0.02);
    if (sound === 'None') assert.ok(level < -90, `${level} dB`);
    else assert.ok(Math.abs(level - 20 * Math.log10(0.12 / Math.SQRT2)) < 1, `${level} dB`);
  }
});

test('SSML: a break makes a silence of its length, an alias is heard and not shown', async () => {
  const plain = await speaker.speak(request('你好。世界。'));
  const broken = await speaker.speak(request('<speak>你好。<break time="2s"/>世界。</speak>'));
  assert.ok(
    Math.abs(broken.duration - plain.duration - 2 + 0.26) < 0.35,
    `${broken.duration - plain.duration}`,
  );
  const alias = await speaker.speak(request('<speak>去<sub alias="中华人民共和国首都">北京</sub>。</speak>'));
  assert.equal(alias.sentences[0]?.text, '去北京。');
  assert.ok(alias.duration > (await speaker.speak(request('去北京。'))).duration + 0.5);
});

test('malformed SSML is refused; an unknown voice and an unknown tag are reported', async () => {
  await assert.rejects(speaker.speak(request('<speak>')), { code: 'InvalidParameter' });
  const { warnings } = await speaker.speak(
    request('<speak><emotion>好</emotion></speak>', { voice: 'nobody' }),
  );
  assert.deepEqual(warnings.map(({ Code }) => Code).toSorted(), ['SsmlTagIgnored', 'VoiceReplaced']);
});

test('what the embedded voice reads badly is said', async () => {
  const { warnings } = await speaker.speak(request('日本語です。', { voice: 'tomoka', language: 'ja' }));
  assert.deepEqual(
    warnings.map(({ Code }) => Code),
    ['SpeechUnclear'],
  );
});

test('a text without anything to say has no spans', async () => {
  for (const text of ['', '。。。', '😀', '<speak><break time="1s"/></speak>']) {
    const { words, duration } = await speaker.speak(request(text));
    assert.ok(duration > 0 && words.every(({ end }) => end <= duration), text);
  }
});

test('equal requests share one synthesis, and the next one comes from the cache', async () => {
  const wanted = request('只说一次。');
  const [first, second] = await Promise.all([speaker.speak(wanted), speaker.speak(wanted)]);
  assert.equal(first, second);
  const facts =
    (await readdir(cacheDir)).find((name) => name.startsWith(first.key) && name.endsWith('.json')) ?? '';
  await writeFile(
    join(cacheDir, facts),
    JSON.stringify({ ...JSON.parse(await readFile(join(cacheDir, facts), 'utf8')), duration: 42 }),
  );
  assert.equal((await speaker.speak(wanted)).duration, 42);
  await writeFile(join(cacheDir, facts), '{"half":');
  assert.equal((await speaker.speak(wanted)).duration, first.duration, 'a broken entry is spoken again');
  assert.deepEqual(
    (await readdir(cacheDir)).filter((name) => name.startsWith('.')),
    [],
    'nothing half is left',
  );
});

test('a voice of each kind and language has a pitch of its own', async () => {
  const durations = new Set<string>();
  for (const voice of ['zhiru', 'sicheng', 'aitong', 'luca', 'tomoka', 'kyong']) {
    const speech = await speaker.speak(request('Hello there, good morning.', { voice, language: 'en' }));
    durations.add((await readFile(speech.path)).toString('base64'));
  }
  assert.equal(durations.size, 6);
});

/** Processes that this test process has started. */
const children = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) =>
        Number(parent) === process.pid && args.join(' ').includes('speech/speech-process.ts'),
    )
    .map(([pid]) => Number(pid));

test('a speech process that was killed is started again', async () => {
  await speaker.speak(request('一。'));
  const [pid] = children();
  assert.ok(pid !== undefined);
  const speaking = speaker.speak(request('这一句话被打断了，但是还会说完。'));
  process.kill(pid, 'SIGKILL');
  assert.ok((await speaking).duration > 1);
  assert.equal(children().length, 1);
});
