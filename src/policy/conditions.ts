import ipaddr from 'ipaddr.js';
import { conditionOperators, isOperatorName } from './operators.ts';

/**
 * What is known about a request, by condition key. A key that is not in it is absent from the request. Made with
 * {@link requestContext}; a simulator may write any keys, also those of other services (`oss:Prefix`).
 */
export type ConditionContext = Readonly<Record<string, string>>;

/** The `Condition` of a statement: operator → key → values. */
export type ConditionMap = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Facts of a request that conditions may ask for (gateway.md 4.3). */
export type RequestFacts = {
  time: Date;
  /** Address of the caller as the socket names it; behind a trusted proxy the one that the proxy reports. */
  sourceIp: string;
  /** Whether the call came over TLS. */
  isSecure: boolean;
  /** Null when the caller sent none. */
  userAgent: string | null;
  /** `acs:ram::ACCOUNT:user/NAME`, or `acs:ram::ACCOUNT:role/NAME/SESSION`. */
  principalArn: string;
  accessKeyId: string;
  /** The service on whose behalf the call is made, `ice.aliyuncs.com`; null for a call of a user's own. */
  service: string | null;
};

/**
 * The condition keys of a request. `acs:MFAPresent` is `false` in every call (issue 3): nobody here proves a second
 * factor, and a policy that denies whoever has none has to deny. The tag and VPC keys are absent, because nothing here
 * has tags or a VPC.
 */
export function requestContext(facts: RequestFacts): ConditionContext {
  return {
    'acs:CurrentTime': facts.time.toISOString(),
    'acs:SourceIp': plainAddress(facts.sourceIp),
    'acs:SecureTransport': String(facts.isSecure),
    'acs:MFAPresent': 'false',
    'acs:PrincipalARN': facts.principalArn,
    'acs:AccessId': facts.accessKeyId,
    ...(facts.userAgent === null ? {} : { 'acs:UserAgent': facts.userAgent }),
    ...(facts.service === null ? {} : { 'acs:Service': facts.service }),
  };
}

/** A socket names an IPv4 caller `::ffff:10.0.0.1` and a link-local one with its network card, `fe80::1%eth0`. */
function plainAddress(address: string): string {
  const [host = ''] = address.split('%');
  return ipaddr.isValid(host) ? ipaddr.process(host).toString() : address;
}

/** Prepares a context for many look-ups. */
export function indexContext(context: ConditionContext): ReadonlyMap<string, string> {
  return new Map(Object.entries(context).map(([key, value]) => [comparableKey(key), value]));
}

/**
 * Whether a request meets a whole `Condition`: every key of every operator (gateway.md 4.1). A key that is absent from
 * the request is not met, by a negated operator neither (gateway.md 4.2).
 *
 * @param context as {@link indexContext} makes it
 */
export function meetsCondition(condition: ConditionMap, context: ReadonlyMap<string, string>): boolean {
  return Object.entries(condition).every(([name, keys]) =>
    Object.entries(keys).every(([key, expected]) => {
      const actual = context.get(comparableKey(key));
      return actual !== undefined && isOperatorName(name) && conditionOperators[name].holds(actual, expected);
    }),
  );
}

/**
 * Names of keys are compared without regard to case: a Deny that says `acs:sourceip` must not be without effect. What
 * stands behind a slash is the user's own name of a tag and keeps its case.
 */
function comparableKey(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? key.toLowerCase() : key.slice(0, slash).toLowerCase() + key.slice(slash);
}
