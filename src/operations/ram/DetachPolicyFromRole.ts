import { z } from 'zod';
import { detachPolicy } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { policyName, policyType, roleName } from './fields.ts';
import { attachment } from './resources.ts';

/** Takes a policy from a role. */
export const DetachPolicyFromRole = defineOperation({
  action: 'DetachPolicyFromRole',
  product: 'RAM',
  access: 'delete',
  summary: 'Takes a policy from a role.',
  resources: attachment('role', 'RoleName'),
  input: z.object({
    PolicyType: policyType,
    PolicyName: policyName('Name of the policy.'),
    RoleName: roleName('Name of the role.'),
  }),
  output: z.object({}),
  errors: ['EntityNotExist.Role', 'EntityNotExist.Policy', 'EntityNotExist.Role.Policy'],
  handler: async ({ account, services }, { PolicyType, PolicyName, RoleName }) => {
    const policy = { kind: PolicyType, name: PolicyName };
    await detachPolicy(services.ram, account, policy, { kind: 'role', name: RoleName });
    return {};
  },
});
