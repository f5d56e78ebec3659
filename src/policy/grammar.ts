import { isResourcePattern } from './arn.ts';
import type { ConditionMap } from './conditions.ts';
import { type Place, PolicyGrammarError } from './grammar-error.ts';
import type {
  PolicyDocument,
  PolicyStatement,
  TrustPolicy,
  TrustPrincipal,
  TrustStatement,
} from './model.ts';
import { conditionOperators, isOperatorName, type OperatorName } from './operators.ts';

/**
 * The grammar of policy documents (gateway.md 4.1). Strict, unlike other input: an element that is misspelled and
 * passed over could make a Deny fall away or an Allow wider than its author meant.
 */

/**
 * Reads a permission policy.
 *
 * @throws PolicyGrammarError
 */
export function readPolicy(value: unknown): PolicyDocument {
  return { Version: '1', Statement: readStatements(value, readStatement) };
}

/**
 * Reads a trust policy.
 *
 * @throws PolicyGrammarError
 */
export function readTrustPolicy(value: unknown): TrustPolicy {
  return { Version: '1', Statement: readStatements(value, readTrustStatement) };
}

function readStatements<Statement>(
  value: unknown,
  read: (value: unknown, place: Place) => Statement,
): Statement[] {
  const document = readObject(value, [], ['Version', 'Statement']);
  if (document.Version !== '1') {
    throw new PolicyGrammarError(['Version'], 'must be the text "1"', document.Version ?? null);
  }
  const statements = document.Statement;
  if (!Array.isArray(statements) || statements.length === 0) {
    throw new PolicyGrammarError(['Statement'], 'must be a list of statements', statements ?? null);
  }
  return statements.map((statement, index) => read(statement, ['Statement', index]));
}

function readStatement(value: unknown, place: Place): PolicyStatement {
  const elements = ['Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
  const statement = readObject(value, place, elements);
  const effect = readEffect(statement.Effect, [...place, 'Effect']);
  const action = pickOne(statement, ['Action', 'NotAction'], place);
  const resource = pickOne(statement, ['Resource', 'NotResource'], place);
  return {
    Effect: effect,
    [action]: readTexts(statement[action], [...place, action], actionRule),
    [resource]: readTexts(statement[resource], [...place, resource], resourceRule),
    ...readCondition(statement.Condition, [...place, 'Condition']),
  };
}

function readTrustStatement(value: unknown, place: Place): TrustStatement {
  const statement = readObject(value, place, ['Effect', 'Principal', 'Action', 'Condition']);
  return {
    Effect: readEffect(statement.Effect, [...place, 'Effect']),
    Principal: readPrincipal(statement.Principal, [...place, 'Principal']),
    Action: readTexts(statement.Action, [...place, 'Action'], trustActionRule),
    ...readCondition(statement.Condition, [...place, 'Condition']),
  };
}

type TextRule = { fits(text: string): boolean; rule: string };

const actionRule: TextRule = {
  fits: (text) => /^(\*|[\w*?-]+:[\w*?.:/-]+)$/.test(text),
  rule: 'must be "*" or SERVICE:ACTION such as "ice:Get*"',
};
const resourceRule: TextRule = {
  fits: isResourcePattern,
  rule: 'must be "*" or a name that begins with "acs:"',
};
const trustActionRule: TextRule = {
  fits: (text) => text.toLowerCase() === 'sts:assumerole',
  rule: 'must be "sts:AssumeRole"',
};
const keyPattern = /^[\w-]+:[\w.-]+(\/.+)?$/s;

/** Wildcards are refused here: whom to trust is named. */
const principalRules: Record<keyof TrustPrincipal, TextRule> = {
  RAM: {
    fits: (text) => /^acs:ram::\d{1,20}:(root|(user|role)\/[\w.@-]{1,128})$/.test(text),
    rule: 'must be acs:ram::ACCOUNT:root, acs:ram::ACCOUNT:user/NAME or acs:ram::ACCOUNT:role/NAME',
  },
  Service: {
    fits: (text) => /^(\d{1,20}@)?[a-z\d-]+(\.[a-z\d-]+)+$/.test(text),
    rule: 'must be the host name of a service such as "ice.aliyuncs.com"',
  },
  Federated: {
    fits: (text) => /^acs:ram::\d{1,20}:(saml|oidc)-provider\/[\w.-]{1,128}$/.test(text),
    rule: 'must be acs:ram::ACCOUNT:saml-provider/NAME or acs:ram::ACCOUNT:oidc-provider/NAME',
  },
};

function readPrincipal(value: unknown, place: Place): TrustPrincipal {
  const principal = readObject(value, place, Object.keys(principalRules));
  const kinds = Object.entries(principalRules).filter(([kind]) => Object.hasOwn(principal, kind));
  if (kinds.length === 0) throw new PolicyGrammarError(place, 'must name RAM, Service or Federated');
  return Object.fromEntries(
    kinds.map(([kind, rule]) => [kind, readTexts(principal[kind], [...place, kind], rule)]),
  );
}

function readCondition(value: unknown, place: Place): { Condition?: ConditionMap } {
  if (value === undefined) return {};
  const operators = Object.entries(readObject(value, place)).map(([name, keys]) => {
    if (!isOperatorName(name)) {
      const rule =
        'is not a supported condition operator (neither are IfExists, Null, ForAnyValue, ForAllValues)';
      throw new PolicyGrammarError([...place, name], rule);
    }
    return [name, readConditionKeys(name, keys, [...place, name])];
  });
  return { Condition: Object.fromEntries(operators) };
}

function readConditionKeys(name: OperatorName, value: unknown, place: Place): Record<string, string[]> {
  const keys = Object.entries(readObject(value, place));
  if (keys.length === 0) throw new PolicyGrammarError(place, 'must name at least one condition key');
  return Object.fromEntries(
    keys.map(([key, values]) => {
      const keyPlace = [...place, key];
      if (!keyPattern.test(key)) {
        throw new PolicyGrammarError(
          keyPlace,
          'is not a condition key, which is SERVICE:NAME or SERVICE:NAME/TAG',
        );
      }
      return [key, readConditionValues(name, values, keyPlace)];
    }),
  );
}

function readConditionValues(name: OperatorName, value: unknown, place: Place): string[] {
  const operator = conditionOperators[name];
  const items = listItems(value, place);
  if (operator.isSingle && items.length > 1)
    throw new PolicyGrammarError(place, 'must have one value', value);
  return items.map(([item, itemPlace]) => {
    // People write true and 5 without quotes; what is meant is plain.
    const text = typeof item === 'boolean' || typeof item === 'number' ? String(item) : item;
    if (typeof text === 'string' && operator.accepts(text)) return text;
    throw new PolicyGrammarError(itemPlace, `must be ${operator.rule}`, item);
  });
}

function readEffect(value: unknown, place: Place): 'Allow' | 'Deny' {
  if (value === 'Allow' || value === 'Deny') return value;
  throw new PolicyGrammarError(place, 'must be "Allow" or "Deny"', value ?? null);
}

/** The one of two elements that is there; both or none is against the grammar. */
function pickOne<Name extends string>(
  statement: Record<string, unknown>,
  names: readonly [Name, Name],
  place: Place,
): Name {
  const [first, second] = names;
  if (Object.hasOwn(statement, first) === Object.hasOwn(statement, second)) {
    throw new PolicyGrammarError(place, `must have exactly one of ${first} and ${second}`);
  }
  return Object.hasOwn(statement, first) ? first : second;
}

/** One text or a list of them, as a list. */
function readTexts(value: unknown, place: Place, { fits, rule }: TextRule): string[] {
  return listItems(value, place).map(([item, itemPlace]) => {
    if (typeof item === 'string' && fits(item)) return item;
    throw new PolicyGrammarError(itemPlace, rule, item);
  });
}

/** The items of a value or of a list of values, each with its place. */
function listItems(value: unknown, place: Place): [unknown, Place][] {
  if (!Array.isArray(value)) return [[value ?? null, place]];
  if (value.length === 0) throw new PolicyGrammarError(place, 'must have at least one value', value);
  return value.map((item, index) => [item, [...place, index]]);
}

/** @param elements the keys that it may have; left out where they are checked elsewhere */
function readObject(value: unknown, place: Place, elements?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyGrammarError(place, 'must be an object', value ?? null);
  }
  for (const key of Object.keys(value)) {
    if (elements !== undefined && !elements.includes(key)) {
      throw new PolicyGrammarError([...place, key], `is unknown here; known are ${elements.join(', ')}`);
    }
  }
  return value as Record<string, unknown>;
}
