import { coversResource } from './arn.ts';
import { type ConditionContext, indexContext, meetsCondition } from './conditions.ts';
import type { PolicyDocument, PolicyStatement } from './model.ts';
import { matchesWildcard } from './wildcard.ts';

/** The layers that can refuse, as `AccessDeniedDetail` names them (gateway.md 3.2). */
export type PolicyType = 'AccountLevelIdentityBasedPolicy' | 'SessionPolicy' | 'AssumeRolePolicy';

/** A policy that is attached to a user or a role. */
export type AttachedPolicy = {
  name: string;
  kind: 'System' | 'Custom';
  /** `v1`; null for system policies, which have none. */
  version: string | null;
  document: PolicyDocument;
};

/** What somebody wants to do. */
export type PolicyRequest = {
  /** `ice:ListBatchMediaProducingJobs`. */
  action: string;
  /** `acs:SERVICE:REGION:ACCOUNT:RELATIVE-ID`; for every operation of ICE `acs:ice:REGION:ACCOUNT:*`. */
  resource: string;
  context: ConditionContext;
};

/** A statement that took part in a decision. */
export type MatchedStatement = {
  policyType: PolicyType;
  /** Null for session and trust policies, which have no name. */
  policy: Pick<AttachedPolicy, 'name' | 'kind' | 'version'> | null;
  /** Position in its policy, from 0. */
  statement: number;
  effect: 'Allow' | 'Deny';
};

type Verdict<Outcome> = {
  decision: Outcome;
  /** The layer that refused; of an Allow the last one asked. */
  policyType: PolicyType;
  /** All statements that make the decision: the denying ones, the allowing ones of every layer, or none. */
  matched: readonly MatchedStatement[];
};

/** A decision that is not an Allow. */
export type Refusal = Verdict<'ExplicitDeny' | 'ImplicitDeny'>;

/** What was decided, where and why. */
export type Decision = Verdict<'Allow'> | Refusal;

/** A statement that fits the request, before its layer has decided. */
export type Applying = Pick<MatchedStatement, 'policy' | 'statement' | 'effect'>;

/**
 * Decides a request by the policies of a user or a role (gateway.md 4.4): the session policy first, when the caller
 * has one, then the attached policies. Each layer denies when one of its statements does, allows when one does, and
 * denies else; the first layer that denies ends it, so a session policy can only narrow. The root account is not
 * limited by policies and is not asked about here.
 *
 * @param policies `session` is null or left out for a caller without a session policy, which is not the same as one
 *   without statements that fit
 */
export function evaluate(
  policies: { identity: readonly AttachedPolicy[]; session?: PolicyDocument | null },
  request: PolicyRequest,
): Decision {
  const context = indexContext(request.context);
  const identity = decide(
    'AccountLevelIdentityBasedPolicy',
    policies.identity.flatMap((policy) => applyingStatements(policy.document, policy, request, context)),
  );
  if (policies.session === undefined || policies.session === null) return identity;
  const session = decide('SessionPolicy', applyingStatements(policies.session, null, request, context));
  if (session.decision !== 'Allow') return session;
  if (identity.decision !== 'Allow') return identity;
  return { ...identity, matched: [...session.matched, ...identity.matched] };
}

/** The verdict of one layer: any Deny over any Allow over nothing. */
export function decide(policyType: PolicyType, applying: readonly Applying[]): Decision {
  const matchedWith = (effect: 'Allow' | 'Deny') =>
    applying
      .filter((statement) => statement.effect === effect)
      .map(({ policy, statement }) => ({ policyType, policy, statement, effect }));
  const denying = matchedWith('Deny');
  if (denying.length > 0) return { decision: 'ExplicitDeny', policyType, matched: denying };
  const allowing = matchedWith('Allow');
  return { decision: allowing.length > 0 ? 'Allow' : 'ImplicitDeny', policyType, matched: allowing };
}

function applyingStatements(
  document: PolicyDocument,
  source: AttachedPolicy | null,
  request: PolicyRequest,
  context: ReadonlyMap<string, string>,
): Applying[] {
  const policy = source && { name: source.name, kind: source.kind, version: source.version };
  return document.Statement.flatMap((statement, index) =>
    applies(statement, request, context) ? [{ policy, statement: index, effect: statement.Effect }] : [],
  );
}

function applies(
  statement: PolicyStatement,
  { action, resource }: PolicyRequest,
  context: ReadonlyMap<string, string>,
): boolean {
  const coversAction = (pattern: string) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
  return (
    isCovered(statement.Action, statement.NotAction, coversAction) &&
    isCovered(statement.Resource, statement.NotResource, (pattern) => coversResource(pattern, resource)) &&
    meetsCondition(statement.Condition ?? {}, context)
  );
}

/** Whether one of the named patterns covers, or, where the exceptions are named instead, none of them does. */
function isCovered(
  named: readonly string[] | undefined,
  exceptions: readonly string[] | undefined,
  covers: (pattern: string) => boolean,
): boolean {
  return named === undefined ? !(exceptions ?? []).some(covers) : named.some(covers);
}
