import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../src/errors/api-error.ts';
import {
  maxPolicyLength,
  maxSessionPolicyLength,
  parsePolicy,
  parseSessionPolicy,
  parseTrustPolicy,
} from '../../src/policy/document.ts';
import { PolicyGrammarError } from '../../src/policy/grammar-error.ts';
import { systemPolicies } from '../../src/policy/system-policies.ts';
import { allow, deny, policyText, type Written } from './builders.ts';

/** The error that a call throws, which has to be one of the API. */
function refusal(call: () => unknown): ApiError {
  try {
    call();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

test('single values become lists and everything else stays as written', () => {
  const text = policyText(allow('ice:Get*', { Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } } }), {
    Effect: 'Deny',
    NotAction: ['ice:*', 'oss:GetObject'],
    NotResource: 'acs:ice:*:*:*',
  });
  assert.deepEqual(parsePolicy(text), {
    Version: '1',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['ice:Get*'],
        Resource: ['*'],
        Condition: { IpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] } },
      },
      { Effect: 'Deny', NotAction: ['ice:*', 'oss:GetObject'], NotResource: ['acs:ice:*:*:*'] },
    ],
  });
});

test('what people write in place of texts is understood', () => {
  const condition = { Bool: { 'acs:SecureTransport': true }, NumericLessThan: { 'oss:MaxKeys': [100, 2.5] } };
  const [statement] = parsePolicy(policyText(allow('*', { Condition: condition }))).Statement;
  assert.deepEqual(statement?.Condition, {
    Bool: { 'acs:SecureTransport': ['true'] },
    NumericLessThan: { 'oss:MaxKeys': ['100', '2.5'] },
  });
});

const accepted: readonly Written[] = [
  allow('log:*'),
  allow('yundun-waf:Describe*'),
  allow(['*:List*', 'ice:?et*']),
  allow('*', { Resource: ['acs:oss:*:*:bucket/a b/ü*', 'acs:ice:*'] }),
  allow('*', { Condition: {} }),
  allow('*', { Condition: { StringEquals: { 'acs:ResourceTag/my team': '' } } }),
  allow('*', { Condition: { StringLike: { 'oss:Prefix': ['a/*', ''] } } }),
  allow('*', { Condition: { DateLessThan: { 'acs:CurrentTime': '2027-01-31T08:00:00.123+08:00' } } }),
  allow('*', { Condition: { DateLessThan: { 'acs:CurrentTime': '2028-02-29' } } }),
  allow('*', { Condition: { NotIpAddress: { 'acs:SourceIp': ['fe80::/10', '::1', '10.1.2.3/0'] } } }),
];

test('documents that are right are taken', () => {
  for (const statement of accepted) assert.equal(parsePolicy(policyText(statement)).Statement.length, 1);
});

const inStatement = (statement: unknown) => `{"Version":"1","Statement":[${JSON.stringify(statement)}]}`;
const condition = (value: unknown) => inStatement(allow('*', { Condition: value }));

const refused: readonly (readonly [text: string, sentence: string | RegExp])[] = [
  ['{', /^The policy document must be JSON \(.+\)\.$/],
  ['\u{feff}{}', /^The policy document must be JSON/],
  ['null', 'The policy document must be an object, not null.'],
  ['[]', 'The policy document must be an object, not [].'],
  ['{"Statement":[]}', 'Version must be the text "1", not null.'],
  ['{"Version":1,"Statement":[]}', 'Version must be the text "1", not 1.'],
  ['{"Version":"2012-10-17","Statement":[]}', 'Version must be the text "1", not "2012-10-17".'],
  ['{"Version":"1"}', 'Statement must be a list of statements, not null.'],
  ['{"Version":"1","Statement":[]}', 'Statement must be a list of statements, not [].'],
  ['{"Version":"1","Statement":{}}', 'Statement must be a list of statements, not {}.'],
  ['{"Version":"1","Statement":[],"Id":1}', 'Id is unknown here; known are Version, Statement.'],
  ['{"__proto__":{"Version":"1"}}', '__proto__ is unknown here; known are Version, Statement.'],
  [inStatement('x'), 'Statement[0] must be an object, not "x".'],
  [policyText(allow('*'), { ...allow('*'), Sid: 's' }), /^Statement\[1\]\.Sid is unknown here/],
  [inStatement({ Action: '*', Resource: '*' }), 'Statement[0].Effect must be "Allow" or "Deny", not null.'],
  [
    inStatement(allow('*', { Effect: 'allow' })),
    'Statement[0].Effect must be "Allow" or "Deny", not "allow".',
  ],
  [
    inStatement({ Effect: 'Deny', Resource: '*' }),
    'Statement[0] must have exactly one of Action and NotAction.',
  ],
  [inStatement(deny('*', { NotAction: '*' })), 'Statement[0] must have exactly one of Action and NotAction.'],
  [
    inStatement({ Effect: 'Deny', Action: '*' }),
    'Statement[0] must have exactly one of Resource and NotResource.',
  ],
  [
    inStatement(deny('*', { NotResource: '*' })),
    'Statement[0] must have exactly one of Resource and NotResource.',
  ],
  [inStatement(allow('*', { Principal: '*' })), /^Statement\[0\]\.Principal is unknown here/],
  [inStatement(allow([])), 'Statement[0].Action must have at least one value, not [].'],
  [
    inStatement(allow('List')),
    'Statement[0].Action must be "*" or SERVICE:ACTION such as "ice:Get*", not "List".',
  ],
  [inStatement(allow(['ice:*', 'ice:A B'])), /^Statement\[0\]\.Action\[1\] must be .*, not "ice:A B"\.$/],
  [inStatement({ ...allow('*'), Action: [7] }), /^Statement\[0\]\.Action\[0\] must be .*, not 7\.$/],
  [
    inStatement(allow('*', { Resource: 'bucket' })),
    /^Statement\[0\]\.Resource must be .*"acs:", not "bucket"\.$/,
  ],
  [inStatement(allow('*', { Resource: 'arn:aws:s3:::b' })), /^Statement\[0\]\.Resource must be/],
  [inStatement(allow('*', { Resource: null })), /^Statement\[0\]\.Resource must be .*, not null\.$/],
  [condition([]), 'Statement[0].Condition must be an object, not [].'],
  [
    condition({ StringEqualsIfExists: { 'a:b': 'c' } }),
    /^Statement\[0\]\.Condition\.StringEqualsIfExists is not a supported/,
  ],
  [condition({ Null: { 'a:b': 'true' } }), /^Statement\[0\]\.Condition\.Null is not a supported/],
  [
    condition({ 'ForAnyValue:StringLike': { 'a:b': 'c' } }),
    /^Statement\[0\]\.Condition\."ForAnyValue:StringLike" is not/,
  ],
  [
    condition({ stringEquals: { 'a:b': 'c' } }),
    /^Statement\[0\]\.Condition\.stringEquals is not a supported/,
  ],
  [condition({ toString: { 'a:b': 'c' } }), /^Statement\[0\]\.Condition\.toString is not a supported/],
  [
    condition({ StringEquals: {} }),
    'Statement[0].Condition.StringEquals must name at least one condition key.',
  ],
  [condition({ StringEquals: 'a' }), 'Statement[0].Condition.StringEquals must be an object, not "a".'],
  [
    condition({ StringEquals: { SourceIp: 'a' } }),
    /^Statement\[0\]\.Condition\.StringEquals\.SourceIp is not a condition key/,
  ],
  [
    condition({ StringEquals: { 'a:b': [] } }),
    'Statement[0].Condition.StringEquals."a:b" must have at least one value, not [].',
  ],
  [
    condition({ StringEquals: { 'a:b': { c: 1 } } }),
    'Statement[0].Condition.StringEquals."a:b" must be a text, not {"c":1}.',
  ],
  [
    condition({ IpAddress: { 'acs:SourceIp': ['10.0.0.0/33'] } }),
    'Statement[0].Condition.IpAddress."acs:SourceIp"[0] must be an IP address or a CIDR block, not "10.0.0.0/33".',
  ],
  [
    condition({ Bool: { 'a:b': 'yes' } }),
    'Statement[0].Condition.Bool."a:b" must be true or false, not "yes".',
  ],
  [
    condition({ Bool: { 'a:b': [true, false] } }),
    'Statement[0].Condition.Bool."a:b" must have one value, not [true,false].',
  ],
  [
    condition({ NumericEquals: { 'a:b': '1e5' } }),
    /^Statement\[0\]\.Condition\.NumericEquals\."a:b" must be a decimal number/,
  ],
  [condition({ DateEquals: { 'a:b': 'x'.repeat(200) } }), /, not "x{76}\.\.\.\.$/],
  ['{"Version":"1","Version":"1","Statement":[]}', 'Version appears twice.'],
  [
    '{"Version":"1","Statement":[{"Effect":"Deny","\\u0045ffect":"Allow"}]}',
    'Statement[0].Effect appears twice.',
  ],
  [
    `{"Version":"1","Statement":[{"a":"]},{\\""},{"Condition":{"Bool":{"a:b":true,"a:b" : false}}}]}`,
    'Statement[1].Condition.Bool."a:b" appears twice.',
  ],
  [
    `{"Version":"1","Statement":${'['.repeat(3000)}${']'.repeat(3000)}}`,
    /^Statement(\[0\])+ is nested too deeply\.$/,
  ],
];

for (const [text, sentence] of refused) {
  test(`refused: ${text.slice(0, 90)}`, () => {
    const error = refusal(() => parsePolicy(text));
    assert.deepEqual([error.code, error.status], ['MalformedPolicyDocument', 400]);
    assert.ok(error.cause instanceof PolicyGrammarError);
    if (typeof sentence === 'string') assert.equal(error.message, sentence);
    else assert.match(error.message, sentence);
  });
}

const badValues: readonly (readonly [operator: string, values: readonly string[]])[] = [
  [
    'IpAddress',
    [
      '',
      '10.1.2',
      '010.1.2.3',
      '0x0a.1.2.3',
      '167838211',
      '10.1.2.3/',
      '10.1.2.3/-1',
      '10.1.2.3/8/8',
      '::1/129',
      'fe80::1%eth0',
      '*',
      'host',
    ],
  ],
  [
    'DateLessThan',
    ['', 'now', '2027-13-01', '2027-02-29', '2027-01-01T08:00:00', '1700000000', '2027-01-01T25:00:00Z'],
  ],
  ['NumericLessThan', ['', ' 1', '1.', '.5', '0x1f', 'NaN', 'Infinity', '1'.repeat(16)]],
  ['Bool', ['', '1', 'truely']],
];

test('values that an operator cannot compare are refused', () => {
  for (const [operator, values] of badValues) {
    for (const value of values) {
      const error = refusal(() => parsePolicy(condition({ [operator]: { 'a:b': [value] } })));
      assert.match(
        error.message,
        /^Statement\[0\]\.Condition\.\w+\."a:b"\[0\] must be /,
        `${operator} ${value}`,
      );
    }
  }
});

/** A right document of exactly this many characters. */
function documentOf(length: number, letter = 'x'): string {
  const text = (name: string) => policyText(allow('*', { Resource: `acs:ice:*:*:${name}` }));
  return text(letter.repeat(length - text('').length));
}

test('documents have at most 6144 characters, session policies 2048', () => {
  assert.equal(parsePolicy(documentOf(maxPolicyLength)).Statement.length, 1);
  assert.equal(parsePolicy(documentOf(maxPolicyLength, '😀')).Statement.length, 1);
  assert.equal(parseSessionPolicy(documentOf(maxSessionPolicyLength)).Statement.length, 1);
  for (const text of [
    '',
    documentOf(maxPolicyLength + 1),
    documentOf(maxPolicyLength + 1, '😀'),
    ' '.repeat(1e6),
  ]) {
    const error = refusal(() => parsePolicy(text));
    assert.equal(error.code, 'InvalidParameter.PolicyDocument.Length');
    assert.match(error.message, /PolicyDocument.* text of 1 to 6144 characters\.$/);
  }
  for (const text of ['', documentOf(maxSessionPolicyLength + 1)]) {
    const error = refusal(() => parseSessionPolicy(text));
    assert.equal(error.code, 'InvalidParameter.PolicyGrammar');
    assert.equal(error.message, 'Policy must have 1 to 2048 characters.');
  }
  assert.equal(refusal(() => parseTrustPolicy('')).code, 'InvalidParameter.AssumeRolePolicyDocument.Length');
});

test('session policies are refused with a code of their own', () => {
  const error = refusal(() => parseSessionPolicy('{"Version":"2","Statement":[]}'));
  assert.deepEqual([error.code, error.status], ['InvalidParameter.PolicyGrammar', 400]);
  assert.equal(error.message, 'Version must be the text "1", not "2".');
});

test('system policies keep to the grammar', () => {
  assert.deepEqual(
    [...systemPolicies.keys()],
    ['AdministratorAccess', 'AliyunICEFullAccess', 'AliyunICEReadOnlyAccess'],
  );
  for (const { name, description, document } of systemPolicies.values()) {
    assert.deepEqual(parsePolicy(JSON.stringify(document)), document, name);
    assert.ok(description.length > 0);
  }
});

const trust = (statement: Written): string =>
  policyText({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Principal: { RAM: 'acs:ram::1:root' },
    ...statement,
  });

test('the action of a trust policy ignores case', () => {
  assert.deepEqual(parseTrustPolicy(trust({ Action: ['STS:assumerole'] })).Statement[0]?.Action, [
    'STS:assumerole',
  ]);
});

test('trust policies name their principals', () => {
  const principal = {
    RAM: ['acs:ram::1234567890123456:root', 'acs:ram::1:user/a.b@c', 'acs:ram::1:role/r'],
    Service: 'ice.aliyuncs.com',
    Federated: ['acs:ram::1:saml-provider/AD', 'acs:ram::1:oidc-provider/x'],
  };
  assert.deepEqual(parseTrustPolicy(trust({ Principal: principal })).Statement, [
    {
      Effect: 'Allow',
      Principal: { ...principal, Service: ['ice.aliyuncs.com'] },
      Action: ['sts:AssumeRole'],
    },
  ]);
});

const refusedTrust: readonly (readonly [statement: Written, sentence: RegExp])[] = [
  [{ Principal: undefined }, /^Statement\[0\]\.Principal must be an object, not null\.$/],
  [{ Principal: '*' }, /^Statement\[0\]\.Principal must be an object, not "\*"\.$/],
  [{ Principal: {} }, /^Statement\[0\]\.Principal must name RAM, Service or Federated\.$/],
  [{ Principal: { AWS: '*' } }, /^Statement\[0\]\.Principal\.AWS is unknown here/],
  [{ Principal: { RAM: [] } }, /^Statement\[0\]\.Principal\.RAM must have at least one value/],
  [
    { Principal: { RAM: ['*'] } },
    /^Statement\[0\]\.Principal\.RAM\[0\] must be acs:ram::ACCOUNT:root.*, not "\*"\.$/,
  ],
  [{ Principal: { RAM: 'acs:ram::*:root' } }, /^Statement\[0\]\.Principal\.RAM must be/],
  [{ Principal: { RAM: 'acs:ram::1:user/*' } }, /^Statement\[0\]\.Principal\.RAM must be/],
  [{ Principal: { Service: 'localhost' } }, /^Statement\[0\]\.Principal\.Service must be the host name/],
  [{ Principal: { Federated: 'acs:ram::1:user/a' } }, /^Statement\[0\]\.Principal\.Federated must be/],
  [{ Action: 'sts:*' }, /^Statement\[0\]\.Action must be "sts:AssumeRole", not "sts:\*"\.$/],
  [{ Resource: '*' }, /^Statement\[0\]\.Resource is unknown here/],
];

for (const [statement, sentence] of refusedTrust) {
  test(`refused in a trust policy: ${JSON.stringify(statement)}`, () => {
    const error = refusal(() => parseTrustPolicy(trust(statement)));
    assert.equal(error.code, 'MalformedPolicyDocument');
    assert.match(error.message, sentence);
  });
}
