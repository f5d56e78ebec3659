import type { Kysely } from 'kysely';
import type { Database, RamRole } from '../db/schema.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import { accessDeniedDetail } from '../policy/access-denied.ts';
import { parseSessionPolicy, parseTrustPolicy } from '../policy/document.ts';
import { evaluateTrust } from '../policy/trust.ts';
import { type Caller, callerContext, deniedPrincipal, principalArn } from './principal.ts';
import { getRole, roleArn } from './roles.ts';
import type { SessionTokens, TemporaryKey } from './sessions.ts';

/** What AssumeRole is asked for, its syntax checked. */
export type AssumeRoleRequest = {
  role: { account: string; name: string };
  sessionName: string;
  /** JSON text that narrows the session, or undefined. */
  policy: string | undefined;
  /** Seconds, 900 at least. */
  duration: number;
  externalId: string | undefined;
  /** Upper-case UUID of the call. */
  requestId: string;
};

/** What assuming roles needs. */
export type RoleDesk = { db: Kysely<Database>; sessions: SessionTokens; now: () => Date };

/** Longest session that was begun from within another one, in seconds, so that chains of them end. */
const maxChainedDuration = 3600;

/**
 * Begins a session of a role (gateway.md 4.6). That the policies of the caller allow it has been checked before; here the
 * trust policy of the role decides.
 *
 * @throws ApiError `NoPermission`, `EntityNotExist.Role`, `InvalidParameter.{Name}`, `InvalidParameter.PolicyGrammar`
 */
export async function assumeRole(
  { db, sessions, now }: RoleDesk,
  caller: Caller,
  request: AssumeRoleRequest,
): Promise<{ role: RamRole; key: TemporaryKey }> {
  const { principal } = caller;
  if (principal.kind === 'root') {
    throw new ApiError('NoPermission', 403, 'Roles may not be assumed by root accounts.');
  }
  const { policy = null, duration, sessionName } = request;
  if (policy !== null) parseSessionPolicy(policy);
  const role = await getRole(db, request.role.account, request.role.name);
  checkTrust(role, caller, request, now());
  const isChained = principal.kind === 'session';
  const longest = isChained
    ? Math.min(role.max_session_duration, maxChainedDuration)
    : role.max_session_duration;
  if (duration > longest) {
    throw apiError('InvalidParameter.{Name}', {
      Name: 'DurationSeconds',
      Rule: `an integer from 900 to ${longest} for this role`,
    });
  }
  const session = { account: role.account_id, roleId: role.id, roleName: role.name, sessionName };
  return { role, key: sessions.issue(session, policy, duration) };
}

function checkTrust(
  role: RamRole,
  caller: Caller,
  { externalId, requestId }: AssumeRoleRequest,
  time: Date,
): void {
  const { principal } = caller;
  if (principal.kind === 'root') return;
  const context = {
    ...callerContext(caller, time),
    ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
  };
  const trusted = { kind: 'RAM', name: principalArn(principal) } as const;
  const decision = evaluateTrust(parseTrustPolicy(role.trust_policy), trusted, context);
  if (decision.decision === 'Allow') return;
  // What another account does not share is as if it did not exist.
  if (role.account_id !== principal.account) throw apiError('EntityNotExist.Role', { Name: role.name });
  const refused = { action: 'sts:AssumeRole', resource: roleArn(role.account_id, role.name), context };
  const detail = accessDeniedDetail(decision, refused, deniedPrincipal(principal), requestId);
  throw apiError('NoPermission', {}, undefined, detail);
}
