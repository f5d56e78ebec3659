import { z } from 'zod';
import { deletePolicyVersion } from '../../access/policy-versions.ts';
import { defineOperation } from '../operation.ts';
import { policyName, versionId } from './fields.ts';
import { named } from './resources.ts';

/** Deletes a version of a custom policy that does not count. */
export const DeletePolicyVersion = defineOperation({
  action: 'DeletePolicyVersion',
  product: 'RAM',
  access: 'delete',
  summary: 'Deletes a version of a custom policy that does not count.',
  resources: named('policy', 'PolicyName'),
  input: z.object({ PolicyName: policyName('Name of the policy.'), VersionId: versionId }),
  output: z.object({}),
  errors: ['EntityNotExist.Policy', 'EntityNotExist.Policy.Version', 'DeleteConflict.Policy.Version.Default'],
  handler: async ({ account, services }, { PolicyName, VersionId }) => {
    await deletePolicyVersion(services.ram, account, PolicyName, VersionId);
    return {};
  },
});
