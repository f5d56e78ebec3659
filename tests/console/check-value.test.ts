import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkValue } from '../../src/console/explorer/check-value.ts';
import type { Parameter } from '../../src/console/explorer/operations.ts';
import { operations } from '../../src/operations/registry.ts';
import { describeOperation } from '../../src/web/operation-list.ts';

const described = [...operations.values()].map(describeOperation);
const parametersOf = (action: string) =>
  described.find((operation) => operation.action === action)?.parameters;

function parameter(action: string, name: string): Parameter {
  const found = parametersOf(action)?.find((candidate) => candidate.name === name);
  assert.ok(found, `${action} has no ${name}`);
  return found;
}

const kindOf = (action: string, name: string, value: string) =>
  checkValue(parameter(action, name), value)?.kind;

test('every example of the registry fits its own parameter', () => {
  for (const { action, parameters } of described) {
    for (const one of parameters) {
      assert.equal(checkValue(one, one.example), null, `${action} ${one.name}: ${one.example}`);
    }
  }
});

test('only a required parameter may not be empty', () => {
  for (const { parameters } of described) {
    for (const one of parameters)
      assert.equal(checkValue(one, ' ')?.kind, one.required ? 'missing' : undefined);
  }
});

test('what the server would refuse shows while it is typed', () => {
  const list = 'ListBatchMediaProducingJobs';
  assert.equal(kindOf(list, 'MaxResults', 'ten'), 'integer');
  assert.equal(kindOf(list, 'MaxResults', '1.5'), 'integer');
  assert.equal(kindOf(list, 'MaxResults', '0'), 'least');
  assert.equal(kindOf(list, 'MaxResults', '101'), 'most');
  assert.equal(kindOf(list, 'MaxResults', '100'), undefined);
  assert.equal(kindOf(list, 'Status', 'Done'), 'choice');
  assert.equal(kindOf(list, 'Status', 'finished'), undefined);
  assert.equal(kindOf(list, 'StartTime', '2026-06-01'), 'time');
  assert.equal(kindOf(list, 'StartTime', '2026-13-01T00:00:00Z'), 'time');
  const submit = 'SubmitBatchMediaProducingJob';
  assert.equal(kindOf(submit, 'InputConfig', '{"a":'), 'json');
  assert.equal(kindOf(submit, 'InputConfig', '[]'), 'object');
  assert.equal(kindOf(submit, 'UserData', JSON.stringify({ a: '字'.repeat(170) })), 'bytes');
  assert.equal(kindOf(submit, 'ClientToken', 'x'.repeat(65)), 'characters');
  const batch = 'BatchGetMediaInfos';
  assert.equal(kindOf(batch, 'MediaIds', Array(21).fill('a').join(',')), 'items');
  assert.equal(kindOf(batch, 'MediaIds', '["a"'), 'json');
});
