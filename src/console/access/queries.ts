import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, call } from '../api/call.ts';
import { useProblemNotice } from '../parts/problem.tsx';

/** A user of the account. */
export type User = Answer<'ListUsers'>['Users']['User'][number];
/** A key of a user, without its secret. */
export type AccessKey = Answer<'ListAccessKeys'>['AccessKeys']['AccessKey'][number];
/** A policy, without its document. */
export type Policy = Answer<'ListPolicies'>['Policies']['Policy'][number];
/** A role of the account. */
export type Role = Answer<'ListRoles'>['Roles']['Role'][number];
/** What names a policy. */
export type PolicyName = Pick<Policy, 'PolicyName' | 'PolicyType'>;
/** Somebody who policies are attached to. */
export type Entity = { kind: 'user' | 'role'; name: string };

const pageSize = 1000;

/** All members of a list that comes in pages. */
async function allPages<Page extends { IsTruncated: boolean; Marker?: string }, Item>(
  ask: (page: { Marker?: string; MaxItems: number }) => Promise<Page>,
  itemsOf: (page: Page) => Item[],
): Promise<Item[]> {
  const items: Item[] = [];
  let marker: string | undefined;
  do {
    const page = await ask({ MaxItems: pageSize, ...(marker !== undefined && { Marker: marker }) });
    items.push(...itemsOf(page));
    marker = page.IsTruncated ? page.Marker : undefined;
  } while (marker !== undefined);
  return items;
}

/** Where everything about users, keys, policies and roles is kept. */
const key = 'access';

/** All users. */
export const usersQuery = queryOptions({
  queryKey: [key, 'users'],
  queryFn: ({ signal }) =>
    allPages(
      (page) => call('ListUsers', page, signal),
      ({ Users }) => Users.User,
    ),
});

/** All policies, those of the system too. */
export const policiesQuery = queryOptions({
  queryKey: [key, 'policies'],
  queryFn: ({ signal }) =>
    allPages(
      (page) => call('ListPolicies', page, signal),
      ({ Policies }) => Policies.Policy,
    ),
});

/** All roles. */
export const rolesQuery = queryOptions({
  queryKey: [key, 'roles'],
  queryFn: ({ signal }) =>
    allPages(
      (page) => call('ListRoles', page, signal),
      ({ Roles }) => Roles.Role,
    ),
});

/** The keys of a user. */
export const keysQuery = (UserName: string) =>
  queryOptions({
    queryKey: [key, 'keys', UserName],
    queryFn: async ({ signal }) => (await call('ListAccessKeys', { UserName }, signal)).AccessKeys.AccessKey,
  });

/** A policy with the document that is in force. */
export const policyQuery = ({ PolicyName, PolicyType }: PolicyName) =>
  queryOptions({
    queryKey: [key, 'policy', PolicyType, PolicyName],
    queryFn: ({ signal }) => call('GetPolicy', { PolicyName, PolicyType }, signal),
  });

/** A role with the policy that says who may assume it. */
export const roleQuery = (RoleName: string) =>
  queryOptions({
    queryKey: [key, 'role', RoleName],
    queryFn: async ({ signal }) => (await call('GetRole', { RoleName }, signal)).Role,
  });

/** The policies that are attached to a user or a role. */
export const attachedQuery = ({ kind, name }: Entity) =>
  queryOptions({
    queryKey: [key, 'attached', kind, name],
    queryFn: async ({ signal }) => {
      const { Policies } =
        kind === 'user'
          ? await call('ListPoliciesForUser', { UserName: name }, signal)
          : await call('ListPoliciesForRole', { RoleName: name }, signal);
      return Policies.Policy;
    },
  });

/** Gives a policy to a user or a role, or takes it away. */
export function setAttached(policy: PolicyName, { kind, name }: Entity, isAttached: boolean) {
  const { PolicyName, PolicyType } = policy;
  if (kind === 'user') {
    const action = isAttached ? 'AttachPolicyToUser' : 'DetachPolicyFromUser';
    return call(action, { PolicyName, PolicyType, UserName: name });
  }
  const action = isAttached ? 'AttachPolicyToRole' : 'DetachPolicyFromRole';
  return call(action, { PolicyName, PolicyType, RoleName: name });
}

/** A change of users, keys, policies or roles: everything about them is asked for anew, and a failure is shown. */
export function useChange<Input, Result>(
  change: (input: Input) => Promise<Result>,
  done?: (result: Result) => void,
) {
  const client = useQueryClient();
  const notice = useProblemNotice();
  return useMutation({
    mutationFn: change,
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: [key] });
      done?.(result);
    },
    onError: notice,
  });
}
