import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clipUrl, type Live, startLive } from '../highlights/live.ts';
import { catalogue } from './catalogue.ts';
import { makeLibrary } from './make-library.ts';
import { rightClips, type Script, scripts } from './scripts.ts';

type Clip = { MediaId: string; In: number; Out: number };

/** Places in the catalogue of a quarter of the clips, those that the first script is about among them. */
const footage = [...catalogue.keys()].filter((place) => place % 4 === 2 || place === 9 || place === 18);

/** Enters the clips into the library with what is known of them; answers their ids. */
async function registerAll(live: Live): Promise<string[]> {
  const ids: string[] = [];
  for (const place of footage) {
    const { file, library } = catalogue[place] as (typeof catalogue)[number];
    const { MediaId } = await live.call<{ MediaId: string }>('RegisterMediaInfo', {
      InputURL: clipUrl(encodeURIComponent(file)),
      MediaType: 'video',
      ...(library?.title !== undefined && { Title: library.title }),
      ...(library?.description !== undefined && { Description: library.description }),
      ...(library?.tags !== undefined && { MediaTags: library.tags }),
    });
    ids.push(MediaId);
  }
  return ids;
}

/** What an output shows, in order. */
async function shownIn(live: Live, ProjectId: string): Promise<Clip[]> {
  const { Project } = await live.call<{ Project: { Timeline: string } }>('GetEditingProject', { ProjectId });
  const timeline = JSON.parse(Project.Timeline) as { VideoTracks: { VideoTrackClips: Clip[] }[] };
  return timeline.VideoTracks[0]?.VideoTrackClips ?? [];
}

test('of a batch of ten no two outputs are alike, and the first shows what is spoken', async (t) => {
  const live = await startLive();
  t.after(() => live.close());
  await makeLibrary(live.clips, footage);
  const ids = await registerAll(live);
  const { sentences } = scripts[0] as Script;
  const batch = await live.produce('SubmitBatchMediaProducingJob', {
    InputConfig: JSON.stringify({
      MediaArray: ids,
      SpeechTextArray: [sentences.map(({ text }) => text).join(' ')],
    }),
    OutputConfig: JSON.stringify({ Count: 10, GeneratePreviewOnly: true, Width: 180, Height: 320 }),
  });
  assert.equal(batch.Status, 'Finished', batch.Extend);
  assert.equal(batch.JobType, 'Smart_Mix');
  assert.equal(batch.SubJobList.length, 10);
  const outputs = await Promise.all(batch.SubJobList.map(({ ProjectId }) => shownIn(live, ProjectId)));
  const orders = outputs.map((clips) =>
    JSON.stringify(clips.map(({ MediaId, In, Out }) => [MediaId, In, Out])),
  );
  assert.equal(new Set(orders).size, 10);
  for (const clips of outputs) {
    assert.ok(clips.length >= sentences.length);
    assert.equal(new Set(clips.map(({ MediaId }) => MediaId)).size, clips.length, 'no clip twice');
  }
  const first = outputs[0]?.map(({ MediaId }) => ids.indexOf(MediaId)) ?? [];
  for (const { text, wanted } of sentences) {
    assert.ok(
      rightClips(wanted).some((clip) => first.includes(footage.indexOf(clip))),
      `${text} ${first.map((clip) => catalogue[footage[clip] ?? -1]?.file).join()}`,
    );
  }
});
