import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { areaPath, axisTop, linePath, plotPoints, plotSize } from '../../src/console/health/plot.ts';

test('an axis ends at a round value that holds everything and wastes at most three fifths', () => {
  fc.assert(
    fc.property(fc.double({ min: 1.001, max: 1e9, noNaN: true }), (highest) => {
      const top = axisTop(highest);
      assert.ok(top >= highest && top <= highest * 2.5 + 1e-6, `${highest} on an axis to ${top}`);
      assert.match(String(top), /^[125]0*$/);
    }),
  );
  assert.equal(axisTop(0), 1);
});

test('a line goes from edge to edge, with 0 at the bottom and the top at 0', () => {
  const points = plotPoints([0, 5, 10], 10);
  const { width, height } = plotSize;
  assert.deepEqual(points, [
    { x: 0, y: height },
    { x: width / 2, y: height / 2 },
    { x: width, y: 0 },
  ]);
  assert.equal(linePath(points), 'M0.0 120.0L240.0 60.0L480.0 0.0');
  assert.equal(areaPath(points), 'M0.0 120.0L240.0 60.0L480.0 0.0L480.0 120L0.0 120Z');
  assert.equal(areaPath([]), '');
});
