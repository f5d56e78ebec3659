import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  accessDeniedDetail,
  type DeniedPrincipal,
  decodeDiagnosticMessage,
} from '../../src/policy/access-denied.ts';
import { type AttachedPolicy, evaluate, type PolicyRequest } from '../../src/policy/evaluate.ts';
import { allow, attached, deny, everything, usualContext } from './builders.ts';

const requestId = '0B5B6F39-2C0A-5A1D-9B1F-7E0C3B5A4D21';
const alice: DeniedPrincipal = {
  type: 'SubUser',
  account: '1234567890123456',
  displayName: '200000000000000001',
};
const submit: PolicyRequest = {
  action: 'ice:SubmitBatchMediaProducingJob',
  resource: everything,
  context: usualContext,
};

const detailOf = (identity: AttachedPolicy[], request = submit, principal = alice) => {
  const decision = evaluate({ identity }, request);
  assert.ok(decision.decision !== 'Allow');
  return accessDeniedDetail(decision, request, principal, requestId);
};

test('a refusal is told in full', () => {
  const { EncodedDiagnosticMessage, ...detail } = detailOf([attached('reader', allow('ice:Get*'))]);
  assert.deepEqual(detail, {
    AuthAction: 'ice:SubmitBatchMediaProducingJob',
    AuthPrincipalType: 'SubUser',
    AuthPrincipalOwnerId: '1234567890123456',
    AuthPrincipalDisplayName: '200000000000000001',
    AuthResource: everything,
    PolicyType: 'AccountLevelIdentityBasedPolicy',
    NoPermissionType: 'ImplicitDeny',
  });
  assert.match(EncodedDiagnosticMessage, /^AQEAAAAA[\w+/]+=*$/);
});

test('the message says who asked for what under which conditions, and which policies denied', () => {
  const guard = attached('guard', deny('ice:Submit*'), deny('ice:*', { Resource: 'acs:ice:*:*:*' }));
  const { EncodedDiagnosticMessage, NoPermissionType } = detailOf([attached('all', allow('*')), guard]);
  assert.equal(NoPermissionType, 'ExplicitDeny');
  const decoded = decodeDiagnosticMessage(EncodedDiagnosticMessage);
  assert.equal(decoded?.requestId, requestId);
  const { AuthConditions, ...message } = decoded.message;
  assert.deepEqual(message, {
    AuthAction: 'ice:SubmitBatchMediaProducingJob',
    AuthResource: everything,
    AuthPrincipal: {
      AuthPrincipalType: 'SubUser',
      AuthPrincipalOwnerId: '1234567890123456',
      AuthPrincipalDisplayName: '200000000000000001',
    },
    ExplicitDeny: true,
    NoPermissionPolicyType: 'AccountLevelIdentityBasedPolicy',
    MatchedPolicies: [
      {
        PolicyIdentifier: 'guard',
        PolicyType: 'Custom',
        PolicyVersion: 'v1',
        Effect: 'Deny',
        AttachedEntityType: 'RamUser',
        AttachedScope: 'Account',
      },
    ],
  });
  assert.deepEqual(
    AuthConditions.map(({ ConditionKey, ConditionValues }) => [ConditionKey, ConditionValues[0]]),
    Object.entries(usualContext),
  );
});

test('a session policy has no name; roles are named as roles', () => {
  const role: DeniedPrincipal = {
    type: 'AssumedRoleUser',
    account: '1234567890123456',
    displayName: 'robot:night',
  };
  const identity = [attached('all', allow('*'))];
  const decision = evaluate({ identity, session: attached('s', deny('*')).document }, submit);
  assert.ok(decision.decision !== 'Allow');
  const detail = accessDeniedDetail(decision, submit, role, requestId);
  assert.deepEqual([detail.PolicyType, detail.AuthPrincipalDisplayName], ['SessionPolicy', 'robot:night']);
  assert.deepEqual(decodeDiagnosticMessage(detail.EncodedDiagnosticMessage)?.message.MatchedPolicies, [
    { Effect: 'Deny', AttachedEntityType: 'RamRole', AttachedScope: 'Account' },
  ]);
});

test('long user agents and many policies do not make a long message', () => {
  const many = [...Array(100).keys()].map((index) => attached(`guard-${index}`, deny('*')));
  const context = { ...usualContext, 'acs:UserAgent': '中'.repeat(16_000) };
  const { EncodedDiagnosticMessage } = detailOf(many, { ...submit, context });
  assert.ok(EncodedDiagnosticMessage.length < 10_000, String(EncodedDiagnosticMessage.length));
  assert.equal(decodeDiagnosticMessage(EncodedDiagnosticMessage)?.message.MatchedPolicies.length, 20);
});

/** The text of a message behind its first six bytes. */
const decodedText = (message: string) => Buffer.from(message, 'base64').toString('utf8', 6);

test('what is no message of ours is told apart', () => {
  const { EncodedDiagnosticMessage: good } = detailOf([]);
  const withBody = (body: string) =>
    Buffer.concat([Buffer.from([1, 1, 0, 0, 0, 0]), Buffer.from(body)]).toString('base64');
  for (const text of [
    '',
    'x',
    good.slice(8),
    good.slice(0, -8),
    withBody('{}'),
    withBody('null'),
    withBody('['),
    withBody('{"RequestId":"x"}'),
    Buffer.from(`123456${decodedText(good)}`).toString('base64'),
    withBody(decodedText(good).replace(requestId, 'x'.repeat(60_000))),
  ]) {
    assert.equal(decodeDiagnosticMessage(text), null, text.slice(0, 40));
  }
  assert.equal(decodeDiagnosticMessage(withBody(decodedText(good)))?.requestId, requestId);
  fc.assert(
    fc.property(fc.base64String(), (text) => decodeDiagnosticMessage(text) === null),
    { seed: 7 },
  );
});
