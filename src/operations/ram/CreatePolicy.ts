import { z } from 'zod';
import { createPolicy } from '../../access/policies.ts';
import { answerTime } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { policyAnswer } from './answers.ts';
import { note, policyDocument, policyName } from './fields.ts';
import { all } from './resources.ts';

/** Makes a custom policy, with what it says as version v1. */
export const CreatePolicy = defineOperation({
  action: 'CreatePolicy',
  product: 'RAM',
  access: 'create',
  summary: 'Makes a custom policy, with what it says as version v1.',
  resources: all('policy'),
  input: z.object({
    PolicyName: policyName('Name of the policy.'),
    PolicyDocument: policyDocument('What the policy says: at most 6144 characters.'),
    Description: note('Description.', 1024).optional(),
  }),
  output: z.object({ Policy: policyAnswer.extend({ CreateDate: answerTime('When it was made.') }) }),
  errors: [
    'InvalidParameter.{Name}.InvalidChars',
    'InvalidParameter.{Name}.Length',
    'MalformedPolicyDocument',
    'EntityAlreadyExists.Policy',
    'LimitExceeded.Policy',
  ],
  handler: async ({ account, services }, { PolicyName, PolicyDocument, Description = '' }) => {
    const details = { name: PolicyName, description: Description, document: PolicyDocument };
    const policy = await createPolicy(services.ram, account, details);
    return {
      Policy: {
        PolicyName,
        PolicyType: 'Custom' as const,
        Description,
        DefaultVersion: 'v1',
        CreateDate: policy.create_time,
      },
    };
  },
});
