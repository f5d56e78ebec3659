import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addNew, changeAt, move, removeAt } from '../../src/console/create/lists.ts';
import { clientToken, outputAddress } from '../../src/console/create/names.ts';

test('a moved member stands where it was put, and the others keep their order', () => {
  const lists = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lists, fc.nat(7), fc.nat(7), (items, a, b) => {
      const from = a % items.length;
      const to = b % items.length;
      const moved = move(items, from, to);
      assert.equal(moved[to], items[from]);
      const rest = (all: readonly number[]) => all.filter((item) => item !== items[from]);
      assert.deepEqual(rest(moved), rest(items));
    }),
  );
});

test('a list is changed, shortened and lengthened without a change of the old one', () => {
  const items = ['a', 'b', 'c'];
  assert.deepEqual(
    changeAt(items, 1, (item) => `${item}!`),
    ['a', 'b!', 'c'],
  );
  assert.deepEqual(removeAt(items, 0), ['b', 'c']);
  assert.deepEqual(addNew(items, ['c', 'd', 'd']), ['a', 'b', 'c', 'd']);
  assert.deepEqual(items, ['a', 'b', 'c']);
});

test('videos go to a bucket of the account under a name of their own', () => {
  assert.equal(
    outputAddress('1234567890123456', new Date('2026-06-05T12:30:09Z')),
    'oss://videos-1234567890123456/20260605-123009_{index}.mp4',
  );
});

test('tokens are 32 digits and differ', () => {
  assert.match(clientToken(), /^[0-9a-f]{32}$/);
  assert.notEqual(clientToken(), clientToken());
});
