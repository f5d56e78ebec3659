import assert from 'node:assert/strict';
import { test } from 'node:test';
import { batchJobTypes } from '../../src/batch/job-types.ts';
import type { Batch } from '../../src/console/api/jobs.ts';
import { readDraft } from '../../src/console/jobs/draft.ts';
import { readValues, resubmitOf } from '../../src/console/jobs/resubmit.ts';
import { operations } from '../../src/operations/registry.ts';

const jobOf = (JobType: string, ExtendInput = '') =>
  ({
    JobId: 'j',
    JobType,
    // Editing projects are all that this one is submitted with.
    InputConfig: JobType === 'Scene_Batch_Editing' ? '' : '{"MediaArray":["a"]}',
    EditingConfig: '',
    OutputConfig: '{"Count":1}',
    UserData: '{"From":"a test"}',
    ExtendInput,
  }) as Batch;

test('what the form makes goes to the form', () => {
  for (const type of ['Script', 'Smart_Mix']) {
    const { to, state } = resubmitOf(jobOf(type));
    assert.equal(to, '/create');
    assert.equal(readDraft(state)?.InputConfig, '{"MediaArray":["a"]}');
  }
});

test('every other type of job goes to the operation that submits it, with parameters that it has', () => {
  const others = batchJobTypes.filter((type) => type !== 'Script' && type !== 'Smart_Mix');
  for (const type of others) {
    const { to, state } = resubmitOf(jobOf(type, '["p1","p2"]'));
    const action = to.replace('/explorer?action=', '');
    const operation = [...operations.values()].find((it) => it.action === action);
    assert.ok(operation, `${type}: ${to}`);
    const values = readValues(state, action);
    assert.equal(values.OutputConfig, '{"Count":1}', type);
    const names = Object.keys(operation.input.shape);
    const strangers = Object.keys(values).filter((name) => values[name] !== '' && !names.includes(name));
    assert.deepEqual(strangers, [], type);
    assert.deepEqual(readValues(state, 'GetMediaInfo'), {});
  }
  assert.deepEqual(readValues(null, 'GetMediaInfo'), {});
});

test('steps of the staged API keep what the step before has handed to them', () => {
  const valuesOf = (job: Batch) => {
    const { to, state } = resubmitOf(job);
    return readValues(state, to.replace('/explorer?action=', ''));
  };
  assert.equal(valuesOf(jobOf('Scene_Batch_Editing', '["p1","p2"]')).ProjectIds, 'p1,p2');
  const organised = valuesOf(jobOf('Smart_Mix_Timeline_Organize', '{"a":1}'));
  assert.equal(organised.MediaSelectResult, '{"a":1}');
  assert.equal(organised.JobType, 'Smart_Mix_Timeline_Organize');
});
