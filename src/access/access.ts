import type { RootAccount } from './root-account.ts';

/** Who calls: the account whose things are read and made, and as what. */
export type Principal = { kind: 'root'; account: string };

/** A key that requests are signed with. */
export type AccessKey = {
  id: string;
  /** Never logged, never answered. */
  secret: string;
  active: boolean;
  principal: Principal;
};

/** What a principal wants to do, in the words of policies. */
export type AccessRequest = { action: string; access: 'list' | 'get' | 'create' | 'update' | 'delete' };

/** Keys and rights: what the gateway asks before an operation runs. */
export type Access = {
  /** The key with this id, or null. */
  findKey(id: string): Promise<AccessKey | null>;
  /** Whether the principal may do this. */
  isAllowed(principal: Principal, request: AccessRequest): Promise<boolean>;
};

/** The access of a server that has only the root account: its key may do everything (gateway.md 4.4). */
export function createAccess(root: RootAccount): Access {
  const key: AccessKey = {
    ...root.key,
    active: true,
    principal: { kind: 'root', account: root.account },
  };
  return {
    findKey: async (id) => (id === key.id ? key : null),
    isAllowed: async (principal) => principal.kind === 'root',
  };
}
