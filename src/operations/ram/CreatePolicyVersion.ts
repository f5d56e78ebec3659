import { z } from 'zod';
import { createPolicyVersion } from '../../access/policy-versions.ts';
import { boolean, choice } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { showVersion, versionAnswer } from './answers.ts';
import { policyDocument, policyName } from './fields.ts';
import { named } from './resources.ts';

/** Adds a version to a custom policy, of which it may have five. */
export const CreatePolicyVersion = defineOperation({
  action: 'CreatePolicyVersion',
  product: 'RAM',
  access: 'create',
  summary: 'Adds a version to a custom policy, of which it may have five.',
  resources: named('policy', 'PolicyName'),
  input: z.object({
    PolicyName: policyName('Name of the policy.'),
    PolicyDocument: policyDocument('What the version says: at most 6144 characters.'),
    SetAsDefault: boolean({ description: 'Whether it counts from now on.', example: 'true' }).default(false),
    RotateStrategy: choice(['None', 'DeleteOldestNonDefaultVersionWhenLimitExceeded'], {
      description: 'Whether the oldest version that does not count makes room for it.',
      example: 'None',
      code: 'InvalidParameter.{Name}',
    }).default('None'),
  }),
  output: z.object({ PolicyVersion: versionAnswer }),
  errors: [
    'InvalidParameter.{Name}.Length',
    'MalformedPolicyDocument',
    'EntityNotExist.Policy',
    'LimitExceeded.Policy.Version',
  ],
  handler: async ({ account, services }, { PolicyName, PolicyDocument, SetAsDefault, RotateStrategy }) => {
    const options = {
      document: PolicyDocument,
      setAsDefault: SetAsDefault,
      rotate: RotateStrategy !== 'None',
    };
    const version = await createPolicyVersion(services.ram, account, PolicyName, options);
    return { PolicyVersion: showVersion(version) };
  },
});
