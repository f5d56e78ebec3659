import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type AnswerField, answerFields } from '../../src/console/explorer/answer-fields.ts';
import { answers } from '../../src/console/explorer/words/zh/answers.ts';
import { errors } from '../../src/console/explorer/words/zh/errors.ts';
import { sentences } from '../../src/console/explorer/words/zh/index.ts';
import { operations as summaries } from '../../src/console/explorer/words/zh/operations.ts';
import { parameters } from '../../src/console/explorer/words/zh/parameters.ts';
import { rules } from '../../src/console/explorer/words/zh/rules.ts';
import { operations } from '../../src/operations/registry.ts';
import { describeOperation } from '../../src/web/operation-list.ts';

const descriptions = (fields: readonly AnswerField[]): string[] =>
  fields.flatMap(({ description, fields: below }) => [description, ...descriptions(below)]);

/** All that the explorer shows of the registry in sentences. */
function shownSentences(): Set<string> {
  const all = [...operations.values()].map(describeOperation).flatMap((operation) => [
    operation.summary,
    ...operation.parameters.map(({ description }) => description),
    // A choice shows its values, and plain text has no rule.
    ...operation.parameters.filter((field) => !('enum' in field)).map(({ rule }) => rule),
    ...descriptions(answerFields(operation.answer)),
    ...operation.errors.map(({ meaning }) => meaning),
  ]);
  return new Set(all.filter((sentence) => sentence !== '' && sentence !== 'text'));
}

describe('what the explorer says of operations in Chinese', () => {
  let shown: Set<string>;
  before(() => {
    shown = shownSentences();
  });

  it('is there for every sentence of the registry', () => {
    assert.ok(shown.size > 400);
    assert.deepEqual(
      [...shown].filter((sentence) => !(sentence in sentences)),
      [],
      'sentences without Chinese in src/console/explorer/words/zh',
    );
  });

  it('has no sentence that the registry does not say any more, and none twice', () => {
    const keys = [summaries, parameters, answers, errors, rules].flatMap((area) => Object.keys(area));
    assert.deepEqual(
      keys.filter((key) => !shown.has(key)),
      [],
      'stale sentences in src/console/explorer/words/zh',
    );
    assert.deepEqual(keys.toSorted(), Object.keys(sentences).toSorted());
  });

  it('is Chinese with its own punctuation', () => {
    const han = '[\\u4e00-\\u9fff]';
    for (const [english, chinese] of Object.entries(sentences)) {
      assert.doesNotMatch(chinese, new RegExp(`${han}[,;?!:.]|[,;?!:]${han}`), english);
      assert.match(chinese, new RegExp(han), english);
    }
  });

  it('keeps the numbers, the names of fields and the values of the English sentence', () => {
    for (const [english, chinese] of Object.entries(sentences)) {
      const kept =
        english.match(/\b(?:\d{2,}|[A-Z][a-z]+(?:[A-Z][A-Za-z]+)+|ice-\w+-|[a-z]+_\w+|X-ICE-\w+)\b/g) ?? [];
      for (const value of kept) assert.ok(chinese.includes(value), `${value} is not in: ${chinese}`);
    }
  });
});
