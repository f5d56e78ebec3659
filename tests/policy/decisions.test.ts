import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConditionContext, requestContext } from '../../src/policy/conditions.ts';
import { parseSessionPolicy, parseTrustPolicy } from '../../src/policy/document.ts';
import { type AttachedPolicy, type Decision, evaluate } from '../../src/policy/evaluate.ts';
import { systemPolicies } from '../../src/policy/system-policies.ts';
import { evaluateTrust } from '../../src/policy/trust.ts';
import {
  allow,
  attached,
  deny,
  everything,
  policyText,
  usualContext,
  usualFacts,
  type Written,
} from './builders.ts';

const list = 'ice:ListBatchMediaProducingJobs';
const submit = 'ice:SubmitBatchMediaProducingJob';
const get = 'ice:GetBatchMediaProducingJob';

type Row = readonly [title: string, statements: Written[], action: string, expected: Decision['decision']];

const runRows = (rows: readonly Row[], resource = everything) => {
  for (const [title, statements, action, expected] of rows) {
    test(title, () => {
      const identity = statements.length === 0 ? [] : [attached('p', ...statements)];
      const { decision } = evaluate({ identity }, { action, resource, context: usualContext });
      assert.equal(decision, expected);
    });
  }
};

runRows([
  ['no policy allows nothing', [], list, 'ImplicitDeny'],
  ['an action by name is allowed', [allow(list)], list, 'Allow'],
  ['another action is not', [allow(list)], submit, 'ImplicitDeny'],
  ['one of a list of actions', [allow([get, list])], list, 'Allow'],
  ['none of a list of actions', [allow([get, list])], submit, 'ImplicitDeny'],
  ['a bare star allows every action', [allow('*')], submit, 'Allow'],
  ['a star for a service allows its actions', [allow('ice:*')], submit, 'Allow'],
  ['a star for another service does not', [allow('oss:*')], submit, 'ImplicitDeny'],
  ['a star for the service', [allow('*:List*')], list, 'Allow'],
  ['a star at the end', [allow('ice:List*')], list, 'Allow'],
  ['a star at the end needs its prefix', [allow('ice:List*')], submit, 'ImplicitDeny'],
  ['a star in the middle', [allow('ice:*Batch*Jobs')], list, 'Allow'],
  ['a star in the middle needs its suffix', [allow('ice:*Batch*Jobs')], submit, 'ImplicitDeny'],
  ['a question mark is one character', [allow('ice:?etBatchMediaProducingJob')], get, 'Allow'],
  ['a question mark is not none', [allow(`${get}?`)], get, 'ImplicitDeny'],
  ['actions ignore case', [allow('ICE:listbatchmediaproducingjobs')], list, 'Allow'],
  ['actions ignore case in patterns too', [allow('Ice:LIST*')], list, 'Allow'],
  ['a prefix is no match', [allow('ice:ListBatch')], list, 'ImplicitDeny'],
  ['a dot is a dot', [allow('ice:L.stBatchMediaProducingJobs')], list, 'ImplicitDeny'],
  ['a deny alone', [deny(list)], list, 'ExplicitDeny'],
  ['a deny of something else is not felt', [allow('ice:*'), deny(submit)], list, 'Allow'],
  ['a deny beats an allow', [allow('ice:*'), deny(submit)], submit, 'ExplicitDeny'],
  ['a deny beats an allow that stands behind it', [deny('ice:*'), allow(list)], list, 'ExplicitDeny'],
  ['a deny alone allows nothing else', [deny(submit)], list, 'ImplicitDeny'],
  ['NotAction allows what it does not name', [{ ...not('Allow', submit) }], list, 'Allow'],
  ['NotAction does not allow what it names', [{ ...not('Allow', submit) }], submit, 'ImplicitDeny'],
  ['NotAction takes wildcards', [{ ...not('Allow', 'ice:Submit*') }], submit, 'ImplicitDeny'],
  ['NotAction with Deny leaves only what it names', [allow('*'), not('Deny', 'ice:List*')], list, 'Allow'],
  ['NotAction with Deny denies the rest', [allow('*'), not('Deny', 'ice:List*')], submit, 'ExplicitDeny'],
]);

function not(effect: 'Allow' | 'Deny', action: string): Written {
  return { Effect: effect, NotAction: action, Resource: '*' };
}

const on = (resource: string | string[]): Written[] => [allow('ice:*', { Resource: resource })];
const notOn = (resource: string): Written[] => [{ Effect: 'Allow', Action: 'ice:*', NotResource: resource }];

runRows([
  ['the account by number', on('acs:ice:*:1234567890123456:*'), list, 'Allow'],
  ['all accounts', on('acs:ice:*:*:*'), list, 'Allow'],
  ['the region and the account', on('acs:ice:cn-shanghai:1234567890123456:*'), list, 'Allow'],
  ['a pattern of three parts', on('acs:ice:*'), list, 'Allow'],
  ['a pattern of four parts', on('acs:ice:*:*'), list, 'Allow'],
  ['the service in capitals', on('acs:ICE:CN-Shanghai:*:*'), list, 'Allow'],
  ['another region', on('acs:ice:cn-beijing:*:*'), list, 'ImplicitDeny'],
  ['regions by pattern', on('acs:ice:cn-*:*:*'), list, 'Allow'],
  ['another account', on('acs:ice:*:9999999999999999:*'), list, 'ImplicitDeny'],
  ['another service', on('acs:oss:*:*:*'), list, 'ImplicitDeny'],
  ['one job does not cover an operation on all', on('acs:ice:*:*:job/1'), list, 'ImplicitDeny'],
  ['a kind of thing does not either', on('acs:ice:*:*:job/*'), list, 'ImplicitDeny'],
  ['one character is not everything', on('acs:ice:*:*:?'), list, 'ImplicitDeny'],
  ['one of a list of resources', on(['acs:oss:*:*:*', 'acs:ice:*:*:*']), list, 'Allow'],
  ['NotResource leaves out what it names', notOn('acs:ice:*:*:*'), list, 'ImplicitDeny'],
  ['NotResource of something else applies', notOn('acs:oss:*:*:*'), list, 'Allow'],
  [
    'a Deny on one job does not stop an operation on all',
    [...on('*'), deny('*', { Resource: 'acs:ice:*:*:job/1' })],
    list,
    'Allow',
  ],
]);

runRows(
  [
    [
      'a user by name',
      [allow('ram:*', { Resource: 'acs:ram:*:1234567890123456:user/bob' })],
      'ram:GetUser',
      'Allow',
    ],
    [
      'a region left empty',
      [allow('ram:*', { Resource: 'acs:ram::1234567890123456:user/bob' })],
      'ram:GetUser',
      'Allow',
    ],
    ['users by pattern', [allow('ram:*', { Resource: 'acs:ram:*:*:user/b*' })], 'ram:GetUser', 'Allow'],
    ['another user', [allow('ram:*', { Resource: 'acs:ram:*:*:user/eve' })], 'ram:GetUser', 'ImplicitDeny'],
    [
      'names keep their case',
      [allow('ram:*', { Resource: 'acs:ram:*:*:user/Bob' })],
      'ram:GetUser',
      'ImplicitDeny',
    ],
    [
      'a region where there is none',
      [allow('ram:*', { Resource: 'acs:ram:cn-beijing:*:user/bob' })],
      'ram:GetUser',
      'ImplicitDeny',
    ],
    [
      'a star for the region takes no account',
      [allow('ram:*', { Resource: 'acs:ram:*:user/bob' })],
      'ram:GetUser',
      'ImplicitDeny',
    ],
  ],
  'acs:ram:*:1234567890123456:user/bob',
);

const when = (operator: string, key: string, value: unknown): Written[] => [
  allow('ice:*', { Condition: { [operator]: { [key]: value } } }),
];
const arn = 'acs:PrincipalARN';
const alice = 'acs:ram::1234567890123456:user/alice';
const now = '2027-03-10T12:00:00Z';

runRows([
  ['StringEquals', when('StringEquals', arn, alice), list, 'Allow'],
  ['StringEquals keeps case', when('StringEquals', arn, alice.toUpperCase()), list, 'ImplicitDeny'],
  ['StringEquals takes a star literally', when('StringEquals', arn, 'acs:ram::*'), list, 'ImplicitDeny'],
  ['one of several values', when('StringEquals', arn, ['acs:ram::1:user/bob', alice]), list, 'Allow'],
  ['StringNotEquals of another', when('StringNotEquals', arn, 'acs:ram::1:user/bob'), list, 'Allow'],
  ['StringNotEquals of oneself', when('StringNotEquals', arn, alice), list, 'ImplicitDeny'],
  [
    'StringNotEquals has to differ from all',
    when('StringNotEquals', arn, ['x', alice]),
    list,
    'ImplicitDeny',
  ],
  ['StringEqualsIgnoreCase', when('StringEqualsIgnoreCase', arn, alice.toUpperCase()), list, 'Allow'],
  [
    'StringNotEqualsIgnoreCase',
    when('StringNotEqualsIgnoreCase', arn, alice.toUpperCase()),
    list,
    'ImplicitDeny',
  ],
  ['StringLike', when('StringLike', arn, 'acs:ram:*:*:user/al?ce'), list, 'Allow'],
  ['StringLike keeps case', when('StringLike', arn, 'acs:ram:*:*:user/AL*'), list, 'ImplicitDeny'],
  ['StringNotLike', when('StringNotLike', arn, 'acs:ram:*:*:role/*'), list, 'Allow'],
  ['StringNotLike of oneself', when('StringNotLike', arn, 'acs:ram:*'), list, 'ImplicitDeny'],
  ['the user agent', when('StringLike', 'acs:UserAgent', 'AlibabaCloud*Node.js*'), list, 'Allow'],
  ['the access key', when('StringEquals', 'acs:AccessId', 'RMALICE'), list, 'Allow'],
  ['another access key', when('StringEquals', 'acs:AccessId', 'RMBOB'), list, 'ImplicitDeny'],
  ['a call of one’s own has no service', when('StringLike', 'acs:Service', '*'), list, 'ImplicitDeny'],
  ['keys ignore case', when('StringEquals', 'ACS:accessid', 'RMALICE'), list, 'Allow'],
  ['an address', when('IpAddress', 'acs:SourceIp', '10.1.2.3'), list, 'Allow'],
  ['another address', when('IpAddress', 'acs:SourceIp', '10.1.2.4'), list, 'ImplicitDeny'],
  ['a network', when('IpAddress', 'acs:SourceIp', '10.0.0.0/8'), list, 'Allow'],
  ['a network written with host bits', when('IpAddress', 'acs:SourceIp', '10.1.2.99/24'), list, 'Allow'],
  ['another network', when('IpAddress', 'acs:SourceIp', '192.168.0.0/16'), list, 'ImplicitDeny'],
  [
    'one of several networks',
    when('IpAddress', 'acs:SourceIp', ['192.168.0.0/16', '10.0.0.0/8']),
    list,
    'Allow',
  ],
  ['the whole Internet', when('IpAddress', 'acs:SourceIp', '0.0.0.0/0'), list, 'Allow'],
  [
    'an IPv4 network in IPv6 spelling',
    when('IpAddress', 'acs:SourceIp', '::ffff:10.0.0.0/104'),
    list,
    'Allow',
  ],
  ['all of IPv6 is not IPv4', when('IpAddress', 'acs:SourceIp', '::/0'), list, 'ImplicitDeny'],
  ['NotIpAddress elsewhere', when('NotIpAddress', 'acs:SourceIp', '192.168.0.0/16'), list, 'Allow'],
  ['NotIpAddress here', when('NotIpAddress', 'acs:SourceIp', '10.0.0.0/8'), list, 'ImplicitDeny'],
  [
    'NotIpAddress is outside of all',
    when('NotIpAddress', 'acs:SourceIp', ['10.0.0.0/8', '::1']),
    list,
    'ImplicitDeny',
  ],
  ['Bool true', when('Bool', 'acs:SecureTransport', 'true'), list, 'Allow'],
  ['Bool without quotes', when('Bool', 'acs:SecureTransport', true), list, 'Allow'],
  ['Bool in capitals', when('Bool', 'acs:SecureTransport', 'True'), list, 'Allow'],
  ['Bool false', when('Bool', 'acs:SecureTransport', 'false'), list, 'ImplicitDeny'],
  ['a second factor is never there: true', when('Bool', 'acs:MFAPresent', 'true'), list, 'ImplicitDeny'],
  ['a second factor is never there: false', when('Bool', 'acs:MFAPresent', 'false'), list, 'Allow'],
  [
    'a Deny for those without a second factor denies',
    [allow('*'), deny('*', { Condition: { Bool: { 'acs:MFAPresent': false } } })],
    list,
    'ExplicitDeny',
  ],
  [
    'DateEquals in another zone',
    when('DateEquals', 'acs:CurrentTime', '2027-03-10T20:00:00+08:00'),
    list,
    'Allow',
  ],
  ['DateNotEquals', when('DateNotEquals', 'acs:CurrentTime', now), list, 'ImplicitDeny'],
  [
    'DateLessThan a later time',
    when('DateLessThan', 'acs:CurrentTime', '2027-03-10T12:00:01Z'),
    list,
    'Allow',
  ],
  ['DateLessThan that time', when('DateLessThan', 'acs:CurrentTime', now), list, 'ImplicitDeny'],
  ['DateLessThanEquals that time', when('DateLessThanEquals', 'acs:CurrentTime', now), list, 'Allow'],
  ['DateGreaterThan a day before', when('DateGreaterThan', 'acs:CurrentTime', '2027-03-09'), list, 'Allow'],
  ['DateGreaterThan that time', when('DateGreaterThan', 'acs:CurrentTime', now), list, 'ImplicitDeny'],
  ['DateGreaterThanEquals that time', when('DateGreaterThanEquals', 'acs:CurrentTime', now), list, 'Allow'],
  ['an absent key is not met', when('StringEquals', 'acs:ResourceTag/team', 'dev'), list, 'ImplicitDeny'],
  ['an absent key is not unequal', when('StringNotEquals', 'acs:SourceVpc', 'vpc-1'), list, 'ImplicitDeny'],
  [
    'a Deny on an absent key is without effect',
    [allow('*'), deny('*', { Condition: { StringEquals: { 'acs:SourceVpc': 'vpc-1' } } })],
    list,
    'Allow',
  ],
  [
    'a Deny on plain HTTP lets TLS through',
    [allow('*'), deny('*', { Condition: { Bool: { 'acs:SecureTransport': false } } })],
    list,
    'Allow',
  ],
  [
    'a Deny from outside',
    [allow('*'), deny('*', { Condition: { NotIpAddress: { 'acs:SourceIp': '192.168.0.0/16' } } })],
    list,
    'ExplicitDeny',
  ],
  [
    'a Deny whose key is misspelled in case',
    [allow('*'), deny('*', { Condition: { IpAddress: { 'acs:sourceip': '10.0.0.0/8' } } })],
    list,
    'ExplicitDeny',
  ],
  ['an empty condition always holds', [allow(list, { Condition: {} })], list, 'Allow'],
  [
    'two keys of one operator: both hold',
    [allow(list, { Condition: { StringEquals: { [arn]: alice, 'acs:AccessId': 'RMALICE' } } })],
    list,
    'Allow',
  ],
  [
    'two keys of one operator: one fails',
    [allow(list, { Condition: { StringEquals: { [arn]: alice, 'acs:AccessId': 'x' } } })],
    list,
    'ImplicitDeny',
  ],
  [
    'two operators: both hold',
    [
      allow(list, {
        Condition: { Bool: { 'acs:SecureTransport': true }, IpAddress: { 'acs:SourceIp': '10.1.2.3' } },
      }),
    ],
    list,
    'Allow',
  ],
  [
    'two operators: one fails',
    [
      allow(list, {
        Condition: { Bool: { 'acs:SecureTransport': true }, IpAddress: { 'acs:SourceIp': '::1' } },
      }),
    ],
    list,
    'ImplicitDeny',
  ],
  [
    'a condition for each of two statements',
    [...when('IpAddress', 'acs:SourceIp', '::1'), ...when('Bool', 'acs:SecureTransport', true)],
    list,
    'Allow',
  ],
]);

const numbers = [
  ['NumericEquals', '5', true],
  ['NumericEquals', '5.0', true],
  ['NumericEquals', 6, false],
  ['NumericNotEquals', 6, true],
  ['NumericNotEquals', [6, 5], false],
  ['NumericLessThan', 5.5, true],
  ['NumericLessThan', 5, false],
  ['NumericLessThanEquals', 5, true],
  ['NumericGreaterThan', '-5', true],
  ['NumericGreaterThan', 5, false],
  ['NumericGreaterThanEquals', 5, true],
] as const;

for (const [operator, value, isMet] of numbers) {
  test(`${operator} of 5 and ${value} is ${isMet}`, () => {
    const identity = [attached('p', ...when(operator, 'acs:RequestTag/size', value))];
    const context = { 'acs:RequestTag/size': '5' };
    const { decision } = evaluate({ identity }, { action: list, resource: everything, context });
    assert.equal(decision, isMet ? 'Allow' : 'ImplicitDeny');
  });
}

test('a value of the request that cannot be read is not met, by a negated operator neither', () => {
  for (const [operator, key, value] of [
    ['NumericNotEquals', 'acs:RequestTag/size', 1],
    ['NotIpAddress', 'acs:SourceIp', '10.0.0.0/8'],
    ['DateNotEquals', 'acs:CurrentTime', now],
    ['Bool', 'acs:SecureTransport', false],
  ] as const) {
    const identity = [attached('p', ...when(operator, key, value))];
    const request = { action: list, resource: everything, context: { [key]: 'constructor' } };
    assert.equal(evaluate({ identity }, request).decision, 'ImplicitDeny', operator);
  }
});

test('the name of a tag keeps its case', () => {
  const identity = [attached('p', ...when('StringEquals', 'ACS:ResourceTag/Team', 'dev'))];
  const decide = (context: Record<string, string>) =>
    evaluate({ identity }, { action: list, resource: everything, context }).decision;
  assert.equal(decide({ 'acs:resourcetag/Team': 'dev' }), 'Allow');
  assert.equal(decide({ 'acs:ResourceTag/team': 'dev' }), 'ImplicitDeny');
});

const session = (...statements: Written[]) => parseSessionPolicy(policyText(...statements));
const sessions = [
  [
    'a session within its role',
    [allow('ice:*')],
    [allow(list)],
    list,
    'Allow',
    'AccountLevelIdentityBasedPolicy',
  ],
  [
    'a session does not widen its role',
    [allow(list)],
    [allow('*')],
    submit,
    'ImplicitDeny',
    'AccountLevelIdentityBasedPolicy',
  ],
  ['what the session leaves out', [allow('*')], [allow(list)], submit, 'ImplicitDeny', 'SessionPolicy'],
  [
    'a Deny of the session',
    [allow('*')],
    [allow('*'), deny(submit)],
    submit,
    'ExplicitDeny',
    'SessionPolicy',
  ],
  [
    'a Deny of the role',
    [allow('*'), deny(submit)],
    [allow('*')],
    submit,
    'ExplicitDeny',
    'AccountLevelIdentityBasedPolicy',
  ],
  ['the session is asked first', [deny('*')], [allow(list)], submit, 'ImplicitDeny', 'SessionPolicy'],
] as const;

for (const [title, role, narrowed, action, decision, policyType] of sessions) {
  test(title, () => {
    const policies = { identity: [attached('role', ...role)], session: session(...narrowed) };
    const found = evaluate(policies, { action, resource: everything, context: usualContext });
    assert.deepEqual([found.decision, found.policyType], [decision, policyType]);
  });
}

const system = (name: string): AttachedPolicy => {
  const policy = systemPolicies.get(name);
  assert.ok(policy, name);
  return { name, kind: 'System', version: null, document: policy.document };
};
const systemRows = [
  ['AdministratorAccess', submit, 'Allow'],
  ['AdministratorAccess', 'ram:CreateUser', 'Allow'],
  ['AliyunICEFullAccess', submit, 'Allow'],
  ['AliyunICEFullAccess', 'ram:CreateUser', 'ImplicitDeny'],
  ['AliyunICEReadOnlyAccess', list, 'Allow'],
  ['AliyunICEReadOnlyAccess', get, 'Allow'],
  ['AliyunICEReadOnlyAccess', 'ice:BatchGetMediaInfos', 'Allow'],
  ['AliyunICEReadOnlyAccess', 'ice:SearchMedia', 'Allow'],
  ['AliyunICEReadOnlyAccess', 'ice:DescribePlayList', 'Allow'],
  ['AliyunICEReadOnlyAccess', submit, 'ImplicitDeny'],
  ['AliyunICEReadOnlyAccess', 'ice:DeleteMediaInfos', 'ImplicitDeny'],
  ['AliyunICEReadOnlyAccess', 'ram:GetUser', 'ImplicitDeny'],
] as const;

for (const [name, action, expected] of systemRows) {
  test(`${name}: ${action} is ${expected}`, () => {
    const request = { action, resource: everything, context: usualContext };
    assert.equal(evaluate({ identity: [system(name)] }, request).decision, expected);
  });
}

test('the decision names the statements that make it', () => {
  const policies = [
    attached('reader', allow(get), allow('ice:List*')),
    attached('guard', deny(submit), deny('ice:*Batch*Job')),
  ];
  const decide = (action: string) =>
    evaluate(
      { identity: policies, session: session(allow('*')) },
      { action, resource: everything, context: {} },
    );
  const named = (decision: Decision) =>
    decision.matched.map(({ policyType, policy, statement, effect }) => [
      policyType,
      policy?.name,
      statement,
      effect,
    ]);
  assert.deepEqual(named(decide(list)), [
    ['SessionPolicy', undefined, 0, 'Allow'],
    ['AccountLevelIdentityBasedPolicy', 'reader', 1, 'Allow'],
  ]);
  assert.deepEqual(named(decide(submit)), [
    ['AccountLevelIdentityBasedPolicy', 'guard', 0, 'Deny'],
    ['AccountLevelIdentityBasedPolicy', 'guard', 1, 'Deny'],
  ]);
  assert.deepEqual(named(decide('ice:DeleteMediaInfos')), []);
});

test('a request made by a service for a user names that service', () => {
  const identity = [
    attached('p', allow('*', { Condition: { StringEquals: { 'acs:Service': 'ice.aliyuncs.com' } } })),
  ];
  const context = requestContext({ ...usualFacts, service: 'ice.aliyuncs.com' });
  assert.equal(evaluate({ identity }, { action: list, resource: everything, context }).decision, 'Allow');
});

test('addresses are compared however a socket spells them', () => {
  for (const [sourceIp, value] of [
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['fe80::1%eth0', 'fe80::1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
  ] as const) {
    const context = requestContext({ ...usualFacts, sourceIp });
    assert.equal(context['acs:SourceIp'], value);
    const identity = [attached('p', ...when('IpAddress', 'acs:SourceIp', value))];
    assert.equal(evaluate({ identity }, { action: list, resource: everything, context }).decision, 'Allow');
  }
});

test('a caller without a user agent has no such key', () => {
  const context = requestContext({ ...usualFacts, userAgent: null });
  const identity = [attached('p', ...when('StringLike', 'acs:UserAgent', '*'))];
  const decided = (known: ConditionContext) =>
    evaluate({ identity }, { action: list, resource: everything, context: known }).decision;
  assert.equal(decided(context), 'ImplicitDeny');
  assert.equal(decided(usualContext), 'Allow');
});

const trusting = (principal: Written, more: Written = {}): Written => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const user = { kind: 'RAM', name: alice } as const;
const robot = { kind: 'RAM', name: 'acs:ram::1234567890123456:role/robot/night' } as const;
const ice = { kind: 'Service', name: 'ice.aliyuncs.com' } as const;
const account = 'acs:ram::1234567890123456:root';
const provider = 'acs:ram::1234567890123456:saml-provider/AD';
const trustRows = [
  ['a user by name', [trusting({ RAM: alice })], user, 'Allow'],
  ['everybody of the account', [trusting({ RAM: [account] })], user, 'Allow'],
  ['roles of the account too', [trusting({ RAM: [account] })], robot, 'Allow'],
  ['another account', [trusting({ RAM: 'acs:ram::123456789012345:root' })], user, 'ImplicitDeny'],
  ['a user whose name begins the same', [trusting({ RAM: alice.slice(0, -1) })], user, 'ImplicitDeny'],
  ['the sessions of a role', [trusting({ RAM: 'acs:ram::1234567890123456:role/robot' })], robot, 'Allow'],
  [
    'not those of a longer name',
    [trusting({ RAM: 'acs:ram::1234567890123456:role/rob' })],
    robot,
    'ImplicitDeny',
  ],
  ['a service', [trusting({ Service: ['ice.aliyuncs.com'] })], ice, 'Allow'],
  ['another service', [trusting({ Service: ['oss.aliyuncs.com'] })], ice, 'ImplicitDeny'],
  ['a user is no service', [trusting({ Service: ['ice.aliyuncs.com'] })], user, 'ImplicitDeny'],
  [
    'an identity provider',
    [trusting({ Federated: provider })],
    { kind: 'Federated', name: provider },
    'Allow',
  ],
  [
    'only roles have sessions',
    [trusting({ Federated: provider })],
    { kind: 'Federated', name: `${provider}/x` },
    'ImplicitDeny',
  ],
  [
    'a Deny wins',
    [trusting({ RAM: account }), trusting({ RAM: alice }, { Effect: 'Deny' })],
    user,
    'ExplicitDeny',
  ],
  [
    'a condition that holds',
    [trusting({ RAM: account }, { Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } } })],
    user,
    'Allow',
  ],
  [
    'a condition that fails',
    [trusting({ RAM: account }, { Condition: { IpAddress: { 'acs:SourceIp': '::1' } } })],
    user,
    'ImplicitDeny',
  ],
] as const;

for (const [title, statements, caller, expected] of trustRows) {
  test(`trust: ${title}`, () => {
    const policy = parseTrustPolicy(policyText(...statements));
    const decision = evaluateTrust(policy, caller, usualContext);
    assert.deepEqual([decision.decision, decision.policyType], [expected, 'AssumeRolePolicy']);
  });
}
