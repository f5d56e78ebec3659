import { z } from 'zod';
import { listPolicyVersions } from '../../access/policy-versions.ts';
import { defineOperation } from '../operation.ts';
import { showVersion, versionAnswer } from './answers.ts';
import { policyName, policyType } from './fields.ts';
import { typedPolicy } from './resources.ts';

/** Lists the versions of a policy, the newest first. */
export const ListPolicyVersions = defineOperation({
  action: 'ListPolicyVersions',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the versions of a policy, the newest first.',
  resources: typedPolicy,
  input: z.object({ PolicyType: policyType, PolicyName: policyName('Name of the policy.') }),
  output: z.object({
    PolicyVersions: z.object({ PolicyVersion: z.array(versionAnswer).describe('The versions.') }),
  }),
  errors: ['EntityNotExist.Policy'],
  handler: async ({ account, services }, { PolicyType, PolicyName }) => {
    const versions = await listPolicyVersions(services.ram, account, PolicyType, PolicyName);
    return { PolicyVersions: { PolicyVersion: versions.map(showVersion) } };
  },
});
