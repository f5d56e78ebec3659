import { z } from 'zod';
import { type Principal, principalArn } from '../../access/principal.ts';
import { defineOperation } from '../operation.ts';

/** Tells who calls (gateway.md 4.6). */
export const GetCallerIdentity = defineOperation({
  action: 'GetCallerIdentity',
  product: 'STS',
  access: 'get',
  summary: 'Tells who calls; needs no permission.',
  resources: () => [],
  input: z.object({}),
  output: z.object({
    IdentityType: z.enum(['Account', 'RAMUser', 'AssumedRoleUser']).describe('Kind of the caller.'),
    AccountId: z.string().describe('Number of the account.'),
    PrincipalId: z.string().describe('Id of the caller.'),
    UserId: z.string().optional().describe('Id of the user, or the number of the account itself.'),
    RoleId: z.string().optional().describe('Id of the role of a session.'),
    Arn: z.string().describe('Name of the caller in policies.'),
  }),
  errors: [],
  handler: ({ caller: { principal } }) => ({
    ...identityOf(principal),
    AccountId: principal.account,
    Arn: principalArn(principal),
  }),
});

function identityOf(principal: Principal) {
  if (principal.kind === 'root') {
    const { account } = principal;
    return { IdentityType: 'Account', PrincipalId: account, UserId: account } as const;
  }
  if (principal.kind === 'user') {
    const { userId } = principal;
    return { IdentityType: 'RAMUser', PrincipalId: userId, UserId: userId } as const;
  }
  const { roleId, sessionName } = principal;
  return {
    IdentityType: 'AssumedRoleUser',
    PrincipalId: `${roleId}:${sessionName}`,
    RoleId: roleId,
  } as const;
}
