import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { replaceLocalFiles, uploadKey } from '../../src/commands/local-files.ts';
import { temporaryFolder } from './run-cli.ts';

test('only materials that name a local file are sent, each once', async (t) => {
  const folder = await temporaryFolder(t);
  for (const name of ['a.mp4', '片头.mp4', 'Hello']) await writeFile(join(folder, name), name);
  const sent: string[] = [];
  const job = {
    InputConfig: {
      MediaGroupArray: [
        {
          GroupName: 'a.mp4',
          MediaArray: [
            'a.mp4',
            './a.mp4',
            '片头.mp4',
            'https://b.example/a.mp4',
            '0'.repeat(32),
            'absent.mp4',
          ],
          SpeechTextArray: ['Hello'],
        },
      ],
      TitleArray: ['a.mp4'],
      StickerArray: [{ MediaUrl: String(pathToFileURL(join(folder, 'a.mp4'))), X: 0.5 }],
      BackgroundMusicArray: ['a.mp4'],
    },
    OutputConfig: { MediaURL: 'oss://out/{index}.mp4', Count: 2 },
  };
  const replaced = await replaceLocalFiles(job, folder, async (path) => {
    sent.push(path);
    return `sent:${sent.length}`;
  });
  const first = `sent:${sent.indexOf(join(folder, 'a.mp4')) + 1}`;
  const second = `sent:${sent.indexOf(join(folder, '片头.mp4')) + 1}`;
  assert.equal(sent.length, 2);
  const [group] = replaced.InputConfig.MediaGroupArray;
  assert.deepEqual(group?.MediaArray, [
    first,
    first,
    second,
    'https://b.example/a.mp4',
    '0'.repeat(32),
    'absent.mp4',
  ]);
  assert.equal(group?.GroupName, 'a.mp4');
  assert.deepEqual(group?.SpeechTextArray, ['Hello']);
  assert.deepEqual(replaced.InputConfig.TitleArray, ['a.mp4']);
  assert.deepEqual(replaced.InputConfig.StickerArray, [{ MediaUrl: first, X: 0.5 }]);
  assert.deepEqual(replaced.InputConfig.BackgroundMusicArray, [first]);
  assert.deepEqual(replaced.OutputConfig, job.OutputConfig);
});

test('a file URL without a file is an error', async (t) => {
  const folder = await temporaryFolder(t);
  const url = String(pathToFileURL(join(folder, 'none.mp4')));
  await assert.rejects(
    replaceLocalFiles({ MediaURL: url }, folder, async () => ''),
    /none\.mp4 names no file/,
  );
});

test('equal bytes have one key, other bytes another', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'clip.mp4');
  await writeFile(file, 'one');
  const one = await uploadKey(file);
  assert.match(one, /^[0-9a-f]{16}\/clip\.mp4$/);
  assert.equal(await uploadKey(file), one);
  await writeFile(file, 'two');
  assert.notEqual(await uploadKey(file), one);
});
