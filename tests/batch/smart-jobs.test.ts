import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { finish, start } from '../cli/run-cli.ts';
import { type Batch, clipUrl, type Live, startLive } from '../highlights/live.ts';
import { makeMedia } from '../media/make-media.ts';
import { type Picture, picturesOf, pixel } from '../render/stage.ts';

/** Smart_Mix jobs on a live server, called through the official SDK. */

type Clip = {
  mediaId: string;
  startTime: number;
  endTime: number;
  score: number;
  reasons?: { judge: string }[];
};
type Sentence = {
  text: string;
  textId: string;
  duration: number;
  matchClipList: Clip[];
  runnersUp?: Clip[];
};
type Selection = {
  LargestOverlap?: number;
  textMatchMediaOutputList: { textMatchMediaSentenceOutputList: Sentence[] }[];
};
type VideoClip = { MediaURL: string; In: number; Out: number; TimelineIn: number; TimelineOut: number };
type Timeline = { VideoTracks: { VideoTrackClips: VideoClip[] }[]; SubtitleTracks?: unknown[] };

const colours = { red_dress: 'red', blue_car: 'blue', green_tree: 'green', 黄色香蕉: 'yellow' };
const names = Object.keys(colours);
const pile = names.map((name) => clipUrl(`${encodeURIComponent(name)}.mp4`));
const [red = '', blue = '', green = '', yellow = ''] = pile;

const output = (change: object = {}) =>
  JSON.stringify({
    MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/s_{index}.mp4',
    Width: 180,
    Height: 320,
    ...change,
  });

const warningsOf = ({ Extend }: Batch): string[] =>
  ((JSON.parse(Extend) as { Warnings?: { Code: string }[] }).Warnings ?? []).map(({ Code }) => Code);

const selectionOf = (batch: Batch) => JSON.parse(batch.ExtendOutput) as Selection;

/** What each output shows, sentence by sentence. */
const shown = (batch: Batch) =>
  selectionOf(batch).textMatchMediaOutputList.map(({ textMatchMediaSentenceOutputList: sentences }) =>
    sentences.map(({ matchClipList }) => matchClipList.map(({ mediaId }) => mediaId).join(' ')),
  );

/** The colour in the middle of the picture of a second; captions and titles are elsewhere. */
function colourAt(pictures: readonly Picture[], second: number): string {
  const picture = pictures.find(({ time }) => time >= second);
  assert.ok(picture);
  const { u, v } = pixel(picture, 0.5, 0.5);
  return u > 180 ? 'blue' : v > 180 ? 'red' : 'another';
}

describe('Smart_Mix', () => {
  let live: Live;

  before(async () => {
    live = await startLive();
    for (const [name, colour] of Object.entries(colours)) {
      const graph = `color=${colour}:size=180x320:rate=25:duration=4,noise=alls=8:allf=t,format=yuv420p`;
      await makeMedia(join(live.clips, `${name}.mp4`), { streams: [{ graph, codec: 'libx264' }] });
    }
    // A film of three scenes: the black leader is no scene to show.
    const scene = (source: string, seconds: number, index: number) =>
      `${source}=size=180x320:rate=25:duration=${seconds},format=yuv420p,setsar=1[v${index}]`;
    const graph = [
      scene('color', 1, 0),
      scene('testsrc2', 2, 1),
      scene('smptebars', 2, 2),
      scene('mandelbrot', 2, 3).replace(':duration=2', ',trim=duration=2'),
      '[v0][v1][v2][v3]concat=n=4',
    ].join(';');
    await makeMedia(join(live.clips, 'film.mp4'), { streams: [{ graph, codec: 'libx264' }] });
  });

  after(() => live.close());

  const submit = (input: object, outputs: object = {}, editing: object = {}) =>
    live.produce('SubmitBatchMediaProducingJob', {
      InputConfig: JSON.stringify({ MediaArray: pile, ...input }),
      EditingConfig: JSON.stringify(editing),
      OutputConfig: output(outputs),
    });

  const timelineOf = async (projectId = '') => {
    const { Project } = await live.call<{ Project: { Timeline: string } }>('GetEditingProject', {
      ProjectId: projectId,
    });
    return JSON.parse(Project.Timeline) as Timeline;
  };
  const mainClips = async (projectId = '') =>
    (await timelineOf(projectId)).VideoTracks[0]?.VideoTrackClips ?? [];

  test('pictures follow the words, and the files are as long as the speech', async () => {
    const batch = await submit(
      {
        SpeechTextArray: ['A blue car drives by. Then we see a red dress. 最后是一个香蕉。'],
        TitleArray: ['T'],
      },
      { Count: 2 },
    );
    assert.equal(batch.Status, 'Finished', batch.Extend);
    assert.equal(batch.JobType, 'Smart_Mix');
    assert.deepEqual(warningsOf(batch), ['NoVisionModel']);
    assert.deepEqual((JSON.parse(batch.Extend) as { Judges: string[] }).Judges, ['words', 'sight']);
    assert.deepEqual(shown(batch), [
      [blue, red, yellow],
      [blue, red, yellow],
    ]);
    const { LargestOverlap, textMatchMediaOutputList } = selectionOf(batch);
    assert.equal(LargestOverlap, 0, 'the outputs show other parts of the same shots');
    const [first] = textMatchMediaOutputList;
    const sentences = first?.textMatchMediaSentenceOutputList ?? [];
    assert.deepEqual(
      sentences.map(({ text, textId }) => [text, textId]),
      [
        ['A blue car drives by.', '0'],
        ['Then we see a red dress.', '0'],
        ['最后是一个香蕉。', '0'],
      ],
    );
    assert.equal(sentences[0]?.matchClipList[0]?.reasons?.[0]?.judge, 'words');
    const seconds = sentences.reduce((sum, { duration }) => sum + duration, 0);
    for (const [index, job] of batch.SubJobList.entries()) {
      assert.equal(job.Status, 'Success', job.ErrorMessage);
      assert.ok(Math.abs(job.Duration - seconds) < 0.05, `${job.Duration} instead of ${seconds}`);
      const pictures = picturesOf(live.outFile(`s_${index}.mp4`));
      const border: number = sentences[0]?.duration ?? 0;
      assert.deepEqual([colourAt(pictures, border - 0.3), colourAt(pictures, border + 0.3)], ['blue', 'red']);
    }
    assert.ok(
      (await timelineOf(batch.SubJobList[0]?.ProjectId)).SubtitleTracks?.length,
      'title and captions',
    );

    const { code, stdout } = await finish(
      start('./reelmill', ['explain', batch.JobId, '--endpoint', live.server.url], {
        REELMILL_ACCESS_KEY_ID: 'test-key',
        REELMILL_ACCESS_KEY_SECRET: 'test-secret',
      }),
    );
    assert.equal(code, 0);
    assert.match(stdout, /judged by words, sight/);
    assert.match(stdout, /video 1/);
    assert.match(stdout, /A blue car drives by\..*blue_car\.mp4 0\.00-/);
    assert.match(stdout, /words 0\.\d\d: blue, car in the file/);
  });

  test('a storyboard is shown shot by shot, as long as each asks for', async () => {
    const batch = await submit(
      {
        SceneInfo: {
          Scene: 'General',
          ShotInfo: {
            ShotScripts: [
              { ScriptText: 'a tree in spring', Duration: 1 },
              { ScriptText: 'a ripe banana', Duration: 1.6 },
              { ScriptText: 'a car', SpeechText: 'Go.' },
            ],
          },
        },
      },
      { GeneratePreviewOnly: true },
    );
    assert.equal(batch.Status, 'Finished', batch.Extend);
    assert.deepEqual(shown(batch), [[green, yellow, blue]]);
    const clips = await mainClips(batch.SubJobList[0]?.ProjectId);
    assert.deepEqual(
      clips.slice(0, 2).map(({ TimelineIn, TimelineOut }) => [TimelineIn, TimelineOut]),
      [
        [0, 1],
        [1, 2.6],
      ],
    );
    assert.equal(batch.SubJobList[0]?.MediaURL, '');
  });

  test('a film keeps the order of its source, and leaves its black leader out', async () => {
    const batch = await submit(
      {
        MediaArray: [clipUrl('film.mp4')],
        SpeechTextArray: [
          'Here is the first of all things. The second thing comes after it. The third one is the last.',
        ],
        SceneInfo: { Scene: 'Movie' },
      },
      { GeneratePreviewOnly: true },
      { ProcessConfig: { EnableTemporalOpt: true } },
    );
    assert.equal(batch.Status, 'Finished', batch.Extend);
    const clips = await mainClips(batch.SubJobList[0]?.ProjectId);
    const begins = clips.map(({ In }) => In);
    assert.deepEqual(
      begins,
      begins.toSorted((a, b) => a - b),
    );
    assert.ok(
      begins.every((begin) => begin >= 1),
      `${begins} begin after the black second`,
    );
    assert.ok(new Set(begins).size >= 3);
  });

  test('without a text, outputs are random shots of the asked length, no two alike', async () => {
    const batch = await submit({}, { Count: 4, MaxDuration: 6, GeneratePreviewOnly: true });
    assert.equal(batch.Status, 'Finished', batch.Extend);
    for (const job of batch.SubJobList) assert.equal(job.Duration, 6);
    const orders = await Promise.all(
      batch.SubJobList.map(async ({ ProjectId }) =>
        JSON.stringify((await mainClips(ProjectId)).map(({ MediaURL, In }) => [MediaURL, In])),
      ),
    );
    assert.equal(new Set(orders).size, 4);
  });

  test('the steps of the staged API: choose, edit, lay out, render', async () => {
    const configs = {
      InputConfig: JSON.stringify({
        MediaArray: pile,
        SpeechTextArray: ['A blue car drives by here. Then we see a red dress.'],
      }),
      OutputConfig: JSON.stringify({ Count: 2, Width: 180, Height: 320 }),
    };
    const chosen = await live.produce('SubmitSceneMediaSelectionJob', {
      JobType: 'Smart_Mix_Media_Select',
      ...configs,
    });
    assert.equal(chosen.Status, 'Finished', chosen.Extend);
    assert.deepEqual([chosen.JobType, chosen.SubJobList], ['Smart_Mix_Media_Select', []]);
    assert.equal((JSON.parse(chosen.Extend) as { Progress?: number }).Progress, undefined);
    assert.deepEqual(shown(chosen)[0], [blue, red]);

    const selection = selectionOf(chosen);
    const edited = selection.textMatchMediaOutputList[1]?.textMatchMediaSentenceOutputList[1];
    assert.ok(edited);
    edited.matchClipList = [{ mediaId: green, startTime: 0.5, endTime: 1.2, score: 0 }];
    const organised = await live.produce('SubmitSceneTimelineOrganizationJob', {
      JobType: 'Smart_Mix_Timeline_Organize',
      MediaSelectResult: JSON.stringify(selection),
      ...configs,
    });
    assert.equal(organised.Status, 'Finished', organised.Extend);
    assert.equal(organised.ExtendInput, JSON.stringify(selection));
    const projects = organised.SubJobList.map(({ ProjectId }) => ProjectId);
    assert.equal(projects.length, 2);
    const clips = await mainClips(projects[1]);
    assert.equal(clips[1]?.MediaURL, green);
    assert.equal(clips[1]?.In, 0.5);

    const rendered = await live.produce('SubmitSceneBatchEditingJob', {
      ProjectIds: projects.join(','),
      OutputConfig: output({ MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/staged/{index}.mp4' }),
    });
    assert.equal(rendered.Status, 'Finished', rendered.Extend);
    assert.deepEqual(JSON.parse(rendered.ExtendInput), projects);
    for (const [index, job] of rendered.SubJobList.entries()) {
      assert.equal(job.Status, 'Success', job.ErrorMessage);
      assert.equal(job.ProjectId, projects[index]);
      assert.equal(job.Duration, organised.SubJobList[index]?.Duration);
      assert.ok((await stat(live.outFile(`staged/${index}.mp4`))).size > 1000);
    }
    const { EditingBatchJobList } = await live.call<{ EditingBatchJobList: Batch[] }>(
      'ListBatchMediaProducingJobs',
      { JobType: 'Scene_Batch_Editing' },
    );
    assert.deepEqual(
      EditingBatchJobList.map(({ JobId }) => JobId),
      [rendered.JobId],
    );
  });

  test('footage is searched for in the library, in one that was named or in all', async () => {
    const register = (InputURL: string, SearchLibName: string, Title: string) =>
      live.call<{ MediaId: string }>('RegisterMediaInfo', {
        InputURL,
        Title,
        RegisterConfig: JSON.stringify({ SearchLibName }),
      });
    const { MediaId: summer } = await register(red, 'summer', 'A dress for the beach');
    const { MediaId: spring } = await register(green, 'spring', 'Trees by the beach');
    const searched = (libraries: string[], text: string) =>
      submit(
        {
          MediaArray: [],
          MediaSearchInput: { LibSearchCondition: { SearchLibs: libraries, SearchText: text } },
        },
        { MaxDuration: 2, GeneratePreviewOnly: true },
      );
    const mediaOf = (batch: Batch) => [...new Set(shown(batch).flat())];
    assert.deepEqual(mediaOf(await searched(['summer'], 'the beach')), [summer]);
    const all = await searched(['ims-default-search-lib'], 'trees');
    assert.deepEqual(mediaOf(all), [spring]);
    const odd = await searched(['summer', 'winter'], 'the beach');
    assert.ok(warningsOf(odd).includes('SearchLibraryEmpty'), odd.Extend);
    const none = await searched(['summer'], 'a steam engine');
    assert.equal(none.Status, 'Failed');
    const { ErrorCode, ErrorMessage } = JSON.parse(none.Extend) as Record<string, string>;
    assert.equal(ErrorCode, 'InvalidMaterial.NotFound');
    assert.match(ErrorMessage ?? '', /"summer".*"a steam engine"/);
  });

  test('a dry run tells lengths and distinct videos without making anything', async () => {
    const forecast = await live.call<{
      Valid: boolean;
      Outputs: { Duration: number; SpeechText: string }[];
      DistinctOutputs: number;
      Errors: unknown[];
    }>('ValidateBatchMediaProducingJob', {
      InputConfig: JSON.stringify({
        MediaArray: pile,
        SpeechTextArray: ['A blue car drives by here. Then we see a red dress.'],
      }),
      OutputConfig: output({ Count: 3 }),
    });
    assert.deepEqual([forecast.Valid, forecast.Errors], [true, []]);
    assert.equal(forecast.Outputs.length, 3);
    assert.ok(forecast.Outputs.every(({ Duration }) => Duration > 1));
    assert.equal(forecast.DistinctOutputs, 4 * 3);
  });

  const refusals: [action: string, parameters: Record<string, string>, code: string, sentence: RegExp][] = [
    [
      'SubmitBatchMediaProducingJob',
      {
        InputConfig: JSON.stringify({ MediaArray: pile, SpeechText: 'x' }),
        OutputConfig: output({ FixedDuration: 4 }),
      },
      'InvalidParameter',
      /FixedDuration and InputConfig\.SpeechTextArray exclude each other/,
    ],
    [
      'SubmitSceneBatchEditingJob',
      { ProjectIds: 'a3'.repeat(16), OutputConfig: output() },
      'ProjectNotFound',
      /a3a3/,
    ],
    [
      'SubmitSceneBatchEditingJob',
      { ProjectIds: 'a3'.repeat(16), OutputConfig: output({ Count: 2 }) },
      'InvalidParameter',
      /OutputConfig\.Count cannot be used here/,
    ],
    [
      'SubmitSceneBatchEditingJob',
      { ProjectIds: 'a3'.repeat(16), OutputConfig: output({ GeneratePreviewOnly: false }) },
      'InvalidParameter',
      /OutputConfig\.GeneratePreviewOnly cannot be used here/,
    ],
    [
      'SubmitSceneBatchEditingJob',
      {
        ProjectIds: Array.from({ length: 101 }, (_, index) => `p${index}`).join(','),
        OutputConfig: output(),
      },
      'InvalidParameter',
      /ProjectIds must be 1 to 100 values/,
    ],
    [
      'SubmitSceneMediaSelectionJob',
      { JobType: 'Script', InputConfig: JSON.stringify({ MediaArray: pile }), OutputConfig: output() },
      'InvalidParameter',
      /JobType must be one of Smart_Mix_Media_Select/,
    ],
    [
      'SubmitSceneMediaSelectionJob',
      {
        JobType: 'Smart_Mix_Media_Select',
        InputConfig: JSON.stringify({ MediaGroupArray: [{ MediaArray: pile }] }),
        OutputConfig: output(),
      },
      'InvalidParameter',
      /InputConfig\.MediaGroupArray cannot be used here/,
    ],
    [
      'SubmitSceneTimelineOrganizationJob',
      {
        JobType: 'Smart_Mix_Timeline_Organize',
        MediaSelectResult: '{"textMatchMediaOutputList":[]}',
        InputConfig: JSON.stringify({ MediaArray: pile }),
        OutputConfig: output(),
      },
      'InvalidParameter',
      /MediaSelectResult\.textMatchMediaOutputList must hold 1 to 100 outputs/,
    ],
  ];
  for (const [action, parameters, code, sentence] of refusals) {
    test(`${action} refuses with ${sentence.source.slice(0, 60)}`, () =>
      assert.rejects(live.call(action, parameters), (error: Error & { code?: string }) => {
        assert.equal(error.code, code, error.message);
        assert.match(error.message, sentence);
        return true;
      }));
  }
});
