import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Encoder } from '../../src/match/embeddings/encoder.ts';
import { ModelError } from '../../src/match/models/model-error.ts';
import { type Models, openModels } from '../../src/match/models/models.ts';
import { runCli } from '../cli/run-cli.ts';
import { makeTinyClip } from '../models/tiny-clip.ts';
import { randomConcepts } from '../models/tiny-picture.ts';
import { makeSentenceModel } from '../models/tiny-sentence-model.ts';
import { openToyHub } from '../models/toy-hub.ts';
import { paintKeyFrames } from './key-frames.ts';

let folder: string;
let clip: string;
let pictures: string[];
const opened: Models[] = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-models-'));
  clip = join(folder, 'clip');
  await makeTinyClip(clip);
  pictures = await paintKeyFrames(folder, randomConcepts(3, 'models'), 'models');
});
after(async () => {
  await Promise.all(opened.map((models) => models.close()));
  await rm(folder, { recursive: true, force: true });
});

/** Opens an encoder that is closed at the end of the tests. */
function encoderOf(
  vision: string,
  more: { visionText?: string; hub?: string; folder?: string } = {},
): Encoder {
  const models = openModels({
    vision,
    visionText: '',
    recognition: '',
    hub: '',
    folder: join(folder, 'none'),
    ...more,
  });
  opened.push(models);
  assert.ok(models.encoder);
  return models.encoder;
}

/** A folder of the tests' own. */
const own = (name: string) => join(folder, name);

const fails = (work: Promise<unknown>, message: RegExp) =>
  assert.rejects(work, (error) => error instanceof ModelError && message.test(error.message));

const near = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  assert.equal(a.length, b.length);
  for (let at = 0; at < a.length; at++)
    assert.ok(Math.abs((a[at] ?? 9) - (b[at] ?? 9)) < 1e-3, `${at}: ${a[at]} ${b[at]}`);
};

test('without a model there is nothing that could look or listen', () => {
  const models = openModels({ vision: '', visionText: '', recognition: '', hub: '', folder });
  assert.equal(models.encoder, null);
  assert.equal(models.recogniser, null);
});

test('vectors have the length 1 and stand in the order of what was given, however many there are', async () => {
  const encoder = encoderOf(clip);
  const many = Array.from({ length: 37 }, (_, index) => pictures[index % 3] ?? '');
  const { data, length } = await encoder.pictures(many);
  assert.equal(length, 64);
  assert.equal(data.length, 37 * 64);
  for (let index = 0; index < 37; index++) {
    const vector = data.subarray(index * length, (index + 1) * length);
    assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-5);
    near(vector, data.subarray((index % 3) * length, ((index % 3) + 1) * length));
  }
  const texts = await encoder.texts(['a red star', 'blue', 'a red star']);
  near(texts.data.subarray(0, 64), texts.data.subarray(128));
  assert.notDeepEqual(texts.data.subarray(0, 64), texts.data.subarray(64, 128));
});

test('a model that is not there, or not whole, is told with its folder', async () => {
  await fails(
    encoderOf(own('nowhere')).texts(['a']),
    /there is no model in .*nowhere: the folder does not exist/,
  );
  await mkdir(own('empty'));
  await fails(encoderOf(own('empty')).texts(['a']), /there is no model in .*empty: it has no config\.json/);
  await cp(clip, own('half'), { recursive: true });
  await rm(own('half/onnx/vision_model.onnx'));
  const half = encoderOf(own('half'));
  assert.equal((await half.texts(['a red star'])).length, 64);
  await fails(half.pictures(pictures), /half cannot be used: it has neither onnx\/vision_model\.onnx nor/);
  await cp(clip, own('odd'), { recursive: true });
  await writeFile(own('odd/config.json'), '{}');
  await fails(
    encoderOf(own('odd')).texts(['a']),
    /odd cannot be used: its config\.json does not say what it is/,
  );
});

test('a broken model fails with a sentence, and works as soon as it is mended', async () => {
  await cp(clip, own('broken'), { recursive: true });
  await writeFile(own('broken/onnx/vision_model.onnx'), Buffer.alloc(4000, 'no model'));
  await writeFile(own('broken/tokenizer.json'), '{');
  const encoder = encoderOf(own('broken'));
  await fails(encoder.pictures(pictures), /the model in .*broken cannot be used: .*[Pp]rotobuf/);
  await fails(encoder.texts(['a']), /the model in .*broken cannot be used: .*JSON/);
  for (const file of ['onnx/vision_model.onnx', 'tokenizer.json'])
    await copyFile(join(clip, file), own(`broken/${file}`));
  assert.equal((await encoder.pictures(pictures)).length, 64);
  assert.equal((await encoder.texts(['a'])).length, 64);
});

test('a picture that cannot be read fails alone, also beside others in the same batch', async () => {
  const encoder = encoderOf(clip);
  await writeFile(own('bad.jpg'), 'no picture');
  const bad = fails(encoder.pictures([own('bad.jpg')]), /the picture .*bad\.jpg cannot be read/);
  const [first, second] = await Promise.all([
    encoder.pictures(pictures),
    encoder.pictures(pictures.slice(1)),
  ]);
  await bad;
  assert.equal(first.data.length, 3 * 64);
  near(first.data.subarray(64), second.data);
});

/** Model processes that this test process has started. */
const children = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes('model-process.ts'),
    )
    .map(([pid]) => Number(pid));

test('no process runs until it is needed; one that was killed is started again; it sees no secrets', async () => {
  const before = children();
  process.env.REELMILL_ACCESS_KEY_SECRET = 'the-secret-of-the-server';
  const encoder = encoderOf(clip);
  assert.deepEqual(children(), before);
  const expected = await encoder.pictures(pictures);
  const [pid] = children().filter((child) => !before.includes(child));
  assert.ok(pid !== undefined);
  if (existsSync(`/proc/${pid}/environ`)) {
    assert.doesNotMatch(await readFile(`/proc/${pid}/environ`, 'utf8'), /the-secret-of-the-server/);
  }
  delete process.env.REELMILL_ACCESS_KEY_SECRET;
  const looking = encoder.pictures(Array.from({ length: 12 }, () => pictures).flat());
  process.kill(pid, 'SIGKILL');
  near((await looking).data.subarray(0, 3 * 64), expected.data);
  assert.ok(!children().includes(pid));
});

test('who gives up is let go at once', async () => {
  const encoder = encoderOf(clip);
  const reason = new Error('cancelled');
  await assert.rejects(encoder.texts(['a'], AbortSignal.abort(reason)), reason);
  const control = new AbortController();
  const looking = encoder.pictures(Array.from({ length: 200 }, () => pictures).flat(), control.signal);
  setTimeout(() => control.abort(reason), 50);
  await assert.rejects(looking, reason);
  assert.equal((await encoder.texts(['a red star'])).length, 64);
});

test('towers in one network, small numbers and filled-up texts give the same vectors', async () => {
  const expected = { texts: ['a red star', '蓝色背景上的圆环'], encoder: encoderOf(clip) };
  const [wantedPictures, wantedTexts] = [
    await expected.encoder.pictures(pictures),
    await expected.encoder.texts(expected.texts),
  ];
  await makeTinyClip(own('one'), { family: 'chinese_clip', isOne: true });
  await makeTinyClip(own('small'), { ending: '_quantized' });
  await makeTinyClip(own('filled'), { family: 'siglip' });
  for (const name of ['one', 'small', 'filled']) {
    const encoder = encoderOf(own(name));
    near((await encoder.pictures(pictures)).data, wantedPictures.data);
    near((await encoder.texts(expected.texts)).data, wantedTexts.data);
  }
});

test('a text model of its own stands in for that of the picture model, with the layer beside it', async () => {
  const vectorOf = await makeSentenceModel(own('sentences'), 64);
  const encoder = encoderOf(clip, { visionText: own('sentences') });
  const texts = [['red'], ['blue', 'green', 'red']];
  const { data, length } = await encoder.texts(texts.map((words) => words.join(' ')));
  assert.equal(length, 64);
  for (const [index, words] of texts.entries()) {
    const vector = vectorOf(words);
    near(
      data.subarray(index * 64, (index + 1) * 64),
      vector.map((value) => value / Math.hypot(...vector)),
    );
  }
  const { cosines } = await encoder.compare({ data, length }, await encoder.pictures(pictures));
  assert.equal(cosines.length, 2);
});

test('other files in the same folder are another model, also while the first one is loaded', async () => {
  await makeSentenceModel(own('changing'), 64);
  const encoder = encoderOf(clip, { visionText: own('changing') });
  const texts = ['red', 'blue green'];
  assert.equal((await encoder.texts(texts)).length, 64);
  const vectorOf = await makeSentenceModel(own('changing'), 32);
  const { data, length } = await encoder.texts(texts);
  assert.equal(length, 32);
  const vector = vectorOf(['red']);
  near(
    data.subarray(0, 32),
    vector.map((value) => value / Math.hypot(...vector)),
  );
});

test('a text model whose way from tokens to vectors is not known is told', async () => {
  await makeSentenceModel(own('strange'), 64);
  await writeFile(own('strange/1_Pooling/config.json'), JSON.stringify({ pooling_mode_mean_tokens: false }));
  const encoder = encoderOf(clip, { visionText: own('strange') });
  await fails(encoder.texts(['red']), /strange cannot be used: it does not take the mean of tokens/);
  await makeSentenceModel(own('strange'), 64);
  const config = {
    in_features: 7,
    out_features: 64,
    activation_function: 'torch.nn.modules.activation.Tanh',
  };
  await writeFile(own('strange/2_Dense/config.json'), JSON.stringify(config));
  await fails(encoder.texts(['red']), /2_Dense\/model\.safetensors has no such layer/);
});

test('a text model that does not go with the picture model is told', async () => {
  await makeSentenceModel(own('other'), 10);
  const encoder = encoderOf(clip, { visionText: own('other') });
  const [texts, looked] = [await encoder.texts(['red']), await encoder.pictures(pictures)];
  await fails(
    encoder.compare(texts, looked),
    /do not go together: vectors of texts have 10 numbers, those of pictures 64/,
  );
});

test('the fingerprint is that of the content: the same for a copy, another for other weights', async () => {
  const fingerprint = await encoderOf(clip).fingerprint();
  assert.match(fingerprint, /^[0-9a-f]{20}$/);
  await cp(clip, own('copy'), { recursive: true });
  assert.equal(await encoderOf(own('copy')).fingerprint(), fingerprint);
  const weights = await readFile(own('copy/onnx/vision_model.onnx'));
  weights[200] = (weights[200] ?? 0) ^ 1;
  await writeFile(own('copy/onnx/vision_model.onnx'), weights);
  assert.notEqual(await encoderOf(own('copy')).fingerprint(), fingerprint);
});

test('a model of the hub comes at its first use, once, and is there without the hub from then on', async () => {
  const hub = await openToyHub({ 'makers/tiny-clip': clip });
  const kept = own('kept');
  const encoder = encoderOf('makers/tiny-clip', { hub: hub.url, folder: kept });
  const [vectors] = await Promise.all([
    encoder.pictures(pictures),
    encoder.texts(['a red star']),
    encoder.fingerprint(),
  ]);
  near(vectors.data, (await encoderOf(clip).pictures(pictures)).data);
  assert.equal(hub.asked.length, new Set(hub.asked).size, 'asked twice for the same');
  await hub.close();
  assert.deepEqual(
    (await readdir(join(kept, 'makers/tiny-clip'), { recursive: true })).toSorted(),
    (await readdir(clip, { recursive: true })).toSorted(),
  );
  const offline = encoderOf('makers/tiny-clip', { hub: hub.url, folder: kept });
  near((await offline.pictures(pictures)).data, vectors.data);
});

test('a download that broke off is not taken for a model, and goes on where it was', async () => {
  const hub = await openToyHub({ 'makers/tiny-clip': clip });
  hub.broken.add('onnx/vision_model.onnx');
  const kept = own('cut-off');
  const encoder = encoderOf('makers/tiny-clip', { hub: hub.url, folder: kept });
  await fails(
    encoder.pictures(pictures),
    /makers\/tiny-clip could not be downloaded: onnx\/vision_model\.onnx broke off/,
  );
  hub.broken.clear();
  hub.asked.length = 0;
  assert.equal((await encoder.pictures(pictures)).length, 64);
  assert.ok(!hub.asked.some((path) => path.endsWith('config.json')), 'what had come came again');
  await hub.close();
});

test('a hub that cannot be reached, or has no such model, is told with what to do', async () => {
  const hub = await openToyHub({ 'makers/words': own('words') });
  const way = /Put its files into .*\/makers\/tiny-clip, or name another folder$/;
  const encoder = encoderOf('makers/tiny-clip', { hub: hub.url, folder: own('void') });
  await fails(
    encoder.pictures(pictures),
    /could not be downloaded: 127\.0\.0\.1:\d+ has no such public model/,
  );
  await mkdir(own('words'));
  await writeFile(own('words/config.json'), '{}');
  const words = encoderOf('makers/words', { hub: hub.url, folder: own('void') });
  await fails(words.pictures(pictures), /makers\/words has no ONNX files/);
  await hub.close();
  await fails(encoder.pictures(pictures), /127\.0\.0\.1:\d+ cannot be reached \(connect ECONNREFUSED.*\)/);
  await fails(encoder.pictures(pictures), way);
});

test('doctor tells which models work and which are still to come', async () => {
  const { stdout } = await runCli(['doctor', '--json'], {
    REELMILL_DATA_DIR: own('doctor'),
    REELMILL_PORT: '0',
    REELMILL_VISION_MODEL: clip,
    REELMILL_RECOGNITION_MODEL: 'makers/ear',
  });
  const findings: { name: string; state: string; detail: string }[] = JSON.parse(stdout).findings;
  const told = findings.filter(({ name }) => name.endsWith(' model'));
  assert.deepEqual(
    told.map(({ name, state, detail }) => `${name}: ${state}: ${detail.replace(folder, '')}`),
    [
      'vision model: ok: /clip, vectors of 64 numbers',
      'speech model: warning: makers/ear: not here yet, comes from the hub at its first use',
    ],
  );
  assert.ok(!existsSync(own('doctor')));
});
