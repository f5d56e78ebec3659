import { z } from 'zod';
import { attachPolicy } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { policyName, policyType, roleName } from './fields.ts';
import { attachment } from './resources.ts';

/** Gives a policy to a role. */
export const AttachPolicyToRole = defineOperation({
  action: 'AttachPolicyToRole',
  product: 'RAM',
  access: 'create',
  summary: 'Gives a policy to a role.',
  resources: attachment('role', 'RoleName'),
  input: z.object({
    PolicyType: policyType,
    PolicyName: policyName('Name of the policy.'),
    RoleName: roleName('Name of the role.'),
  }),
  output: z.object({}),
  errors: [
    'EntityNotExist.Role',
    'EntityNotExist.Policy',
    'EntityAlreadyExists.Role.Policy',
    'LimitExceeded.Role.Policy',
  ],
  handler: async ({ account, services }, { PolicyType, PolicyName, RoleName }) => {
    const policy = { kind: PolicyType, name: PolicyName };
    await attachPolicy(services.ram, account, policy, { kind: 'role', name: RoleName });
    return {};
  },
});
