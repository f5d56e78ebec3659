import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { freeOrder } from '../../src/mix/smart/free-order.ts';
import { inOrderOfValue } from '../../src/mix/smart/in-order-of-value.ts';
import type { Problem } from '../../src/mix/smart/solver.ts';
import { sourceOrder } from '../../src/mix/smart/source-order.ts';

type Given = { values: number[][]; uses: number; again: number };

const given: fc.Arbitrary<Given> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }))
  .chain(([rows, columns, uses]) =>
    fc.record({
      // Few different values, so that there are ties.
      values: fc.array(
        fc.array(fc.integer({ min: -3, max: 6 }), { minLength: columns, maxLength: columns }),
        {
          minLength: rows,
          maxLength: rows,
        },
      ),
      uses: fc.constant(uses),
      again: fc.integer({ min: 0, max: 3 }),
    }),
  );

function problemOf({ values, uses, again }: Given): Problem {
  return {
    rows: values.length,
    columns: values[0]?.length ?? 0,
    fillRow: (row, into) => into.set(values[row] as number[]),
    again: (times) => again * times,
    uses,
  };
}

/** Every way to give each row a column. */
function* ways(rows: number, columns: number): Generator<number[]> {
  if (rows === 0) yield [];
  else for (const way of ways(rows - 1, columns)) for (let c = 0; c < columns; c++) yield [...way, c];
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** Values of all ways that are allowed, the greatest first. */
function allValues(problem: Given, allowed: (way: number[]) => number | null): number[] {
  const { values } = problem;
  return [...ways(values.length, values[0]?.length ?? 0)]
    .flatMap((way) => {
      const price = allowed(way);
      return price === null ? [] : [sum(way.map((column, row) => values[row]?.[column] ?? 0)) - price];
    })
    .sort((a, b) => b - a);
}

function freePrice({ uses, again }: Given, way: number[]): number | null {
  const counts = new Map<number, number>();
  let price = 0;
  for (const column of way) {
    const count = counts.get(column) ?? 0;
    if (count >= uses) return null;
    price += again * count;
    counts.set(column, count + 1);
  }
  return price;
}

function orderedPrice({ uses, again }: Given, way: number[]): number | null {
  let price = 0;
  for (const [index, column] of way.entries()) {
    const before = way[index - 1] ?? -1;
    if (column < before || (column === before && uses === 1)) return null;
    if (column === before) price += again;
  }
  return price;
}

describe('the assignment of shots in any order', () => {
  it('finds every way, the best first, as trying out all of them does', () => {
    fc.assert(
      fc.property(given, (item) => {
        const found = [...inOrderOfValue(freeOrder(problemOf(item), 100), item.values.length)];
        const expected = allValues(item, (way) => freePrice(item, way));
        assert.deepEqual(
          found.map(({ value }) => value),
          expected,
        );
        assert.equal(new Set(found.map(({ columns }) => columns.join())).size, found.length);
      }),
      { numRuns: 400 },
    );
  });

  it('is the best one also when each phrase looks only at as many shots as there are phrases', () => {
    fc.assert(
      fc.property(given, (item) => {
        const best = freeOrder(problemOf(item), 0).best();
        const [expected] = allValues(item, (way) => freePrice(item, way));
        assert.equal(best?.value, expected);
      }),
      { numRuns: 400 },
    );
  });
});

describe('the assignment of shots in the order of their source', () => {
  it('finds every way, the best first, as trying out all of them does', () => {
    fc.assert(
      fc.property(given, (item) => {
        const found = [...inOrderOfValue(sourceOrder(problemOf(item)), item.values.length)];
        const expected = allValues(item, (way) => orderedPrice(item, way));
        assert.deepEqual(
          found.map(({ value }) => value),
          expected,
        );
        assert.equal(new Set(found.map(({ columns }) => columns.join())).size, found.length);
      }),
      { numRuns: 400 },
    );
  });
});
