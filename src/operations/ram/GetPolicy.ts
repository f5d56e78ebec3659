import { z } from 'zod';
import { getPolicy } from '../../access/policies.ts';
import { listPolicyVersions } from '../../access/policy-versions.ts';
import { apiError } from '../../errors/api-error.ts';
import { answerTime } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { policyAnswer, showVersion, versionAnswer } from './answers.ts';
import { policyName, policyType } from './fields.ts';
import { typedPolicy } from './resources.ts';

/** Returns a policy with what it says. */
export const GetPolicy = defineOperation({
  action: 'GetPolicy',
  product: 'RAM',
  access: 'get',
  summary: 'Returns a policy with what it says.',
  resources: typedPolicy,
  input: z.object({ PolicyType: policyType, PolicyName: policyName('Name of the policy.') }),
  output: z.object({
    Policy: policyAnswer.extend({
      AttachmentCount: z.number().describe('How many users and roles have it.'),
      CreateDate: answerTime('When it was made.'),
      UpdateDate: answerTime('When it changed last.'),
    }),
    DefaultPolicyVersion: versionAnswer,
  }),
  errors: ['EntityNotExist.Policy', 'InvalidParameter.{Name}'],
  handler: async ({ account, services: { ram } }, { PolicyType, PolicyName }) => {
    const policy = await getPolicy(ram, account, PolicyType, PolicyName);
    const versions = await listPolicyVersions(ram, account, PolicyType, PolicyName);
    const version = versions.find(({ isDefault }) => isDefault);
    if (version === undefined) throw apiError('EntityNotExist.Policy', { Name: PolicyName });
    return {
      Policy: {
        PolicyName,
        PolicyType,
        Description: policy.description,
        DefaultVersion: version.id,
        AttachmentCount: policy.attachmentCount,
        CreateDate: policy.createTime,
        UpdateDate: policy.updateTime,
      },
      DefaultPolicyVersion: showVersion(version),
    };
  },
});
