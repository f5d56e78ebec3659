import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { randomFor } from '../../src/mix/random.ts';
import type { MediaSelection } from '../../src/mix/smart/selection.ts';
import { encodeWav } from '../../src/speech/wav.ts';
import { clipUrl, startLive } from '../highlights/live.ts';
import { makeMedia } from '../media/make-media.ts';
import { type Concept, paintConcept } from '../models/concepts.ts';
import { makeTinyClip } from '../models/tiny-clip.ts';
import { makeTinyEar, toneSpeech } from '../models/tiny-ear.ts';

const one = { size: 'big', count: 'one' } as const;
const concepts: Concept[] = [
  { ...one, colour: 'red', shape: 'circle', background: 'white' },
  { ...one, colour: 'blue', shape: 'star', background: 'yellow' },
  { ...one, colour: 'green', shape: 'stripes', background: 'black' },
  { ...one, colour: 'purple', shape: 'cross', background: 'grey' },
];

/** Makes a clip of a still picture, silent or with a sound; its name tells nothing. */
async function makeClip(folder: string, index: number, concept: Concept, sound: string): Promise<void> {
  const canvas = createCanvas(180, 320);
  paintConcept(canvas.getContext('2d'), 180, 320, concept, randomFor('server', index).fraction);
  const [still, wav] = [join(folder, `${index}.png`), join(folder, `${index}.wav`)];
  await writeFile(still, canvas.toBuffer('image/png'));
  await writeFile(wav, encodeWav({ samples: toneSpeech(sound, 16_000), rate: 16_000 }));
  const picture = `movie='${still}',loop=loop=-1:size=1,fps=10,trim=duration=3,setpts=PTS-STARTPTS,format=yuv420p`;
  const heard = `anullsrc=r=48000:cl=mono:d=3[n];amovie='${wav}',aresample=48000[s];[n][s]amix=normalize=0,aformat=sample_fmts=fltp`;
  await makeMedia(join(folder, `${index}.mp4`), {
    streams: [
      { graph: picture, codec: 'libx264', options: { preset: 'ultrafast' } },
      ...(sound === '' ? [] : [{ graph: heard, codec: 'aac' }]),
    ],
  });
  await Promise.all([rm(still), rm(wav)]);
}

test('a server chooses pictures by what models see and hear in them, and says so', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-server-models-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [vision, recognition] = [join(folder, 'clip'), join(folder, 'ear')];
  await Promise.all([makeTinyClip(vision), makeTinyEar(recognition)]);
  const live = await startLive({ REELMILL_VISION_MODEL: vision, REELMILL_RECOGNITION_MODEL: recognition });
  t.after(() => live.close());
  for (const [index, concept] of concepts.entries()) {
    await makeClip(live.clips, index, concept, index === 3 ? 'breakfast' : '');
  }
  const sentences = [
    '画面里有白色背景上的红色圆形。',
    'A blue star on a yellow background.',
    'Here is breakfast for everybody.',
  ];
  const { Status, Extend, ExtendOutput } = await live.produce('SubmitSceneMediaSelectionJob', {
    JobType: 'Smart_Mix_Media_Select',
    InputConfig: JSON.stringify({
      MediaArray: concepts.map((_, index) => clipUrl(`${index}.mp4`)),
      SpeechTextArray: [sentences.join(' ')],
    }),
    OutputConfig: JSON.stringify({ Count: 1, Width: 180, Height: 320 }),
  });
  assert.equal(Status, 'Finished', Extend);
  assert.doesNotMatch(Extend, /NoVisionModel|SourceLeftOut/);
  const { textMatchMediaOutputList }: MediaSelection = JSON.parse(ExtendOutput);
  const chosen = (textMatchMediaOutputList[0]?.textMatchMediaSentenceOutputList ?? []).map(
    ({ text, matchClipList }) => ({
      text,
      clip: matchClipList[0]?.mediaId.replace(/^.*\//, ''),
      reason: matchClipList[0]?.reasons?.[0],
    }),
  );
  const of = (words: string) => chosen.find(({ text }) => text.includes(words));
  for (const [words, clip] of [
    ['红色圆形', '0.mp4'],
    ['blue star', '1.mp4'],
  ] as const) {
    const found = of(words);
    assert.equal(found?.clip, clip, JSON.stringify(chosen));
    assert.equal(found?.reason?.judge, 'embeddings');
    assert.match(found?.reason?.detail ?? '', /^similarity 0\.\d\d, rank 1 of 4$/);
  }
  const heard = of('breakfast');
  assert.equal(heard?.clip, '3.mp4', JSON.stringify(chosen));
  assert.equal(heard?.reason?.judge, 'words');
  assert.match(heard?.reason?.detail ?? '', /breakfast/);
});
