import { apiError } from '../errors/api-error.ts';
import { accessDeniedDetail } from '../policy/access-denied.ts';
import { evaluate } from '../policy/evaluate.ts';
import type { Directory } from './directory.ts';
import { type AccessKey, type Caller, callerContext, deniedPrincipal } from './principal.ts';
import type { RootAccount } from './root-account.ts';
import type { SessionTokens } from './sessions.ts';

export type { AccessKey } from './principal.ts';

/** What a caller wants to do, in the words of policies. */
export type AccessRequest = {
  /** `ice:ListBatchMediaProducingJobs`. */
  action: string;
  /**
   * What it concerns, as `acs:SERVICE:REGION:ACCOUNT:RELATIVE-ID`; each has to be allowed, so an operation with an empty
   * list is open to every caller. Null is everything of the account.
   */
  resources: readonly string[] | null;
  /** Upper-case UUID of the call. */
  requestId: string;
};

/** Keys and rights: what the gateway asks before an operation runs. */
export type Access = {
  /** The lasting key with this id, or null. */
  findKey(id: string): Promise<AccessKey | null>;
  /**
   * The temporary key that a security token was given out with.
   *
   * @throws ApiError `InvalidSecurityToken.…`
   */
  openSession(id: string, token: string): AccessKey;
  /** Remembers when a key was used last, to the minute. */
  noteUse(key: AccessKey): Promise<void>;
  /**
   * Lets a call pass or refuses it.
   *
   * @throws ApiError `NoPermission` with its detail
   */
  authorize(caller: Caller, request: AccessRequest): Promise<void>;
};

/** What access is made from besides the root account. */
export type AccessParts = {
  directory: Pick<Directory, 'findKey' | 'policiesOf' | 'noteUse'>;
  sessions: Pick<SessionTokens, 'open'>;
  /** Region of this installation, for policies that name one. */
  region: string;
  now: () => Date;
};

/**
 * The access of a server: the root key, keys of users, and sessions.
 *
 * @param parts left out: a server without users, where only the root key is known
 */
export function createAccess(root: RootAccount, parts: AccessParts = withoutUsers): Access {
  const rootKey: AccessKey = {
    ...root.key,
    active: true,
    principal: { kind: 'root', account: root.account },
  };
  return {
    findKey: async (id) => (id === rootKey.id ? rootKey : parts.directory.findKey(id)),
    openSession: (id, token) => parts.sessions.open(id, token),
    noteUse: async (key) => {
      if (key !== rootKey) await parts.directory.noteUse(key.id);
    },
    authorize: (caller, request) => authorize(caller, request, parts),
  };
}

/** The root account may do everything, all others what their policies say (gateway.md 4.4). */
async function authorize(
  caller: Caller,
  { action, resources, requestId }: AccessRequest,
  { directory, region, now }: AccessParts,
): Promise<void> {
  const { principal } = caller;
  if (principal.kind === 'root' || resources?.length === 0) return;
  const [service = ''] = action.split(':', 1);
  const concerned = resources ?? [`acs:${service}:${region}:${principal.account}:*`];
  const context = callerContext(caller, now());
  const identity = await directory.policiesOf(principal);
  const session = principal.kind === 'session' ? principal.policy : null;
  for (const resource of concerned) {
    const request = { action, resource, context };
    const decision = evaluate({ identity, session }, request);
    if (decision.decision === 'Allow') continue;
    const detail = accessDeniedDetail(decision, request, deniedPrincipal(principal), requestId);
    throw apiError('NoPermission', {}, undefined, detail);
  }
}

const withoutUsers: AccessParts = {
  directory: { findKey: async () => null, policiesOf: async () => [], noteUse: async () => {} },
  sessions: {
    open: () => {
      throw apiError('InvalidSecurityToken.Malformed');
    },
  },
  region: '',
  now: () => new Date(),
};
