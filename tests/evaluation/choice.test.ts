import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from './catalogue.ts';
import { type Outcome, outcomesOf, shareRight } from './measure.ts';
import { openLibrary } from './open-library.ts';
import { rightClips, type Script, scripts, wareScripts } from './scripts.ts';

/**
 * Whether the right clip is chosen for a sentence (issue 4), by the code of the server: shots are found, words are read
 * off the screen, judges compare, their scores are fused, and shots are assigned to the sentences of each script.
 */

/** Least share of the sentences that get a right clip. */
const bound = 0.9;

const sentencesOf = (some: readonly Script[]) => some.flatMap(({ sentences }) => sentences);

test('the library and the scripts are what the evaluation wants', () => {
  assert.ok(catalogue.length >= 60, String(catalogue.length));
  assert.equal(new Set(catalogue.map(({ file }) => file)).size, catalogue.length);
  assert.equal(scripts.length, 30);
  assert.equal(scripts.filter(({ language }) => language === 'zh').length, 15);
  for (const { sentences } of scripts) assert.ok(sentences.length >= 2 && sentences.length <= 5);
  const all = sentencesOf([...scripts, ...wareScripts]);
  assert.equal(new Set(all.map(({ text }) => text)).size, all.length);
  for (const { text, wanted } of all) {
    assert.ok(rightClips(wanted).length > 0, text);
    const isNamed = catalogue.some(({ file }) =>
      text.toLowerCase().includes(file.replace(/\.\w+$/, '').toLowerCase()),
    );
    assert.ok(!isNamed, `the sentence repeats the name of a file: ${text}`);
  }
});

/** A row of the table. */
function rowOf(outcomes: readonly Outcome[]): Record<string, string> {
  const share = (keep: (outcome: Outcome) => boolean) => {
    const some = outcomes.filter(keep);
    return some.length === 0 ? '' : `${(100 * shareRight(some)).toFixed(0)} % of ${some.length}`;
  };
  return {
    right: share(() => true),
    English: share(({ script }) => script.language === 'en'),
    Chinese: share(({ script }) => script.language === 'zh'),
    'across languages': share(({ isAcross }) => isAcross),
    // Nobody looked at these when judges were changed.
    'held out': share(({ script }) => scripts.indexOf(script) % 2 === 1),
  };
}

test('the right clip is chosen for a sentence', async (t) => {
  const library = await openLibrary(t);
  const all = [...scripts, ...wareScripts];
  const phrases = sentencesOf(all).map(({ text }) => text);
  const words = await library.match(phrases, 'words');
  const found = {
    words: outcomesOf(words, scripts),
    embeddings: outcomesOf(await library.match(phrases, 'embeddings'), scripts),
    both: outcomesOf(await library.match(phrases, 'both'), scripts),
    'words, wares': outcomesOf(words, wareScripts),
  };
  console.table(Object.fromEntries(Object.entries(found).map(([name, outcomes]) => [name, rowOf(outcomes)])));
  const misses = (outcomes: readonly Outcome[]) =>
    outcomes
      .filter(({ isRight }) => !isRight)
      .map(({ sentence, chosen }) => `${sentence.text} → ${chosen.file}`);

  for (const [name, outcomes] of Object.entries(found)) {
    await t.test(`by ${name}`, () => {
      assert.ok(shareRight(outcomes) >= bound, misses(outcomes).join('\n'));
      const heldOut = outcomes.filter(({ script }) => scripts.indexOf(script) % 2 === 1);
      assert.ok(shareRight(heldOut) >= bound - 0.05, misses(heldOut).join('\n'));
    });
  }
  await t.test('both together are not worse than the better one', () => {
    const better = Math.max(shareRight(found.words), shareRight(found.embeddings));
    assert.ok(shareRight(found.both) >= better, misses(found.both).join('\n'));
  });
});
