import { z } from 'zod';
import { deletePolicy } from '../../access/policies.ts';
import { boolean } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { policyName } from './fields.ts';
import { named } from './resources.ts';

/** Deletes a custom policy that nobody has any more. */
export const DeletePolicy = defineOperation({
  action: 'DeletePolicy',
  product: 'RAM',
  access: 'delete',
  summary: 'Deletes a custom policy that nobody has any more.',
  resources: named('policy', 'PolicyName'),
  input: z.object({
    PolicyName: policyName('Name of the policy.'),
    CascadingDelete: boolean({
      description: 'Whether versions besides the default one may go with it.',
      example: 'true',
    }).default(false),
  }),
  output: z.object({}),
  errors: [
    'EntityNotExist.Policy',
    'DeleteConflict.Policy.User',
    'DeleteConflict.Policy.Role',
    'DeleteConflict.Policy.Version',
  ],
  handler: async ({ account, services }, { PolicyName, CascadingDelete }) => {
    await deletePolicy(services.ram, account, PolicyName, CascadingDelete);
    return {};
  },
});
