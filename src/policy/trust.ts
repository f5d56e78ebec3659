import { type ConditionContext, indexContext, meetsCondition } from './conditions.ts';
import { type Decision, decide } from './evaluate.ts';
import type { TrustPolicy, TrustPrincipal } from './model.ts';

/** Who wants to assume a role. */
export type TrustCaller = {
  kind: keyof TrustPrincipal;
  /**
   * `acs:ram::ACCOUNT:user/NAME` or, from within a session, `acs:ram::ACCOUNT:role/NAME/SESSION`; the host name of a
   * service; the ARN of an identity provider.
   */
  name: string;
};

/**
 * Decides whether the trust policy of a role lets somebody assume it. That is half of the answer for users and roles:
 * their own policies have to allow `sts:AssumeRole` on the role too (gateway.md 4.6).
 */
export function evaluateTrust(policy: TrustPolicy, caller: TrustCaller, context: ConditionContext): Decision {
  const known = indexContext(context);
  return decide(
    'AssumeRolePolicy',
    policy.Statement.flatMap((statement, index) =>
      names(statement.Principal, caller) && meetsCondition(statement.Condition ?? {}, known)
        ? [{ policy: null, statement: index, effect: statement.Effect }]
        : [],
    ),
  );
}

function names(principal: TrustPrincipal, { kind, name }: TrustCaller): boolean {
  const listed = principal[kind] ?? [];
  return listed.includes(name) || (kind === 'RAM' && listed.some((entry) => includesIdentity(entry, name)));
}

/** `root` stands for everybody of the account, a role for all of its sessions. */
function includesIdentity(entry: string, arn: string): boolean {
  if (entry.endsWith(':root')) return arn.startsWith(entry.slice(0, -'root'.length));
  return arn.startsWith(`${entry}/`);
}
