import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planSmartAside } from '../../src/batch/kinds/smart-plan.ts';
import { openFontBook } from '../../src/fonts/book.ts';
import { smartCandidates } from '../../src/mix/smart/candidates.ts';
import { planSmart, smartPhrases, smartSpeechRequests } from '../../src/mix/smart/plan-smart.ts';
import { colourNames, type SourceShot } from '../../src/timeline/footage.ts';
import { speechKey } from '../../src/timeline/speech.ts';
import { readSmart, spoken, video } from '../mix/facts.ts';

/** Facts of a batch that is planned in a thread of its own: 60 clips of 4 shots, 20 sentences, 50 outputs. */
async function largeFacts() {
  const sentences = Array.from(
    { length: 20 },
    (_, index) => `Sentence ${index} speaks of thing ${index % 7}.`,
  );
  const { config } = readSmart(
    { MediaArray: Array.from({ length: 60 }, (_, index) => `v${index}`), SpeechText: sentences.join(' ') },
    { Count: 50 },
  );
  const shots = Array.from({ length: 4 }, (_, index): SourceShot => {
    const looks = { motion: 0.2, brightness: 0.5, sharpness: 0.5, outdoors: 0.5, marks: [] };
    const colours = colourNames.map(() => 0);
    return { in: index * 5, out: index * 5 + 5, keyTime: index * 5 + 2, colours, ...looks };
  });
  const { materials: names } = config.input;
  const materials = new Map(names.map((name) => [name, video(20)]));
  const footage = new Map(names.map((name) => [name, { shots }]));
  const speeches = new Map(
    smartSpeechRequests(config, 'seed').map((request) => {
      const spans = sentences.map((text, index) => ({ text, start: index * 3, end: index * 3 + 3 }));
      const speech = { ...spoken(request, sentences.length * 3), sentences: spans, words: spans };
      return [speechKey(request), speech] as const;
    }),
  );
  const phrases = smartPhrases(config, 'seed', speeches);
  const candidates = smartCandidates({ config, materials, footage }, () => {});
  const scores = phrases.map((_, row) =>
    Float32Array.from(candidates, (_, column) => ((row * 31 + column * 17) % 97) / 97),
  );
  const matching = {
    phrases,
    candidates,
    scores,
    reasons: (row: number, column: number) => [
      { judge: 'words' as const, score: scores[row]?.[column] ?? 0, detail: `phrase ${row}, shot ${column}` },
    ],
  };
  return {
    config,
    materials,
    footage,
    speeches,
    fonts: await openFontBook(null),
    seed: 'seed',
    matching,
  };
}

test('a large batch is planned aside, exactly as it would be here, while the server goes on', async () => {
  const facts = await largeFacts();
  const here = planSmart(facts);
  let beats = 0;
  const heart = setInterval(() => {
    beats += 1;
  }, 5);
  const aside = await planSmartAside(facts, null, new AbortController().signal);
  clearInterval(heart);
  assert.ok(beats > 0, 'the event loop stood still');
  assert.deepEqual(aside, here);
  assert.match(JSON.stringify(aside.selection), /"detail":"phrase \d+, shot \d+"/);
});

test('planning aside ends when nobody wants the plan any more', async () => {
  const facts = await largeFacts();
  const stop = new AbortController();
  const plan = planSmartAside(facts, null, stop.signal);
  stop.abort(new Error('not wanted'));
  await assert.rejects(plan, /not wanted/);
});
