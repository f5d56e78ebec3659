import type { DeniedPrincipal } from '../policy/access-denied.ts';
import { type ConditionContext, requestContext } from '../policy/conditions.ts';
import type { PolicyDocument } from '../policy/model.ts';

/** Who calls: the account whose things are read and made, and as what. */
export type Principal =
  /** The account itself, which no policy limits (gateway.md 4.4). */
  | { kind: 'root'; account: string }
  | { kind: 'user'; account: string; userId: string; userName: string }
  /** Somebody who has assumed a role. */
  | {
      kind: 'session';
      account: string;
      roleId: string;
      roleName: string;
      sessionName: string;
      /** What the session was narrowed to when it began; null = everything that the role may do. */
      policy: PolicyDocument | null;
    };

/** A key that requests are signed with. */
export type AccessKey = {
  id: string;
  /** Never logged, never answered. */
  secret: string;
  active: boolean;
  principal: Principal;
};

/** Where a call comes from, for the conditions of policies. */
export type CallSource = {
  /** Address of the caller; behind a trusted proxy the one that it reports. */
  ip: string;
  /** Whether the call came over TLS. */
  isSecure: boolean;
  /** Null when the caller sent none. */
  userAgent: string | null;
};

/** A proven caller. */
export type Caller = { principal: Principal; accessKeyId: string; source: CallSource };

/** The name of a principal in policies. */
export function principalArn(principal: Principal): string {
  const prefix = `acs:ram::${principal.account}:`;
  if (principal.kind === 'root') return `${prefix}root`;
  if (principal.kind === 'user') return `${prefix}user/${principal.userName}`;
  return `${prefix}role/${principal.roleName}/${principal.sessionName}`;
}

/** A principal as refusals name it (gateway.md 3.2). The account itself is never refused by a policy. */
export function deniedPrincipal(principal: Exclude<Principal, { kind: 'root' }>): DeniedPrincipal {
  const { account } = principal;
  if (principal.kind === 'user') return { type: 'SubUser', account, displayName: principal.userId };
  const displayName = `${principal.roleName}:${principal.sessionName}`;
  return { type: 'AssumedRoleUser', account, displayName };
}

/** What conditions of policies may ask about a call. */
export function callerContext({ principal, accessKeyId, source }: Caller, time: Date): ConditionContext {
  return requestContext({
    time,
    sourceIp: source.ip,
    isSecure: source.isSecure,
    userAgent: source.userAgent,
    principalArn: principalArn(principal),
    accessKeyId,
    service: null,
  });
}
