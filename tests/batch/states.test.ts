import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFault, withWarnings } from '../../src/batch/extend.ts';
import { outputUrl } from '../../src/batch/output-url.ts';
import { batchStatesBefore, producingStatesBefore, shownSubStatus } from '../../src/batch/states.ts';

test('what has ended never changes again', () => {
  for (const target of ['Init', 'Processing', 'Finished', 'Failed'] as const) {
    const sources = batchStatesBefore(target);
    assert.ok(!sources.includes('Finished') && !sources.includes('Failed'), target);
  }
  for (const target of ['Init', 'Queuing', 'Processing', 'Success', 'Failed'] as const) {
    const sources = producingStatesBefore(target);
    assert.ok(!sources.includes('Success') && !sources.includes('Failed'), target);
  }
});

test('a batch answer shows only the documented states of a sub job', () => {
  const shown = (['Init', 'Queuing', 'Processing', 'Success', 'Failed'] as const).map(shownSubStatus);
  assert.deepEqual(shown, ['Init', 'Init', 'Processing', 'Success', 'Failed']);
});

test('Extend gathers warnings once and puts an error in front', () => {
  const warning = { Code: 'A', Message: 'a' };
  assert.equal(withWarnings('{}', []), '{}');
  const twice = withWarnings(withWarnings('{}', [warning]), [warning, { Code: 'B', Message: 'b' }]);
  assert.deepEqual(JSON.parse(twice).Warnings, [warning, { Code: 'B', Message: 'b' }]);
  const failed = withFault(twice, { code: 'InvalidMaterial.NotFound', message: 'gone' });
  assert.deepEqual(Object.keys(JSON.parse(failed)), ['ErrorCode', 'ErrorMessage', 'Warnings']);
});

test('output URLs count from 0 and are well-formed', () => {
  assert.equal(
    outputUrl('http://b.oss-cn-shanghai.aliyuncs.com/{index}/v_{index}.mp4', 12),
    'http://b.oss-cn-shanghai.aliyuncs.com/12/v_12.mp4',
  );
  assert.equal(
    outputUrl('http:/b.oss-cn-shanghai.aliyuncs.com/v_{index}.mp4', 0),
    'http://b.oss-cn-shanghai.aliyuncs.com/v_0.mp4',
  );
  assert.equal(outputUrl('oss://b/v_{index}.mp4', 1), 'oss://b/v_1.mp4');
});
