import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AttachedDocument, simulate, wholeAccount } from '../../src/console/access/simulation.ts';

const account = '1234567890123456';
const now = new Date('2026-06-05T12:00:00Z');

function attached(name: string, ...statements: object[]): AttachedDocument {
  const PolicyDocument = JSON.stringify({ Version: '1', Statement: statements });
  return { PolicyName: name, PolicyType: 'Custom', DefaultVersion: 'v1', PolicyDocument };
}

const read = attached('read', { Effect: 'Allow', Action: ['ice:List*', 'ice:Get*'], Resource: '*' });
const office = attached('office', {
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  Condition: { NotIpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] } },
});

function decide(action: string, policies: AttachedDocument[], sourceIp = '10.1.2.3') {
  const resource = wholeAccount(action, account);
  const who = { account, kind: 'user', name: 'anna', isSecure: false } as const;
  return simulate({ ...who, action, resource, sourceIp }, policies, now);
}

test('what no statement allows is not allowed', () => {
  assert.equal(decide('ice:ListMediaBasicInfos', [read]).decision, 'Allow');
  assert.equal(decide('ice:SubmitBatchMediaProducingJob', [read]).decision, 'ImplicitDeny');
  assert.equal(decide('ice:ListMediaBasicInfos', []).decision, 'ImplicitDeny');
});

test('a denial wins, and names its policy and statement', () => {
  const { decision, matched } = decide('ice:ListMediaBasicInfos', [read, office], '192.0.2.1');
  assert.equal(decision, 'ExplicitDeny');
  assert.deepEqual(
    matched.map(({ policy, statement }) => [policy?.name, statement]),
    [['office', 0]],
  );
  assert.equal(decide('ice:ListMediaBasicInfos', [read, office]).decision, 'Allow');
});

test('conditions on the time are decided by the time that is given', () => {
  const later = attached('later', {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
    Condition: { DateGreaterThan: { 'acs:CurrentTime': '2026-06-05T13:00:00Z' } },
  });
  assert.equal(decide('ice:ListMediaBasicInfos', [later]).decision, 'ImplicitDeny');
});

test('an action without a narrower resource is about the account', () => {
  assert.equal(wholeAccount('ram:ListUsers', account), `acs:ram:*:${account}:*`);
});
