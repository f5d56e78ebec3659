import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { matchesWildcard } from './wildcard.ts';

/** How one condition operator reads values and compares them. */
export type ConditionOperator = {
  /** What a value has to be, to complete "must be …". */
  rule: string;
  /** Whether the operator takes one value only. */
  isSingle: boolean;
  /** Whether a value that a policy names can be compared at all. */
  accepts(value: string): boolean;
  /**
   * Whether the value of the request fits. The values of the policy are alternatives. A negated operator is the exact
   * opposite of its positive one: the request has to differ from all of them (with "any" in its place, `NotIpAddress`
   * of two networks would hold for every address). A value of the request that cannot be read never fits.
   */
  holds(actual: string, expected: readonly string[]): boolean;
};

type Kind<Value> = {
  rule: string;
  isSingle?: boolean;
  /** Null when the text is no such value. */
  read(text: string): Value | null;
};

function operator<Value>(
  kind: Kind<Value>,
  fits: (actual: Value, expected: Value) => boolean,
  isNegated = false,
): ConditionOperator {
  return {
    rule: kind.rule,
    isSingle: kind.isSingle ?? false,
    accepts: (value) => kind.read(value) !== null,
    holds(actual, expected) {
      const value = kind.read(actual);
      if (value === null) return false;
      const isFound = expected.some((text) => {
        const other = kind.read(text);
        return other !== null && fits(value, other);
      });
      return isFound !== isNegated;
    },
  };
}

const text: Kind<string> = { rule: 'a text', read: (value) => value };

const number: Kind<number> = {
  rule: 'a decimal number of at most 15 digits before the point',
  read: (value) => (/^[+-]?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : null),
};

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** In milliseconds. A time has to say its zone: without it, it would mean another moment on every machine. */
const date: Kind<number> = {
  rule: 'an ISO 8601 date, or a time with its zone such as 2027-01-31T08:00:00Z',
  read: (value) => (moment.safeParse(value).success ? Date.parse(value) : null),
};

const flag: Kind<boolean> = {
  rule: 'true or false',
  isSingle: true,
  read(value) {
    const word = value.toLowerCase();
    return word === 'true' || word === 'false' ? word === 'true' : null;
  },
};

type Network = { address: ipaddr.IPv4 | ipaddr.IPv6; bits: number };

const network: Kind<Network> = { rule: 'an IP address or a CIDR block', read: readNetwork };

/** Reads an address as a network of one. IPv4 addresses in IPv6 spelling (`::ffff:10.0.0.1`) become plain IPv4. */
function readNetwork(value: string): Network | null {
  const [host = '', mask, ...rest] = value.split('/');
  const isIpv4 = ipaddr.IPv4.isValidFourPartDecimal(host);
  // A zone (`fe80::1%eth0`) means something on one machine only.
  if (rest.length > 0 || !(isIpv4 || (ipaddr.IPv6.isValid(host) && !host.includes('%')))) return null;
  const address = isIpv4 ? ipaddr.IPv4.parse(host) : ipaddr.IPv6.parse(host);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  if (mask !== undefined && !(/^\d{1,3}$/.test(mask) && Number(mask) <= width)) return null;
  const bits = mask === undefined ? width : Number(mask);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) {
    return { address: address.toIPv4Address(), bits: bits - 96 };
  }
  return { address, bits };
}

/** An address of one family is in no network of the other. */
function isWithin({ address }: Network, outer: Network): boolean {
  return address.kind() === outer.address.kind() && address.match(outer.address, outer.bits);
}

const isSame = <Value>(actual: Value, expected: Value) => actual === expected;
const isSameIgnoringCase = (actual: string, expected: string) =>
  actual.toLowerCase() === expected.toLowerCase();
const isLike = (actual: string, pattern: string) => matchesWildcard(pattern, actual);
const isLess = (actual: number, expected: number) => actual < expected;
const isAtMost = (actual: number, expected: number) => actual <= expected;
const isGreater = (actual: number, expected: number) => actual > expected;
const isAtLeast = (actual: number, expected: number) => actual >= expected;

/** Every operator that a `Condition` can name, spelled exactly so (gateway.md 4.2). */
export const conditionOperators = {
  StringEquals: operator(text, isSame),
  StringNotEquals: operator(text, isSame, true),
  StringEqualsIgnoreCase: operator(text, isSameIgnoringCase),
  StringNotEqualsIgnoreCase: operator(text, isSameIgnoringCase, true),
  StringLike: operator(text, isLike),
  StringNotLike: operator(text, isLike, true),
  NumericEquals: operator(number, isSame),
  NumericNotEquals: operator(number, isSame, true),
  NumericLessThan: operator(number, isLess),
  NumericLessThanEquals: operator(number, isAtMost),
  NumericGreaterThan: operator(number, isGreater),
  NumericGreaterThanEquals: operator(number, isAtLeast),
  DateEquals: operator(date, isSame),
  DateNotEquals: operator(date, isSame, true),
  DateLessThan: operator(date, isLess),
  DateLessThanEquals: operator(date, isAtMost),
  DateGreaterThan: operator(date, isGreater),
  DateGreaterThanEquals: operator(date, isAtLeast),
  Bool: operator(flag, isSame),
  IpAddress: operator(network, isWithin),
  NotIpAddress: operator(network, isWithin, true),
} as const satisfies Record<string, ConditionOperator>;

/** Name of an operator. */
export type OperatorName = keyof typeof conditionOperators;

/** Whether a text is the name of an operator. */
export function isOperatorName(text: string): text is OperatorName {
  return Object.hasOwn(conditionOperators, text);
}
