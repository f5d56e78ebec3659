import { apiError } from '../errors/api-error.ts';
import { readPolicy, readTrustPolicy } from './grammar.ts';
import { PolicyGrammarError } from './grammar-error.ts';
import type { PolicyDocument, TrustPolicy } from './model.ts';
import { parseStrictJson } from './strict-json.ts';

/** Longest document of a custom policy and of a trust policy, in characters (gateway.md 4.4). */
export const maxPolicyLength = 6144;
/** Longest `Policy` of AssumeRole, in characters (gateway.md 4.4). */
export const maxSessionPolicyLength = 2048;

/**
 * Parses and checks the document of a custom policy.
 *
 * @param text JSON of 1 to 6144 characters
 * @throws ApiError `InvalidParameter.{Name}.Length`; `MalformedPolicyDocument`, whose sentence names the place,
 *   the rule and the value and whose cause is a PolicyGrammarError
 */
export function parsePolicy(text: string): PolicyDocument {
  checkDocumentLength('PolicyDocument', text);
  return parse(text, readPolicy, 'MalformedPolicyDocument');
}

/**
 * Parses and checks the trust policy of a role.
 *
 * @param text JSON of 1 to 6144 characters
 * @throws ApiError as {@link parsePolicy}
 */
export function parseTrustPolicy(text: string): TrustPolicy {
  checkDocumentLength('AssumeRolePolicyDocument', text);
  return parse(text, readTrustPolicy, 'MalformedPolicyDocument');
}

/**
 * Parses and checks the policy that an AssumeRole call narrows its session with.
 *
 * @param text JSON of 1 to 2048 characters
 * @throws ApiError `InvalidParameter.PolicyGrammar`, also for the length (gateway.md 4.6)
 */
export function parseSessionPolicy(text: string): PolicyDocument {
  if (!hasLength(text, maxSessionPolicyLength)) {
    throw apiError('InvalidParameter.PolicyGrammar', {
      Reason: `Policy must have 1 to ${maxSessionPolicyLength} characters.`,
    });
  }
  return parse(text, readPolicy, 'InvalidParameter.PolicyGrammar');
}

function parse<Policy>(
  text: string,
  read: (value: unknown) => Policy,
  code: 'MalformedPolicyDocument' | 'InvalidParameter.PolicyGrammar',
): Policy {
  try {
    return read(parseStrictJson(text));
  } catch (error) {
    if (!(error instanceof PolicyGrammarError)) throw error;
    throw apiError(code, { Reason: error.message }, error);
  }
}

function checkDocumentLength(name: string, text: string): void {
  if (hasLength(text, maxPolicyLength)) return;
  throw apiError('InvalidParameter.{Name}.Length', {
    Name: name,
    Rule: `text of 1 to ${maxPolicyLength} characters`,
  });
}

function hasLength(text: string, max: number): boolean {
  // A character is one or two units, so a text of more than twice the units needs no counting.
  return text !== '' && text.length <= 2 * max && [...text].length <= max;
}
