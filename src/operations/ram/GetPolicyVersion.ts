import { z } from 'zod';
import { listPolicyVersions } from '../../access/policy-versions.ts';
import { apiError } from '../../errors/api-error.ts';
import { defineOperation } from '../operation.ts';
import { showVersion, versionAnswer } from './answers.ts';
import { policyName, policyType, versionId } from './fields.ts';
import { typedPolicy } from './resources.ts';

/** Returns one version of a policy. */
export const GetPolicyVersion = defineOperation({
  action: 'GetPolicyVersion',
  product: 'RAM',
  access: 'get',
  summary: 'Returns one version of a policy.',
  resources: typedPolicy,
  input: z.object({
    PolicyType: policyType,
    PolicyName: policyName('Name of the policy.'),
    VersionId: versionId,
  }),
  output: z.object({ PolicyVersion: versionAnswer }),
  errors: ['EntityNotExist.Policy', 'EntityNotExist.Policy.Version'],
  handler: async ({ account, services }, { PolicyType, PolicyName, VersionId }) => {
    const versions = await listPolicyVersions(services.ram, account, PolicyType, PolicyName);
    const version = versions.find(({ id }) => id === VersionId);
    if (version === undefined) throw apiError('EntityNotExist.Policy.Version', { Version: VersionId });
    return { PolicyVersion: showVersion(version) };
  },
});
