import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runCli } from '../cli/run-cli.ts';
import { loudness, type Picture, picturesOf, pixel, samplesOf } from '../render/stage.ts';
import { makeVideo, type Scene, speakInto } from './clips.ts';
import { type Batch, clipUrl, type Live, startLive } from './live.ts';

/** Jobs of highlights on a live server, called through the official SDK. */

type Clip = { Part: string; Media: string; In: number; Out: number };
type Warning = { Code: string; Message: string };

const output = (change: object = {}) =>
  JSON.stringify({
    MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/h_{index}.mp4',
    Width: 180,
    Height: 320,
    ...change,
  });

const warningsOf = ({ Extend }: Batch) =>
  ((JSON.parse(Extend) as { Warnings?: Warning[] }).Warnings ?? []).map(({ Code }) => Code);

describe('highlights', () => {
  let live: Live;
  let said = 0;
  const [one, two, opening, ending] = ['one', 'two', 'opening', 'ending'].map((name) =>
    clipUrl(`${name}.mp4`),
  );
  const both = [one, two];

  before(async () => {
    live = await startLive();
    const file = join(live.clips, 'said.wav');
    said = await speakInto(file, 'Nobody knows what happened there. The harbour was empty.');
    const calm = (colour: string, seconds: number): Scene => ({
      seconds,
      picture: { calm: colour },
      sound: 'quiet',
    });
    await makeVideo(join(live.clips, 'one.mp4'), [
      calm('steelblue', 3),
      { seconds: 2, picture: 'lively', sound: 'quiet' },
      { seconds: Math.ceil(said) + 1, picture: { calm: 'green' }, sound: { file } },
      { seconds: 2, picture: { still: 'black' }, sound: 'loud' },
      { seconds: 2, picture: { calm: 'red' }, sound: 'loud' },
      calm('olive', 3),
    ]);
    await makeVideo(join(live.clips, 'two.mp4'), [
      calm('teal', 3),
      { seconds: 2, picture: 'lively', sound: 'loud' },
      calm('purple', 3),
    ]);
    await makeVideo(join(live.clips, 'opening.mp4'), [
      { seconds: 1, picture: { still: 'white' }, sound: 'quiet' },
    ]);
    await makeVideo(join(live.clips, 'ending.mp4'), [
      { seconds: 1, picture: { still: 'blue' }, sound: 'quiet' },
    ]);
  });

  after(() => live.close());

  const submit = (input: object, outputs: object = {}, editing: object = {}) =>
    live.produce('SubmitScreenMediaHighlightsJob', {
      InputConfig: JSON.stringify({ MediaArray: both, ...input }),
      EditingConfig: JSON.stringify(editing),
      OutputConfig: output(outputs),
    });

  const clipsOf = async (batch: Batch, index = 0): Promise<Clip[]> => {
    const { MediaProducingJob } = await live.call<{ MediaProducingJob: { SubJobMaterials: string } }>(
      'GetMediaProducingJob',
      { JobId: batch.SubJobList[index]?.JobId ?? '' },
    );
    return (JSON.parse(MediaProducingJob.SubJobMaterials) as { Clips: Clip[] }).Clips;
  };

  const secondsOf = (clips: readonly Clip[]) => clips.reduce((sum, { In, Out }) => sum + Out - In, 0);

  /** The shown clip of a material that holds an instant of it, and when it is shown. */
  const shownAt = (clips: readonly Clip[], media: string | undefined, second: number) => {
    let at = 0;
    for (const { Media, In, Out } of clips) {
      if (Media === media && In <= second && second < Out) return at + second - In;
      at += Out - In;
    }
    return null;
  };

  const colourAt = (pictures: readonly Picture[], second: number) =>
    pixel(pictures[Math.floor(second * 25)] as Picture, 0.05, 0.95);

  test('show what moves, is loud or is said, in the order of the plot, with its own sound', async () => {
    const batch = await submit({ HighlightStrategy: { TargetDuration: 7 + Math.ceil(said) } });
    assert.equal(batch.JobType, 'Screen_Media_Highlights');
    assert.deepEqual([batch.Status, batch.SubJobList[0]?.Status], ['Finished', 'Success'], batch.Extend);
    const clips = await clipsOf(batch);
    const [lively, red, loud] = [
      shownAt(clips, one, 4),
      shownAt(clips, one, 5 + Math.ceil(said) + 1 + 2 + 1),
      shownAt(clips, two, 4),
    ];
    assert.ok(
      lively !== null && red !== null && loud !== null && lively < red && red < loud,
      JSON.stringify(clips),
    );
    // Neither the calm scenes nor the black one, however loud it is.
    assert.equal(shownAt(clips, two, 7), null);
    assert.equal(shownAt(clips, one, 5 + Math.ceil(said) + 1 + 1), null);
    assert.ok(warningsOf(batch).includes('ShotsLeftOut'));

    const file = live.outFile('h_0.mp4');
    const pictures = picturesOf(file);
    assert.ok(Math.abs(pictures.length - secondsOf(clips) * 25) <= clips.length, String(pictures.length));
    assert.equal(pictures.length, Math.round((batch.SubJobList[0]?.Duration ?? 0) * 25));
    const { v } = colourAt(pictures, red);
    assert.ok(v > 200, `red is shown at ${red} s: ${v}`);
    const sound = samplesOf(file);
    assert.ok(loudness(sound, loud - 0.4, loud + 0.4) > 0.3);
    assert.ok(loudness(sound, lively - 0.4, lively + 0.4) < 0.01);
  });

  test('do not cut what is said in the middle of a word', async () => {
    const batch = await submit(
      { MediaArray: [one], HighlightStrategy: { TargetDuration: 5, PlotPacingType: 'fast' } },
      { Count: 3, GeneratePreviewOnly: true },
    );
    for (const index of [0, 1, 2]) {
      for (const { In, Out } of await clipsOf(batch, index)) {
        for (const edge of [In, Out]) {
          const within = edge - 5;
          // The pause between the two sentences is somewhere in the middle.
          const isInPause = within > said * 0.4 && within < said * 0.75;
          assert.ok(within <= 0.15 || within >= said - 0.15 || isInPause, `${edge} s`);
        }
      }
    }
  });

  test('begin with a fixed opening and the strongest moment, and end with a fixed ending', async () => {
    const batch = await submit(
      {
        HighlightStrategy: { TargetDuration: 5, IntroConfig: { Mode: 'Auto' } },
        OpeningArray: [{ MediaURL: opening }],
        EndingArray: [ending],
        TitleArray: ['Harbour'],
      },
      { MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/whole_{index}.mp4' },
      { ProcessConfig: { AllowTransition: true, TransitionDuration: 0.4, TransitionList: ['fade'] } },
    );
    assert.equal(batch.SubJobList[0]?.Status, 'Success', batch.SubJobList[0]?.ErrorMessage);
    const clips = await clipsOf(batch);
    assert.deepEqual([clips[0]?.Part, clips[0]?.Media], ['opening', opening]);
    assert.deepEqual([clips[1]?.Part, clips[1]?.Media, clips[1]?.In], ['intro', two, 3]);
    assert.deepEqual([clips.at(-1)?.Part, clips.at(-1)?.Media], ['ending', ending]);
    const pictures = picturesOf(live.outFile('whole_0.mp4'));
    assert.equal(pictures.length, Math.round((batch.SubJobList[0]?.Duration ?? 0) * 25));
    assert.ok(colourAt(pictures, 0.2).y > 200);
    assert.ok(colourAt(pictures, pictures.length / 25 - 0.2).u > 200);
  });

  test('differ from each other; a job that is only looked at makes projects', async () => {
    const batch = await submit(
      { HighlightStrategy: { TargetDuration: 6 } },
      { Count: 4, GeneratePreviewOnly: true },
    );
    const shown = await Promise.all(batch.SubJobList.map((_, index) => clipsOf(batch, index)));
    assert.equal(new Set(shown.map((clips) => JSON.stringify(clips))).size, 4);
    assert.ok(batch.SubJobList.every(({ ProjectId, MediaURL }) => ProjectId !== '' && MediaURL === ''));
    assert.ok(!warningsOf(batch).includes('NotDistinct'));
    const report = JSON.parse(batch.ExtendOutput) as {
      LargestOverlap: number;
      highlightMediaOutputList: { highlightClipList: { reasons: object }[] }[];
    };
    assert.equal(report.highlightMediaOutputList.length, 4);
    assert.deepEqual(Object.keys(report.highlightMediaOutputList[0]?.highlightClipList[0]?.reasons ?? {}), [
      'motion',
      'loudness',
      'speech',
    ]);
  });

  test('of videos in which nobody speaks are made all the same, and say so', async () => {
    const batch = await submit(
      {
        MediaArray: [two],
        HighlightStrategy: { TargetDuration: 5, EnableActionRecog: true, CustomActions: ['Cry'] },
      },
      { GeneratePreviewOnly: true },
    );
    assert.equal(batch.Status, 'Finished');
    assert.deepEqual(warningsOf(batch).sort(), ['ActionsNotRecognised', 'NoSpeech']);
  });

  test('are submitted from a file with local videos on the command line', async () => {
    const file = join(live.dataDir, 'highlights.json');
    const job = {
      Action: 'SubmitScreenMediaHighlightsJob',
      InputConfig: {
        MediaArray: ['buckets/clips/two.mp4'],
        HighlightStrategy: { TargetDuration: 5 },
        EndingArray: ['buckets/clips/ending.mp4'],
      },
      OutputConfig: JSON.parse(output({ GeneratePreviewOnly: true })),
    };
    const run = async (content: object) => {
      await writeFile(file, JSON.stringify(content));
      return runCli(['submit', file, '--json'], {
        REELMILL_DATA_DIR: live.dataDir,
        REELMILL_ACCESS_KEY_ID: 'test-key',
        REELMILL_ACCESS_KEY_SECRET: 'test-secret',
        REELMILL_PUBLIC_URL: live.server.url,
      });
    };
    const { code, stdout, stderr } = await run(job);
    assert.equal(code, 0, stderr);
    const batch = await live.ended((JSON.parse(stdout) as { JobId: string }).JobId);
    assert.deepEqual([batch.JobType, batch.Status], ['Screen_Media_Highlights', 'Finished'], batch.Extend);
    const clips = await clipsOf(batch);
    assert.ok(clips.every(({ Media }) => Media.startsWith('oss://uploads/')));
    assert.equal(clips.at(-1)?.Part, 'ending');
    const refused = await run({ ...job, Action: 'ListRoles' });
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /Action must be one of .*, not "ListRoles"/);
  });

  test('can be chosen first, edited, laid on projects and rendered later', async () => {
    const configs = {
      InputConfig: JSON.stringify({ MediaArray: both, HighlightStrategy: { TargetDuration: 6 } }),
      EditingConfig: '{}',
      OutputConfig: JSON.stringify({ Width: 180, Height: 320, Count: 2 }),
    };
    const chosen = await live.produce('SubmitSceneMediaSelectionJob', {
      ...configs,
      JobType: 'Screen_Media_Highlights_Media_Select',
    });
    assert.deepEqual([chosen.Status, chosen.SubJobList.length], ['Finished', 0], chosen.Extend);
    const selection = JSON.parse(chosen.ExtendOutput) as {
      highlightMediaOutputList: { highlightClipList: object[] }[];
    };
    assert.equal(selection.highlightMediaOutputList.length, 2);
    const edited = {
      highlightMediaOutputList: [
        {
          highlightClipList: [
            { mediaURL: two, startTime: '3', endTime: 5 },
            { mediaURL: one, startTime: 0.5, endTime: 1.5, part: 'ending' },
          ],
        },
      ],
    };
    const laid = await live.produce('SubmitSceneTimelineOrganizationJob', {
      ...configs,
      JobType: 'Screen_Media_Highlights_Timeline_Organize',
      MediaSelectResult: JSON.stringify(edited),
    });
    assert.deepEqual([laid.Status, laid.SubJobList.length], ['Finished', 1], laid.Extend);
    assert.deepEqual(JSON.parse(laid.ExtendInput), edited);
    assert.deepEqual(
      (await clipsOf(laid)).map(({ Part, Media, In, Out }) => [Part, Media, In, Out]),
      [
        ['highlight', two, 3, 5],
        ['ending', one, 0.5, 1.5],
      ],
    );
    const batch = await live.produce('SubmitSceneBatchEditingJob', {
      ProjectIds: laid.SubJobList[0]?.ProjectId ?? '',
      OutputConfig: output({ MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/later_{index}.mp4' }),
    });
    assert.equal(batch.SubJobList[0]?.Status, 'Success', batch.SubJobList[0]?.ErrorMessage);
    assert.equal(picturesOf(live.outFile('later_0.mp4')).length, 75);
  });

  test('of a selection that cannot be shown are refused with the place in it', async () => {
    const organise = (MediaSelectResult: object) =>
      live.produce('SubmitSceneTimelineOrganizationJob', {
        JobType: 'Screen_Media_Highlights_Timeline_Organize',
        InputConfig: JSON.stringify({ MediaArray: both }),
        EditingConfig: '{}',
        OutputConfig: JSON.stringify({ Width: 180, Height: 320 }),
        MediaSelectResult: JSON.stringify(MediaSelectResult),
      });
    const withClip = (clip: object) => ({ highlightMediaOutputList: [{ highlightClipList: [clip] }] });
    const rows: [object, RegExp][] = [
      [{}, /highlightMediaOutputList must hold 1 to 100 outputs, not 0/],
      [withClip({ startTime: 0, endTime: 1 }), /highlightClipList\[0\] must have mediaId or mediaURL/],
      [withClip({ mediaURL: one, startTime: 2, endTime: 1 }), /must have an endTime after its startTime/],
      [
        withClip({ mediaURL: one, startTime: 0, endTime: 1, part: 'middle' }),
        /part must be one of opening, intro/,
      ],
    ];
    for (const [selection, pattern] of rows) {
      await assert.rejects(organise(selection), ({ code, message }: { code: string; message: string }) => {
        assert.equal(code, 'InvalidParameter');
        assert.match(message, pattern);
        return true;
      });
    }
    const late = await organise(withClip({ mediaURL: one, startTime: 0, endTime: 99 }));
    assert.equal(late.Status, 'Failed');
    assert.match(late.Extend, /highlightClipList\[0\]\.endTime must be at most 1\d\.\d+, .* not 99/);
  });

  test('fail with a reason when the videos cannot give what is asked for', async () => {
    const reasonOf = async (input: object) => {
      const { Status, Extend } = await submit(input);
      assert.equal(Status, 'Failed');
      const { ErrorCode, ErrorMessage } = JSON.parse(Extend) as Record<string, string>;
      return `${ErrorCode}: ${ErrorMessage}`;
    };
    assert.match(
      await reasonOf({ HighlightStrategy: { TargetDuration: 90 } }),
      /^InvalidParameter: .*TargetDuration must be at most the length of the videos, 2\d\.\d s, not 90 s/,
    );
    assert.match(
      await reasonOf({ MediaArray: [clipUrl('gone.mp4')] }),
      /^InvalidMaterial\.NotFound: .*gone\.mp4/,
    );
    assert.match(
      await reasonOf({ MediaArray: [one, clipUrl('said.wav')] }),
      /^InvalidParameter: .*MediaArray\[1\] must be a video/,
    );
  });

  test('are refused at once for values that cannot work', async () => {
    const refusal = async (InputConfig: object, OutputConfig = output()) => {
      const parameters = { InputConfig: JSON.stringify(InputConfig), OutputConfig };
      try {
        await live.call('SubmitScreenMediaHighlightsJob', parameters);
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return `${code}: ${message}`;
      }
      return assert.fail(`${parameters.InputConfig} was not refused`);
    };
    const many = (count: number) => Array.from({ length: count }, (_, index) => clipUrl(`${index}.mp4`));
    const strategy = (HighlightStrategy: object) => ({ MediaArray: both, HighlightStrategy });
    const rows: [object, RegExp][] = [
      [{}, /^MissingParameter: .*InputConfig\.MediaArray/],
      [{ MediaArray: many(31) }, /MediaArray must hold at most 30 videos, not 31/],
      [{ MediaArray: ['ftp://x/y.mp4'] }, /InputConfig\.MediaArray/],
      [{ MediaArray: both, OpeningArray: many(21) }, /OpeningArray must hold at most 20 materials, not 21/],
      [{ MediaArray: both, EndingArray: many(21) }, /EndingArray must hold at most 20 materials, not 21/],
      [{ MediaArray: both, TitleArray: many(51) }, /TitleArray/],
      [
        strategy({ TargetDuration: 4 }),
        /HighlightStrategy\.TargetDuration must be a number from 5 to 7200, not 4/,
      ],
      [
        strategy({ IntroConfig: { Mode: 'Maybe' } }),
        /IntroConfig\.Mode must be one of Auto, Disabled, not "Maybe"/,
      ],
      [strategy({ CustomActions: ['Dancing'] }), /CustomActions\[0\] must have at most 5 characters, not 7/],
      [
        strategy({ CustomActions: many(51).map(() => 'Cry') }),
        /CustomActions must hold at most 50 actions, not 51/,
      ],
    ];
    for (const [input, pattern] of rows) assert.match(await refusal(input), pattern);
    assert.match(await refusal({ MediaArray: both }, output({ Count: 101 })), /OutputConfig\.Count/);
    assert.match(
      await refusal({ MediaArray: both }, output({ MediaURL: 'http://out.x/a.mp4' })),
      /\{index\}/,
    );
  });

  const match = {
    SportsCategory: 'basketball',
    InputMedia: clipUrl('game.mp4'),
    FaceRegister: [{ FaceUrls: [clipUrl('front.jpg'), clipUrl('side.jpg')], Name: 'James' }],
    SlowMotionLogoRegister: { SlowMotionLogoUrls: [clipUrl('logo.jpg')] },
    TransferNameRegister: [{ OriginalName: 'IND', TransferName: 'Indiana Pacers' }],
  };

  test('of matches are taken, listed under their type, and fail with what is missing and what to do', async () => {
    const batch = await live.produce('SubmitSportsHighlightsJob', {
      InputConfig: JSON.stringify(match),
      OutputConfig: output(),
      ClientToken: 'match-1',
    });
    assert.deepEqual([batch.JobType, batch.Status], ['Sports_Highlights', 'Failed']);
    const { ErrorCode, ErrorMessage } = JSON.parse(batch.Extend) as Record<string, string>;
    assert.equal(ErrorCode, 'ModelNotAvailable');
    assert.match(ErrorMessage ?? '', /players.*basketball.*SubmitScreenMediaHighlightsJob/);
    assert.equal(batch.SubJobList[0]?.Status, 'Failed');
    const list = await live.call<{ EditingBatchJobList: { JobId: string }[] }>(
      'ListBatchMediaProducingJobs',
      {
        JobType: 'Sports_Highlights',
      },
    );
    assert.deepEqual(
      list.EditingBatchJobList.map(({ JobId }) => JobId),
      [batch.JobId],
    );
    const again = await live.call<{ JobId: string }>('SubmitSportsHighlightsJob', {
      InputConfig: JSON.stringify(match),
      OutputConfig: output(),
      ClientToken: 'match-1',
    });
    assert.equal(again.JobId, batch.JobId);
  });

  test('of matches are refused for values that cannot work', async () => {
    const refusal = async (change: object) => {
      const InputConfig = JSON.stringify({ ...match, ...change });
      try {
        await live.call('SubmitSportsHighlightsJob', { InputConfig, OutputConfig: output() });
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return `${code}: ${message}`;
      }
      return assert.fail(`${InputConfig} was not refused`);
    };
    const [face] = match.FaceRegister;
    const [name] = match.TransferNameRegister;
    const logos = Array.from({ length: 6 }, () => clipUrl('logo.jpg'));
    const rows: [object, RegExp][] = [
      [{ SportsCategory: undefined }, /^MissingParameter: .*SportsCategory/],
      [{ SportsCategory: 'football' }, /SportsCategory must be one of basketball, pingpong, not "football"/],
      [{ InputMedia: '' }, /^MissingParameter: .*InputMedia/],
      [{ FaceRegister: Array(6).fill(face) }, /FaceRegister must hold at most 5 faces, not 6/],
      [{ FaceRegister: [{ Name: 'James' }] }, /FaceRegister\[0\]\.FaceUrls is missing/],
      [{ FaceRegister: [{ FaceUrls: face?.FaceUrls }] }, /FaceRegister\[0\]\.Name is missing/],
      [
        { SlowMotionLogoRegister: { SlowMotionLogoUrls: logos } },
        /SlowMotionLogoUrls must hold at most 5 logos, not 6/,
      ],
      [
        { TransferNameRegister: Array(11).fill(name) },
        /TransferNameRegister must hold at most 10 names, not 11/,
      ],
      [
        { TransferNameRegister: [{ OriginalName: 'IND' }] },
        /TransferNameRegister\[0\]\.TransferName is missing/,
      ],
    ];
    for (const [change, pattern] of rows) assert.match(await refusal(change), pattern);
  });
});
