import { z } from 'zod';
import { setDefaultPolicyVersion } from '../../access/policy-versions.ts';
import { defineOperation } from '../operation.ts';
import { policyName, versionId } from './fields.ts';
import { named } from './resources.ts';

/** Makes another version of a custom policy the one that counts. */
export const SetDefaultPolicyVersion = defineOperation({
  action: 'SetDefaultPolicyVersion',
  product: 'RAM',
  access: 'update',
  summary: 'Makes another version of a custom policy the one that counts.',
  resources: named('policy', 'PolicyName'),
  input: z.object({ PolicyName: policyName('Name of the policy.'), VersionId: versionId }),
  output: z.object({}),
  errors: ['EntityNotExist.Policy', 'EntityNotExist.Policy.Version'],
  handler: async ({ account, services }, { PolicyName, VersionId }) => {
    await setDefaultPolicyVersion(services.ram, account, PolicyName, VersionId);
    return {};
  },
});
