import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { placePicture } from '../../src/timeline/geometry.ts';

const output = { width: 1080, height: 1920 };
const landscape = { width: 1920, height: 1080 };
const sizes = fc.record({
  width: fc.integer({ min: 16, max: 8000 }),
  height: fc.integer({ min: 16, max: 8000 }),
});

describe('place of a picture', () => {
  it('is the whole output, contained, unless the clip says otherwise', () => {
    assert.deepEqual(placePicture({ AdaptMode: 'Cover' }, landscape, output), {
      crop: { width: 1, height: 1 },
      box: { x: 0, y: 656, width: 1080, height: 608 },
    });
  });

  it('takes shares up to 1 and pixels above', () => {
    const expected = { x: 540, y: 480, width: 540, height: 960 };
    assert.deepEqual(
      placePicture({ X: 0.5, Y: 0.25, Width: 0.5, Height: 0.5 }, landscape, output).box,
      expected,
    );
    assert.deepEqual(
      placePicture({ X: 540, Y: 480, Width: 540, Height: 960 }, landscape, output).box,
      expected,
    );
    assert.deepEqual(placePicture({ Width: 1, Height: 1 }, landscape, output).box, { x: 0, y: 0, ...output });
  });

  it('keeps the natural size at a point, and the ratio with one side given', () => {
    assert.deepEqual(placePicture({ X: 10, Y: 20 }, { width: 200, height: 100 }, output).box, {
      x: 10,
      y: 20,
      width: 200,
      height: 100,
    });
    assert.deepEqual(placePicture({ Width: 400 }, { width: 200, height: 100 }, output).box, {
      x: 0,
      y: 0,
      width: 400,
      height: 200,
    });
  });

  it('never distorts covered or contained pictures', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.constantFrom('Cover' as const, 'Contain' as const),
        sizes,
        (source, AdaptMode, target) => {
          const clip = { Width: target.width, Height: target.height, AdaptMode };
          const { crop, box } = placePicture(clip, source, output);
          const kept = { width: source.width * crop.width, height: source.height * crop.height };
          assert.ok(crop.width <= 1 && crop.height <= 1 && crop.width > 0 && crop.height > 0);
          // Sizes are rounded to even pixels, which is too coarse for a sliver to tell.
          fc.pre(Math.min(box.width, box.height) >= 8);
          const stretch = (box.width / kept.width) * (kept.height / box.height);
          const slack = 2 / Math.min(box.width, box.height);
          assert.ok(Math.abs(stretch - 1) <= slack + slack * slack, `${stretch}`);
          if (AdaptMode === 'Contain') assert.deepEqual(crop, { width: 1, height: 1 });
        },
      ),
    );
  });
});
