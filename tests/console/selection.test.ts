import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readSelection } from '../../src/console/job/selection.ts';

const jobOf = (output: unknown, input: unknown = '') => ({
  ExtendOutput: JSON.stringify(output),
  ExtendInput: typeof input === 'string' ? input : JSON.stringify(input),
});
const clip = {
  clipId: '0-1',
  mediaId: 'a',
  startTime: 1,
  endTime: 3.5,
  score: 0.8,
  reasons: [{ judge: 'words', score: 0.8, detail: 'tea' }],
};
const sentence = (text: string, more: object = {}) => ({
  text,
  textId: '0',
  duration: 2.5,
  matchClipList: [clip],
  ...more,
});
const videos = (...outputs: object[][]) => ({
  textMatchMediaOutputList: outputs.map((list) => ({ textMatchMediaSentenceOutputList: list })),
});

test('each sentence has its clip, how well it fits, why, and what else there was', () => {
  const other = { ...clip, clipId: '1-0', mediaId: 'b', score: 0.3 };
  const [video] = readSelection(jobOf(videos([sentence('Green tea.', { runnersUp: [other] })])));
  const [found] = video ?? [];
  assert.deepEqual([found?.text, found?.seconds], ['Green tea.', 2.5]);
  assert.deepEqual(found?.clips, [
    { media: 'a', from: 1, to: 3.5, score: 0.8, reasons: [{ judge: 'words', score: 0.8, detail: 'tea' }] },
  ]);
  assert.deepEqual(
    found?.runnersUp.map(({ media, score }) => [media, score]),
    [['b', 0.3]],
  );
});

test('reasons that are told once count for the same text and clips elsewhere, and only there', () => {
  const { reasons: _, ...bare } = clip;
  const later = { matchClipList: [bare] };
  const found = readSelection(
    jobOf(videos([sentence('Green tea.')], [sentence('Green tea.', later), sentence('Cake.', later)])),
  );
  const counts = found.map((list) => list.map(({ clips }) => clips[0]?.reasons.length));
  assert.deepEqual(counts, [[1], [1, 0]]);
});

test('what a job was told to show counts where it chose nothing itself', () => {
  assert.equal(readSelection(jobOf({ LargestOverlap: 0 }, videos([sentence('Cake.')])))[0]?.length, 1);
});

test('highlights are told clip by clip, with figures for reasons', () => {
  const lively = {
    part: 'highlight',
    mediaURL: 'oss://b/a.mp4',
    startTime: 2,
    endTime: 5,
    score: 0.7,
    reasons: { motion: 0.9, speech: 0.2 },
  };
  const [video] = readSelection(
    jobOf({ highlightMediaOutputList: [{ duration: 3, highlightClipList: [lively] }] }),
  );
  const [first] = video ?? [];
  assert.deepEqual([first?.part, first?.seconds, first?.clips[0]?.media], ['highlight', 3, 'oss://b/a.mp4']);
  assert.deepEqual(first?.clips[0]?.reasons, [
    { judge: 'motion', score: 0.9, detail: '' },
    { judge: 'speech', score: 0.2, detail: '' },
  ]);
});

test('any text at all is read; what is none has nothing to tell', () => {
  for (const text of ['', '{}', 'null', '[1]', '{"textMatchMediaOutputList":7}']) {
    assert.deepEqual(readSelection({ ExtendOutput: text, ExtendInput: text }), []);
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const outputs = { textMatchMediaOutputList: [{ textMatchMediaSentenceOutputList: [value, {}] }] };
      assert.equal(readSelection(jobOf(outputs)).length, 1);
    }),
  );
});
