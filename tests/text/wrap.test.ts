import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { breakLines, type WrapMode } from '../../src/text/wrap.ts';

const wrap = (text: string, limit: number, mode: WrapMode = 'anywhere') => {
  const signs = Array.from(text);
  const starts = breakLines(
    signs,
    signs.map(() => 1),
    limit,
    mode,
  );
  return starts.map((from, index) =>
    signs
      .slice(from, starts[index + 1])
      .join('')
      .trim(),
  );
};

test('lines are as few as fit, and even', () => {
  assert.deepEqual(wrap('one two three four', 10), ['one two', 'three four']);
  assert.deepEqual(wrap('清晨第一杯咖啡，从手冲开始', 8), ['清晨第一杯咖啡，', '从手冲开始']);
});

test('a text that fits is left alone', () => {
  assert.deepEqual(wrap('short', 5), ['short']);
  assert.deepEqual(wrap('', 5), ['']);
});

test('modes: at spaces only, with and without force', () => {
  assert.deepEqual(wrap('extraordinary', 6, 'spaces').join(''), 'extraordinary');
  assert.ok(wrap('extraordinary', 6, 'spaces').length >= 3);
  assert.deepEqual(wrap('an extraordinary day', 6, 'strictlySpaces'), ['an', 'extraordinary', 'day']);
  assert.deepEqual(wrap('今天 天气好', 4, 'strictlySpaces'), ['今天', '天气好']);
});

test('any text: nothing lost, every line fits, words stay whole where they can', () => {
  const texts = fc.array(
    fc.constantFrom('coffee', 'a', '今天', '好。', '“引', '用”', 'mountain', ' ', '，', '100%'),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(texts, fc.integer({ min: 8, max: 30 }), (parts, limit) => {
      const text = parts.join('');
      const lines = wrap(text, limit);
      assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
      for (const line of lines) assert.ok(Array.from(line).length <= limit, `${line} > ${limit}`);
    }),
  );
});
