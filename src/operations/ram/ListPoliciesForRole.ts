import { z } from 'zod';
import { policiesOfHolder } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { attachedPolicy, showAttachedPolicy } from './answers.ts';
import { roleName } from './fields.ts';
import { named } from './resources.ts';

/** Lists the policies that a role has, in the order in which it got them. */
export const ListPoliciesForRole = defineOperation({
  action: 'ListPoliciesForRole',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the policies that a role has, in the order in which it got them.',
  resources: named('role', 'RoleName'),
  input: z.object({ RoleName: roleName('Name of the role.') }),
  output: z.object({ Policies: z.object({ Policy: z.array(attachedPolicy).describe('The policies.') }) }),
  errors: ['EntityNotExist.Role'],
  handler: async ({ account, services }, { RoleName }) => {
    const holder = { kind: 'role', name: RoleName } as const;
    const policies = await policiesOfHolder(services.ram, account, holder);
    return { Policies: { Policy: policies.map(showAttachedPolicy) } };
  },
});
