import { z } from 'zod';
import { detachPolicy } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { policyName, policyType, userName } from './fields.ts';
import { attachment } from './resources.ts';

/** Takes a policy from a user. */
export const DetachPolicyFromUser = defineOperation({
  action: 'DetachPolicyFromUser',
  product: 'RAM',
  access: 'delete',
  summary: 'Takes a policy from a user.',
  resources: attachment('user', 'UserName'),
  input: z.object({
    PolicyType: policyType,
    PolicyName: policyName('Name of the policy.'),
    UserName: userName('Name of the user.'),
  }),
  output: z.object({}),
  errors: ['EntityNotExist.User', 'EntityNotExist.Policy', 'EntityNotExist.User.Policy'],
  handler: async ({ account, services }, { PolicyType, PolicyName, UserName }) => {
    const policy = { kind: PolicyType, name: PolicyName };
    await detachPolicy(services.ram, account, policy, { kind: 'user', name: UserName });
    return {};
  },
});
