import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import type { ConditionMap } from '../../src/policy/conditions.ts';
import { parsePolicy, parseSessionPolicy, parseTrustPolicy } from '../../src/policy/document.ts';
import {
  type AttachedPolicy,
  type Decision,
  evaluate,
  type PolicyRequest,
} from '../../src/policy/evaluate.ts';
import type { PolicyDocument, PolicyStatement } from '../../src/policy/model.ts';
import { matchesWildcard } from '../../src/policy/wildcard.ts';
import { everything, usualContext } from './builders.ts';

// Few words, so that statements and requests meet often.
const actions = ['ice:GetJob', 'ice:GetMedia', 'ice:Submit', 'oss:Get'];
const actionPatterns = ['*', 'ice:*', 'ice:Get*', '*:Get*', 'ICE:getjob', 'ice:Submit', 'oss:?et', 'ram:*'];
const resources = [everything, 'acs:ram:*:1:user/bob', 'acs:oss:cn-shanghai:1:b/k', '*'];
const resourcePatterns = [
  '*',
  'acs:ice:*',
  'acs:ice:*:*:*',
  'acs:ram:*:1:user/*',
  'acs:oss:cn-*:*:b/?',
  'acs:x:*',
];
const conditions: (ConditionMap | undefined)[] = [
  undefined,
  { IpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] } },
  { NotIpAddress: { 'acs:SourceIp': ['10.0.0.0/8', '::1'] } },
  { Bool: { 'acs:SecureTransport': ['false'] } },
  { StringLike: { 'acs:PrincipalARN': ['*:user/a*'] }, DateLessThan: { 'acs:CurrentTime': ['2028-01-01'] } },
];
const contexts = [usualContext, {}, { 'acs:SourceIp': '::1', 'acs:SecureTransport': 'false' }];

const some = (words: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 });
const statementWith = (effect: fc.Arbitrary<'Allow' | 'Deny'>): fc.Arbitrary<PolicyStatement> =>
  fc
    .record({
      effect,
      action: fc.constantFrom('Action', 'NotAction'),
      actions: some(actionPatterns),
      resource: fc.constantFrom('Resource', 'NotResource'),
      resources: some(resourcePatterns),
      condition: fc.constantFrom(...conditions),
    })
    .map((parts) => ({
      Effect: parts.effect,
      [parts.action]: parts.actions,
      [parts.resource]: parts.resources,
      ...(parts.condition && { Condition: parts.condition }),
    }));
const statement = statementWith(fc.constantFrom('Allow', 'Deny'));
const statements = fc.array(statement, { minLength: 1, maxLength: 6 });
const request: fc.Arbitrary<PolicyRequest> = fc.record({
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(...resources),
  context: fc.constantFrom(...contexts),
});

const documentOf = (list: readonly PolicyStatement[]): PolicyDocument => ({ Version: '1', Statement: list });
const attached = (list: readonly PolicyStatement[], name = 'p'): AttachedPolicy => ({
  name,
  kind: 'Custom',
  version: 'v1',
  document: documentOf(list),
});
const decide = (list: readonly PolicyStatement[], asked: PolicyRequest): Decision['decision'] =>
  evaluate({ identity: [attached(list)] }, asked).decision;
const holds = (property: fc.IRawProperty<unknown>, numRuns = 500) =>
  fc.assert(property, { numRuns, seed: 20_270_310 });

test('the order of statements, and how they are spread over policies, does not matter', () => {
  const shuffled = statements.chain((list) =>
    fc.record({
      list: fc.constant(list),
      other: fc.shuffledSubarray(list, { minLength: list.length }),
      cut: fc.nat(list.length),
    }),
  );
  holds(
    fc.property(shuffled, request, ({ list, other, cut }, asked) => {
      const expected = decide(list, asked);
      assert.equal(decide(other, asked), expected);
      const identity = [attached(other.slice(0, cut), 'a'), attached(other.slice(cut), 'b')];
      assert.equal(evaluate({ identity }, asked).decision, expected);
    }),
  );
});

test('a decision is the worst of what the statements say one by one', () => {
  holds(
    fc.property(statements, request, (list, asked) => {
      const alone = list.map((each) => decide([each], asked));
      const expected =
        (['ExplicitDeny', 'Allow'] as const).find((word) => alone.includes(word)) ?? 'ImplicitDeny';
      assert.equal(decide(list, asked), expected);
      const { matched } = evaluate({ identity: [attached(list)] }, asked);
      const deciding = alone.flatMap((word, index) =>
        word === expected && word !== 'ImplicitDeny' ? [index] : [],
      );
      assert.deepEqual(
        matched.map((entry) => entry.statement),
        deciding,
      );
    }),
  );
});

test('one more Allow never takes an Allow away, one more Deny never gives one', () => {
  holds(
    fc.property(
      statements,
      request,
      statementWith(fc.constant('Allow')),
      statementWith(fc.constant('Deny')),
      (list, asked, more, less) => {
        const before = decide(list, asked);
        if (before !== 'ImplicitDeny') assert.equal(decide([...list, more], asked), before);
        if (before !== 'Allow') assert.notEqual(decide([...list, less], asked), 'Allow');
      },
    ),
  );
});

test('NotAction and NotResource are the complements of Action and Resource', () => {
  const element = fc.constantFrom(
    ['Action', 'NotAction', actionPatterns] as const,
    ['Resource', 'NotResource', resourcePatterns] as const,
  );
  const patterns = element.chain(([name, opposite, words]) =>
    fc.record({ name: fc.constant(name), opposite: fc.constant(opposite), list: some(words) }),
  );
  holds(
    fc.property(patterns, request, ({ name, opposite, list }, asked) => {
      const rest = name === 'Action' ? { Resource: ['*'] } : { Action: ['*'] };
      const named = decide([{ Effect: 'Allow', ...rest, [name]: list }], asked);
      const others = decide([{ Effect: 'Allow', ...rest, [opposite]: list }], asked);
      assert.deepEqual([named, others].sort(), ['Allow', 'ImplicitDeny']);
    }),
  );
});

test('a session policy only narrows', () => {
  holds(
    fc.property(statements, statements, request, (role, narrowed, asked) => {
      const identity = [attached(role)];
      const session = documentOf(narrowed);
      const both = evaluate({ identity, session }, asked);
      const alone = [decide(role, asked), decide(narrowed, asked)];
      assert.equal(
        both.decision === 'Allow',
        alone.every((word) => word === 'Allow'),
      );
      if (both.decision !== 'Allow') assert.ok(alone.includes(both.decision));
      assert.deepEqual(evaluate({ identity, session: null }, asked), evaluate({ identity }, asked));
    }),
  );
});

test('a parsed document written as JSON parses to the same', () => {
  holds(
    fc.property(statements, (list) => {
      const document = parsePolicy(JSON.stringify(documentOf(list)));
      assert.deepEqual(document, documentOf(list));
      assert.deepEqual(parsePolicy(JSON.stringify(document)), document);
    }),
  );
});

/** Says the same as the matcher in the plainest way, and takes exponential time for it. */
function matchesPlainly(pattern: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text.length === 0;
  if (first === '*')
    return matchesPlainly(rest, text) || (text.length > 0 && matchesPlainly(pattern, text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && matchesPlainly(rest, text.slice(1));
}

test('wildcards match what the plain definition matches', () => {
  const letters = (...alphabet: string[]) => fc.array(fc.constantFrom(...alphabet), { maxLength: 8 });
  holds(
    fc.property(letters('a', 'b', '😀', '*', '?'), letters('a', 'b', '😀', '*', '?'), (pattern, text) => {
      assert.equal(matchesWildcard(pattern.join(''), text.join('')), matchesPlainly(pattern, text));
    }),
    5000,
  );
});

test('the worst patterns take milliseconds', () => {
  const text = 'a'.repeat(16_000);
  const worst = [
    '*a'.repeat(3000),
    `${'*a'.repeat(3000)}b`,
    `*${'a'.repeat(6000)}b`,
    '*?'.repeat(3000),
    `*${'a?'.repeat(3000)}b*`,
  ];
  const started = performance.now();
  const found = worst.map((pattern) => matchesWildcard(pattern, text));
  const took = performance.now() - started;
  assert.deepEqual(found, [true, false, false, true, false]);
  // About 0.1 s; trying places one after another would take minutes, so the bound can be wide.
  assert.ok(took < 5000, `${took} ms`);
});

/** Runs a parser; whatever it throws must be an error of the API that names a reason of bounded length. */
function parsesOrRefuses(text: string): void {
  for (const parse of [parsePolicy, parseSessionPolicy, parseTrustPolicy]) {
    try {
      const policy = parse(text);
      assert.deepEqual(parse(JSON.stringify(policy)), policy);
    } catch (error) {
      assert.ok(error instanceof ApiError, String(error));
      assert.equal(error.status, 400);
      assert.ok(error.message.length < 1000, error.message);
    }
  }
}

test('any text is parsed or refused', () => {
  holds(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json()), parsesOrRefuses));
});

test('any damage to a document is parsed or refused', () => {
  const keys = [
    'Version',
    'Statement',
    'Effect',
    'Action',
    'Resource',
    'Condition',
    'Principal',
    'Bool',
    'IpAddress',
    '__proto__',
    'constructor',
    'acs:SourceIp',
  ];
  const texts = ['1', 'Allow', '*', 'ice:*', '10.0.0.0/8', 'true', '', '😀', '\ud800'];
  const { damaged } = fc.letrec<{ damaged: unknown }>((tie) => ({
    damaged: fc.oneof(
      { maxDepth: 7, withCrossShrink: true },
      fc.constantFrom<unknown>(...texts, 1, -0, 1e300, true, null),
      fc.dictionary(fc.constantFrom(...keys), tie('damaged'), { maxKeys: 4 }),
      fc.array(tie('damaged'), { maxLength: 3 }),
    ),
  }));
  const document = fc
    .tuple(statement, damaged, fc.constantFrom(...keys))
    .map(([good, bad, key]) => JSON.stringify({ Version: '1', Statement: [good, { ...good, [key]: bad }] }));
  const cut = fc.tuple(document, fc.nat(400), fc.nat(20), fc.string({ maxLength: 4 }));
  holds(fc.property(document, parsesOrRefuses), 1000);
  holds(
    fc.property(cut, ([text, start, length, inserted]) => {
      parsesOrRefuses(text.slice(0, start) + inserted + text.slice(start + length));
    }),
    1000,
  );
});

test('the worst documents take milliseconds', () => {
  const fill = (unit: string) => unit.repeat(Math.floor(6100 / unit.length));
  const worst = [
    fill('['),
    fill('{"a":'),
    `${fill('[').slice(0, 3000)}${fill(']').slice(0, 3000)}`,
    `[${fill('"\\\\",')}1]`,
    `["${fill('\\"')}"]`,
    `["a"${fill(' ')}]`,
    `{${[...Array(600).keys()].map((key) => `"${key}":0`).join(',')}}`,
    `{"Version":"1","Statement":[{"Effect":"Allow","Action":"${fill('a:')}"}]}`,
    `{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateEquals":{"a:b":"${fill('1')}"}}}]}`,
  ];
  const started = performance.now();
  for (const text of worst) parsesOrRefuses(text);
  const took = performance.now() - started;
  assert.ok(took < 2000, `${took} ms`);
});
