import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import { parseSessionPolicy } from '../policy/document.ts';
import type { AccessKey, Principal } from './principal.ts';
import { newKeyId, newSecret, type Sealer } from './secrets.ts';

/** Somebody who has assumed a role. */
export type RoleSession = Omit<Extract<Principal, { kind: 'session' }>, 'kind' | 'policy'>;

/** What AssumeRole hands out (gateway.md 4.6). */
export type TemporaryKey = {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken: string;
  expiration: Date;
};

/**
 * Temporary keys. All that is known of one is sealed in its token, its secret too, so nothing is stored and every
 * gateway with the same master key knows it. What the role may do is looked up at each call, so a policy that is
 * detached, or a role that is deleted, acts on running sessions.
 */
export type SessionTokens = {
  /**
   * @param policy JSON text that narrows the session, already checked, or null
   * @param seconds how long it lives
   */
  issue(session: RoleSession, policy: string | null, seconds: number): TemporaryKey;
  /**
   * @throws ApiError `InvalidSecurityToken.Malformed`, `.MismatchWithAccessKey`, `.Expired`
   */
  open(accessKeyId: string, token: string): AccessKey;
};

/** Short names, because a token goes with every call. */
const tokenSchema = z.object({
  key: z.string(),
  secret: z.string(),
  /** Milliseconds since 1970. */
  end: z.number(),
  account: z.string(),
  roleId: z.string(),
  role: z.string(),
  session: z.string(),
  policy: z.string().nullable(),
});

/** Binds a sealed text to its use. */
const context = 'security token';

/** Makes and opens tokens. */
export function createSessionTokens(sealer: Sealer, now: () => Date): SessionTokens {
  return {
    issue(session, policy, seconds) {
      // The time is told in whole seconds, so it ends in one.
      const end = Math.floor(now().getTime() / 1000 + seconds) * 1000;
      const content: z.infer<typeof tokenSchema> = {
        key: newKeyId('STS.'),
        secret: newSecret(),
        end,
        account: session.account,
        roleId: session.roleId,
        role: session.roleName,
        session: session.sessionName,
        policy,
      };
      return {
        accessKeyId: content.key,
        accessKeySecret: content.secret,
        securityToken: sealer.seal(JSON.stringify(content), context),
        expiration: new Date(end),
      };
    },
    open(accessKeyId, token) {
      const text = sealer.open(token, context);
      if (text === null) throw apiError('InvalidSecurityToken.Malformed');
      const content = tokenSchema.parse(JSON.parse(text));
      if (content.key !== accessKeyId) throw apiError('InvalidSecurityToken.MismatchWithAccessKey');
      if (now().getTime() >= content.end) throw apiError('InvalidSecurityToken.Expired');
      return {
        id: content.key,
        secret: content.secret,
        active: true,
        principal: {
          kind: 'session',
          account: content.account,
          roleId: content.roleId,
          roleName: content.role,
          sessionName: content.session,
          policy: content.policy === null ? null : parseSessionPolicy(content.policy),
        },
      };
    },
  };
}
