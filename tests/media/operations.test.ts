import assert from 'node:assert/strict';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../../src/db/database.ts';
import { makeMedia, picture, tone } from './make-media.ts';
import { type MediaServer, startMediaServer } from './media-server.ts';

type BasicInfo = Record<string, string>;
type FileInfo = {
  FileBasicInfo: Record<string, string>;
  VideoStreamInfoList: Record<string, string>[];
  AudioStreamInfoList: Record<string, string>[];
  SubtitleStreamInfoList: Record<string, string>[];
};
type Info = { MediaId: string; MediaBasicInfo: BasicInfo; FileInfoList: FileInfo[] };
type Page = { MediaInfos: Info[]; NextToken?: string; TotalCount: number; MaxResults: number };

let server: MediaServer;
before(async () => {
  server = await startMediaServer();
});
after(() => server.close());

const call = <Answer>(action: string, parameters: Record<string, unknown>) =>
  server.client.call<Answer>(action, parameters);
const register = async (InputURL: string, more: Record<string, unknown> = {}) =>
  (await call<{ MediaId: string }>('RegisterMediaInfo', { InputURL, ...more })).MediaId;
const get = async (parameters: Record<string, unknown>) =>
  (await call<{ MediaInfo: Info }>('GetMediaInfo', parameters)).MediaInfo;
const refusal = (code: string, status: number, message?: RegExp) => (error: unknown) => {
  const {
    code: actual,
    status: actualStatus,
    message: text,
  } = error as { code: string; status: number; message: string };
  assert.deepEqual([actual, actualStatus], [code, status], text);
  if (message !== undefined) assert.match(text, message);
  return true;
};
const video = async (bucket: string, name: string) =>
  makeMedia(await server.objectPath(bucket, name), { streams: [picture(), tone()] });

test('a registered video is told with every documented field, by id and by any spelling of its address', async () => {
  const path = await video('clips', '商店/鞋.mp4');
  const InputURL = 'http://clips.oss-cn-shanghai.aliyuncs.com/商店/鞋.mp4';
  const MediaId = await register(InputURL, {
    Title: 'Shoes',
    Description: 'Side view',
    MediaTags: 'shoes,red',
    UserData: '{"sku":1}',
    CateId: '3048',
    ReferenceId: 'sku-4711_side',
    CoverURL: 'http://clips.oss-cn-shanghai.aliyuncs.com/c.jpg',
    RegisterConfig: { NeedSprite: 'false' },
    ClientToken: 'token',
  });
  assert.match(MediaId, /^[0-9a-f]{32}$/);
  const info = await get({ MediaId });
  const { CreateTime, ModifiedTime, ...basic } = info.MediaBasicInfo;
  assert.deepEqual(basic, {
    MediaId,
    InputURL,
    MediaType: 'video',
    BusinessType: 'general',
    Source: 'oss',
    Title: 'Shoes',
    Category: '',
    Description: 'Side view',
    MediaTags: 'shoes,red',
    CoverURL: 'http://clips.oss-cn-shanghai.aliyuncs.com/c.jpg',
    UserData: '{"sku":1}',
    Snapshots: '[]',
    SpriteImages: '[]',
    Status: 'Normal',
    DeletedTime: '',
    ReferenceId: 'sku-4711_side',
    Biz: 'ICE',
    CateId: 3048,
    CateName: '',
    UploadSource: 'general',
  });
  for (const time of [CreateTime, ModifiedTime])
    assert.match(time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const [file] = info.FileInfoList;
  assert.ok(file);
  const {
    FileUrl,
    FileSize,
    Bitrate,
    CreateTime: _created,
    ModifiedTime: _modified,
    ...facts
  } = file.FileBasicInfo;
  assert.deepEqual(facts, {
    FileName: '鞋.mp4',
    FileStatus: 'Normal',
    FileType: 'source_file',
    Region: 'cn-shanghai',
    FormatName: 'mov,mp4,m4a,3gp,3g2,mj2',
    Duration: '1.000000',
    Width: '160',
    Height: '90',
  });
  const bytes = await readFile(path);
  assert.equal(FileSize, String(bytes.length));
  assert.ok(Number(Bitrate) > 0);
  const downloaded = await fetch(FileUrl ?? '');
  assert.deepEqual(Buffer.from(await downloaded.arrayBuffer()), bytes);
  assert.deepEqual(
    [file.VideoStreamInfoList.length, file.AudioStreamInfoList.length, file.SubtitleStreamInfoList.length],
    [1, 1, 0],
  );

  for (const spelling of [
    InputURL,
    'oss://clips/商店/鞋.mp4',
    'https://clips.oss-cn-beijing-internal.aliyuncs.com/%E5%95%86%E5%BA%97/%E9%9E%8B.mp4?Expires=1',
    FileUrl,
  ]) {
    assert.equal((await get({ InputURL: spelling })).MediaId, MediaId, spelling);
  }
  // The id wins over the address.
  assert.equal((await get({ MediaId, InputURL: 'oss://clips/none.mp4' })).MediaId, MediaId);
});

test('the FileUrl is over when its time is', async () => {
  await video('clips', 'timed.mp4');
  const MediaId = await register('oss://clips/timed.mp4');
  const info = await get({ MediaId, AuthTimeout: 1 });
  const url = info.FileInfoList[0]?.FileBasicInfo.FileUrl ?? '';
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 200);
  await pause(2100);
  assert.equal((await fetch(url, { method: 'HEAD' })).status, 403);
});

test('an object is registered once, whatever the spelling, unless it is to be replaced', async () => {
  await video('clips', 'once.mp4');
  const first = await register('oss://clips/once.mp4');
  for (const InputURL of ['oss://clips/once.mp4', 'http://clips.oss-cn-shanghai.aliyuncs.com/once.mp4']) {
    await assert.rejects(register(InputURL), refusal('MediaAlreadyExist', 409));
  }
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => register('oss://clips/race.mp4')));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  const second = await register('oss://clips/once.mp4', { Overwrite: 'True' });
  assert.notEqual(second, first);
  assert.equal((await get({ InputURL: 'oss://clips/once.mp4' })).MediaId, second);
  await assert.rejects(get({ MediaId: first }), refusal('ResourceNotFound', 404));
});

test('a media whose file is not there yet is analysed when it has come, and again when it is replaced', async () => {
  const MediaId = await register('oss://clips/later.mp4');
  assert.equal((await get({ MediaId })).MediaBasicInfo.Status, 'Init');
  const path = await server.objectPath('clips', 'later.mp4');
  await writeFile(path, 'this is no film');
  assert.equal((await get({ MediaId })).MediaBasicInfo.Status, 'PrepareFail');
  await makeMedia(path, { streams: [picture({ size: '64x48' })] });
  const info = await get({ MediaId });
  assert.deepEqual([info.MediaBasicInfo.Status, info.FileInfoList[0]?.FileBasicInfo.Width], ['Normal', '64']);
});

test('the type comes from the client, from the extension, or from the bytes', async () => {
  const typeOf = async (name: string, more: Record<string, unknown> = {}) => {
    const { MediaBasicInfo } = await get({ MediaId: await register(`oss://types/${name}`, more) });
    return [MediaBasicInfo.MediaType, MediaBasicInfo.BusinessType, MediaBasicInfo.Status];
  };
  await makeMedia(await server.objectPath('types', 'film'), { streams: [picture()], format: 'mp4' });
  await makeMedia(await server.objectPath('types', 'sound'), { streams: [tone()], format: 'mp4' });
  await writeFile(await server.objectPath('types', 'lines.srt'), '1\n00:00:00,000 --> 00:00:01,000\nHi\n');
  assert.deepEqual(await typeOf('film'), ['video', 'general', 'Normal']);
  assert.deepEqual(await typeOf('sound'), ['audio', 'general', 'Normal']);
  assert.deepEqual(await typeOf('lines.srt'), ['text', 'subtitles', 'Normal']);
  assert.deepEqual(await typeOf('face.TTF'), ['text', 'font', 'Init']);
  assert.deepEqual(await typeOf('logo.png', { BusinessType: 'watermark' }), ['image', 'watermark', 'Init']);
  assert.deepEqual(await typeOf('song.bin', { MediaType: 'Audio' }), ['audio', 'general', 'Init']);
  await assert.rejects(
    typeOf('a.srt', { MediaType: 'text' }),
    refusal('InvalidParameter', 400, /BusinessType/),
  );
});

test('what cannot be registered is refused with the parameter named', async () => {
  const good = 'oss://refused/a.mp4';
  await register('oss://refused/referenced.mp4', { ReferenceId: 'my-reference' });
  for (const [parameters, message] of [
    [{ InputURL: 'vod://4aabe180' }, /InputURL/],
    [{ InputURL: '4aabe1804a6771ef9748f6f7d6496301' }, /InputURL must be a URL/],
    [{ InputURL: 'http://10.0.0.1/a.mp4' }, /InputURL/],
    [{ InputURL: 'oss://refused/../a.mp4' }, /InputURL/],
    [{ InputURL: good, MediaType: 'film' }, /MediaType must be one of image, video, audio, text/],
    [{ InputURL: good, Title: '鞋'.repeat(43) }, /Title must be text of at most 128 bytes/],
    [{ InputURL: good, Description: 'x'.repeat(1025) }, /Description/],
    [{ InputURL: good, MediaTags: Array(17).fill('a').join(',') }, /MediaTags/],
    [{ InputURL: good, UserData: 'x'.repeat(1025) }, /UserData/],
    [{ InputURL: good, ReferenceId: 'short' }, /ReferenceId/],
    [{ InputURL: good, ReferenceId: 'my-reference' }, /ReferenceId must be one that no other media has/],
    [{ InputURL: good, Overwrite: 'maybe' }, /Overwrite must be true or false/],
  ] as const) {
    await assert.rejects(call('RegisterMediaInfo', parameters), refusal('InvalidParameter', 400, message));
  }
  await assert.rejects(call('RegisterMediaInfo', {}), refusal('MissingInputURL', 400));
  await assert.rejects(call('GetMediaInfo', {}), refusal('MissingMediaId', 400));
  await assert.rejects(get({ MediaId: 'nonsense' }), refusal('ResourceNotFound', 404));
  await assert.rejects(get({ InputURL: good }), refusal('NoMatchedInputUrl', 404));
  await assert.rejects(get({ InputURL: 'nonsense' }), refusal('InvalidParameter', 400, /InputURL/));
});

test('several media by their ids, with files when asked for', async () => {
  await video('several', 'a.mp4');
  const ids = [await register('oss://several/a.mp4'), await register('oss://several/b.mp4')];
  const unknown = '0'.repeat(32);
  const MediaIds = [ids[1], unknown, ids[0], ids[1]].join(',');
  type Answer = { MediaInfos: Info[]; IgnoredList: string[] };
  const basic = await call<Answer>('BatchGetMediaInfos', { MediaIds });
  assert.deepEqual(basic.IgnoredList, [unknown]);
  assert.deepEqual(
    basic.MediaInfos.map(({ MediaId, FileInfoList }) => [MediaId, FileInfoList.length]),
    [
      [ids[1], 0],
      [ids[0], 0],
    ],
  );
  assert.equal(basic.MediaInfos[0]?.MediaBasicInfo.TranscodeStatus, 'Init');
  const full = await call<Answer>('BatchGetMediaInfos', {
    MediaIds,
    AdditionType: 'FileInfo,DynamicMetaData',
  });
  assert.equal(full.MediaInfos[1]?.FileInfoList[0]?.VideoStreamInfoList[0]?.CodecName, 'h264');
});

test('a deleted media is gone; its object only when that was asked for', async () => {
  const kept = await video('deleted', 'kept.mp4');
  const gone = await video('deleted', 'gone.mp4');
  const first = await register('oss://deleted/kept.mp4');
  await register('oss://deleted/gone.mp4');
  type Answer = { ForbiddenList: string[]; IgnoredList: string[] };
  const unknown = '0'.repeat(32);
  const byId = await call<Answer>('DeleteMediaInfos', { MediaIds: `${first},${unknown}` });
  assert.deepEqual([byId.ForbiddenList, byId.IgnoredList], [[], [unknown]]);
  await access(kept);
  const byUrl = await call<Answer>('DeleteMediaInfos', {
    InputURLs: 'http://deleted.oss-cn-shanghai.aliyuncs.com/gone.mp4',
    DeletePhysicalFiles: true,
  });
  assert.deepEqual(byUrl.IgnoredList, []);
  await assert.rejects(access(gone), { code: 'ENOENT' });
  await assert.rejects(get({ MediaId: first }), refusal('ResourceNotFound', 404));
  await assert.rejects(call('DeleteMediaInfos', {}), refusal('MissingMediaIds', 400));
  const many = Array.from({ length: 21 }, (_, index) => String(index)).join(',');
  await assert.rejects(
    call('DeleteMediaInfos', { MediaIds: many }),
    refusal('InvalidParameter', 400, /MediaIds/),
  );
});

test('lists in order, by every filter, page by page', async () => {
  const names = ['a.mp3', 'b.mp3', 'c.png', 'd.mp3', 'e.mp3'];
  const ids: string[] = [];
  for (const name of names) {
    ids.push(
      await register(`oss://listed/${name}`, { BusinessType: name === 'c.png' ? 'opening' : 'ending' }),
    );
  }
  const filters = { BusinessType: 'ending', MediaType: 'audio', Status: 'Init', Source: 'oss' };
  const walk = async (more: Record<string, unknown>) => {
    const seen: string[] = [];
    let NextToken: string | undefined;
    do {
      const page: Page = await call<Page>('ListMediaBasicInfos', {
        ...filters,
        ...more,
        MaxResults: 3,
        NextToken,
      });
      assert.equal(page.TotalCount, 4);
      assert.equal(page.MaxResults, 3);
      seen.push(...page.MediaInfos.map(({ MediaId }) => MediaId));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return seen;
  };
  const expected = [ids[0], ids[1], ids[3], ids[4]];
  assert.deepEqual(await walk({ SortBy: 'asc' }), expected);
  assert.deepEqual(await walk({}), expected.toReversed());

  const found = async (Keyword: string) =>
    (await call<Page>('ListMediaBasicInfos', { Keyword, SortBy: 'asc' })).MediaInfos.map(
      ({ MediaId }) => MediaId,
    );
  assert.deepEqual(await found('LISTED mp3'), [ids[0], ids[1], ids[3], ids[4]]);
  assert.deepEqual(await found(ids[3] ?? ''), [ids[3]]);
  // Signs that a pattern of the database would understand stand for themselves.
  for (const none of ['listed/%.mp3', 'listed/_.mp3', 'listed mp4']) assert.deepEqual(await found(none), []);

  const one = await call<Page>('ListMediaBasicInfos', { MediaId: ids[2], IncludeFileBasicInfo: true });
  assert.deepEqual([one.TotalCount, one.NextToken], [1, undefined]);
  assert.deepEqual(Object.keys(one.MediaInfos[0]?.FileInfoList[0] ?? {}), ['FileBasicInfo']);
  const time = one.MediaInfos[0]?.MediaBasicInfo.CreateTime;
  const count = async (range: Record<string, unknown>) =>
    (await call<Page>('ListMediaBasicInfos', { MediaId: ids[2], ...range })).TotalCount;
  // The start is exclusive, the end inclusive.
  assert.deepEqual([await count({ StartTime: time }), await count({ EndTime: time })], [0, 1]);

  const { NextToken } = await call<Page>('ListMediaBasicInfos', { ...filters, MaxResults: 1 });
  for (const wrong of [
    { NextToken: `${NextToken}x` },
    { NextToken, Status: 'Init' },
    { NextToken, Keyword: 'a' },
    { MaxResults: 101 },
    { SortBy: 'up' },
  ]) {
    await assert.rejects(call('ListMediaBasicInfos', wrong), refusal('InvalidParameter', 400));
  }
});

test('an analysis that a stop cut short is made up for at the next start', async () => {
  await video('restart', 'pending.mp4');
  const MediaId = await register('oss://restart/pending.mp4');
  await server.restart(async () => {
    const database = await openDatabase({ dataDir: server.dataDir, databaseUrl: '' });
    await database.kysely
      .updateTable('media')
      .set({ status: 'Preparing', probe: '' })
      .where('id', '=', MediaId)
      .execute();
    await database.close();
    await rm(join(server.dataDir, 'cache', 'probes'), { recursive: true });
  });
  for (let tries = 0; tries < 50; tries += 1) {
    const { MediaInfos } = await call<Page>('ListMediaBasicInfos', { MediaId, IncludeFileBasicInfo: true });
    if (MediaInfos[0]?.MediaBasicInfo.Status === 'Normal') {
      assert.equal(MediaInfos[0].FileInfoList[0]?.FileBasicInfo.Duration, '1.000000');
      return;
    }
    await pause(100);
  }
  assert.fail('the media was not analysed');
});

test('a video without a cover gets its first frame, which goes when the video goes', async () => {
  await video('covers', 'a.mp4');
  const MediaId = await register('oss://covers/a.mp4');
  const { CoverURL } = (await get({ MediaId })).MediaBasicInfo;
  const cover = await fetch(CoverURL ?? '');
  assert.deepEqual([cover.status, cover.headers.get('content-type')], [200, 'image/jpeg']);
  assert.deepEqual([...new Uint8Array(await cover.arrayBuffer()).subarray(0, 3)], [0xff, 0xd8, 0xff]);
  await call('DeleteMediaInfos', { MediaIds: MediaId });
  assert.equal((await fetch(CoverURL ?? '')).status, 404);
});
