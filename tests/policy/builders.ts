import { type ConditionContext, type RequestFacts, requestContext } from '../../src/policy/conditions.ts';
import { parsePolicy } from '../../src/policy/document.ts';
import type { AttachedPolicy } from '../../src/policy/evaluate.ts';

/** A statement as people write it. */
export type Written = Record<string, unknown>;

/** A statement that allows; `more` overrides or adds elements. */
export function allow(action: string | string[], more: Written = {}): Written {
  return { Effect: 'Allow', Action: action, Resource: '*', ...more };
}

/** A statement that denies. */
export function deny(action: string | string[], more: Written = {}): Written {
  return { ...allow(action, more), Effect: 'Deny' };
}

/** The JSON text of a document. */
export function policyText(...statements: Written[]): string {
  return JSON.stringify({ Version: '1', Statement: statements });
}

/** An attached custom policy, through the parser. */
export function attached(name: string, ...statements: Written[]): AttachedPolicy {
  return { name, kind: 'Custom', version: 'v1', document: parsePolicy(policyText(...statements)) };
}

/** The request that the tests decide unless they say otherwise. */
export const usualFacts: RequestFacts = {
  time: new Date('2027-03-10T12:00:00Z'),
  sourceIp: '10.1.2.3',
  isSecure: true,
  userAgent: 'AlibabaCloud (linux; x64) Node.js/v24.0.0 Core/1.0.8',
  principalArn: 'acs:ram::1234567890123456:user/alice',
  accessKeyId: 'RMALICE',
  service: null,
};

/** What conditions know of it. */
export const usualContext: ConditionContext = requestContext(usualFacts);

/** The resource of every operation of ICE. */
export const everything = 'acs:ice:cn-shanghai:1234567890123456:*';
