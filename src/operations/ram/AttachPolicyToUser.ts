import { z } from 'zod';
import { attachPolicy } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { policyName, policyType, userName } from './fields.ts';
import { attachment } from './resources.ts';

/** Gives a policy to a user. */
export const AttachPolicyToUser = defineOperation({
  action: 'AttachPolicyToUser',
  product: 'RAM',
  access: 'create',
  summary: 'Gives a policy to a user.',
  resources: attachment('user', 'UserName'),
  input: z.object({
    PolicyType: policyType,
    PolicyName: policyName('Name of the policy.'),
    UserName: userName('Name of the user.'),
  }),
  output: z.object({}),
  errors: [
    'EntityNotExist.User',
    'EntityNotExist.Policy',
    'EntityAlreadyExists.User.Policy',
    'LimitExceeded.User.Policy',
  ],
  handler: async ({ account, services }, { PolicyType, PolicyName, UserName }) => {
    const policy = { kind: PolicyType, name: PolicyName };
    await attachPolicy(services.ram, account, policy, { kind: 'user', name: UserName });
    return {};
  },
});
