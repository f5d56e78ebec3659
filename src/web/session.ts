import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Access, AccessKey } from '../access/access.ts';
import type { Principal } from '../access/principal.ts';
import type { Sealer } from '../access/secrets.ts';
import { ApiError } from '../errors/api-error.ts';

/**
 * Sessions of the console. All that is known of one is sealed in its cookie, so nothing is stored, every server with the
 * same master key knows it, and a restart ends none. The key behind it is looked up with every request: one that is
 * switched off ends its sessions.
 */

/** A session that is valid now. */
export type Session = {
  key: AccessKey;
  /** Token of a temporary key; empty otherwise. */
  securityToken: string;
  /** Comes with every request that changes something. */
  csrf: string;
  /** When it ends if nothing more is done with it. */
  expires: Date;
  /** A newer cookie, when the one that came is a while old. */
  renewed: string | null;
};

/** Opens and reads sessions. */
export type Sessions = {
  /** The cookie of a new session. */
  open(key: Pick<AccessKey, 'id'>, securityToken: string): string;
  /** The session of a cookie, or null. */
  read(cookie: string | undefined): Promise<Session | null>;
  /** Ends a session; this process does not accept its cookie again. */
  end(session: Session): void;
};

/** Milliseconds without any request after which a session ends, and its longest life. */
const idleLife = 30 * 60_000;
const wholeLife = 12 * 3_600_000;
/** A cookie is renewed when it is older than this, in milliseconds. */
const renewAfter = 60_000;

const cookieSchema = z.object({
  key: z.string(),
  token: z.string(),
  csrf: z.string(),
  /** Milliseconds since 1970. */
  begun: z.number(),
  seen: z.number(),
});
type Cookie = z.infer<typeof cookieSchema>;

const context = 'console session';

/** Makes the sessions of a server. */
export function createSessions(
  sealer: Sealer,
  access: Pick<Access, 'findKey' | 'openSession'>,
  now: () => Date,
): Sessions {
  /** Sessions that were ended here, until they would have ended by themselves. */
  const ended = new Map<string, number>();
  const seal = (cookie: Cookie) => sealer.seal(JSON.stringify(cookie), context);

  const keyOf = async ({ key: id, token }: Cookie): Promise<AccessKey | null> => {
    if (token === '') return access.findKey(id);
    try {
      return access.openSession(id, token);
    } catch (error) {
      if (error instanceof ApiError) return null;
      throw error;
    }
  };

  return {
    open({ id }, securityToken) {
      const time = now().getTime();
      const csrf = randomBytes(24).toString('base64url');
      return seal({ key: id, token: securityToken, csrf, begun: time, seen: time });
    },

    async read(cookie) {
      const text = cookie === undefined ? null : sealer.open(cookie, context);
      if (text === null) return null;
      const content = cookieSchema.parse(JSON.parse(text));
      const time = now().getTime();
      const end = Math.min(content.seen + idleLife, content.begun + wholeLife);
      if (time >= end || ended.has(content.csrf)) return null;
      const key = await keyOf(content);
      if (key === null || !key.active) return null;
      const isOld = time - content.seen > renewAfter;
      return {
        key,
        securityToken: content.token,
        csrf: content.csrf,
        expires: new Date(Math.min(time + idleLife, content.begun + wholeLife)),
        renewed: isOld ? seal({ ...content, seen: time }) : null,
      };
    },

    end({ csrf }) {
      const time = now().getTime();
      for (const [each, until] of ended) if (until < time) ended.delete(each);
      ended.set(csrf, time + wholeLife);
    },
  };
}

/** Name of the cookie of an installation: two servers on one host share all cookies, whatever their ports. */
export function cookieName(rootAccount: string): string {
  return `reelmill_${createHash('sha256').update(rootAccount).digest('hex').slice(0, 8)}`;
}

/** A session as the console shows it. */
export function describeSession({ key, csrf, expires }: Session) {
  const { principal } = key;
  return {
    user: {
      name: nameOf(principal),
      accessKeyId: key.id,
      kind: principal.kind === 'session' ? 'role' : principal.kind,
      account: principal.account,
    },
    csrf,
    expires: expires.toISOString(),
  };
}

function nameOf(principal: Principal): string {
  if (principal.kind === 'root') return 'root';
  return principal.kind === 'user' ? principal.userName : `${principal.roleName}/${principal.sessionName}`;
}
