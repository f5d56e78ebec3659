import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openFontBook } from '../../src/fonts/book.ts';

const require = createRequire(import.meta.url);
const emojiFont = require.resolve('@expo-google-fonts/noto-emoji/500Medium/NotoEmoji_500Medium.ttf');
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-fonts-'));
});
after(() => rm(folder, { recursive: true }));

test('opening is quick: no font is read before it is needed', async () => {
  const start = performance.now();
  await openFontBook(null);
  assert.ok(performance.now() - start < 150);
});

test('ICE names come to the nearest family and weight; only what looks different is reported', async () => {
  const fonts = await openFontBook(null);
  const choice = (name: string | undefined, bold = false) => {
    const { face, replaced } = fonts.choose(name, bold);
    return [face.family, replaced !== null];
  };
  assert.deepEqual(choice(undefined), ['Noto Sans SC Regular', false]);
  assert.deepEqual(choice('', true), ['Noto Sans SC Bold', false]);
  assert.deepEqual(choice('Alibaba PuHuiTi 2.0 65 Medium'), ['Noto Sans SC Medium', false]);
  assert.deepEqual(choice('AlibabaPuHuiTi'), ['Noto Sans SC Regular', false]);
  assert.deepEqual(choice('Alibaba PuHuiTi 2.0 95 ExtraBold'), ['Noto Sans SC Black', false]);
  assert.deepEqual(choice('Roboto Bold'), ['Noto Sans SC Bold', false]);
  assert.deepEqual(choice('SimSun'), ['Noto Sans SC Regular', true]);
  assert.deepEqual(choice('No Such Font'), ['Noto Sans SC Regular', true]);
});

test('every sign of Chinese, Japanese, Korean, Latin and emoji has a face', async () => {
  const fonts = await openFontBook(null);
  const { face } = fonts.choose(undefined, false);
  for (const sign of '中國あカ한글éßñžЖΩếọ→★♪😀❤') {
    assert.ok(face.covers(sign) || fonts.faceFor(sign, face) !== null, sign);
  }
  assert.equal(fonts.faceFor('\u{1E900}', face), null);
  assert.ok(Math.abs(face.measure('中文') - 2) < 1e-9);
});

test("the user's fonts are found by name; what is no font is passed over and named", async () => {
  await copyFile(emojiFont, join(folder, 'House Style.ttf'));
  await writeFile(
    join(folder, 'broken.ttf'),
    Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 200]), Buffer.alloc(500, 7)]),
  );
  await writeFile(join(folder, 'empty.otf'), '');
  await writeFile(join(folder, 'notes.txt'), 'no font');
  await symlink(emojiFont, join(folder, 'link.ttf'));
  const fonts = await openFontBook(folder);
  for (const name of ['House Style', 'noto emoji medium', 'NotoEmoji-Medium']) {
    const { face, replaced } = fonts.choose(name, false);
    assert.deepEqual([face.file, replaced], [join(folder, 'House Style.ttf'), null], name);
  }
  assert.deepEqual(
    fonts.broken.map(({ file }) => file).toSorted(),
    ['broken.ttf', 'empty.otf', 'link.ttf'].map((name) => join(folder, name)),
  );
  assert.ok(fonts.folders.includes(folder));
});

test('a folder that is not there has no fonts', async () => {
  assert.deepEqual((await openFontBook(join(folder, 'none'))).broken, []);
});
