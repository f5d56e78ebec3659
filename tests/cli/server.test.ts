import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Log } from 'node-av';
import { AV_LOG_ERROR } from 'node-av/constants';
import { shootFilm } from '../../examples/material/film.ts';
import { developPicture, pictures } from '../../examples/material/pictures.ts';
import { scenes } from '../../examples/material/scenes.ts';
import { finish, openFolder, runCli, type Server, serve, start } from './run-cli.ts';

const folder = await openFolder();
let server: Server;
let settings: Record<string, string>;
let jobFile: string;

/** A small job whose materials are files beside it. */
const job = {
  InputConfig: {
    MediaGroupArray: [
      { GroupName: 'one', MediaArray: ['citrus.mp4', 'mosaic.mp4'], Duration: 1 },
      { GroupName: 'two', MediaArray: ['mosaic.mp4', 'badge.png'], Duration: 1 },
    ],
    TitleArray: ['citrus.mp4'],
  },
  EditingConfig: { ProcessConfig: { SingleShotDuration: 1, ImageDuration: 1 } },
  OutputConfig: { MediaURL: 'oss://results/video_{index}.mp4', Count: 2, Width: 180, Height: 320 },
};

before(async () => {
  Log.setLevel(AV_LOG_ERROR);
  const work = join(folder.path, 'work');
  await mkdir(work);
  for (const scene of scenes.filter(({ name }) => name === 'citrus' || name === 'mosaic')) {
    await shootFilm({ ...scene, seconds: 3 }, join(work, `${scene.name}.mp4`), 1 / 6, () => {});
  }
  for (const picture of pictures.filter(({ file }) => file === 'badge.png')) {
    await writeFile(join(work, picture.file), developPicture(picture));
  }
  jobFile = join(work, 'job.json');
  await writeFile(jobFile, JSON.stringify(job));
  const dataDir = join(folder.path, 'data');
  server = await serve(dataDir);
  settings = { REELMILL_DATA_DIR: dataDir, REELMILL_PORT: new URL(server.url).port };
});

after(async () => {
  await server?.end();
  await folder.remove();
});

test('submit sends local files, waits and shows the videos', async () => {
  const { code, stdout, stderr } = await runCli(['submit', jobFile, '--watch'], settings);
  assert.equal(code, 0, `${stdout}${stderr}`);
  const [id = ''] = stdout.split('\n');
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.match(stdout, /Script job [0-9a-f]{32}: Finished/);
  assert.equal(stdout.match(/Success/g)?.length, 2);
  assert.match(stderr, /^video 1: done 100 %$/m);
  for (const index of [0, 1]) {
    const file = join(settings.REELMILL_DATA_DIR ?? '', 'buckets', 'results', `video_${index}.mp4`);
    assert.ok((await stat(file)).size > 1000);
  }
  const uploads = await readdir(join(settings.REELMILL_DATA_DIR ?? '', 'buckets', 'uploads'));
  assert.equal(uploads.length, 3);

  const shown = await runCli(['get', id, '--json'], settings);
  const answer = JSON.parse(shown.stdout);
  assert.equal(answer.Status, 'Finished');
  assert.equal(answer.SubJobList.length, 2);
  assert.deepEqual(JSON.parse(answer.InputConfig).TitleArray, ['citrus.mp4']);
  assert.equal((await runCli(['watch', id], settings)).code, 0);
  assert.match((await runCli(['get', id], settings)).stdout, /video_1\.mp4/);
});

test('a job that fails is told as such, by its exit code too', async () => {
  const file = join(folder.path, 'work', 'broken.json');
  const [group] = job.InputConfig.MediaGroupArray;
  const broken = { ...group, MediaArray: ['oss://uploads/absent.mp4'] };
  await writeFile(file, JSON.stringify({ ...job, InputConfig: { MediaGroupArray: [broken] } }));
  const { code, stdout } = await runCli(['submit', file, '--watch'], settings);
  assert.equal(code, 1);
  assert.match(stdout, /InvalidMaterial\.NotFound/);
});

test('what the server refuses is one sentence with its code', async () => {
  const file = join(folder.path, 'work', 'refused.json');
  await writeFile(file, JSON.stringify({ ...job, OutputConfig: { ...job.OutputConfig, Count: 0.5 } }));
  const refused = await runCli(['submit', file], settings);
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /^reelmill: InvalidParameter: .*OutputConfig\.Count.*\n$/);
  const unknown = await runCli(['get', 'nothing'], settings);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /^reelmill: InvalidParameter\.JobNotFound: /);
});

test('list filters, pages and follows the pages', async () => {
  const preview = { ...job, OutputConfig: { ...job.OutputConfig, GeneratePreviewOnly: true } };
  const file = join(folder.path, 'work', 'preview.json');
  await writeFile(file, JSON.stringify(preview));
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    ids.push(JSON.parse((await runCli(['submit', file, '--json'], settings)).stdout).JobId);
  }
  const page = JSON.parse((await runCli(['list', '--max', '2', '--json'], settings)).stdout);
  assert.deepEqual(
    page.EditingBatchJobList.map(({ JobId }: { JobId: string }) => JobId),
    ids.slice(1).reverse(),
  );
  assert.equal(typeof page.NextToken, 'string');
  const all = JSON.parse(
    (await runCli(['list', '--all', '--max', '2', '--sort', 'asc', '--json'], settings)).stdout,
  );
  assert.deepEqual(all.EditingBatchJobList.map(({ JobId }: { JobId: string }) => JobId).slice(-3), ids);
  assert.equal(all.NextToken, undefined);
  const table = await runCli(['list', '--max', '1'], settings);
  assert.ok(table.stdout.includes(ids[2] ?? '?'));
  assert.match(table.stdout, /There are more: --all/);
  const none = await runCli(['list', '--type', 'Smart_Mix'], settings);
  assert.equal(none.code, 0);
  assert.ok(!none.stdout.includes(ids[0] ?? '?'));
});

test('the curl example signs so that the server answers', async () => {
  const keys = JSON.parse((await runCli(['keys', '--json'], settings)).stdout);
  const environment = {
    REELMILL_ENDPOINT: server.url,
    REELMILL_ACCESS_KEY_ID: keys.AccessKeyId,
    REELMILL_ACCESS_KEY_SECRET: keys.AccessKeySecret,
  };
  const listed = await finish(
    start('sh', ['examples/curl-list.sh', 'MaxResults=1', 'StartTime=2026-01-01T00:00:00Z'], environment),
  );
  assert.equal(listed.code, 0, listed.stderr);
  const answer = JSON.parse(listed.stdout);
  assert.equal(answer.EditingBatchJobList?.length, 1, listed.stdout);
  const forged = { ...environment, REELMILL_ACCESS_KEY_SECRET: 'wrong' };
  const refused = await finish(start('sh', ['examples/curl-list.sh'], forged));
  assert.equal(JSON.parse(refused.stdout).Code, 'SignatureDoesNotMatch');
});

test('the SDK example submits, waits and names files that can be downloaded', async () => {
  const keys = JSON.parse((await runCli(['keys', '--json'], settings)).stdout);
  const file = join(folder.path, 'work', 'sdk.json');
  const bucket = join(settings.REELMILL_DATA_DIR ?? '', 'buckets', 'material');
  await mkdir(bucket, { recursive: true });
  await writeFile(join(bucket, 'clip.mp4'), await readFile(join(folder.path, 'work', 'citrus.mp4')));
  const group = { GroupName: 'one', MediaArray: ['oss://material/clip.mp4'], Duration: 1 };
  await writeFile(file, JSON.stringify({ ...job, InputConfig: { MediaGroupArray: [group] } }));
  const { code, stdout, stderr } = await finish(
    start(process.execPath, ['examples/sdk-submit.ts', file], {
      REELMILL_ENDPOINT: new URL(server.url).host,
      REELMILL_ACCESS_KEY_ID: keys.AccessKeyId,
      REELMILL_ACCESS_KEY_SECRET: keys.AccessKeySecret,
    }),
  );
  assert.equal(code, 0, `${stdout}${stderr}`);
  const urls = stdout.match(/http:\/\/\S+/g) ?? [];
  assert.equal(urls.length, 2);
  for (const url of urls) {
    const response = await fetch(url);
    assert.equal(response.status, 200);
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.equal(bytes.toString('latin1', 4, 8), 'ftyp');
  }
});

test('render makes a file without a server', async () => {
  const timeline = {
    VideoTracks: [{ VideoTrackClips: [{ MediaURL: 'citrus.mp4', In: 0.5, Out: 1.5 }] }],
    AudioTracks: [{ AudioTrackClips: [{ Type: 'AI_TTS', Content: 'Hello.', Language: 'en' }] }],
  };
  const file = join(folder.path, 'work', 'timeline.json');
  const output = join(folder.path, 'work', 'rendered.mp4');
  await writeFile(file, JSON.stringify(timeline));
  const ran = await runCli(['render', file, output, '--width', '180', '--height', '320', '--fps', '20']);
  assert.equal(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /rendered\.mp4: 20 frames, 1 s, \d+ bytes/);
  assert.ok((await stat(output)).size > 1000);
  await writeFile(file, JSON.stringify({ VideoTracks: [{ VideoTrackClips: [{ MediaURL: 'none.mp4' }] }] }));
  const broken = await runCli(['render', file, output]);
  assert.equal(broken.code, 1);
  assert.match(broken.stderr, /^reelmill: .*none\.mp4/m);
});

test('SIGTERM ends the server with exit code 0 after one line of output', async () => {
  const own = await serve(join(folder.path, 'other'));
  own.child.kill('SIGTERM');
  const { code, stdout } = await own.ending;
  assert.equal(code, 0);
  assert.match(stdout, /^listening on http:\/\/127\.0\.0\.1:\d+\n$/);
});

test('Ctrl-C ends the demo cleanly while it still paints', async () => {
  const child = start(process.execPath, ['src/cli.ts', 'demo'], {
    REELMILL_DATA_DIR: join(folder.path, 'demo'),
  });
  const ending = finish(child);
  await new Promise<void>((resolve, reject) => {
    child.stderr?.on('data', (text) => /painting/.test(String(text)) && resolve());
    ending.then(({ stderr }) => reject(new Error(stderr)), reject);
  });
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ending;
  assert.equal(code, 1);
  assert.match(stdout, /^stopped$/m);
  assert.doesNotMatch(stderr, /Error/);
  await assert.rejects(stat(join(folder.path, 'demo', 'server.lock')), { code: 'ENOENT' });
});
